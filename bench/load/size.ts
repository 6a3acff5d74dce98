/** How much there is to begin with. */
export interface Size {
  readonly organisations: number
  readonly members: number
  /** Of the turn log, over nine months. */
  readonly turns: number
  readonly seed: number
}

/** Where the consultants are. */
export const DESK = { workspace: 'T0DESK', channel: 'C0DESK' } as const

/** The same id for the same thing, whenever the same seed fills a database. SQL. */
export const idOf = (kind: string, number: string): string =>
  `md5(current_setting('load.seed') || '/${kind}/' || ${number})::uuid`
