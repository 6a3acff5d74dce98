import { getHome, postPress } from './api.js'
import { drawCard } from './card.js'
import { h } from './dom.js'
import { personKey } from './store.js'
import { WORDS } from './words.js'

/** @import { Card, FormAnswer, Person, Press } from './types.d.ts' */

/**
 * A person's Home: the card that the desk keeps for them, read anew whenever it is opened. What its buttons lead to is said in the
 * direct conversation, or is a form.
 * @typedef {{ person: Person, showAnswer: (answer: FormAnswer, opener: string) => void, said: () => void }} HomeDeeds
 */
export class Home {
  #deeds
  #card = h('div', { class: 'card' })
  #failure = h('div', { class: 'home-failure', role: 'alert' })
  /** What is drawn, as it came. */
  #drawn = ''
  node = h('div', { class: 'home', role: 'region', 'aria-label': WORDS.home, tabindex: '0' }, this.#failure)

  /** @param {HomeDeeds} deeds */
  constructor(deeds) {
    this.#deeds = deeds
  }

  /** The same again is left as it stands, with whatever has the focus in it. */
  async refresh() {
    const home = await getHome(personKey(this.#deeds.person))
    if (!home.ok) return this.#fail(WORDS.unreachable, () => void this.refresh())
    this.#failure.replaceChildren()
    const drawn = JSON.stringify(home.answer.card)
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    this.#draw(home.answer.card)
  }

  /** @param {Card} card */
  #draw(card) {
    const focused = this.#card.contains(document.activeElement)
    this.#card.replaceChildren(
      drawCard(card, (press) => {
        if (press !== 'cancel' && !this.#card.hasAttribute('aria-busy'))
          void this.#press(press, crypto.randomUUID())
      }),
    )
    if (!this.#card.isConnected) this.node.prepend(this.#card)
    if (focused) this.node.focus()
  }

  /** One press keeps one id, whoever tries again. @param {Press} press @param {string} id */
  async #press({ action, values }, id) {
    this.#failure.replaceChildren()
    this.#card.setAttribute('aria-busy', 'true')
    this.#card.classList.add('is-busy')
    const posted = await postPress({
      id,
      person: personKey(this.#deeds.person),
      message: undefined,
      action,
    })
    this.#card.removeAttribute('aria-busy')
    this.#card.classList.remove('is-busy')
    if (!posted.ok) return this.#fail(WORDS.failed, () => void this.#press({ action, values }, id))
    if (posted.answer.kind === 'accepted') return this.#deeds.said()
    this.#deeds.showAnswer(posted.answer, action)
  }

  /** @param {string} words @param {() => void} again */
  #fail(words, again) {
    const retry = h('button', { type: 'button', class: 'link', on: { click: again } }, WORDS.retry)
    this.#failure.replaceChildren(h('p', { class: 'failed' }, h('span', {}, words), retry))
  }
}
