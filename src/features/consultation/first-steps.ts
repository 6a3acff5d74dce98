import type { Locale } from '../../chat/context.ts'
import { type Element, note, text, verbatim } from '../../chat/message.ts'
import type { Library } from '../../ports/knowledge.ts'
import { answerOf } from './compose.ts'
import { phrases } from './phrases.ts'
import { sourceLabel } from './source-label.ts'

/**
 * What to do at once in that kind of incident, in the words of the entries and with them as sources. A step whose entry no longer says
 * it is left out; where nothing is left, or the kind is not known, the operator's own steps stand.
 */
export function firstSteps(
  incident: string | undefined,
  { index, classes }: Library,
  locale: Locale,
): readonly Element<never>[] {
  const { urgent, part } = phrases[locale]
  const said = (incident === undefined ? [] : classes.firstSteps(incident)).flatMap(
    ({ entry: id, words }) => {
      const entry = index.entry(id)
      return entry && answerOf(entry).includes(words) ? [{ entry, words }] : []
    },
  )
  const steps = said.length > 0 ? said.map(({ words }) => words) : urgent.steps
  const sources = new Set(said.map(({ entry }) => sourceLabel(entry, locale)))
  return [
    text([urgent.first(steps.length), ...steps.map((it, at) => urgent.step(at + 1, it))].join('\n')),
    ...(sources.size > 0 ? [note(part.sources([...sources].map(verbatim).join(' ／ ')))] : []),
  ]
}
