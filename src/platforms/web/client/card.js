import { WORDS } from './words.js'

/** @import { Card, Press } from './types.d.ts' */

/**
 * Cards are drawn by Microsoft's own renderer, which Teams uses. Its colours are the page's variables, so that a card
 * follows light and dark by itself; what its host config cannot say stands in card.css.
 */
const foreground = {
  default: { default: 'var(--text)', subtle: 'var(--text-subtle)' },
  dark: { default: 'var(--text)', subtle: 'var(--text-subtle)' },
  light: { default: 'var(--text-subtle)', subtle: 'var(--text-subtle)' },
  accent: { default: 'var(--accent-text)', subtle: 'var(--accent-text)' },
  attention: { default: 'var(--danger)', subtle: 'var(--danger)' },
  good: { default: 'var(--good)', subtle: 'var(--good)' },
  warning: { default: 'var(--warning)', subtle: 'var(--warning)' },
}

const HOST = {
  fontFamily: 'inherit',
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 21, default: 26, medium: 27, large: 30, extraLarge: 34 },
  spacing: { small: 6, default: 12, medium: 16, large: 24, extraLarge: 32, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors: foreground },
    emphasis: { backgroundColor: 'var(--emphasis)', foregroundColors: foreground },
  },
  actions: {
    maxActions: 10,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { size: 'small', color: 'attention', spacing: 'small', weight: 'default' },
  },
  textBlock: { headingLevel: 4 },
  factSet: {
    title: {
      color: 'default',
      size: 'default',
      isSubtle: true,
      weight: 'default',
      wrap: true,
      maxWidth: 160,
    },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
}

/** The Markdown of Adaptive Cards and no more: what markdown-it knows beyond it stays as it is written. */
const markdown = markdownit('zero', { html: false }).enable(['emphasis', 'list', 'link', 'escape', 'newline'])
/** Beside the desk's links, its own pages on this machine, which have no https. */
const OWN =
  /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\/(files|upload|notices\/(preview|upload))\/[\w-]+$/
markdown.validateLink = (url) => url.startsWith('https://') || OWN.test(url)
const drawLink = markdown.renderer.rules.link_open
markdown.renderer.rules.link_open = (tokens, at, options, env, self) => {
  tokens[at]?.attrSet('target', '_blank')
  tokens[at]?.attrSet('rel', 'noopener noreferrer')
  return drawLink ? drawLink(tokens, at, options, env, self) : self.renderToken(tokens, at, options)
}
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text)
  result.didProcess = true
}

/**
 * @param {Card} drawn
 * @param {(press: Press | 'cancel') => void} pressed
 * @returns {HTMLElement}
 */
export function drawCard(drawn, pressed) {
  const card = new AdaptiveCards.AdaptiveCard()
  card.hostConfig = new AdaptiveCards.HostConfig(HOST)
  card.onExecuteAction = (action) => {
    if (!(action instanceof AdaptiveCards.ExecuteAction)) return
    const { action: encoded, cancel, ...inputs } = /** @type {Record<string, unknown>} */ (action.data ?? {})
    if (cancel === true) return pressed('cancel')
    if (typeof encoded === 'string') pressed({ action: encoded, values: fieldsIn(inputs) })
  }
  card.parse(drawn)
  const node = card.render() ?? document.createElement('div')
  node.classList.add('drawn')
  tidy(node)
  return node
}

/** @param {Record<string, unknown>} inputs */
const fieldsIn = (inputs) =>
  Object.fromEntries(
    Object.entries(inputs)
      .filter(([id]) => id.startsWith('field.'))
      .map(([id, value]) => [id.slice('field.'.length), String(value ?? '')]),
  )

/**
 * What the renderer leaves to be said better: it calls a row of buttons a menu bar, without a menu bar's keys, and marks a
 * required input with a star that no screen reader hears.
 * @param {HTMLElement} node
 */
function tidy(node) {
  node.removeAttribute('tabindex')
  for (const it of node.querySelectorAll('.ac-actionSet')) it.setAttribute('role', 'group')
  for (const it of node.querySelectorAll('.ac-pushButton')) {
    it.removeAttribute('role')
    /** What a choice's button chooses is said, not only shown on hovering. */
    it.setAttribute('aria-label', it.getAttribute('title') ?? it.textContent ?? '')
    it.removeAttribute('title')
  }
  for (const input of node.querySelectorAll('.ac-input-required')) {
    input.setAttribute('aria-required', 'true')
    const label = node.querySelector(`label[for="${CSS.escape(input.id)}"]`)
    const star = label?.querySelector('[aria-hidden]')
    star?.removeAttribute('aria-hidden')
    star?.classList.add('required')
    if (star) star.textContent = WORDS.required
  }
}
