/** Pictures of shares, drawn without a browser. */
export interface Charts {
  /**
   * A PNG on a light ground, 900 pixels wide; a radar is 720 high, bars as high as they need.
   * @throws ChartNotDrawn
   */
  draw(chart: Chart): Promise<Uint8Array>
}

export type Chart = RadarChart | BarChart

/** From the top, clockwise. */
export interface RadarChart {
  readonly kind: 'radar'
  readonly title: string
  readonly axes: readonly Axis[]
  /** What the present values are called: 今回. */
  readonly present: string
  /** What those before are called: 前回; undefined: they are not drawn. */
  readonly previous: string | undefined
  /** How a value that there is none of is written: －. It is no 0: the line has a gap there. */
  readonly none: string
}

/** At least three make a radar. */
export interface Axis {
  readonly label: string
  /** 0–100. */
  readonly value: number | undefined
  readonly previous: number | undefined
}

/** Progress, one bar below the other. */
export interface BarChart {
  readonly kind: 'bars'
  readonly title: string
  readonly bars: readonly Bar[]
  readonly none: string
}

export interface Bar {
  readonly label: string
  /** 0–100. */
  readonly value: number | undefined
  /** ◎ */
  readonly symbol: string | undefined
}

export class ChartNotDrawn extends Error {
  override readonly name = 'ChartNotDrawn'
  /** `late`: it took longer than ten seconds. `busy`: too many wait. */
  readonly kind: 'late' | 'busy' | 'failed' | 'stopped'
  constructor(kind: 'late' | 'busy' | 'failed' | 'stopped', cause?: unknown) {
    super(`a chart was not drawn: ${kind}`, { cause })
    this.kind = kind
  }
}
