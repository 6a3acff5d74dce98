/**
 * An element. Attributes as strings, `true` for a bare one, `false` for none; `on` holds its listeners.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{ on?: { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void },
 *   [attribute: string]: unknown }} attributes
 * @param {...(Node | string | false | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, { on = {}, ...attributes }, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
  for (const [name, listener] of Object.entries(on)) {
    element.addEventListener(name, /** @type {EventListener} */ (listener))
  }
  element.append(...children.filter((it) => it !== false && it !== undefined))
  return element
}

const ICONS = {
  home: 'M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10 19v-5h4v5',
  desk: 'M4 5.5A1.5 1.5 0 0 1 5.5 4h13A1.5 1.5 0 0 1 20 5.5v9a1.5 1.5 0 0 1-1.5 1.5H11l-4.5 4v-4h-1A1.5 1.5 0 0 1 4 14.5zM8 8.5h8M8 11.5h5',
  channel: 'M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5',
  send: 'M12 19V5M6 11l6-6 6 6',
  attach: 'm20 11-8.3 8.3a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.2a1.7 1.7 0 0 1-2.4-2.4L14.5 7',
  mention: 'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  reply: 'M9 14 4 9l5-5M4 9h9a7 7 0 0 1 7 7v3',
  edit: 'm4 20 1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z',
  delete: 'M5 7h14M10 11v6M14 11v6M7 7l1 13h8l1-13M9.5 7V4h5v3',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  down: 'M12 5v14M6 13l6 6 6-6',
  write: 'M4 20h16M5 16l.8-3.5L15 3.3a1.8 1.8 0 0 1 2.6 2.6L8.5 15z',
  columns: 'M4 5h16v14H4zM12 5v14',
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  svg.classList.add('icon')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', ICONS[name])
  svg.append(path)
  return svg
}

/**
 * A button that shows an icon alone and says its label.
 * @param {keyof typeof ICONS} name
 * @param {string} label
 * @param {() => void} press
 * @param {string} [kind]
 */
export const iconButton = (name, label, press, kind = 'icon-button') =>
  h(
    'button',
    { type: 'button', class: kind, 'aria-label': label, title: label, on: { click: press } },
    icon(name),
  )

/**
 * A round sign for a person: the family name's first character, or the desk's own.
 * @param {string} name
 * @param {string} [kind]
 */
export function avatar(name, kind = '') {
  const tone = [...name].reduce((sum, it) => (sum * 31 + (it.codePointAt(0) ?? 0)) % 9973, 7) % 5
  return h('span', { class: `avatar tone-${tone} ${kind}`, 'aria-hidden': 'true' }, [...name][0] ?? '')
}

export const deskAvatar = () => h('span', { class: 'avatar of-desk', 'aria-hidden': 'true' }, icon('desk'))

/**
 * A member's words: their lines, https addresses as links, mentions marked; no other markup.
 * @param {string} words
 * @param {string} deskName
 */
export function plainWords(words, deskName) {
  const mention = `@${deskName}`
  return words.split(/(https:\/\/[^\s<>「」『』（）、。]+)/).flatMap((part, at) => {
    if (at % 2 === 1) return [h('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part)]
    return part
      .split(mention)
      .flatMap((it, nth) => (nth === 0 ? [it] : [h('span', { class: 'mention' }, mention), it]))
  })
}
