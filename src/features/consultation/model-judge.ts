import { LlmFault } from '../../ports/llm.ts'
import { passageLines, uniquePassages } from './model-passages.ts'
import type { OpenPiece, Piece } from './model-questions.ts'
import { call, type End, readable, type Session } from './model-session.ts'
import { judgeAnswerability } from './model-tasks.ts'
import { type Judged, judgedOf } from './model-verdicts.ts'

type Judgements = ReadonlyMap<Piece, Judged>

/** What was made of each piece; a piece is missing where two tries named nothing that holds. */
export async function judge(session: Session, pieces: readonly OpenPiece[]): Promise<Judgements> {
  const first = await judgeOnce(session, pieces)
  const unsettled = pieces.filter((it) => !first.judged.has(it))
  first.ended(unsettled.length === 0 ? 'used' : 'retried')
  if (unsettled.length === 0) return first.judged
  const second = await judgeOnce(session, unsettled).catch((error: unknown) => {
    // What the first try settled stays so.
    if (error instanceof LlmFault) return undefined
    throw error
  })
  second?.ended(second.judged.size === unsettled.length ? 'used' : 'dropped')
  return new Map([...first.judged, ...(second?.judged ?? [])])
}

async function judgeOnce(
  session: Session,
  pieces: readonly OpenPiece[],
): Promise<{ readonly judged: Judgements; readonly ended: End }> {
  const lines = pieces.map(({ part, context, search, passages }, at) =>
    JSON.stringify({
      number: at + 1,
      question: readable(session, part.question),
      context: readable(session, context),
      inJapanese: readable(session, search),
      passages: passages.map(({ id }) => id),
    }),
  )
  const values = {
    questions: lines.join('\n'),
    passages: passageLines(uniquePassages(pieces.flatMap(({ passages }) => passages))),
  }
  const { items, ended } = await call(session, 'judge', judgeAnswerability, values)
  const judged = pieces.flatMap((piece, at): readonly (readonly [Piece, Judged])[] => {
    const it = judgedOf(
      piece,
      items.find(({ number }) => number === at + 1),
    )
    return it ? [[piece, it]] : []
  })
  return { ended, judged: new Map(judged) }
}
