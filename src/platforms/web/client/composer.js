import { h, icon, iconButton } from './dom.js'
import { grow, isSend } from './message.js'
import { WORDS } from './words.js'

/** @import { File } from './types.d.ts' */

/**
 * Where a message is written. A draft stays until it is sent.
 * @param {{ label: string, deskName: string, mentions: boolean, send: (text: string, files: readonly File[]) => void,
 *   write: (() => void) | undefined }} options
 */
export function createComposer({ label, deskName, mentions, send, write }) {
  /** @type {readonly File[]} */
  let files = []
  const input = h('textarea', { rows: '1', 'aria-label': label, placeholder: label, enterkeyhint: 'send' })
  const chips = h('ul', { class: 'chips', hidden: true })
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
    submit.disabled = input.value.trim() === '' && files.length === 0
  }
  const attach = (/** @type {readonly File[]} */ chosen) => {
    files = chosen.slice(0, 10)
    chips.hidden = files.length === 0
    chips.replaceChildren(
      ...files.map((file) => {
        const remove = iconButton('close', WORDS.detach(file.name), () => {
          attach(files.filter((it) => it !== file))
          input.focus()
        })
        return h('li', { class: 'chip' }, icon('file'), h('span', {}, file.name), remove)
      }),
    )
    changed()
  }
  const go = () => {
    if (submit.disabled) return
    const text = input.value
    const sent = files
    input.value = ''
    attach([])
    send(text, sent)
    input.focus()
  }

  picker.addEventListener('change', () => {
    const chosen = [...(picker.files ?? [])].map((it) => ({
      name: it.name,
      mimeType: it.type,
      bytes: it.size,
    }))
    picker.value = ''
    attach([...files, ...chosen])
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
