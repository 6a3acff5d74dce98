import { h, icon, iconButton } from './dom.js'
import { grow, isSend } from './message.js'
import { WORDS } from './words.js'

/** As the desk has it; it refuses more. */
const MAX_BYTES = 25 * 1024 * 1024

/** @import { Answered, File } from './types.d.ts' */

/**
 * A file that was chosen: on its way to the desk, there, or refused.
 * @typedef {{ readonly chosen: globalThis.File, state: 'uploading' | 'done' | 'tooLarge' | 'failed',
 *   locator: File['locator'] }} Attached
 */

/**
 * Where a message is written. A draft stays until it is sent.
 * @param {{ label: string, deskName: string, mentions: boolean, send: (text: string, files: readonly File[]) => void,
 *   upload: (file: globalThis.File) => Promise<Answered<{ locator: Readonly<Record<string, string>> }>>,
 *   write: (() => void) | undefined }} options
 */
export function createComposer({ label, deskName, mentions, send, upload, write }) {
  /** @type {readonly Attached[]} */
  let files = []
  const input = h('textarea', { rows: '1', 'aria-label': label, placeholder: label, enterkeyhint: 'send' })
  const chips = h('ul', { class: 'chips', hidden: true, 'aria-live': 'polite' })
  const picker = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    tabindex: '-1',
    'aria-hidden': 'true',
  })
  const submit = iconButton('send', WORDS.send, () => go(), 'send')
  submit.disabled = true

  const changed = () => {
    grow(input)
    const nothing = input.value.trim() === '' && files.length === 0
    submit.disabled = nothing || files.some((it) => it.state !== 'done')
  }
  const attach = (/** @type {readonly Attached[]} */ chosen) => {
    files = chosen.slice(0, 10)
    chips.hidden = files.length === 0
    chips.replaceChildren(
      ...files.map((file) => {
        const { name } = file.chosen
        const remove = iconButton('close', WORDS.detach(name), () => {
          attach(files.filter((it) => it !== file))
          input.focus()
        })
        const bad = file.state === 'failed' || file.state === 'tooLarge'
        return h(
          'li',
          { class: bad ? 'chip is-bad' : 'chip' },
          icon('file'),
          h('span', {}, name),
          file.state !== 'done' && h('small', {}, WORDS.upload[file.state]),
          remove,
        )
      }),
    )
    changed()
  }
  /** Before anything is sent, so that a message that is sent again needs no file again. @param {Attached} file */
  const bring = async (file) => {
    const answered =
      file.chosen.size > MAX_BYTES
        ? /** @type {const} */ ({ ok: false, status: 413 })
        : await upload(file.chosen)
    if (answered.ok) file.locator = answered.answer.locator
    file.state = answered.ok ? 'done' : answered.status === 413 ? 'tooLarge' : 'failed'
    attach(files)
  }
  const go = () => {
    if (submit.disabled) return
    const text = input.value
    const sent = files.map(({ chosen: { name, type, size }, locator }) => ({
      name,
      mimeType: type,
      bytes: size,
      ...(locator ? { locator } : {}),
    }))
    input.value = ''
    attach([])
    send(text, sent)
    input.focus()
  }

  picker.addEventListener('change', () => {
    /** @type {readonly Attached[]} */
    const added = [...(picker.files ?? [])]
      .slice(0, 10 - files.length)
      .map((chosen) => ({ chosen, state: 'uploading', locator: undefined }))
    picker.value = ''
    attach([...files, ...added])
    for (const it of added) void bring(it)
    input.focus()
  })
  input.addEventListener('input', changed)
  input.addEventListener('keydown', (event) => {
    if (!isSend(event)) return
    event.preventDefault()
    go()
  })

  const addMention = () => {
    if (!input.value.includes(`@${deskName}`)) input.value = `@${deskName} ${input.value}`
    changed()
    input.focus()
  }
  const node = h(
    'form',
    { class: 'composer', on: { submit: (event) => event.preventDefault() } },
    h(
      'div',
      { class: 'composer-box' },
      chips,
      input,
      h(
        'div',
        { class: 'composer-tools' },
        iconButton('attach', WORDS.attach, () => picker.click()),
        write !== undefined && iconButton('write', WORDS.writeConsultation, write, 'icon-button write-tool'),
        mentions && iconButton('mention', WORDS.addMention(deskName), addMention),
        h('span', { class: 'composer-hint' }, mentions ? WORDS.mentionHint(deskName) : WORDS.keys),
        submit,
      ),
    ),
    picker,
  )
  return { node, focus: () => input.focus() }
}
