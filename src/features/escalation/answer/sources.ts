import type { KnowledgeEntry, KnowledgeIndex } from '../../../ports/knowledge.ts'
import { isOpenTo, sourceLabel, sourceTitle } from '../../consultation/index.ts'
import { ticketName } from '../ticket.ts'
import type { Reader } from './at-hand.ts'
import { readSources } from './draft.ts'
import type { EarlierAnswer } from './draft-store.ts'
import { desk } from './phrases.ja.ts'

/** So many entries are named where a source is not understood. */
const SUGGESTED = 3
export const MAX_SOURCES = 10

/** What may be cited: entries, and the customer's own earlier tickets. */
export interface Citable {
  readonly index: Pick<KnowledgeIndex, 'entry' | 'search'>
  readonly earlier: readonly Pick<EarlierAnswer, 'number'>[]
}

export const isCitable = (id: string, { index, earlier }: Citable): boolean =>
  index.entry(id) !== undefined || earlier.some(({ number }) => ticketName(number) === id)

/** What is wrong with the sources as they were written, with what may have been meant; undefined: nothing. `about`: the answer. */
export function wrongSources(line: string, about: string, citable: Citable): string | undefined {
  const { ids, words } = readSources(line)
  const unknown = ids.filter((id) => !isCitable(id, citable))
  const wrong = [
    ...(unknown.length > 0 ? [desk.form.unknown(unknown.join('、'))] : []),
    ...(words === '' ? [] : [desk.form.notAnId(words)]),
  ]
  if (wrong.length === 0) return ids.length > MAX_SOURCES ? desk.form.tooMany(MAX_SOURCES) : undefined
  const near = citable.index.search(words === '' ? about : words, { limit: SUGGESTED })
  const named = near.slice(0, SUGGESTED).map(({ entry }) => nameOf(entry))
  return [...wrong, named.length > 0 ? desk.form.near(named) : desk.form.nothingNear].join('')
}

const LONGEST_NAME = 60

/** With its id first: that is what the form takes. */
function nameOf(entry: KnowledgeEntry): string {
  const title = sourceTitle(entry, 'ja').replace(entry.id, '').trim()
  const short = title.length > LONGEST_NAME ? `${title.slice(0, LONGEST_NAME).toWellFormed()}…` : title
  return `${entry.id}（${short}）`
}

export interface Labels {
  /** As the customer reads them. */
  readonly shown: readonly string[]
  /** Ids of what their course does not open, or what is not served any more. */
  readonly hidden: readonly string[]
  /** Ids of what rests on a reading that the operator has not confirmed. */
  readonly assumed: readonly string[]
}

export function labelsOf(
  sources: readonly string[],
  { entry }: Pick<KnowledgeIndex, 'entry'>,
  { course, locale }: Reader,
): Labels {
  const labelled = sources.map((id) => {
    if (/^C-\d+$/.test(id)) return { id, label: id }
    const found = entry(id)
    return { id, label: found && isOpenTo(found, course) ? sourceLabel(found, locale) : undefined }
  })
  return {
    shown: labelled.flatMap(({ label }) => label ?? []),
    hidden: labelled.flatMap(({ id, label }) => (label === undefined ? [id] : [])),
    assumed: sources.filter((id) => {
      const found = entry(id)
      return found?.kind === 'faq' && found.assumption
    }),
  }
}
