import { createAttaching } from './attaching.js'
import { h, iconButton } from './dom.js'
import { grow, isSend } from './message.js'
import { WORDS } from './words.js'

/** @import { Answered, File } from './types.d.ts' */

/**
 * Where a message is written. A draft stays until it is sent.
 * @param {{ label: string, deskName: string, mentions: boolean, send: (text: string, files: readonly File[]) => void,
 *   upload: (file: globalThis.File) => Promise<Answered<{ locator: Readonly<Record<string, string>> }>>,
 *   write: (() => void) | undefined }} options
 */
export function createComposer({ label, deskName, mentions, send, upload, write }) {
  const input = h('textarea', { rows: '1', 'aria-label': label, placeholder: label, enterkeyhint: 'send' })
  const attaching = createAttaching({
    upload,
    changed: () => changed(),
    removed: () => input.focus(),
  })
  const submit = iconButton('send', WORDS.send, () => go(), 'send')
  submit.disabled = true

  const changed = () => {
    grow(input)
    const nothing = input.value.trim() === '' && attaching.isEmpty()
    submit.disabled = nothing || !attaching.isReady()
  }
  const go = () => {
    if (submit.disabled) return
    const text = input.value
    const sent = attaching.chosen()
    input.value = ''
    attaching.clear()
    send(text, sent)
    input.focus()
  }

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
      attaching.chips,
      input,
      h(
        'div',
        { class: 'composer-tools' },
        iconButton('attach', WORDS.attach, () => attaching.choose()),
        write !== undefined && iconButton('write', WORDS.writeConsultation, write, 'icon-button write-tool'),
        mentions && iconButton('mention', WORDS.addMention(deskName), addMention),
        h('span', { class: 'composer-hint' }, mentions ? WORDS.mentionHint(deskName) : WORDS.keys),
        submit,
      ),
    ),
    attaching.picker,
  )
  return { node, focus: () => input.focus() }
}
