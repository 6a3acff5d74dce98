import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowances } from '#src/chat/context.ts'
import { type Message, plainText } from '#src/chat/message.ts'
import { accountCommand, accountViews, viewOf } from '#src/features/plans/account.ts'
import { accountCard } from '#src/features/plans/account-cards.ts'
import type { Balance } from '#src/features/plans/index.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { EMPTY_INDEX } from '#test/support/knowledge.ts'
import { catalogue, entitlement, noContract } from '#test/support/products.ts'
import { checkMessage } from '#test/support/slack/payload-check.ts'

const TODAY = '2026-11-24'
const library = {
  products: catalogue,
  index: EMPTY_INDEX,
}

const anyEntitlement = fc.oneof(
  fc.constant(noContract),
  fc
    .record({
      product: fc.constantFrom('LEARN', 'PRACT', 'RENEW'),
      startsOn: fc.constantFrom('2024-01-01', '2026-03-10', '2026-11-24', '2027-02-01'),
      endsOn: fc.constantFrom('2025-02-28', '2026-11-23', '2026-11-24', '2027-12-31'),
    })
    .filter(({ startsOn, endsOn }) => startsOn <= endsOn)
    .map(({ product, startsOn, endsOn }) => entitlement(product, startsOn, endsOn, TODAY)),
)
const anyBalance: fc.Arbitrary<Balance> = fc
  .record({
    allowance: fc.constantFrom(...allowances),
    source: fc.constantFrom('included' as const, 'extra' as const),
    used: fc.nat(40),
    held: fc.nat(40),
    expired: fc.nat(3),
    left: fc.nat(40),
  })
  .map(({ left, ...it }) => ({
    ...{ ...it, id: 'b', termId: 'c', validFrom: '2024-01-01', validTo: undefined },
    granted: it.used + it.held + it.expired + left,
  }))

function expectFits(card: Message): void {
  expect(checkMessage(renderMessage(card))).toEqual([])
  expect(cardComplaints(renderCard(card))).toEqual([])
  expect(card.audience).toBe('asker')
  for (const it of card.body) if (it.type === 'buttons') expect(it.buttons.length).toBeLessThanOrEqual(5)
}

describe('cards about one’s own contract', () => {
  test('fit every platform, whatever was bought and used, and always lead on', () => {
    fc.assert(
      fc.property(
        anyEntitlement,
        fc.array(anyBalance, { maxLength: 6 }),
        fc.constantFrom(...accountViews),
        fc.constantFrom('ja' as const, 'en' as const),
        (contract, balances, view, locale) => {
          const card = accountCard(
            view,
            {
              contract,
              now: new Date(`${TODAY}T10:00:00+09:00`),
              timeZone: 'Asia/Tokyo',
              organisation: { id: 'o', code: 'X', name: 'X', kind: 'customer' },
              member: { id: 'm', name: '田中', role: 'staff', locale, greetedAt: undefined },
            },
            { balances, holds: [] },
            library,
          )
          expectFits(card)
          expect(card.body.some((it) => it.type === 'buttons' && it.buttons.length > 0)).toBe(true)
          if (locale === 'en') expect(plainText(card)).not.toMatch(/undefined|NaN/)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('words that ask for nothing but one’s own contract', () => {
  test.each([
    ['契約状況', 'status'],
    ['契約状況を教えてください', 'status'],
    ['残り回数', 'status'],
    ['残りの回数は？', 'status'],
    ['あと何回？', 'status'],
    ['いつまで使えますか', 'status'],
    ['うちの契約はいつまでですか？', 'status'],
    ['更新したい', 'renewal'],
    ['契約を更新したいです。', 'renewal'],
    ['年間継続プログラムについて', 'renewal'],
    ['アップグレードとの違いは', 'upgrade'],
    ['実践コースとの違いは？', 'upgrade'],
    ['アップグレードしたい', 'upgrade'],
    ['何が使えますか', 'contents'],
    ['my contract', 'status'],
    ['renewal', 'renewal'],
  ])('%s', (words, view) => {
    expect(accountCommand(words)).toBe(view)
  })

  test.each([
    '規程はいつまでに更新すればよいですか',
    'OSを更新したいのですが止めている部署があります',
    'ウイルス対策ソフトのアップグレードは必要ですか',
    '残り回数がゼロになったら追加できますか',
    '契約書のひな型はありますか',
    'パスワードは何回まで間違えられますか',
  ])('%s is a question', (words) => {
    expect(accountCommand(words)).toBeUndefined()
  })

  test('a mail about the account shows what it asks for', () => {
    expect(viewOf('このまま続けるとしたら次の期間は何月何日スタートになりますか？')).toBe('renewal')
    expect(viewOf('いま使ってるのって長いコースの方？')).toBe('status')
    expect(viewOf('Ｗｅｂ会議はあと何回ですか')).toBe('status')
  })
})
