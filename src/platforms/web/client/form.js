import { submitForm, uploadFile } from './api.js'
import { createAttaching } from './attaching.js'
import { drawCard } from './card.js'
import { h, icon, iconButton } from './dom.js'
import { personKey } from './store.js'
import { WORDS } from './words.js'

/** @import { FormAnswer, Person, Press } from './types.d.ts' */

/**
 * A form, or what the desk says instead of one, over one pane; the other panes stay in use. Escape closes it, and the focus
 * goes back to where it was.
 * @param {{ over: HTMLElement, person: Person, answer: FormAnswer, source: { message: string | undefined, opener: string },
 *   sent?: () => void }} options `sent`: called once what was filled in is kept
 */
export function showForm({ over, person, answer, source, sent }) {
  if (answer.kind === 'accepted') return
  const before = document.activeElement
  const covered = [...over.children].filter((it) => it instanceof HTMLElement)
  const content = h('div', { class: 'sheet-content' })
  const failure = h('div', { class: 'sheet-failure', role: 'alert' })
  const sheet = h(
    'div',
    { class: 'sheet', role: 'dialog', 'aria-modal': 'true', tabindex: '-1' },
    iconButton('close', WORDS.close, () => close(), 'icon-button sheet-close'),
    content,
    failure,
  )
  const veil = h('div', { class: 'veil' }, sheet)

  /** What was chosen stays chosen while the form is shown again. */
  const attaching = createAttaching({
    upload: (file) => uploadFile(personKey(person), file),
    changed: () => failure.replaceChildren(),
    removed: () => content.querySelector('.sheet-attach')?.querySelector('button')?.focus(),
  })

  const close = () => {
    veil.remove()
    for (const it of covered) it.inert = false
    if (before instanceof HTMLElement && before.isConnected) before.focus()
    else over.querySelector('textarea')?.focus()
  }

  /** One try to submit keeps one id, whoever presses again after a failure. @param {Press} press @param {string} id */
  const submit = async (press, id) => {
    failure.replaceChildren()
    if (!attaching.isReady()) return failure.append(WORDS.filesNotReady)
    sheet.setAttribute('aria-busy', 'true')
    const files = attaching.chosen()
    const posted = await submitForm({ id, person: personKey(person), ...source, ...press, files })
    sheet.removeAttribute('aria-busy')
    if (posted.ok) return show(posted.answer)
    const again = h(
      'button',
      { type: 'button', class: 'link', on: { click: () => void submit(press, id) } },
      WORDS.retry,
    )
    failure.append(`${WORDS.failed} `, again)
  }

  /** @param {{ label: string, hint: string }} field */
  const drawFiles = ({ label, hint }) =>
    h(
      'div',
      { class: 'sheet-attach' },
      h('strong', {}, label),
      attaching.chips,
      h(
        'button',
        { type: 'button', class: 'link', on: { click: () => attaching.choose() } },
        icon('attach'),
        WORDS.attach,
      ),
      h('p', { class: 'sheet-hint' }, hint),
      attaching.picker,
    )

  /** @param {FormAnswer} shown */
  const show = (shown) => {
    if (shown.kind === 'accepted') {
      close()
      return sent?.()
    }
    sheet.setAttribute('aria-label', shown.kind === 'form' ? WORDS.formOf(shown.title) : WORDS.notice)
    content.replaceChildren(
      drawCard(shown.card, (press) =>
        press === 'cancel' ? close() : void submit(press, crypto.randomUUID()),
      ),
    )
    if (shown.kind === 'form' && shown.files)
      [...content.querySelectorAll('.ac-actionSet')].at(-1)?.before(drawFiles(shown.files))
    const errors = shown.kind === 'form' ? Object.keys(shown.errors ?? {}) : []
    if (shown.kind === 'form')
      failure.replaceChildren(h('span', { class: 'unseen' }, Object.values(shown.errors ?? {}).join('\n')))
    /** The renderer wraps each input in an element of its id. */
    const wrong = errors.map((name) => content.querySelector(`[id="field.${CSS.escape(name)}"] .ac-input`))
    for (const it of wrong) it?.setAttribute('aria-invalid', 'true')
    const first = wrong[0] ?? content.querySelector('.ac-input') ?? sheet
    if (first instanceof HTMLElement) first.focus()
  }

  veil.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return
    event.stopPropagation()
    close()
  })
  for (const it of covered) it.inert = true
  over.append(veil)
  show(answer)
}
