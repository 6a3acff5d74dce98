import type { OpenQuestion } from './model-questions.ts'
import { call, type Session } from './model-session.ts'
import { type SplitItem, splitQuestions } from './model-tasks.ts'

/** So much of a mail a model reads (UTF-16 units). */
const MAIL_CHARACTERS = 6_000

/** What the mail asks, as a model takes it apart; its quotations and wordings with the personal data back in them. */
export async function split(
  session: Session,
  questions: readonly OpenQuestion[],
): Promise<readonly SplitItem[]> {
  const { mask, asked } = session
  const lines = questions.map(({ part }, at) =>
    JSON.stringify({ number: at + 1, question: mask.mask(part.question) }),
  )
  const values = { questions: lines.join('\n'), mail: mask.mask(asked.mail).slice(0, MAIL_CHARACTERS) }
  const { items, ended } = await call(session, 'split', splitQuestions, values)
  ended('used')
  return items.map(({ number, quote, search }) => ({
    number,
    quote: mask.restore(quote),
    search: mask.restore(search),
  }))
}
