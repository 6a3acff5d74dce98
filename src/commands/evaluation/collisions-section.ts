import type { Collision } from './collisions.ts'
import { table } from './markdown.ts'

export function collisionsSection(collisions: readonly Collision[]): string {
  if (collisions.length === 0) return 'None.'
  return table(
    ['Entry', 'phrasing', 'entry', 'phrasing', 'agreement'],
    collisions.map(({ one, other, agreement }) => [
      one.entry.id,
      one.text,
      other.entry.id,
      other.text,
      agreement.toFixed(2),
    ]),
  )
}
