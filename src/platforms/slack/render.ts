import type {
  ActionsBlockElement,
  FileInput,
  HomeView,
  KnownBlock,
  ModalView,
  PlainTextInput,
  Button as SlackButton,
  StaticSelect,
} from '@slack/types'
import { encodeAction } from '../../chat/action.ts'
import { MAX_FILES } from '../../chat/file.ts'
import {
  type Button,
  type Choice,
  type ChoiceField,
  type Element,
  type Field,
  type Form,
  fileWords,
  type Message,
  type TextField,
} from '../../chat/message.ts'
import type { Links } from '../../ports/links.ts'
import { escapeSlack, split, toMrkdwn } from './mrkdwn.ts'

/** What chat.postMessage and chat.update take. */
export interface Rendered {
  /** For notifications and screen readers. */
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** https://docs.slack.dev/reference/block-kit/blocks */
const LIMITS = {
  blocks: 50,
  homeBlocks: 100,
  header: 150,
  section: 3_000,
  fields: 10,
  field: 2_000,
  buttonLabel: 75,
  text: 3_000,
  quote: 2_900,
}

export const FORM_CALLBACK = 'desk_form'

/**
 * A message as one Slack message; without `links`, files are named only. A message of more than fifty blocks, which none of the
 * desk's own reaches, loses its middle: its beginning, and its last block with the buttons, stay.
 */
export function renderMessage({ summary, body }: Message, links?: Links): Rendered {
  return { text: escapeSlack(truncated(summary, LIMITS.text)), blocks: fitting(body, LIMITS.blocks, links) }
}

/** A message as the desk's Home, which has room for a hundred blocks. */
export const renderHome = ({ body }: Message): HomeView => ({
  type: 'home',
  blocks: fitting(body, LIMITS.homeBlocks),
})

function fitting(body: readonly Element[], limit: number, links?: Links): KnownBlock[] {
  const blocks = body.flatMap((element, place) => blocksOf(element, place, links))
  return blocks.length > limit ? [...blocks.slice(0, limit - 1), ...blocks.slice(-1)] : blocks
}

function blocksOf(element: Element, place: number, links?: Links): readonly KnownBlock[] {
  switch (element.type) {
    case 'heading':
      return [
        { type: 'header', text: { type: 'plain_text', text: truncated(element.text, LIMITS.header) || ' ' } },
      ]
    case 'text':
      return sections(toMrkdwn(element.markdown))
    case 'note':
      return split(toMrkdwn(element.markdown), LIMITS.section)
        .filter((it) => it.trim())
        .map((text) => ({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] }))
    case 'quote':
      return split(element.text, LIMITS.quote)
        .filter((it) => it.trim())
        .map((text) => ({
          type: 'rich_text',
          elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }],
        }))
    case 'facts':
      return chunks(element.facts, LIMITS.fields).map((facts) => ({
        type: 'section',
        fields: facts.map(([label, value]) => ({
          type: 'mrkdwn',
          text: truncated(`*${plainMrkdwn(label)}*\n${plainMrkdwn(value)}`, LIMITS.field),
          verbatim: true,
        })),
      }))
    case 'choices':
      return [
        ...sections(toMrkdwn(element.label)),
        ...element.options.map((option, at) => choice(option, place, at)),
      ]
    case 'picture':
    case 'file':
    case 'fileLink':
      return sections(linkTo(fileWords(element.file), links?.toFile(element.file)))
    case 'uploadLink':
      return sections(linkTo(element.label, links?.toUpload(element.to)))
    case 'noticeLink':
      return sections(linkTo(element.label, links?.toNotice(element.page, element.to)))
    case 'calendarLink':
      return addressLine(links?.toCalendar(element.link))
    case 'buttons':
      return [
        {
          type: 'actions',
          elements: element.buttons.map((it, at): ActionsBlockElement => button(it, place, at)),
        },
      ]
  }
}

const sections = (mrkdwn: string): readonly KnownBlock[] =>
  split(mrkdwn, LIMITS.section)
    .filter((it) => it.trim())
    .map((text) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }))

const choice = ({ label, button: words, action }: Choice, place: number, at: number): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: truncated(plainMrkdwn(label), LIMITS.section) || ' ', verbatim: true },
  accessory: button({ label: words, action }, place, at),
})

const button = ({ label, action, tone }: Button, place: number, at: number): SlackButton => ({
  type: 'button',
  action_id: `${action.type}/${place}/${at}`,
  text: { type: 'plain_text', text: truncated(label, LIMITS.buttonLabel) },
  value: encodeAction(action),
  ...(tone && { style: tone }),
})

/** Our own addresses hold nothing that Slack could misread. */
const linkTo = (words: string, href: string | undefined): string =>
  href === undefined ? plainMrkdwn(words) : `<${href}|${plainMrkdwn(words).replaceAll('|', '｜')}>`

/** Shown as it is, for copying. */
const addressLine = (href: string | undefined): readonly KnownBlock[] =>
  href === undefined ? [] : sections(`<${href}>`)

/** Words in which no markup works. */
const plainMrkdwn = (words: string): string => toMrkdwn(words.replace(/[\\*_~`[\]()<>#|!-]/g, '\\$&'))

/** A form as a modal; what it means travels in its metadata. */
export function renderForm({ title, intro, fields, submit, cancel }: Form): ModalView {
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    private_metadata: encodeAction(submit.action),
    title: { type: 'plain_text', text: truncated(title, 24) },
    submit: { type: 'plain_text', text: truncated(submit.label, 24) },
    close: { type: 'plain_text', text: truncated(cancel, 24) },
    blocks: [...(intro ? sections(toMrkdwn(intro)) : []), ...fields.map(input)],
  }
}

const input = (field: Field): KnownBlock => ({
  type: 'input',
  block_id: field.name,
  optional: field.missing === undefined,
  label: { type: 'plain_text', text: truncated(field.label, 2_000) },
  ...(field.hint && { hint: { type: 'plain_text', text: truncated(field.hint, 2_000) } }),
  element: inputOf(field),
})

function inputOf(field: Field): PlainTextInput | StaticSelect | FileInput {
  switch (field.lines) {
    case 'one':
    case 'many':
      return textInput(field)
    case 'options':
      return select(field)
    case 'files':
      return { type: 'file_input', action_id: field.name, max_files: MAX_FILES }
  }
}

const textInput = ({ name, initial, lines, maxLength }: TextField): PlainTextInput => ({
  type: 'plain_text_input',
  action_id: name,
  multiline: lines === 'many',
  max_length: Math.min(maxLength, 3_000),
  ...(initial && { initial_value: initial.slice(0, Math.min(maxLength, 3_000)) }),
})

function select({ name, options, initial }: ChoiceField): StaticSelect {
  const drawn = options.map(({ value, label }) => ({
    value,
    text: { type: 'plain_text' as const, text: truncated(label, 75) },
  }))
  const chosen = drawn.find(({ value }) => value === initial)
  return {
    type: 'static_select',
    action_id: name,
    options: drawn,
    ...(chosen && { initial_option: chosen }),
  }
}

function truncated(words: string, limit: number): string {
  return words.length > limit ? `${words.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : words
}

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  items.length === 0 ? [] : [items.slice(0, size), ...chunks(items.slice(size), size)]
