/** What keeps a filled-in workbook from being imported, and where. */
export interface Problem {
  /** Undefined: it is about the whole file. */
  readonly sheet: string | undefined
  /** F12; undefined: it is about the whole sheet. */
  readonly cell: string | undefined
  readonly why: Why
}

export type Why =
  /** Without the sheet that only programs read. */
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'otherSheet'; readonly found: string; readonly expected: string }
  | { readonly kind: 'otherVersion'; readonly found: string; readonly expected: string }
  /** What only programs read was changed. */
  | { readonly kind: 'tampered' }
  | { readonly kind: 'noTable' }
  | { readonly kind: 'columnMissing'; readonly head: string }
  | { readonly kind: 'rowMissing'; readonly number: number; readonly criterion: string }
  | { readonly kind: 'rowTwice'; readonly first: string }
  | { readonly kind: 'rowUnknown' }
  | { readonly kind: 'textChanged'; readonly head: string; readonly expected: string }
  | { readonly kind: 'merged'; readonly range: string }
  | { readonly kind: 'formula' }
  | { readonly kind: 'error'; readonly found: string }
  | { readonly kind: 'notText'; readonly found: string; readonly type: 'number' | 'date' | 'truth' }
  | {
      readonly kind: 'notALevel'
      readonly found: string
      readonly nearest: string | undefined
      readonly labels: readonly string[]
    }
  | { readonly kind: 'reasonMissing'; readonly level: string }
  | { readonly kind: 'tooLong'; readonly length: number; readonly most: number }
  /** The evidence of an item stands in another of its rows. */
  | { readonly kind: 'evidenceElsewhere'; readonly belongs: string }
