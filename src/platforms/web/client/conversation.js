import { h, icon } from './dom.js'
import { drawMessage } from './message.js'
import { WORDS } from './words.js'

/** @import { Shown } from './types.d.ts' */
/** @import { Surroundings } from './message.js' */

const TOGETHER_MS = 5 * 60 * 1000

/**
 * The messages of one place, newest last. What is unchanged stays the same element, so that a reader's place, focus and
 * selection survive whatever arrives.
 */
export class Log {
  /** @type {Map<string, { version: string, node: HTMLElement }>} */
  #drawn = new Map()
  #around
  #list = h('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'polite',
    'aria-relevant': 'additions',
    tabindex: '0',
  })
  #toEnd = h(
    'button',
    { type: 'button', class: 'to-end', hidden: true, on: { click: () => this.#goToEnd() } },
    icon('down'),
    WORDS.newMessages,
  )
  #atEnd = true
  node = h('div', { class: 'log-holder' }, this.#list, this.#toEnd)

  /** @param {Surroundings} around @param {string} label */
  constructor(around, label) {
    this.#around = around
    this.#list.setAttribute('aria-label', label)
    this.#list.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.#list
      this.#atEnd = scrollHeight - scrollTop - clientHeight < 48
      if (this.#atEnd) this.#toEnd.hidden = true
    })
    /** A window that grows or shrinks, or a picture of text that wraps anew, leaves who reads the end at the end. */
    new ResizeObserver(() => this.#atEnd && this.#goToEnd()).observe(this.#list)
  }

  /** @param {readonly Shown[]} shown @param {HTMLElement | undefined} empty */
  show(shown, empty) {
    const opened = this.#drawn.size === 0
    /** What was there when the place was opened is not read aloud; what comes later is. */
    if (opened) this.#list.setAttribute('aria-busy', 'true')
    const arrived = opened ? shown.slice(-1) : shown.filter((it) => !this.#drawn.has(it.message.id))
    const nodes = shown.flatMap((it, at) => this.#nodesFor(it, shown[at - 1]))
    this.#arrange(nodes.length > 0 || !empty ? nodes : [empty])
    this.#forget(new Set(shown.map((it) => it.message.id)))
    if (opened) setTimeout(() => this.#list.removeAttribute('aria-busy'), 100)
    if (shown.length > 0) this.#moveTo(arrived)
  }

  /** Who reads the end is taken to the beginning of what arrived, who reads elsewhere stays. @param {readonly Shown[]} arrived */
  #moveTo(arrived) {
    const first = arrived[0]
    const own = arrived.some((it) => it.message.author === this.#around.person.user)
    if (!first || own) return this.#atEnd || own ? this.#goToEnd() : undefined
    if (!this.#atEnd) {
      this.#toEnd.hidden = false
      return
    }
    this.#goToEnd()
    const top = (this.#drawn.get(first.message.id)?.node.offsetTop ?? 0) - 8
    if (top >= this.#list.scrollTop) return
    this.#list.scrollTop = top
    this.#atEnd = false
  }

  /** @param {Shown} shown @param {Shown | undefined} previous */
  #nodesFor(shown, previous) {
    const { message, unsent, replies } = shown
    const day = dayOf(message.createdAt)
    const newDay = !previous || dayOf(previous.message.createdAt) !== day
    const goesOn = !newDay && followsOn(shown, previous)
    const version = [message.seq, unsent?.state, replies.length, replies.at(-1)?.seq, goesOn].join(' ')
    const node = this.#keep(message.id, version, () => drawMessage(shown, goesOn, this.#around))
    return newDay
      ? [
          this.#keep(`day ${day}`, '', () =>
            h('div', { class: 'day' }, h('span', {}, dayWords(message.createdAt))),
          ),
          node,
        ]
      : [node]
  }

  /** @param {string} key @param {string} version @param {() => HTMLElement} draw */
  #keep(key, version, draw) {
    const known = this.#drawn.get(key)
    /** Who is editing a message keeps it until done. */
    if (known && (known.version === version || known.node.classList.contains('is-edited'))) return known.node
    const node = draw()
    this.#drawn.set(key, { version, node })
    if (known?.node.isConnected) replaceKeepingFocus(known.node, node)
    return node
  }

  /** @param {readonly HTMLElement[]} nodes */
  #arrange(nodes) {
    const wanted = new Set(nodes)
    for (const it of [...this.#list.children]) if (it instanceof HTMLElement && !wanted.has(it)) it.remove()
    nodes.forEach((node, at) => {
      if (this.#list.children[at] !== node) this.#list.insertBefore(node, this.#list.children[at] ?? null)
    })
  }

  /** @param {ReadonlySet<string>} ids */
  #forget(ids) {
    for (const key of this.#drawn.keys())
      if (!key.startsWith('day ') && !ids.has(key)) this.#drawn.delete(key)
  }

  /** Who waits for an answer reads the end, so that they are taken to it as it comes. */
  awaitAnswer() {
    this.#goToEnd()
  }

  #goToEnd() {
    this.#list.scrollTop = this.#list.scrollHeight
    this.#atEnd = true
    this.#toEnd.hidden = true
  }
}

/** @param {HTMLElement} before @param {HTMLElement} after */
function replaceKeepingFocus(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null
  before.replaceWith(after)
  if (!(focused instanceof HTMLElement)) return
  const name = nameOf(focused)
  const same = [...after.querySelectorAll('button')].find((it) => nameOf(it) === name)
  const to = same ?? after
  to.focus({ preventScroll: true })
}

/** @param {HTMLElement} it */
const nameOf = (it) => it.getAttribute('aria-label') ?? it.textContent

/** @param {Shown} shown @param {Shown | undefined} previous */
const followsOn = ({ message }, previous) =>
  previous !== undefined &&
  previous.message.author === message.author &&
  previous.replies.length === 0 &&
  Date.parse(message.createdAt) - Date.parse(previous.message.createdAt) < TOGETHER_MS

/** @param {string} time */
const dayOf = (time) => new Date(time).toDateString()

const DAY = new Intl.DateTimeFormat('ja-JP', { month: 'long', day: 'numeric', weekday: 'short' })

/** @param {string} time */
function dayWords(time) {
  const yesterday = new Date()
  yesterday.setDate(yesterday.getDate() - 1)
  if (dayOf(time) === new Date().toDateString()) return WORDS.today
  return dayOf(time) === yesterday.toDateString() ? WORDS.yesterday : DAY.format(new Date(time))
}
