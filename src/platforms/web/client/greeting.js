import { deskAvatar, h, icon } from './dom.js'
import { WORDS } from './words.js'

/** @import { Welcome } from './types.d.ts' */

/**
 * What greets a person where nothing was said yet: three mails to begin with, one press each.
 * @param {Welcome} welcome
 * @param {(text: string) => void} send
 */
export function drawWelcome({ greeting, prompts }, send) {
  const examples = prompts.map(({ title, text }) => {
    const parts = [h('strong', {}, title), h('span', {}, text)]
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'example', on: { click: () => send(text) } }, ...parts),
    )
  })
  return h(
    'div',
    { class: 'welcome' },
    deskAvatar(),
    h('p', { class: 'greeting' }, greeting),
    examples.length > 0 && h('h3', {}, WORDS.examples),
    examples.length > 0 && h('ul', { class: 'examples' }, ...examples),
  )
}

/** @param {string} channel @param {string} deskName */
export function drawEmptyChannel(channel, deskName) {
  const about = channel === 'consultants' ? WORDS.emptyConsultants : WORDS.mentionHint(deskName)
  return h(
    'div',
    { class: 'empty' },
    icon('channel'),
    h('p', { class: 'empty-title' }, WORDS.emptyChannel),
    h('p', {}, about),
  )
}
