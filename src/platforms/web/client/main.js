import { getDesk } from './api.js'
import { avatar, h, icon, iconButton } from './dom.js'
import { Live } from './live.js'
import { recall, remember } from './memory.js'
import { Pane } from './pane.js'
import { channelOf, directOf, personKey, placeKey, Store } from './store.js'
import { WORDS } from './words.js'

/** @import { Desk, Person, Place } from './types.d.ts' */

const MOST_PANES = 3

async function begin() {
  const root = document.querySelector('#page')
  if (!root) return
  const desk = await getDesk()
  if (!desk.ok) {
    const again = h(
      'button',
      { type: 'button', class: 'primary', on: { click: () => location.reload() } },
      WORDS.reload,
    )
    return root.replaceChildren(
      h('div', { class: 'page-message', role: 'alert' }, h('p', {}, WORDS.unreachable), again),
    )
  }
  if (desk.answer.people.length === 0) {
    return root.replaceChildren(h('div', { class: 'page-message' }, h('p', {}, WORDS.noPeople)))
  }
  openPage(root, desk.answer)
}

/** @param {Element} root @param {Desk} desk */
function openPage(root, desk) {
  const store = new Store(desk, () => show())
  const live = new Live(store)
  const panesNode = h('main', { class: 'panes' })
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': WORDS.panes })
  const lost = h('div', { class: 'lost', role: 'status' })
  const add = h(
    'button',
    { type: 'button', class: 'quiet add-pane', on: { click: () => addPane(next()) } },
    icon('add'),
    h('span', {}, WORDS.addPane),
  )
  const hint = hintNode()
  /** @type {Pane[]} */
  let panes = []
  let active = 0

  const show = () => {
    const narrow = matchMedia('(max-width: 759px)').matches
    for (const [at, pane] of panes.entries()) pane.show(!narrow || at === active)
    showTabs()
    const isLost = store.connection === 'lost'
    if (lost.textContent !== (isLost ? WORDS.lost : '')) lost.textContent = isLost ? WORDS.lost : ''
    const unread = panes.reduce((sum, { state }) => sum + unreadOf(state.person), 0)
    document.title = unread > 0 ? `(${unread}) ${WORDS.product}` : WORDS.product
  }

  /** @param {string} key */
  const unreadOf = (key) => {
    const person = store.person(key)
    return person ? store.unread(directOf(person), key) + store.unread(channelOf(person), key) : 0
  }

  const showTabs = () => {
    const nodes = panes.map(({ state }, at) => {
      const person = store.person(state.person)
      const unread = at === active ? 0 : unreadOf(state.person)
      const chosen = at === active
      const attributes = {
        type: 'button',
        role: 'tab',
        class: 'tab',
        'aria-selected': String(chosen),
        tabindex: chosen ? '0' : '-1',
      }
      return h(
        'button',
        { ...attributes, on: { click: () => activate(at), keydown: (event) => moveTab(event, at) } },
        avatar(person?.name ?? ''),
        h('span', {}, person?.name ?? ''),
        unread > 0 && h('span', { class: 'badge', 'aria-label': WORDS.unread(unread) }, String(unread)),
      )
    })
    const focused = tabs.contains(document.activeElement)
    if (nodes.map((it) => it.outerHTML).join() !== [...tabs.children].map((it) => it.outerHTML).join()) {
      tabs.replaceChildren(...nodes)
      if (focused) nodes[active]?.focus()
    }
  }

  /** @param {number} at */
  const activate = (at) => {
    active = at
    for (const [index, pane] of panes.entries()) pane.node.classList.toggle('is-active', index === at)
    show()
  }

  /** @param {KeyboardEvent} event @param {number} at */
  const moveTab = (event, at) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    activate((at + step + panes.length) % panes.length)
    const tab = tabs.children[active]
    if (tab instanceof HTMLElement) tab.focus()
  }

  /** Whoever is not looked at yet, the consultants first. */
  const next = () => {
    const open = panes.map((it) => it.state.person)
    const free = desk.people.filter((it) => !open.includes(personKey(it)))
    return free.find((it) => it.role === 'consultant') ?? free[0] ?? desk.people[0]
  }

  /** @param {Person} person @param {Place} place @returns {Pane} */
  const createPane = (person, place) => {
    /** @type {Pane} */
    const pane = new Pane(person, place, {
      store,
      goTo: (it) => {
        pane.goTo(it)
        arranged()
      },
      become: (key) => {
        const other = store.person(key)
        if (other) replacePane(pane, createPane(other, directOf(other)))
      },
      close: () => closePane(pane),
    })
    return pane
  }

  /** @param {Pane} before @param {Pane} after */
  const replacePane = (before, after) => {
    panes = panes.map((it) => (it === before ? after : it))
    before.node.replaceWith(after.node)
    arranged()
    after.node.querySelector('select')?.focus()
  }

  /** @param {Pane} pane */
  const closePane = (pane) => {
    panes = panes.filter((it) => it !== pane)
    pane.node.remove()
    active = Math.min(active, panes.length - 1)
    arranged()
    panes[active]?.focus()
  }

  /** @param {Person | undefined} person @param {Place} [place] */
  const addPane = (person, place) => {
    if (!person || panes.length >= MOST_PANES) return
    const pane = createPane(person, place ?? directOf(person))
    panes = [...panes, pane]
    panesNode.append(pane.node)
    active = panes.length - 1
    arranged()
    pane.focus()
  }

  const arranged = () => {
    remember({ panes: panes.map((it) => it.state) })
    live.follow(panes.map((it) => it.state.person))
    for (const it of panes) it.alone(panes.length === 1)
    add.hidden = panes.length >= MOST_PANES
    panesNode.dataset.count = String(panes.length)
    const seesDesk = panes.some(({ state }) => store.person(state.person)?.channel === 'consultants')
    hint.hidden = seesDesk || panes.length > 1 || recall().hintDismissed || !consultant()
    panesNode.append(hint)
    activate(active)
  }

  const consultant = () => desk.people.find((it) => it.role === 'consultant')

  function hintNode() {
    const person = desk.people.find((it) => it.role === 'consultant')
    const open = () => addPane(person, person && channelOf(person))
    const dismiss = () => {
      remember({ hintDismissed: true })
      hint.hidden = true
      panes[active]?.focus()
    }
    return h(
      'aside',
      { class: 'hint', hidden: true },
      icon('columns'),
      h('p', {}, WORDS.hint),
      h(
        'button',
        { type: 'button', class: 'primary', on: { click: open } },
        WORDS.openPaneOf(person?.name.split(/\s/)[0] ?? ''),
      ),
      iconButton('close', WORDS.dismiss, dismiss),
    )
  }

  /** @param {MouseEvent} event */
  const skip = (event) => {
    event.preventDefault()
    panes[active]?.focus()
  }

  root.replaceChildren(
    h(
      'header',
      { class: 'top' },
      h('a', { class: 'skip', href: '#', on: { click: skip } }, WORDS.skip),
      h('span', { class: 'logo', 'aria-hidden': 'true' }, icon('desk')),
      h('h1', {}, WORDS.product),
      h('p', { class: 'subtitle' }, WORDS.subtitle),
      lost,
      tabs,
      add,
    ),
    panesNode,
  )

  const remembered = recall().panes.flatMap(({ person, place }) => {
    const known = store.person(person)
    const there =
      known && [directOf(known), channelOf(known)].some((it) => placeKey(place).startsWith(placeKey(it)))
    return known && there ? [createPane(known, place)] : []
  })
  const first = desk.people.find((it) => it.role === 'staff') ?? desk.people[0]
  panes =
    remembered.length > 0
      ? remembered.slice(0, MOST_PANES)
      : first
        ? [createPane(first, directOf(first))]
        : []
  panesNode.append(...panes.map((it) => it.node))
  arranged()
  document.addEventListener('visibilitychange', show)
  matchMedia('(max-width: 759px)').addEventListener('change', show)
}

void begin()
