import { describe, expect, test } from 'vitest'
import { type Message, plainText } from '#src/chat/message.ts'
import { chooseOwnerCard, membersCard, ownersOnlyCard } from '#src/features/membership/member-cards.ts'
import type { RegisteredMember } from '#src/features/membership/membership-store.ts'
import {
  registeredCard,
  registrationForm,
  unknownSenderCard,
  whomToAskCard,
} from '#src/features/membership/registration-cards.ts'
import { renderCard } from '#src/platforms/adaptive-cards/render.ts'
import { renderForm, renderMessage } from '#src/platforms/slack/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const member = (n: number, name: string, role: 'owner' | 'staff' = 'staff'): RegisteredMember => ({
  ...{ id: id(n), name, role, locale: 'ja', greetedAt: undefined },
  identities: [
    { platform: 'slack', workspace: 'T1', user: `U${n}` },
    { platform: 'teams', workspace: 't', user: `u${n}` },
  ],
})
const owner = member(0, '田中', 'owner')
const colleagues = Array.from({ length: 12 }, (_, n) => member(n + 1, `社員${n + 1}`))

const labels = ({ body }: Message): readonly string[] =>
  body.flatMap((it) =>
    it.type === 'choices'
      ? it.options.map(({ label }) => label)
      : it.type === 'buttons'
        ? it.buttons.map(({ label }) => label)
        : [],
  )

describe('the list of members', () => {
  const page = (number: number) => membersCard([owner, ...colleagues], owner, number)

  test('shows ten a page, with all platforms of each, and the owner without a way to remove themselves', () => {
    expect(plainText(page(0))).toContain('ご登録の方は13名です。\n田中様（管理者）　Slack・Teams　※ご本人')
    expect(labels(page(0))).toHaveLength(14)
    expect(labels(page(0)).slice(9)).toEqual([
      ...['社員10様（担当者）　Slack・Teams', 'メンバーを追加する', '管理者を引き継ぐ'],
      ...['お知らせの送り先', '続きを見る'],
    ])
    expect(labels(page(1)).slice(0, 2)).toEqual([
      '社員11様（担当者）　Slack・Teams',
      '社員12様（担当者）　Slack・Teams',
    ])
    expect(labels(page(1))).not.toContain('続きを見る')
    expect(labels(page(9))).not.toContain('続きを見る')
  })

  test('and the other cards of members fit every platform, in both languages', () => {
    const company = { id: 'o', code: 'X', name: '社'.repeat(100), kind: 'customer' } as const
    const long = colleagues.map((it) => ({ ...it, name: '長'.repeat(40) }))
    for (const locale of ['ja', 'en'] as const)
      for (const card of [
        membersCard([owner, ...long], { ...owner, locale }, 0),
        chooseOwnerCard(long, 0, locale),
        ownersOnlyCard('customer', long, locale),
        unknownSenderCard('unknownWorkspace'),
        registeredCard(company, { name: 'ご担当者', role: 'owner' }, long),
      ]) {
        expect(checkMessage(renderMessage(card))).toEqual([])
        expect(cardComplaints(renderCard(card))).toEqual([])
      }
    for (const locale of ['ja', 'en'] as const)
      expect(checkModal(renderForm(registrationForm(locale)))).toEqual([])
  })

  test('whom to ask for a code is the owner, and the operator’s support where it is confirmed', () => {
    expect(plainText(whomToAskCard(undefined))).toContain('ご契約の際にご案内したサポート窓口')
    expect(plainText(whomToAskCard('サポートセンター（電話 06-0000-0000）'))).toContain('06-0000-0000）に')
  })
})
