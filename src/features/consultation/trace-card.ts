import type { Locale } from '../../chat/context.ts'
import {
  type Element,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { KeptTrace } from './consultation-store.ts'
import type { ModelStep } from './model-step.ts'
import { phrases } from './phrases.ts'
import type { Candidate, Trace, TracedQuestion } from './trace.ts'

export interface ShownTrace extends Pick<KeptTrace, 'trace'>, Partial<Pick<KeptTrace, 'madeAt'>> {
  /** Which answer: a ticket's number or a subject. */
  readonly about?: string
  readonly timeZone?: string
}

type Words = (typeof phrases)[Locale]['trace']

/** How an answer came about, in words and numbers. Long questions are shown from their beginning, and it says so. */
export function traceCard(shown: ShownTrace, locale: Locale): Message<never> {
  const { trace, madeAt, about = '', timeZone } = shown
  const words = phrases[locale].trace
  const title = words.title(about)
  const none: readonly Element<never>[] = []
  return message(
    title,
    heading(title),
    facts(
      ...(madeAt && timeZone
        ? [[words.label.madeAt, phrases[locale].record.time(madeAt, timeZone)] as const]
        : []),
      [words.label.language, words.language[trace.language]],
      [words.label.recognised, recognisedWords(trace.recognised, words)],
      [words.label.urgent, trace.urgent ? words.urgent.yes : words.urgent.no],
      [words.label.knowledge, String(trace.knowledge)],
    ),
    text(`**${words.label.query}**`),
    ...(trace.query === ''
      ? [note(words.reworded)]
      : [quote(shortened(trace.query, 600, words, trace.queryLength))]),
    ...trace.questions.flatMap((question, place) => questionElements(question, place, words)),
    ...(trace.questions.some(({ outcome }) => outcome.kind === 'apart')
      ? decidedElements(trace, words)
      : none),
    text(`**${words.label.citations}**\n${verbatim(citationLines(trace, words).join('\n'))}`),
    text(`**${words.label.model}**\n${verbatim(modelLines(trace.model, words).join('\n'))}`),
  )
}

/** For consultants, in their language, as their tickets are. */
export const noTraceCard = (): Message<never> => plainCard(phrases.ja.trace.none)

/** In the place of one that its author's later words have overtaken. */
export const outdatedTraceCard = (): Message<never> => plainCard(phrases.ja.trace.outdated)

const plainCard = (words: string): Message<never> => message(words, text(words))

function questionElements(
  { text: question, context, recognised, candidates, outcome }: TracedQuestion,
  place: number,
  words: Words,
): readonly Element<never>[] {
  const result = words.outcome[outcome.kind](words.list(outcome.entries))
  const why = words.why[outcome.why](words.percent(candidates[0]?.chance ?? 0))
  const lines = [
    words.line(words.label.recognised, recognisedWords(recognised, words)),
    words.line(words.label.outcome, result),
    words.line(words.label.why, why),
  ]
  return [
    text(`**${words.question(place + 1)}**`),
    ...(question === '' ? [] : [quote(shortened(question, 300, words))]),
    ...(context === ''
      ? []
      : [note(verbatim(words.line(words.label.context, shortened(context, 200, words))))]),
    text(verbatim(lines.join('\n'))),
    note(verbatim([words.label.candidates, ...candidateLines(candidates, words)].join('\n'))),
  ]
}

const candidateLines = (candidates: readonly Candidate[], words: Words): readonly string[] =>
  candidates.length === 0
    ? [words.nothing]
    : candidates.map(({ id, title, score, chance, evidence }, place) =>
        words.candidate(
          `${place + 1}. ${id} ${shortened(title, 60, words)}`,
          score.toFixed(2),
          words.percent(chance),
          words.list(Object.entries(evidence).map(([name, share]) => words.evidence(name, share.toFixed(2)))),
        ),
      )

const decidedElements = ({ decided }: Trace, words: Words): readonly Element<never>[] => [
  text(
    verbatim(
      [
        words.label.decided,
        ...decided.map(({ kind, question, entries }) =>
          words.line(shortened(question, 80, words) || '…', words.outcome[kind](words.list(entries))),
        ),
      ].join('\n'),
    ),
  ),
]

function citationLines({ citations }: Trace, words: Words): readonly string[] {
  if (citations.length === 0) return [words.noCitation]
  return citations.map(({ part, words: whose, cited, missing }) => {
    const said = [part + 1, words.whose[whose], cited.join(' ／ ')] as const
    return missing.length === 0 ? words.cited(...said) : words.missing(...said, missing.join(' ／ '))
  })
}

function modelLines(steps: readonly ModelStep[], words: Words): readonly string[] {
  if (steps.length === 0) return [words.noModel]
  return steps.flatMap(({ step, model, ms, promptTokens, completionTokens, outcome, paragraphs = [] }) => [
    words.step(words.stepName[step], model, ms, promptTokens, completionTokens, words.stepOutcome[outcome]),
    ...paragraphs.map(({ sources, support, verdict }, place) =>
      words.paragraph(place + 1, sources.join(' ／ '), words.percent(support), words.verdict[verdict]),
    ),
  ])
}

function recognisedWords({ kind, name, by = '' }: Trace['recognised'], words: Words): string {
  return name === undefined ? words.recognised[kind] : words.named(words.recognised[kind], name, by)
}

/** `length`: of the whole, where `it` is its beginning already. */
function shortened(it: string, most: number, words: Words, length = it.length): string {
  const line = it.slice(0, most).toWellFormed()
  return length > line.length ? words.shortened(line, length) : line
}
