import { deleteMessage, postMessage } from './api.js'
import { recall, remember } from './memory.js'

/** @import { Desk, File, Message, Person, Place, Shown, Unsent } from './types.d.ts' */

/** @param {Pick<Person, 'workspace' | 'user'>} person */
export const personKey = ({ workspace, user }) => `${workspace}/${user}`

/** @param {Place} place */
export const placeKey = (place) =>
  place.kind === 'direct'
    ? `${place.workspace}/@${place.user}`
    : [place.workspace, place.channel, ...(place.thread ? [place.thread] : [])].join('/')

/** @param {Place} place @returns {Place} */
export const withoutThread = (place) =>
  place.kind === 'direct' ? place : { kind: 'channel', workspace: place.workspace, channel: place.channel }

/** @param {Person} person @returns {Place} */
export const directOf = ({ workspace, user }) => ({ kind: 'direct', workspace, user })

/** @param {Person} person @returns {Place} */
export const channelOf = ({ workspace, channel }) => ({ kind: 'channel', workspace, channel })

/** Everything that the panes show, and one call for whoever wants to know that it changed. */
export class Store {
  /** @type {Map<string, Message>} */
  #messages = new Map()
  /** @type {Map<string, Unsent>} */
  #unsent = new Map(recall().unsent.map((it) => [it.id, { ...it, state: 'failed' }]))
  /** @type {Map<string, { place: Place, status: string }>} */
  #statuses = new Map()
  /** @type {Record<string, string>} */
  #read = { ...recall().read }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon
  #changed
  /** @type {'connecting' | 'open' | 'lost'} */
  connection = 'connecting'

  /** @param {Desk} desk @param {() => void} changed */
  constructor(desk, changed) {
    this.desk = desk
    this.#changed = changed
  }

  /** Several changes at once are told once. */
  tell() {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined
      this.#changed()
    }, 10)
  }

  /** @param {string} key */
  person(key) {
    return this.desk.people.find((it) => personKey(it) === key)
  }

  /** @param {string} workspace @param {string} author */
  nameOf(workspace, author) {
    if (author === 'desk') return this.desk.deskName
    return this.desk.people.find((it) => it.workspace === workspace && it.user === author)?.name ?? author
  }

  /** Which workspace an author's person belongs to does not matter: a place has one workspace. @param {Message} message */
  take(message) {
    const known = this.#messages.get(message.id)
    if (known && known.seq >= message.seq) return
    this.#messages.set(message.id, message)
    if (message.author === 'desk' && !known) this.#clearStatus(message.place)
    this.tell()
  }

  /** @param {Place} place @param {string | null} status */
  takeStatus(place, status) {
    if (status === null) this.#statuses.delete(placeKey(place))
    else this.#statuses.set(placeKey(place), { place, status })
    this.tell()
  }

  /** @param {Place} place */
  #clearStatus(place) {
    this.#statuses.delete(placeKey(place))
  }

  /** In a channel, also what the desk is doing in one of its threads. @param {Place} place */
  statusIn(place) {
    const exact = this.#statuses.get(placeKey(place))
    if (exact || place.kind === 'direct' || place.thread) return exact?.status
    return [...this.#statuses.values()].find((it) => placeKey(withoutThread(it.place)) === placeKey(place))
      ?.status
  }

  /**
   * What stands in this place, oldest first: a channel's roots with their replies, a thread with its root, a direct
   * conversation as it is.
   * @param {Place} place @param {string} person
   * @returns {readonly Shown[]}
   */
  shownIn(place, person) {
    const key = placeKey(place)
    const here = this.#everything(person).filter(({ message }) => {
      if (placeKey(message.place) === key) return true
      return place.kind === 'channel' && place.thread !== undefined && message.id === place.thread
    })
    return here.map((it) => ({ ...it, replies: this.#repliesTo(it.message, place) }))
  }

  /** @param {Message} root @param {Place} place */
  #repliesTo(root, place) {
    if (place.kind === 'direct' || place.thread) return []
    const thread = placeKey({ ...place, thread: root.id })
    return [...this.#messages.values()].filter((it) => placeKey(it.place) === thread).sort(byTime)
  }

  /** @param {string} person */
  #everything(person) {
    const own = [...this.#unsent.values()].filter((it) => it.person === person)
    const waiting = own.filter((it) => !this.#messages.has(it.id)).map(asMessage)
    return [...this.#messages.values(), ...waiting]
      .sort(byTime)
      .map((message) => ({ message, unsent: own.find((it) => it.id === message.id) }))
  }

  /** @param {Place} place */
  last(place) {
    return this.#under(place).at(-1)
  }

  /** Moves with whatever is said, changed or taken back in a conversation. @param {Place} place */
  newest(place) {
    return Math.max(0, ...this.#under(place).map((it) => it.seq))
  }

  /** @param {Place} place @param {string} person */
  unread(place, person) {
    const [, user] = person.split('/')
    const until = this.#read[`${person} ${placeKey(place)}`] ?? ''
    return this.#under(place).filter(
      (it) => it.createdAt > until && it.author !== user && it.body.kind !== 'deleted',
    ).length
  }

  /** @param {Place} place @param {string} person */
  markRead(place, person) {
    const last = this.last(place)?.createdAt
    const key = `${person} ${placeKey(place)}`
    if (!last || (this.#read[key] ?? '') >= last) return
    this.#read[key] = last
    remember({ read: this.#read })
    this.tell()
  }

  /** A whole conversation, threads included. @param {Place} place */
  #under(place) {
    const key = placeKey(place)
    return [...this.#messages.values()].filter((it) => placeKey(withoutThread(it.place)) === key).sort(byTime)
  }

  /** @param {string} person @param {Place} place @param {string} text @param {readonly File[]} files */
  send(person, place, text, files) {
    const id = crypto.randomUUID()
    /** After everything that is already there, whatever this machine's clock says. */
    const last = this.last(withoutThread(place))?.createdAt ?? ''
    const now = new Date().toISOString()
    return this.#post({
      id,
      person,
      place,
      text,
      files,
      createdAt: [now, last].sort().at(-1) ?? now,
      state: 'sending',
    })
  }

  /** The same id again: what arrived after all is not said twice. @param {string} id */
  retry(id) {
    const unsent = this.#unsent.get(id)
    return unsent && this.#post({ ...unsent, state: 'sending' })
  }

  /** Gives it up; what arrived after all is taken back. @param {string} id */
  discard(id) {
    const unsent = this.#unsent.get(id)
    this.#unsent.delete(id)
    this.#keepUnsent()
    if (unsent && this.#messages.has(id)) void deleteMessage(id, unsent.person)
    this.tell()
  }

  /** @param {Unsent} unsent */
  async #post(unsent) {
    this.#keep(unsent)
    const posted = await postMessage(unsent)
    if (!posted.ok) return this.#keep({ ...unsent, state: 'failed' })
    this.#unsent.delete(unsent.id)
    this.#keepUnsent()
    this.take(posted.answer)
    this.tell()
  }

  /** @param {Unsent} unsent */
  #keep(unsent) {
    this.#unsent.set(unsent.id, unsent)
    this.#keepUnsent()
    this.tell()
  }

  #keepUnsent() {
    remember({ unsent: [...this.#unsent.values()] })
  }
}

/** @param {Message} a @param {Message} b */
const byTime = (a, b) => (a.createdAt === b.createdAt ? a.seq - b.seq : a.createdAt < b.createdAt ? -1 : 1)

/** @param {Unsent} unsent @returns {Message} */
function asMessage({ id, place, person, text, files, createdAt }) {
  const author = person.split('/')[1] ?? ''
  const body = /** @type {const} */ ({ kind: 'words', words: text, files })
  return { id, seq: Number.MAX_SAFE_INTEGER, place, author, body, createdAt, editedAt: null }
}
