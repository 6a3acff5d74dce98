import { describe, expect, test } from 'vitest'
import type { Message } from '#src/chat/message.ts'
import {
  foundCard,
  historyCard,
  latestCard,
  readAgainCard,
} from '#src/features/notices/reading/history-cards.ts'
import { openItemsCard } from '#src/features/notices/reading/item-card.ts'
import { preferencesCard, quietForm } from '#src/features/notices/reading/preference-cards.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderForm, renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'
import { NOTICE } from '#test/support/tenants.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const at = new Date('2026-06-10T00:30:00Z')
const told = Array.from({ length: 11 }, (_, n) => ({
  ...({ id: id(n), number: n + 1, state: 'sent', at, correctedAt: n % 2 === 0 ? at : undefined } as const),
  content: { ...NOTICE, title: '長'.repeat(80), body: '文'.repeat(3_000) },
}))
const channels = Array.from({ length: 12 }, (_, n) => ({
  ...({ kind: 'shared', platform: 'teams', workspace: 't', channel: `19:${String(n).repeat(60)}` } as const),
}))
const items = Array.from({ length: 10 }, (_, n) => ({
  ...{ id: `CS-0${n}`, number: n + 1, question: '設'.repeat(400) },
}))

describe.each(['ja', 'en'] as const)('what readers of notices see in %s', (locale) => {
  const member = { id: id(99), name: '田中', role: 'owner', locale, greetedAt: undefined } as const
  const reader = { member, timeZone: 'Asia/Tokyo' }
  const many = { noticeChannels: channels, remindsInChannel: true, quietHours: '18:00-09:00', tags: [] }
  const none = { noticeChannels: [], remindsInChannel: false, quietHours: undefined, tags: [] }
  const cards: readonly (Message | undefined)[] = [
    preferencesCard({ ...many, declinedNotices: ['law'], mandatory: ['service'] }, locale, '変更しました'),
    preferencesCard({ ...none, declinedNotices: [], mandatory: [] }, locale),
    preferencesCard(
      { ...none, declinedNotices: [], mandatory: ['guideline', 'law', 'threat', 'service', 'roundTable'] },
      locale,
    ),
    historyCard(told, [id(0)], 0, reader),
    historyCard([], [], 0, reader),
    foundCard(told, [], { words: '言'.repeat(40), turn: id(1), page: 0 }, reader),
    foundCard([], [], { words: '言葉', turn: id(1), page: 0 }, reader),
    ...told.slice(0, 2).map((it) => readAgainCard(it, [{ memberId: id(1), name: '田中', at }], reader)),
    latestCard(told.slice(0, 3), [], { timeZone: 'Asia/Tokyo', locale }),
    openItemsCard({ title: '長'.repeat(80) }, items, locale),
  ]

  test('fits every platform', () => {
    for (const card of cards) {
      if (!card) throw new Error('there is something to show')
      expect(checkMessage(renderMessage(card))).toEqual([])
      expect(cardComplaints(renderCard(card))).toEqual([])
    }
    expect(checkModal(renderForm(quietForm('18:00-09:00', locale)))).toEqual([])
  })

  test('who got nothing yet is shown nothing on arrival', () => {
    expect(latestCard([], [], { timeZone: 'Asia/Tokyo', locale })).toBeUndefined()
  })
})
