import { getWelcome, openForm, uploadFile } from './api.js'
import { createComposer } from './composer.js'
import { Log } from './conversation.js'
import { avatar, h, icon, iconButton } from './dom.js'
import { showForm } from './form.js'
import { drawEmptyChannel, drawWelcome } from './greeting.js'
import { Home } from './home.js'
import { channelOf, directOf, personKey, placeKey, withoutThread } from './store.js'
import { WORDS } from './words.js'

/** @import { PaneState, Person, Place, Welcome } from './types.d.ts' */
/** @import { Store } from './store.js' */

/**
 * What one person sees: who they are, their conversations, and the one that is open.
 * @typedef {{ store: Store, goTo: (place: Place) => void, become: (person: string) => void, close: () => void }} PaneDeeds
 */
export class Pane {
  #deeds
  #person
  #place
  /** @type {Map<string, { log: Log, composer: ReturnType<typeof createComposer> }>} */
  #views = new Map()
  /** @type {Welcome | undefined} */
  #welcome
  #nav = h('nav', { class: 'conversations', 'aria-label': WORDS.conversations })
  #head = h('header', { class: 'place-head' })
  #holder = h('div', { class: 'place-body' })
  #status = h('div', { class: 'status-line', role: 'status' })
  #close
  #home
  #atHome = false
  /** The newest message of the direct conversation that Home has been read after. */
  #homeAfter = ''

  /** @param {Person} person @param {Place} place @param {PaneDeeds} deeds */
  constructor(person, place, deeds) {
    this.#person = person
    this.#place = place
    this.#deeds = deeds
    this.#close = iconButton('close', WORDS.closePane, deeds.close)
    this.node = h(
      'section',
      { class: 'pane', 'aria-label': WORDS.paneOf(person.name) },
      h('header', { class: 'pane-head' }, avatar(person.name, 'large'), this.#whoIsHere(), this.#close),
      h('div', { class: 'pane-main' }, this.#nav, h('div', { class: 'place' }, this.#head, this.#holder)),
    )
    this.#home = new Home({
      person,
      said: () => this.#awaitAnswer(),
      showAnswer: (answer, opener) =>
        showForm({
          over: this.node,
          person,
          answer,
          source: { message: undefined, opener },
          sent: () => this.#awaitAnswer(),
        }),
    })
    void this.#greet()
  }

  get state() {
    return /** @type {PaneState} */ ({ person: personKey(this.#person), place: this.#place })
  }

  /** What was pressed on Home is answered in the direct conversation. */
  #awaitAnswer() {
    this.goTo(directOf(this.#person))
    this.#view().log.awaitAnswer()
  }

  #goHome() {
    this.#atHome = true
    this.#homeAfter = ''
    this.show(true)
    this.focus()
  }

  /** @param {Place} place */
  goTo(place) {
    const before = this.#place
    this.#place = place
    this.#atHome = false
    this.show(true)
    const root =
      before.kind === 'channel' &&
      before.thread &&
      !(place.kind === 'channel' && place.thread) &&
      before.thread
    if (root) this.#backTo(root)
    else this.focus()
  }

  /** Out of a thread, the focus goes back to the message that it hangs on. @param {string} root */
  #backTo(root) {
    const message = this.#holder.querySelector(`[data-message="${CSS.escape(root)}"]`)
    const to = message?.querySelector('.reply-link') ?? message
    if (to instanceof HTMLElement) to.focus()
  }

  /** Where there is no keyboard but the screen's, it is not made to spring up. */
  focus() {
    if (this.#atHome) return this.#home.node.focus()
    if (matchMedia('(hover: none)').matches) return
    this.#view().composer.focus()
  }

  /** @param {boolean} alone */
  alone(alone) {
    this.#close.hidden = alone
  }

  /** @param {boolean} visible Whether someone can see this pane now. */
  show(visible) {
    if (this.#atHome) return this.#showHome()
    const { store } = this.#deeds
    const conversation = withoutThread(this.#place)
    const view = this.#view()
    if (this.#holder.firstElementChild !== view.log.node) {
      this.#holder.replaceChildren(view.log.node, this.#status, view.composer.node)
      this.#head.replaceChildren(...this.#headOf(this.#place))
    }
    view.log.show(store.shownIn(this.#place, personKey(this.#person)), this.#empty())
    this.#showStatus(store.statusIn(this.#place))
    if (visible && !document.hidden) store.markRead(conversation, personKey(this.#person))
    this.#showConversations()
  }

  /** Read anew when it is opened, and when the desk has said or changed something since. */
  #showHome() {
    if (this.#holder.firstElementChild !== this.#home.node) {
      this.#holder.replaceChildren(this.#home.node)
      const title = h('div', { class: 'place-title' }, h('h2', {}, WORDS.home), h('p', {}, WORDS.homeAbout))
      this.#head.replaceChildren(title)
    }
    const last = this.#deeds.store.newest(directOf(this.#person))
    const after = `after ${last}`
    if (this.#homeAfter !== after) {
      this.#homeAfter = after
      void this.#home.refresh()
    }
    this.#showConversations()
  }

  #view() {
    const key = placeKey(this.#place)
    const known = this.#views.get(key)
    if (known) return known
    const { store } = this.#deeds
    const place = this.#place
    const label = place.kind === 'direct' ? WORDS.toDesk : place.thread ? WORDS.toThread : WORDS.toChannel
    const view = {
      log: new Log(
        {
          store,
          person: this.#person,
          inChannel: place.kind === 'channel' && !place.thread,
          openThread: (thread) => place.kind === 'channel' && this.#deeds.goTo({ ...place, thread }),
          showAnswer: (answer, source) => showForm({ over: this.node, person: this.#person, answer, source }),
        },
        this.#nameOf(place),
      ),
      composer: createComposer({
        label,
        deskName: store.desk.deskName,
        mentions: place.kind === 'channel',
        write: place.kind === 'direct' && this.#mayWrite ? () => void this.#write() : undefined,
        upload: (file) => uploadFile(personKey(this.#person), file),
        send: (text, files) => void store.send(personKey(this.#person), place, text, files),
      }),
    }
    this.#views.set(key, view)
    return view
  }

  #whoIsHere() {
    const { store, become } = this.#deeds
    const select = h('select', {
      'aria-label': WORDS.whoIsHere,
      on: { change: (event) => become(/** @type {HTMLSelectElement} */ (event.currentTarget).value) },
    })
    for (const organisation of new Set(store.desk.people.map((it) => it.organisation))) {
      const members = store.desk.people.filter((it) => it.organisation === organisation)
      const options = members.map((it) => {
        const chosen = personKey(it) === personKey(this.#person)
        return h(
          'option',
          { value: personKey(it), selected: chosen },
          `${it.name}（${WORDS.roles[it.role]}）`,
        )
      })
      select.append(h('optgroup', { label: organisation }, ...options))
    }
    const { name, organisation, role } = this.#person
    return h(
      'div',
      { class: 'who' },
      h('span', { class: 'who-name', 'aria-hidden': 'true' }, name, icon('down')),
      h('span', { class: 'who-role' }, organisation, h('span', { class: 'role' }, WORDS.roles[role])),
      select,
    )
  }

  /** @param {Place} place */
  #nameOf(place) {
    if (place.kind === 'direct') return this.#deeds.store.desk.deskName
    const channel = place.channel === 'consultants' ? WORDS.consultants : WORDS.general
    return place.thread ? `${WORDS.thread}：${channel}` : channel
  }

  /** @param {Place} place @returns {readonly HTMLElement[]} */
  #headOf(place) {
    const { goTo } = this.#deeds
    const title = h('h2', {}, this.#nameOf(place))
    if (place.kind === 'channel') {
      const about = place.channel === 'consultants' ? WORDS.consultantsAbout : WORDS.channelAbout
      if (!place.thread) return [h('div', { class: 'place-title' }, title, h('p', {}, about))]
      const back = iconButton('back', WORDS.backToChannel, () => goTo(withoutThread(place)))
      this.node.onkeydown = (event) => {
        if (event.key === 'Escape' && !event.isComposing && this.#place === place) goTo(withoutThread(place))
      }
      return [back, h('div', { class: 'place-title' }, title)]
    }
    const heading = h('div', { class: 'place-title' }, title, h('p', {}, WORDS.directAbout))
    if (!this.#mayWrite) return [heading]
    const write = { type: 'button', class: 'quiet write', on: { click: () => void this.#write() } }
    return [heading, h('button', write, icon('write'), WORDS.writeConsultation)]
  }

  /** Those who are asked do not ask. */
  get #mayWrite() {
    return this.#person.role === 'staff' || this.#person.role === 'owner'
  }

  async #write() {
    const opener = this.#deeds.store.desk.writeConsultation
    const posted = await openForm(personKey(this.#person), opener)
    if (!posted.ok) return this.#showStatus(WORDS.unreachable)
    const source = { message: undefined, opener }
    showForm({ over: this.node, person: this.#person, answer: posted.answer, source })
  }

  #showConversations() {
    const places = [directOf(this.#person), channelOf(this.#person)]
    const current = this.#atHome ? '' : placeKey(withoutThread(this.#place))
    const rows = [
      this.#homeLink(),
      ...places.map((place) => this.#conversation(place, placeKey(place) === current)),
    ]
    rows.forEach((drawn, at) => {
      const known = this.#nav.children[at]
      if (known?.outerHTML === drawn.outerHTML) return
      const focused = known !== undefined && known === document.activeElement
      if (known) known.replaceWith(drawn)
      else this.#nav.append(drawn)
      if (focused) drawn.focus()
    })
  }

  #homeLink() {
    const attributes = {
      type: 'button',
      class: 'conversation to-home',
      'aria-current': this.#atHome && 'page',
    }
    return h(
      'button',
      { ...attributes, on: { click: () => this.#goHome() } },
      icon('home'),
      h('span', { class: 'conversation-name' }, WORDS.home),
    )
  }

  /** @param {Place} place @param {boolean} chosen */
  #conversation(place, chosen) {
    const { store, goTo } = this.#deeds
    const unread = store.unread(place, personKey(this.#person))
    const last = store.last(place)
    return h(
      'button',
      {
        type: 'button',
        class: 'conversation',
        'aria-current': chosen && 'page',
        on: { click: () => goTo(place) },
      },
      icon(place.kind === 'direct' ? 'desk' : 'channel'),
      h('span', { class: 'conversation-name' }, this.#nameOf(place)),
      last !== undefined && h('span', { class: 'conversation-last', 'aria-hidden': 'true' }, preview(last)),
      unread > 0 && h('span', { class: 'badge', 'aria-label': WORDS.unread(unread) }, String(unread)),
    )
  }

  /** @param {string | undefined} status */
  #showStatus(status) {
    if (this.#status.textContent === (status ?? '')) return
    this.#status.replaceChildren(
      ...(status ? [h('span', { class: 'dots', 'aria-hidden': 'true' }), status] : []),
    )
  }

  async #greet() {
    const welcome = await getWelcome(personKey(this.#person))
    if (!welcome.ok) return
    this.#welcome = welcome.answer
    this.#deeds.store.tell()
  }

  /** @type {HTMLElement | undefined} */
  #welcomeNode

  /** What stands where nothing was said yet; drawn once, so that it keeps the focus. */
  #empty() {
    const place = this.#place
    const { store } = this.#deeds
    if (place.kind === 'channel') {
      return place.thread ? undefined : drawEmptyChannel(place.channel, store.desk.deskName)
    }
    if (!this.#welcome) return undefined
    this.#welcomeNode ??= drawWelcome(this.#welcome, (text) => {
      void store.send(personKey(this.#person), place, text, [])
      this.focus()
    })
    return this.#welcomeNode
  }
}

/** @param {import('./types.d.ts').Message} message */
function preview({ body }) {
  switch (body.kind) {
    case 'words':
      return body.words.trim() || (body.files[0]?.name ?? '')
    case 'card':
      return body.card.fallbackText
    case 'deleted':
      return WORDS.deleted
  }
}
