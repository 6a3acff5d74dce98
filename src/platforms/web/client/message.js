import { deleteMessage, editMessage, postPress } from './api.js'
import { drawCard } from './card.js'
import { avatar, deskAvatar, h, icon, iconButton, plainWords } from './dom.js'
import { personKey } from './store.js'
import { WORDS } from './words.js'

/** @import { File, FormAnswer, Person, Press, Shown } from './types.d.ts' */
/** @import { Store } from './store.js' */

/**
 * What a log gives its messages.
 * @typedef {{ store: Store, person: Person, inChannel: boolean, openThread: (root: string) => void,
 *   showAnswer: (answer: FormAnswer, source: { message: string, opener: string }) => void }} Surroundings
 */

/**
 * One message of a log. `goesOn`: the same author said the one before it just now.
 * @param {Shown} shown @param {boolean} goesOn @param {Surroundings} around
 */
export function drawMessage({ message, unsent, replies }, goesOn, around) {
  const { store, person } = around
  const own = message.author === person.user
  const ofDesk = message.author === 'desk'
  const name = store.nameOf(message.place.workspace, message.author)
  const body = h('div', { class: 'message-body' })
  const node = h(
    'article',
    {
      class: `message ${own ? 'own' : ''} ${goesOn ? 'goes-on' : ''} is-${message.body.kind}`,
      tabindex: '-1',
      'data-message': message.id,
    },
    ofDesk ? deskAvatar() : avatar(name),
    h(
      'div',
      { class: 'message-main' },
      h(
        'header',
        { class: 'message-head' },
        h('span', { class: 'message-author' }, name),
        h('time', { datetime: message.createdAt }, clock(message.createdAt)),
        message.editedAt !== null && message.body.kind === 'words' && h('span', {}, WORDS.edited),
      ),
      body,
      replies.length > 0 && replyLink(replies, () => around.openThread(message.id)),
    ),
  )
  switch (message.body.kind) {
    case 'deleted':
      body.append(h('p', { class: 'gone' }, WORDS.deleted))
      break
    case 'card':
      body.append(cardBody(message.body.card, message.id, around))
      break
    case 'words':
      body.append(...wordsBody(message.body.words, message.body.files, store.desk.deskName))
      break
  }
  if (unsent)
    body.after(
      sendingLine(
        unsent.state,
        () => void store.retry(message.id),
        () => store.discard(message.id),
      ),
    )
  const tools = h('div', { class: 'message-tools' })
  if (around.inChannel && !unsent) {
    tools.append(iconButton('reply', WORDS.replyInThread, () => around.openThread(message.id), 'tool'))
  }
  if (own && message.body.kind === 'words' && !unsent)
    tools.append(...ownTools(node, body, message.body.words, message.id, around))
  if (tools.children.length > 0) body.after(tools)
  return node
}

/** @param {string} words @param {readonly File[]} files @param {string} deskName */
function wordsBody(words, files, deskName) {
  const text = words.trim() === '' ? [] : [h('div', { class: 'words' }, ...plainWords(words, deskName))]
  if (files.length === 0) return text
  const chips = files.map((it) =>
    h('li', { class: 'chip' }, icon('file'), h('span', {}, it.name), h('small', {}, size(it.bytes))),
  )
  return [...text, h('ul', { class: 'chips' }, ...chips)]
}

/** @param {import('./types.d.ts').Card} card @param {string} message @param {Surroundings} around */
function cardBody(card, message, around) {
  const holder = h('div', { class: 'card' })
  const failure = h('div', { class: 'card-failure', role: 'status' })
  /** @param {Press} press @param {string} id */
  const press = async ({ action, values }, id) => {
    holder.classList.add('is-busy')
    holder.setAttribute('aria-busy', 'true')
    failure.replaceChildren()
    const posted = await postPress({ id, person: personKey(around.person), message, action })
    holder.classList.remove('is-busy')
    holder.removeAttribute('aria-busy')
    if (posted.ok) return around.showAnswer(posted.answer, { message, opener: action })
    failure.append(sendingLine('failed', () => void press({ action, values }, id)))
  }
  const drawn = drawCard(card, (it) => {
    if (it !== 'cancel' && !holder.classList.contains('is-busy')) void press(it, crypto.randomUUID())
  })
  holder.append(drawn, failure)
  return holder
}

/** @param {'sending' | 'failed'} state @param {() => void} retry @param {() => void} [discard] */
function sendingLine(state, retry, discard) {
  if (state === 'sending') return h('p', { class: 'sending' }, WORDS.sending)
  const link = (/** @type {string} */ label, /** @type {() => void} */ press) =>
    h('button', { type: 'button', class: 'link', on: { click: press } }, label)
  const links = [link(WORDS.retry, retry), ...(discard ? [link(WORDS.discard, discard)] : [])]
  return h('p', { class: 'failed', role: 'alert' }, h('span', {}, WORDS.failed), ...links)
}

/** @param {readonly import('./types.d.ts').Message[]} replies @param {() => void} open */
const replyLink = (replies, open) =>
  h(
    'button',
    { type: 'button', class: 'reply-link', on: { click: open } },
    icon('reply'),
    WORDS.replies(replies.length),
    h('time', {}, clock(replies.at(-1)?.createdAt ?? '')),
  )

/**
 * @param {HTMLElement} node @param {HTMLElement} body @param {string} words @param {string} id
 * @param {Surroundings} around
 */
function ownTools(node, body, words, id, { person, store }) {
  const edit = iconButton('edit', WORDS.edit, () => begin(), 'tool')
  const remove = iconButton('delete', WORDS.delete, () => confirm(), 'tool')

  const begin = () => {
    const input = h('textarea', { 'aria-label': WORDS.editing, rows: '1' })
    input.value = words
    const failure = h('div', {})
    const save = async () => {
      if (input.value.trim() === '' || input.value === words) return end()
      const saved = await editMessage(id, personKey(person), input.value)
      if (!saved.ok) return failure.replaceChildren(sendingLine('failed', () => void save()))
      end()
      store.take(saved.answer)
    }
    const end = () => {
      editor.replaceWith(body)
      node.classList.remove('is-edited')
      edit.focus()
    }
    const editor = h(
      'div',
      { class: 'editor' },
      input,
      h(
        'div',
        { class: 'editor-buttons' },
        h('button', { type: 'button', class: 'quiet', on: { click: end } }, WORDS.cancel),
        h('button', { type: 'button', class: 'primary', on: { click: () => void save() } }, WORDS.save),
      ),
      failure,
    )
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') end()
      if (isSend(event)) {
        event.preventDefault()
        void save()
      }
    })
    node.classList.add('is-edited')
    body.replaceWith(editor)
    input.focus()
    grow(input)
  }

  const confirm = () => {
    const question = h('div', { class: 'question', role: 'group', 'aria-label': WORDS.reallyDelete })
    const end = () => {
      question.replaceWith(edit, remove)
      remove.focus()
    }
    const yes = async () => {
      const deleted = await deleteMessage(id, personKey(person))
      if (deleted.ok) return store.take(deleted.answer)
      question.append(sendingLine('failed', () => void yes()))
    }
    const no = h('button', { type: 'button', class: 'quiet', on: { click: end } }, WORDS.cancel)
    question.append(
      h('span', {}, WORDS.reallyDelete),
      h('button', { type: 'button', class: 'danger', on: { click: () => void yes() } }, WORDS.doDelete),
      no,
    )
    question.addEventListener('keydown', (event) => event.key === 'Escape' && end())
    edit.replaceWith(question)
    remove.remove()
    no.focus()
  }
  return [edit, remove]
}

/** Enter sends; with Shift, or while a word is being converted (229 is Safari's way to say so), it does not. */
export const isSend = (/** @type {KeyboardEvent} */ event) =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229

/** A text area as tall as its text. */
export function grow(/** @type {HTMLTextAreaElement} */ input) {
  input.style.height = 'auto'
  input.style.height = `${input.scrollHeight + 2}px`
}

const CLOCK = new Intl.DateTimeFormat('ja-JP', { hour: 'numeric', minute: '2-digit' })
export const clock = (/** @type {string} */ time) => (time ? CLOCK.format(new Date(time)) : '')

/** @param {number} bytes */
const size = (bytes) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
