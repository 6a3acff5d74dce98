import { LlmFault } from '../../ports/llm.ts'
import type { OpenQuestion } from './model-questions.ts'
import { call, MAIL_CHARACTERS, readable, type Session } from './model-session.ts'
import { type SplitItem, splitQuestions } from './model-tasks.ts'

/** What a model made of a question, with the personal data back in it, and the vector of its wording where there is one. */
export interface SearchItem extends SplitItem {
  readonly embedding: Float32Array | undefined
}

/** No mail asks for more. */
const mostItems = 10

/** What the mail asks, as a model takes it apart. */
export async function split(
  session: Session,
  questions: readonly OpenQuestion[],
): Promise<readonly SearchItem[]> {
  const { mask, asked } = session
  const lines = questions.map(({ part }, at) =>
    JSON.stringify({ number: at + 1, question: readable(session, part.question) }),
  )
  const values = { questions: lines.join('\n'), mail: readable(session, asked.mail, MAIL_CHARACTERS) }
  const { items: all, ended } = await call(session, 'split', splitQuestions, values)
  ended('used')
  const items = all.slice(0, mostItems)
  const vectors = await vectorsOf(
    session,
    items.map(({ search }) => readable(session, search)),
  )
  return items.map(({ number, quote, search }, at) => ({
    ...{ number, embedding: vectors[at] },
    quote: mask.restore(quote),
    search: mask.restore(search),
  }))
}

/** Without vectors the search goes by words. */
async function vectorsOf(
  { embedder }: Session,
  searches: readonly string[],
): Promise<readonly Float32Array[]> {
  if (!embedder || searches.length === 0) return []
  try {
    return await embedder.embed(searches)
  } catch (error) {
    if (error instanceof LlmFault) return []
    throw error
  }
}
