import type { Course, Locale } from '../../chat/context.ts'
import { courseOfLecture, type Item } from '../../ports/checksheets.ts'
import type { Materials } from '../../ports/materials.ts'
import { phrases } from './phrases.ts'

/** What helps with an item, as its reader's course opens it. */
export interface Aids {
  readonly lectures: readonly string[]
  readonly materials: readonly string[]
}

/** Names, in the sheet's order; what only a higher course opens says so. Pure. */
export function aidsOf(
  { lectures, materials }: Item,
  known: Materials,
  course: Course | undefined,
  locale: Locale,
): Aids {
  const { closed } = phrases[locale]
  const named = (title: string, needed: Course) =>
    course === 'practice' || course === needed || needed === 'learning' ? title : closed(title)
  return {
    lectures: lectures.map((id) => named(lectureName(id, locale), courseOfLecture(id))),
    materials: materials.flatMap((id) => {
      const material = known.materials.find((it) => it.id === id)
      return material ? [named(material.title, material.course)] : []
    }),
  }
}

/** EX-1-2: 解説講座 レベル1 講義2 */
export function lectureName(id: string, locale: Locale): string {
  const { lecture } = phrases[locale]
  const [prefix, first = '', second = ''] = id.split('-')
  return prefix === 'PR' ? lecture.practice(String(Number(first))) : lecture.explanatory(first, second)
}
