import type { Paragraph, Part } from './consultation.ts'
import { checkAnswer, type Ground } from './model-paragraphs.ts'
import { materialOf, type Passage, passageLines, uniquePassages } from './model-passages.ts'
import type { OpenPiece } from './model-questions.ts'
import { call, type End, readable, type Session } from './model-session.ts'
import type { ParagraphCheck } from './model-step.ts'
import { composeEnglish, composeJapanese, type WrittenParagraph } from './model-tasks.ts'
import type { Judged } from './model-verdicts.ts'

export interface ToCompose {
  readonly part: Extract<Part, { kind: 'answer' }>
  readonly ground: Ground
}

export function toCompose(
  { asked }: Session,
  piece: OpenPiece,
  { passages }: Extract<Judged, { kind: 'answers' }>,
  part: ToCompose['part'],
): ToCompose {
  const { index, course } = asked
  const question = [part.question, piece.context].filter((it) => it !== '').join('\n')
  const material = materialOf(
    passages.map(({ id }) => id),
    index,
    course,
  )
  return { part, ground: { index, material, judged: passages, question } }
}

type Composed = ReadonlyMap<Part, Part>

/** The answers that hold: at once those that do, then those that do on a second try. */
export async function* compose(
  session: Session,
  answers: readonly ToCompose[],
  language: 'ja' | 'en',
): AsyncGenerator<Composed> {
  const done = new Map<Part, Part>()
  let wanted: readonly Attempt[] = answers.map((answer) => ({ answer, rejected: [] }))
  for (const last of [false, true]) {
    const { attempts, ended } = await composeOnce(session, wanted, language)
    for (const { answer, paragraphs, holds } of attempts)
      if (holds) done.set(answer.part, { ...answer.part, paragraphs: paragraphs.map(said) })
    wanted = attempts.filter(({ holds }) => !holds)
    ended(
      wanted.length === 0 ? 'used' : last ? 'dropped' : 'retried',
      attempts.flatMap(({ checks }) => checks),
    )
    yield new Map(done)
    if (wanted.length === 0) return
  }
}

const said = ({ text, sources }: WrittenParagraph): Paragraph => ({ text, sources: [...new Set(sources)] })

interface Attempt {
  readonly answer: ToCompose
  /** What did not hold, and why. */
  readonly rejected: readonly { readonly text: string; readonly reason: string | undefined }[]
}

interface Attempted extends Attempt {
  readonly paragraphs: readonly WrittenParagraph[]
  readonly holds: boolean
  readonly checks: readonly ParagraphCheck[]
}

async function composeOnce(
  session: Session,
  wanted: readonly Attempt[],
  language: 'ja' | 'en',
): Promise<{ readonly attempts: readonly Attempted[]; readonly ended: End }> {
  const { mask } = session
  const lines = wanted.map(({ answer: { ground } }, at) =>
    JSON.stringify({
      number: at + 1,
      question: readable(session, ground.question),
      passages: usable(ground, language).map(({ id }) => id),
    }),
  )
  const values = {
    questions: lines.join('\n'),
    passages: passageLines(uniquePassages(wanted.flatMap(({ answer }) => usable(answer.ground, language)))),
    rejected: wanted
      .flatMap(({ rejected }, at) =>
        rejected.length === 0 ? [] : [JSON.stringify({ number: at + 1, paragraphs: rejected })],
      )
      .join('\n'),
  }
  const { items, ended } =
    language === 'ja'
      ? await call(session, 'compose', composeJapanese, values)
      : await call(session, 'compose', composeEnglish, values)
  const attempts = wanted.map(({ answer }, at): Attempted => {
    const written: readonly WrittenParagraph[] =
      items.find(({ number }) => number === at + 1)?.paragraphs ?? []
    // What is checked is what would be said.
    const paragraphs = written.map((it) => ({ ...it, text: mask.restore(it.text.trim()) }))
    const { holds, checks } = checkAnswer(paragraphs, answer.ground, language)
    const rejected = written.map(({ text }, place) => ({ text, reason: checks[place]?.verdict }))
    return { answer, paragraphs, holds, checks, rejected }
  })
  return { attempts, ended }
}

/** English may cite what was judged to answer, and nothing besides. */
const usable = ({ material, judged }: Ground, language: 'ja' | 'en'): readonly Passage[] =>
  language === 'ja' ? material : judged
