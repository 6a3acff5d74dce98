import { type Considered, type Considering, consider, expectedOf, type Mail } from './mails.ts'
import { percent, table } from './markdown.ts'
import { type Expected, summarise } from './score.ts'
import { isMissed, whyMissed } from './why-missed.ts'

export interface MailSet {
  readonly name: string
  readonly mails: readonly Mail[]
}

type Summary = ReturnType<typeof summarise>
type Measure = Exclude<keyof Summary, 'mails'>
type Case = readonly [Expected, Considered]

/** Each with what is to be reached first, and what it aims at. */
const measures: readonly (readonly [Measure, string, string, string])[] = [
  ['foundInFirstThree', 'all expected entries within the first three', '85 %', '95 %'],
  ['rightAction', 'right action', '78 %', '92 %'],
  ['answeredRight', 'answered at once and right, of the answerable', '50 %', '75 %'],
  ['confidentlyWrong', 'confidently wrong', '≤ 10 %', '≤ 3 %'],
  ['refused', 'refused what is to be refused', '100 %', '100 %'],
  ['urgentRight', 'incidents recognised, and nothing else taken for one', '100 %', '100 %'],
]

/** By outcome for each set and for all, then every miss. The mails themselves stay where they are. */
export function mailsSection(sets: readonly MailSet[], library: Considering): string {
  const cases = sets.map(({ mails }) => mails.map((mail) => caseOf(mail, library)))
  const summaries = [...cases, cases.flat()].map(summaryOf)
  const columns = [...sets.map(({ name, mails }) => `${name} (${mails.length})`), 'all']
  return [
    table(
      ['Mails', ...columns, 'first', 'aim'],
      measures.map(([measure, words, first, aim]) => [
        words,
        ...summaries.map((summary) => percent(summary[measure])),
        first,
        aim,
      ]),
    ),
    ...sets.map(({ name }, at) => `### Every miss: ${name}\n\n${missesOf(cases[at] ?? [])}`),
  ].join('\n\n')
}

/** Of all sets together. */
export const mailFigures = (sets: readonly MailSet[], library: Considering): readonly string[] => {
  const summary = summaryOf(sets.flatMap(({ mails }) => mails.map((mail) => caseOf(mail, library))))
  return [
    summary.foundInFirstThree,
    summary.rightAction,
    summary.answeredRight,
    summary.confidentlyWrong,
  ].map(percent)
}

const caseOf = (mail: Mail, library: Considering): Case => [expectedOf(mail), consider(mail, library)]

const summaryOf = (cases: readonly Case[]): Summary =>
  summarise(cases.map(([expected, { outcome }]) => [expected, outcome] as const))

function missesOf(cases: readonly Case[]): string {
  const missed = cases.filter((it) => isMissed(...it))
  if (missed.length === 0) return 'None.'
  return table(
    ['Mail', 'expected', 'got', 'first three', 'why'],
    missed.map(([expected, considered]) => [
      considered.outcome.id,
      expectedWords(expected),
      `${considered.outcome.action}${considered.outcome.urgent ? ', urgent' : ''}`,
      considered.outcome.entries.slice(0, 3).join(' '),
      whyMissed(expected, considered),
    ]),
  )
}

function expectedWords({ action, partly, all, any, others, urgent }: Expected): string {
  const entries = [all.join(' + '), any.join(' or '), others.length > 0 ? `(${others.join(' ')})` : '']
  return [
    `${action}${partly ? ' in part' : ''}${urgent ? ', urgent' : ''}`,
    ...entries.filter((it) => it !== ''),
  ].join(' ')
}
