import type { Part } from '../../features/consultation/index.ts'

/** What a label says of a mail. */
export interface Expected {
  readonly action: 'answer' | 'escalate' | 'refuse' | 'account'
  /** The main part can be answered, the rest must go to a person. */
  readonly partly: boolean
  readonly all: readonly string[]
  readonly any: readonly string[]
  /** Would do as well, or besides. */
  readonly others: readonly string[]
  readonly urgent: boolean
}

/** What the desk did with it. */
export interface Outcome {
  readonly id: string
  readonly action: Action
  /** The first of each question, then the seconds, and so on, without repeats. */
  readonly entries: readonly string[]
  readonly citations: readonly string[]
  readonly urgent: boolean
}

export type Action = 'answer' | 'choices' | 'escalate' | 'account' | 'refuse'

const GRAVEST: readonly Action[] = ['refuse', 'escalate', 'account', 'choices', 'answer']

/** A mail is worth the gravest of its parts. */
export function actionOf(parts: readonly Part[]): Action {
  const actions = parts.map(({ kind }): Action => {
    if (kind === 'unknown' || kind === 'person') return 'escalate'
    // Outside a contract it is told how matters stand.
    return kind === 'closed' ? 'account' : kind
  })
  return GRAVEST.find((it) => actions.includes(it)) ?? 'escalate'
}

/** The first of each list, then the seconds …, without repeats. */
export function interleaved(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  const places = Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? []))
  return [...new Set(places.flat())]
}

/** All expected entries are within the first three, or within as many as are expected. */
export function isFound({ all, any, others }: Expected, { entries }: Pick<Outcome, 'entries'>): boolean {
  const first = entries.slice(0, Math.max(3, all.length))
  if (all.length === 0 && any.length === 0)
    return others.length === 0 || others.some((id) => first.includes(id))
  const main = [...any, ...others]
  return (
    all.every((id) => first.includes(id) || (all.length === 1 && others.some((it) => first.includes(it)))) &&
    (any.length === 0 || main.some((id) => first.includes(id)))
  )
}

export function isRightAction(expected: Expected, outcome: Pick<Outcome, 'action' | 'entries'>): boolean {
  if (expected.partly && ['answer', 'choices', 'escalate'].includes(outcome.action))
    return isFound(expected, outcome)
  if (expected.action === 'answer' && outcome.action === 'choices') return isFound(expected, outcome)
  return expected.action === outcome.action
}

const accepted = ({ all, any, others }: Expected): readonly string[] => [...all, ...any, ...others]

/** Answered with something that is not expected. */
export const isConfidentlyWrong = (
  expected: Expected,
  { action, entries }: Pick<Outcome, 'action' | 'entries'>,
): boolean => action === 'answer' && !accepted(expected).includes(entries[0] ?? '')

export const isAnsweredRight = (expected: Expected, outcome: Pick<Outcome, 'action' | 'entries'>): boolean =>
  outcome.action === 'answer' && accepted(expected).includes(outcome.entries[0] ?? '')

/** 0–1: half for the entries, half for the action. */
export const scoreOf = (expected: Expected, outcome: Pick<Outcome, 'action' | 'entries'>): number =>
  (Number(isFound(expected, outcome)) + Number(isRightAction(expected, outcome))) / 2

/** Shares from 0 to 1. */
export function summarise(cases: readonly (readonly [Expected, Outcome])[]) {
  const share = (counted: readonly (readonly [Expected, Outcome])[], of = cases) =>
    of.length === 0 ? 0 : Number((counted.length / of.length).toFixed(4))
  const answerable = cases.filter(([{ action }]) => action === 'answer')
  const refusable = cases.filter(([{ action }]) => action === 'refuse')
  return {
    mails: cases.length,
    foundInFirstThree: share(
      answerable.filter((it) => isFound(...it)),
      answerable,
    ),
    rightAction: share(cases.filter((it) => isRightAction(...it))),
    answeredRight: share(
      answerable.filter((it) => isAnsweredRight(...it)),
      answerable,
    ),
    confidentlyWrong: share(cases.filter((it) => isConfidentlyWrong(...it))),
    refused: share(
      refusable.filter(([, { action }]) => action === 'refuse'),
      refusable,
    ),
    urgentRight: share(cases.filter(([expected, { urgent }]) => expected.urgent === urgent)),
  }
}
