/** @import { Store } from './store.js' */

/** Follows the room for the people of the open panes, and comes back by itself when the connection is lost. */
export class Live {
  #store
  /** @type {EventSource | undefined} */
  #source
  /** @type {readonly string[]} */
  #people = []
  #last = 0

  /** @param {Store} store */
  constructor(store) {
    this.#store = store
  }

  /** A newcomer's past must be read too, so it begins afresh; who is known already is not told twice. @param {readonly string[]} people */
  follow(people) {
    const unique = [...new Set(people)].sort()
    const newcomer = unique.some((it) => !this.#people.includes(it))
    if (!newcomer && unique.length === this.#people.length) return
    this.#people = unique
    if (newcomer) this.#last = 0
    this.#connect()
  }

  #connect() {
    this.#source?.close()
    const query = new URLSearchParams({ people: this.#people.join(','), after: String(this.#last) })
    const source = new EventSource(`/chat/events?${query}`)
    this.#source = source
    source.addEventListener('message', (event) => {
      this.#last = Number(event.lastEventId)
      this.#store.take(JSON.parse(event.data))
    })
    source.addEventListener('status', (event) => {
      const { place, status } = JSON.parse(event.data)
      this.#store.takeStatus(place, status)
    })
    source.addEventListener('ready', () => this.#is('open'))
    source.addEventListener('error', () => {
      this.#is('lost')
      /** The browser gives up after an answer such as 500; the desk may only be starting. */
      if (source.readyState === EventSource.CLOSED && source === this.#source)
        setTimeout(() => this.#connect(), 2000)
    })
  }

  /** @param {'open' | 'lost'} connection */
  #is(connection) {
    this.#store.connection = connection
    this.#store.tell()
  }
}
