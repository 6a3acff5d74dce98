import { z } from 'zod'
import { decodeAction, MAX_ACTION_BYTES } from '#src/chat/action.ts'

/**
 * What in a block is longer or more than Slack takes, each as a path from the block and words.
 * https://docs.slack.dev/reference/block-kit: the types do not say it, so it stands here.
 */
export function blockLimits(block: object): readonly string[] {
  return [...limits(block, ''), ...repeated(actionIds(block)).map((it) => `: action_id ${it} is there twice`)]
}

/** As Slack counts: code points, an emoji being one. */
export const characters = (text: string): number => [...text].length

export function repeated(names: readonly (string | undefined)[]): readonly string[] {
  const given = names.filter((it) => it !== undefined)
  return [...new Set(given.filter((it, at) => given.indexOf(it) !== at))]
}

const Typed = z.looseObject({ type: z.string() })
const Text = z.object({ text: z.string() })
const Many = z.array(z.unknown())
const Some = z.record(z.string(), z.unknown())

function limits(node: unknown, path: string): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((it, at) => limits(it, `${path}/${at}`))
  const it = Some.safeParse(node).data
  if (!it) return []
  const type = Typed.safeParse(it).data?.type
  const rules = type === undefined ? [] : (RULES[type] ?? [])
  const found = [...EVERYWHERE, ...rules].flatMap((rule) => rule(it)).map((words) => `${path}${words}`)
  return [...found, ...Object.entries(it).flatMap(([key, value]) => limits(value, `${path}/${key}`))]
}

type Rule = (it: Readonly<Record<string, unknown>>) => readonly string[]

/** A string, or a text object, that is given has between 1 and `most` characters. */
const short =
  (key: string, most: number): Rule =>
  (it) => {
    const value = it[key]
    const text = typeof value === 'string' ? value : Text.safeParse(value).data?.text
    if (text === undefined) return []
    if (text === '') return [`/${key}: empty`]
    return characters(text) > most ? [`/${key}: ${characters(text)} characters, Slack takes ${most}`] : []
  }

/** A list that is given has between 1 and `most` entries. */
const few =
  (key: string, most: number): Rule =>
  (it) => {
    const list = Many.safeParse(it[key]).data
    if (!list) return []
    if (list.length === 0) return [`/${key}: empty`]
    return list.length > most ? [`/${key}: ${list.length}, Slack takes ${most}`] : []
  }

const each =
  (key: string, rule: Rule): Rule =>
  (it) =>
    (Many.safeParse(it[key]).data ?? []).flatMap((entry, at) =>
      rule(Some.safeParse(entry).data ?? {}).map((words) => `/${key}/${at}${words}`),
    )

/** Our own rule: what is one of our actions fits the strictest platform's smallest place. */
const action: Rule = ({ value }) => {
  if (typeof value !== 'string' || !decodeAction(value)) return []
  const bytes = Buffer.byteLength(value)
  return bytes > MAX_ACTION_BYTES
    ? [`/value: an action of ${bytes} bytes, ours take ${MAX_ACTION_BYTES}`]
    : []
}

const option: Rule = (it) =>
  [short('text', 75), short('value', 150), short('description', 75), short('url', 3000)].flatMap((rule) =>
    rule(it),
  )

const initial: Rule = ({ initial_value, max_length }) =>
  typeof initial_value === 'string' &&
  typeof max_length === 'number' &&
  characters(initial_value) > max_length
    ? ['/initial_value: longer than max_length']
    : []

const sectionHasWords: Rule = ({ text, fields }) =>
  text === undefined && fields === undefined ? [': neither text nor fields'] : []

const EVERYWHERE: readonly Rule[] = [short('action_id', 255), short('block_id', 255)]

const select: readonly Rule[] = [few('options', 100), each('options', option), short('placeholder', 150)]

const RULES: Readonly<Record<string, readonly Rule[]>> = {
  section: [
    sectionHasWords,
    short('text', 3000),
    few('fields', 10),
    each('fields', (it) => short('text', 2000)(it)),
  ],
  header: [short('text', 150)],
  actions: [few('elements', 25)],
  context: [few('elements', 10), each('elements', (it) => short('text', 3000)(it))],
  context_actions: [few('elements', 5)],
  markdown: [short('text', 12_000)],
  rich_text: [few('elements', 1000)],
  image: [short('alt_text', 2000), short('title', 2000), short('image_url', 3000)],
  input: [short('label', 2000), short('hint', 2000)],
  button: [
    short('text', 75),
    short('value', 2000),
    short('url', 3000),
    short('accessibility_label', 75),
    action,
  ],
  static_select: select,
  multi_static_select: select,
  radio_buttons: [few('options', 10), each('options', option)],
  checkboxes: [few('options', 10), each('options', option)],
  overflow: [few('options', 5), each('options', option)],
  file_input: [
    ({ max_files }) =>
      typeof max_files === 'number' && (max_files < 1 || max_files > 10)
        ? ['/max_files: Slack takes 1 to 10']
        : [],
  ],
  plain_text_input: [
    short('placeholder', 150),
    (it) =>
      typeof it.max_length === 'number' && it.max_length > 3000 ? ['/max_length: Slack takes 3000'] : [],
    initial,
  ],
}

/** Ids of everything that can be pressed in one block. */
function actionIds(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(actionIds)
  const it = Some.safeParse(node).data
  if (!it) return []
  const own = typeof it.action_id === 'string' ? [it.action_id] : []
  return [...own, ...Object.values(it).flatMap(actionIds)]
}
