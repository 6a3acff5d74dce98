import type { Course } from '../../../chat/context.ts'
import type { KnowledgeIndex } from '../../../ports/knowledge.ts'
import { answerOf, isPassage, sourcesOf } from '../../consultation/index.ts'
import type { EarlierAnswer } from './draft-store.ts'

/** What a draft may be made from, and nothing besides the knowledge base. */
export interface ReplyMaterial {
  readonly organisationId: string
  readonly providerId: string
  readonly question: string
  /** What was carried since, oldest first. */
  readonly said: readonly { readonly by: 'customer' | 'consultant'; readonly words: string }[]
  readonly earlier: readonly EarlierAnswer[]
  /** The customer's; undefined outside a contract. */
  readonly course: Course | undefined
}

/** The middle of a mail, and what it rests on. */
export interface Proposal {
  readonly origin: 'model' | 'nearest'
  readonly paragraphs: readonly string[]
  readonly sources: readonly string[]
}

/** Undefined where there is no model, it does not answer, or what it wrote does not hold. */
export type DraftByModel = (material: ReplyMaterial, index: KnowledgeIndex) => Promise<Proposal | undefined>

/** Without a model. */
export const draftsNothing: DraftByModel = async () => undefined

/** The customer's words, the newest first: a draft answers what they wrote last, too. */
export function asked({ question, said }: ReplyMaterial): readonly string[] {
  const latest = said.findLast(({ by }) => by === 'customer')
  return latest ? [latest.words, question] : [question]
}

/** The curated answers that are nearest to what was asked: word for word, with all that they rest on. */
export function nearestReply(material: ReplyMaterial, index: KnowledgeIndex): Proposal {
  const { course, question } = material
  const nearest = asked(material).flatMap((words) => {
    const hits = index.search(words, words === question ? {} : { context: question })
    return hits.find(({ entry }) => isPassage(entry, course))?.entry ?? []
  })
  const entries = [...new Map(nearest.map((it) => [it.id, it])).values()]
  const sources = entries.flatMap((it) => sourcesOf(it, index, course)).map(({ id }) => id)
  return {
    origin: 'nearest',
    paragraphs: entries.map((it) => answerOf(it).trim()),
    sources: [...new Set(sources)],
  }
}
