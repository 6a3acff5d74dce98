/** Grades of the relevant documents by id: 1 related, 2 correct. What is not named has grade 0. */
export type Grades = Readonly<Record<string, number>>

export interface JudgedRanking {
  /** Ids, best first. */
  readonly ranked: readonly string[]
  readonly relevant: Grades
}

export interface RetrievalMetrics {
  readonly 'P@1': number
  readonly 'Hit@3': number
  readonly 'MRR@10': number
  readonly 'R@10': number
  readonly 'nDCG@10': number
}

/**
 * Means over all queries that have a relevant document; NaN if none has. A document of grade 1 or more is relevant; nDCG takes the grade
 * itself as the gain (linear) and log2(rank + 1) as the discount.
 */
export function retrievalMetrics(rankings: readonly JudgedRanking[]): RetrievalMetrics {
  const judged = rankings.filter(({ relevant }) => Object.values(relevant).some((grade) => grade >= 1))
  const mean = (of: (ranking: JudgedRanking) => number) =>
    judged.reduce((sum, one) => sum + of(one), 0) / judged.length
  return {
    'P@1': mean((ranking) => (firstRelevant(ranking) === 1 ? 1 : 0)),
    'Hit@3': mean((ranking) => (firstRelevant(ranking) <= 3 ? 1 : 0)),
    'MRR@10': mean((ranking) => (firstRelevant(ranking) <= 10 ? 1 / firstRelevant(ranking) : 0)),
    'R@10': mean(recallAtTen),
    'nDCG@10': mean(ndcgAtTen),
  }
}

/** The rank, from 1; Infinity when nothing relevant was found. */
function firstRelevant({ ranked, relevant }: JudgedRanking): number {
  const at = ranked.findIndex((id) => gradeOf(relevant, id) >= 1)
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1
}

function recallAtTen({ ranked, relevant }: JudgedRanking): number {
  const found = ranked.slice(0, 10).filter((id) => gradeOf(relevant, id) >= 1).length
  return found / Object.values(relevant).filter((grade) => grade >= 1).length
}

function ndcgAtTen({ ranked, relevant }: JudgedRanking): number {
  const ideal = Object.values(relevant).sort((one, other) => other - one)
  return gain(ranked.map((id) => gradeOf(relevant, id))) / gain(ideal)
}

function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)
}

function gradeOf(relevant: Grades, id: string): number {
  return Object.hasOwn(relevant, id) ? (relevant[id] ?? 0) : 0
}

/** The value that a share (0–1) of `values` does not exceed: `percentile(values, 0.5)` is the median; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
