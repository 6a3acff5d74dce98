/** Logistic regression by Newton's method: exact, deterministic, for a handful of features. */
export interface Observation {
  readonly features: readonly number[]
  readonly outcome: 0 | 1
  /** How much it counts; more than 0. */
  readonly weight: number
}

const rounds = 30
/** Keeps weights finite where the outcomes can be told apart without error. */
const ridge = 1e-3

/** @returns the constant first, then one weight per feature */
export function fitLogistic(observations: readonly Observation[]): readonly number[] {
  const size = (observations[0]?.features.length ?? 0) + 1
  const total = observations.reduce((sum, { weight }) => sum + weight, 0)
  let weights = new Array<number>(size).fill(0)
  for (let round = 0; round < rounds; round++) {
    const gradient = weights.map((it, at) => (at === 0 ? 0 : -ridge * it))
    const curvature = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column): number => (row === column && row > 0 ? ridge : 1e-9)),
    )
    for (const { features, outcome, weight } of observations) {
      const given = [1, ...features]
      const chance = logistic(given.reduce((sum, it, at) => sum + it * (weights[at] ?? 0), 0))
      for (const [row, mine] of given.entries()) {
        gradient[row] = (gradient[row] ?? 0) + (weight / total) * (outcome - chance) * mine
        const line = curvature[row]
        if (line === undefined) continue
        for (const [column, other] of given.entries())
          line[column] = (line[column] ?? 0) + (weight / total) * chance * (1 - chance) * mine * other
      }
    }
    const step = solve(curvature, gradient)
    weights = weights.map((it, at) => it + (step[at] ?? 0))
  }
  return weights
}

export const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum))

/** Gaussian elimination with pivoting; the matrix is small and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0])
  for (let pivot = 0; pivot < rows.length; pivot++) {
    const best = rows.slice(pivot).reduce((most, row) => (at(row, pivot) > at(most, pivot) ? row : most))
    const place = rows.indexOf(best)
    const displaced = rows[pivot]
    if (displaced !== undefined) rows[place] = displaced
    rows[pivot] = best
    for (const row of rows) {
      if (row === best) continue
      const factor = (row[pivot] ?? 0) / (best[pivot] ?? 1)
      for (const [column, value] of best.entries()) row[column] = (row[column] ?? 0) - factor * value
    }
  }
  return rows.map((row, place) => (row.at(-1) ?? 0) / (row[place] ?? 1))
}

const at = (row: readonly number[], column: number): number => Math.abs(row[column] ?? 0)
