/** Of a text. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** A piece of the text that cannot be told, and why. */
export interface Unclear extends Place {
  readonly why: 'ambiguousDay' | 'ambiguousTime' | 'noSuchDay' | 'noSuchTime' | 'past'
}
