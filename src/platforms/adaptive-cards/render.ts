import { type Action, encodeAction } from '../../chat/action.ts'
import {
  type Button,
  type Choice,
  type Element,
  type Field,
  type FieldErrors,
  type Form,
  fileWords,
  type Message,
  text,
  verbatim,
} from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import type { AdaptiveCard, CardElement, ExecuteAction } from './card.ts'
import { escapeLine, linesOf, toCardMarkdown } from './markdown.ts'
import { CANCEL_VERB, inputId, SUBMIT_VERB } from './read.ts'

/** A message as Teams and the web chat draw it; without `links`, files are named only. Pure. */
export function renderCard(message: Message, links?: Links): AdaptiveCard {
  const author = message.author === undefined ? [] : [text(`**${verbatim(message.author)}**`)]
  const body = [...author, ...message.body].flatMap((it) => renderElement(it, links))
  return card(message.summary, body.length > 0 ? body : [line(message.summary)])
}

/** What was already filled in when a form is shown again. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>
  readonly errors: FieldErrors
}

/** A form as inputs in a card; `readValues` and `readAction` (read.ts) read what comes back. Pure. */
export function renderForm(form: Form, filled: Filled = { values: {}, errors: {} }): AdaptiveCard {
  return card(form.title, [
    { ...line(form.title), weight: 'Bolder', size: 'Medium', style: 'heading' },
    ...(form.intro
      ? linesOf(form.intro)
          .filter((it) => it.trim() !== '')
          .map(line)
      : []),
    ...form.fields.flatMap((field) => renderField(field, filled)),
    {
      type: 'ActionSet',
      spacing: 'Medium',
      actions: [
        { ...execute(form.submit.label, form.submit.action), verb: SUBMIT_VERB, style: 'positive' },
        {
          type: 'Action.Execute',
          title: form.cancel,
          verb: CANCEL_VERB,
          data: { cancel: true },
          associatedInputs: 'none',
        },
      ],
    },
  ])
}

const card = (summary: string, body: readonly CardElement[]): AdaptiveCard => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.5',
  fallbackText: summary,
  body,
})

/** One element of a message, as what it is drawn with. Pure. */
export function renderElement(element: Element, links?: Links): readonly CardElement[] {
  switch (element.type) {
    case 'heading':
      return [{ ...line(element.text), weight: 'Bolder', size: 'Medium', style: 'heading' }]
    case 'text':
      return toCardMarkdown(element.markdown).map(({ markdown, opens }) => ({
        type: 'TextBlock',
        text: markdown,
        wrap: true,
        spacing: opens ? 'Default' : 'None',
      }))
    case 'note':
      return toCardMarkdown(element.markdown).map(({ markdown, opens }) => ({
        type: 'TextBlock',
        text: markdown,
        wrap: true,
        size: 'Small',
        isSubtle: true,
        spacing: opens ? 'Default' : 'None',
      }))
    case 'quote':
      return [{ type: 'Container', style: 'emphasis', items: linesOf(element.text).map(asWritten) }]
    case 'facts':
      return [
        {
          type: 'FactSet',
          facts: element.facts.map(([label, value]) => ({
            title: escapeLine(label),
            value: escapeLine(value),
          })),
        },
      ]
    case 'choices':
      return [{ ...line(element.label), weight: 'Bolder' }, ...element.options.map(renderChoice)]
    case 'picture': {
      const href = links?.toFile(element.file)
      return href === undefined
        ? [line(element.alt)]
        : [{ type: 'Image', url: href, altText: element.alt, size: 'Stretch' }]
    }
    case 'file':
    case 'fileLink':
      return [linkLine(fileWords(element.file), links?.toFile(element.file))]
    case 'uploadLink':
      return [linkLine(element.label, links?.toUpload(element.to))]
    case 'noticeLink':
      return [linkLine(element.label, links?.toNotice(element.page, element.to))]
    case 'calendarLink':
      return addressLine(links?.toCalendar(element.link))
    case 'buttons':
      return [{ type: 'ActionSet', spacing: 'Medium', actions: element.buttons.map(renderButton) }]
  }
}

const line = (words: string) => ({ type: 'TextBlock', text: escapeLine(words), wrap: true }) as const

/** Our own addresses hold nothing that Markdown could misread. */
const linkLine = (words: string, href: string | undefined) =>
  href === undefined ? line(words) : { ...line(words), text: `[${escapeLine(words)}](${href})` }

/** Shown as it is, for copying. */
const addressLine = (href: string | undefined): readonly CardElement[] =>
  href === undefined ? [] : [linkLine(href, href)]

/** Someone's own words: TextRuns know no markup but date macros ({{DATE(…)}}), which a run's end breaks. */
function asWritten(words: string): CardElement {
  const runs = words === '' ? ['\u00a0'] : words.split(/(?<=\{)(?=\{)/)
  return { type: 'RichTextBlock', spacing: 'None', inlines: runs.map((text) => ({ type: 'TextRun', text })) }
}

function renderChoice(option: Choice): CardElement {
  const button = { ...execute(option.button, option.action), tooltip: choiceTooltip(option) }
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: [line(option.label)] },
      {
        type: 'Column',
        width: 'auto',
        verticalContentAlignment: 'Center',
        items: [{ type: 'ActionSet', actions: [button] }],
      },
    ],
  }
}

/** The button's accessible name: what is seen on it, then what it chooses. */
const choiceTooltip = (option: Choice): string => `${option.button}：${option.label}`

const STYLES = { primary: 'positive', danger: 'destructive' } as const

function renderButton({ label, action, tone }: Button): ExecuteAction {
  return { ...execute(label, action), ...(tone ? { style: STYLES[tone] } : {}) }
}

const execute = (title: string, action: Action): ExecuteAction => ({
  type: 'Action.Execute',
  title,
  verb: action.type,
  data: { action: encodeAction(action) },
})

/** Cards take no files: a field for them is left to who draws the card, or left out. */
function renderField(field: Field, filled: Filled): readonly CardElement[] {
  if (field.lines === 'files') return []
  const error = filled.errors[field.name]
  const input = {
    id: inputId(field.name),
    label: field.label,
    value: filled.values[field.name] ?? field.initial ?? '',
    isRequired: field.missing !== undefined,
    ...(field.missing === undefined ? {} : { errorMessage: field.missing }),
    spacing: 'Medium',
  } as const
  return [
    field.lines === 'options'
      ? {
          ...input,
          type: 'Input.ChoiceSet',
          style: 'compact',
          wrap: true,
          choices: field.options.map(({ value, label }) => ({ title: label, value })),
        }
      : {
          ...input,
          type: 'Input.Text',
          isMultiline: field.lines === 'many',
          maxLength: field.maxLength,
        },
    ...(error === undefined
      ? []
      : [{ ...line(error), color: 'Attention' as const, spacing: 'Small' as const }]),
    ...(field.hint === undefined
      ? []
      : [
          { ...line(field.hint), size: 'Small' as const, isSubtle: true as const, spacing: 'Small' as const },
        ]),
  ]
}
