import { LlmFault } from '../../ports/llm.ts'
import type { Part, Reply } from './consultation.ts'
import { compose, type ToCompose, toCompose } from './model-compose.ts'
import { judge } from './model-judge.ts'
import { isOpenPiece, type OpenQuestion, openQuestions, type Piece, piecesOf } from './model-questions.ts'
import type { ModelPorts, Session } from './model-session.ts'
import { split } from './model-split.ts'
import type { ModelStep } from './model-step.ts'
import { partJudged } from './model-verdicts.ts'
import { type Advise, type Draft, draftReply, withoutRepeats } from './reply.ts'
import { placeInTopic } from './search-in-topic.ts'

/** Calls end a little sooner than the whole, so that how they ended is on record. */
const SHARE_KEPT = 0.02

type DraftedReply = Extract<Draft, { kind: 'reply' }>

/**
 * Drafts by the rules, then lets a model better what they leave open: it rewords the questions for the search, judges which passage
 * answers, and writes paragraphs of its own. Whatever fails, and whatever does not stand up to the checks, leaves the reply as it was.
 */
export function createModelAdvise(ports: ModelPorts): Advise {
  return async (asked) => {
    const draft = draftReply(asked.mail, asked)
    if (draft.kind === 'noQuestion') return draft
    const questions = openQuestions(draft, asked)
    if (questions.length === 0) return draft
    const steps: ModelStep[] = []
    let reply = draft.reply
    await withinTime(ports, async (left) => {
      const session: Session = { ...ports, asked, steps, mask: ports.openMask(asked.knownNames), left }
      for await (const better of improvements(session, draft, questions))
        reply = { ...better, parts: placeInTopic(better.parts, draft.searched, asked.earlier) }
    })
    return { ...draft, reply, model: [...steps] }
  }
}

/** Ends when the work does, or its time. What goes on after that changes nothing any more. */
async function withinTime(
  { answerMs, after, onFault }: ModelPorts,
  work: (left: () => number) => Promise<void>,
): Promise<void> {
  const ends = performance.now() + answerMs
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const cancel = after(answerMs, end)
  const done = work(() => Math.max(0, ends - SHARE_KEPT * answerMs - performance.now())).catch(
    (error: unknown) => {
      // What the model did wrong is in the steps already.
      if (!(error instanceof LlmFault)) onFault(error)
    },
  )
  await Promise.race([done, over])
  cancel()
}

/** The reply, better each time. */
async function* improvements(
  session: Session,
  { reply }: DraftedReply,
  questions: readonly OpenQuestion[],
): AsyncGenerator<Reply> {
  const { asked } = session
  asked.onStep('reading')
  const items = await split(session, questions)
  const pieces = piecesOf(questions, items, asked)
  const open = pieces.filter(isOpenPiece)
  if (open.length === 0) return

  asked.onStep('searching')
  const judged = await judge(session, open)
  const settled = withoutRepeats(
    assembled(reply, pieces, (piece) =>
      isOpenPiece(piece) ? partJudged(piece, judged.get(piece)) : piece.part,
    ),
  )
  yield { ...reply, parts: settled }

  const answers = open.flatMap((piece): readonly ToCompose[] => {
    const verdict = judged.get(piece)
    if (verdict?.kind !== 'answers') return []
    const part = settled.find((it) => it.kind === 'answer' && it.question === piece.part.question)
    if (part?.kind !== 'answer' || part.entry !== verdict.passages[0].id) return []
    return [toCompose(session, piece, verdict, part)]
  })
  if (answers.length === 0) return
  asked.onStep('writing')
  for await (const composed of compose(session, answers, reply.language === 'en' ? 'en' : 'ja'))
    yield { ...reply, parts: settled.map((part) => composed.get(part) ?? part) }
}

/** The reply's parts with the pieces in the places of their questions. */
function assembled(
  { parts }: Reply,
  pieces: readonly Piece[],
  partOf: (piece: Piece) => Part,
): readonly Part[] {
  return parts.flatMap((part, place) => {
    const own = pieces.filter((it) => it.place === place)
    return own.length === 0 ? [part] : own.map(partOf)
  })
}
