import { drawCard } from './card.js'

/** The cards of the page, as Teams draws them. Nothing on them can be pressed here. */
const cards = JSON.parse(document.getElementById('cards')?.textContent ?? '[]')
const place = document.getElementById('teams-cards')
for (const card of cards) {
  const bubble = document.createElement('div')
  bubble.className = 'bubble'
  const drawn = drawCard(card, () => undefined)
  for (const button of drawn.querySelectorAll('button')) button.disabled = true
  bubble.append(drawn)
  place?.append(bubble)
}
