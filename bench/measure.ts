/** One line of the report. */
export interface Measurement {
  readonly name: string
  readonly ours: number
  /** The peer or bare limit, measured in the same run. */
  readonly reference: number
  /** ours / reference. */
  readonly ratio: number
  readonly unit: string
  readonly note: string
}

export const measurement = (
  name: string,
  unit: string,
  ours: number,
  reference: number,
  note: string,
): Measurement => ({
  name,
  ours: rounded(ours),
  reference: rounded(reference),
  ratio: rounded(ours / reference),
  unit,
  note,
})

/** @param share 0–1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

const rounded = (value: number): number => Number(value.toPrecision(4))
