/**
 * The part of Adaptive Cards 1.5 that the desk draws with. Plain JSON.
 * https://adaptivecards.io/explorer/ ; Teams knows all of it.
 */
export interface AdaptiveCard {
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  readonly type: 'AdaptiveCard'
  readonly version: '1.5'
  /** For clients that cannot draw the card, and for notifications. */
  readonly fallbackText: string
  readonly body: readonly CardElement[]
}

export type CardElement =
  | TextBlock
  | RichTextBlock
  | FactSet
  | Container
  | ColumnSet
  | Image
  | ActionSet
  | TextInput
  | ChoiceSet

type Spacing = 'None' | 'Small' | 'Default' | 'Medium' | 'Large'

export interface TextBlock {
  readonly type: 'TextBlock'
  /** Markdown: everything that is not ours has gone through `escapeLine` or `toCardMarkdown`. */
  readonly text: string
  readonly wrap: true
  readonly size?: 'Small' | 'Medium'
  readonly weight?: 'Bolder'
  readonly color?: 'Attention'
  readonly isSubtle?: true
  readonly style?: 'heading'
  readonly spacing?: Spacing
}

/** Text in which no markup works, in any client. */
export interface RichTextBlock {
  readonly type: 'RichTextBlock'
  readonly inlines: readonly { readonly type: 'TextRun'; readonly text: string }[]
  readonly spacing?: Spacing
}

export interface FactSet {
  readonly type: 'FactSet'
  readonly facts: readonly { readonly title: string; readonly value: string }[]
}

export interface Container {
  readonly type: 'Container'
  readonly style?: 'emphasis'
  readonly spacing?: Spacing
  readonly items: readonly CardElement[]
}

export interface ColumnSet {
  readonly type: 'ColumnSet'
  readonly spacing?: Spacing
  readonly separator?: boolean
  readonly columns: readonly {
    readonly type: 'Column'
    readonly width: 'stretch' | 'auto'
    readonly verticalContentAlignment: 'Center'
    readonly items: readonly CardElement[]
  }[]
}

export interface Image {
  readonly type: 'Image'
  readonly url: string
  readonly altText: string
  readonly size: 'Stretch'
}

export interface ActionSet {
  readonly type: 'ActionSet'
  readonly spacing?: Spacing
  readonly actions: readonly ExecuteAction[]
}

/** `data` comes back as it is, with the values of the card's inputs beside it. */
export interface ExecuteAction {
  readonly type: 'Action.Execute'
  readonly title: string
  readonly verb: string
  readonly data: { readonly action: string } | { readonly cancel: true }
  readonly style?: 'positive' | 'destructive'
  /** Where the title alone does not say what is chosen: what a screen reader says. */
  readonly tooltip?: string
  readonly associatedInputs?: 'none'
}

export interface TextInput {
  readonly type: 'Input.Text'
  readonly id: string
  readonly label: string
  readonly value: string
  readonly isMultiline: boolean
  readonly maxLength: number
  readonly isRequired: boolean
  readonly errorMessage?: string
  readonly spacing?: Spacing
}

export interface ChoiceSet {
  readonly type: 'Input.ChoiceSet'
  readonly id: string
  readonly label: string
  readonly value: string
  readonly style: 'compact'
  readonly wrap: true
  readonly choices: readonly { readonly title: string; readonly value: string }[]
  readonly isRequired: boolean
  readonly errorMessage?: string
  readonly spacing?: Spacing
}
