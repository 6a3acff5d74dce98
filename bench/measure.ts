/** One line of the report. */
export interface Measurement {
  readonly name: string
  readonly ours: number
  /** The peer or bare limit, measured in the same run. */
  readonly reference: number
  /** ours / reference. */
  readonly ratio: number
  readonly unit: string
  /** What it should be; absent: it is only watched. */
  readonly aim?: Aim
  readonly note: string
}

/** `of` the figure itself, or of its ratio to the reference, which differs less from machine to machine. */
export interface Aim {
  readonly of: 'ours' | 'ratio'
  readonly is: 'atMost' | 'atLeast'
  readonly value: number
}

export const atMost = (value: number): Aim => ({ of: 'ours', is: 'atMost', value })
export const ratioAtMost = (value: number): Aim => ({ of: 'ratio', is: 'atMost', value })
export const ratioAtLeast = (value: number): Aim => ({ of: 'ratio', is: 'atLeast', value })

/** Undefined: there is no aim. */
export function isMet({ aim, ...figures }: Measurement): boolean | undefined {
  if (!aim) return undefined
  const figure = figures[aim.of]
  switch (aim.is) {
    case 'atMost':
      return figure <= aim.value
    case 'atLeast':
      return figure >= aim.value
  }
}

export const measurement = (
  name: string,
  unit: string,
  ours: number,
  reference: number,
  note: string,
  aim?: Aim,
): Measurement => ({
  name,
  ours: rounded(ours),
  reference: rounded(reference),
  ratio: rounded(ours / reference),
  unit,
  ...(aim && { aim }),
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
