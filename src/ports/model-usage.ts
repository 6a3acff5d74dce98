/** What may be spent on a model a day, and what was; a day is one of the desk's time zone. */
export interface ModelUsage {
  /**
   * Sets tokens aside before a call. The provider's own calls count against the whole desk's budget only.
   * @returns undefined when the organisation's or the desk's budget of the day does not hold them
   */
  reserve(organisationId: string, model: string, tokens: number): Promise<Reservation | undefined>
}

/** Counts as spent until it is settled: after a crash, or where nobody knows what a call took, it stays so. */
export interface Reservation {
  /** What the call really took; zeros when it certainly took nothing. */
  settle(spent: SpentTokens): Promise<void>
}

export interface SpentTokens {
  readonly promptTokens: number
  readonly completionTokens: number
}
