import { expect, test } from 'vitest'
import { ANSWER, deskWithCuration, FIREWALL } from '#test/support/curation.ts'
import { API_KEY } from '#test/support/model/model-desk.ts'
import { modelServer } from '#test/support/model/server.ts'

test('with a model the draft is the model’s, without names either way; where it cannot, the one by the rules stays', async () => {
  const model = await modelServer()
  const it = await deskWithCuration({
    environment: { OPENAI_API_KEY: API_KEY, OPENAI_BASE_URL: model.url },
  })
  await it.solves(ANSWER)
  model.answers('FaqDraft', {
    kind: 'fills',
    value: {
      question: '特定の通信だけを通すには、どうすればよいですか。',
      answer: '田中様の機器では、担当者が通信の許可を設定します。',
      phrasings: ['通信を通したい', '通信の許可', '通したい通信がある'],
    },
  })
  await it.presses('sato', 'FAQに追加')
  await it.later()
  const { values } = model.requests.find(({ schema }) => schema === 'FaqDraft') ?? {}
  expect(JSON.stringify(values)).not.toMatch(/みなと|田中|192\.168|03-1234/)
  const [draft = ''] = (await it.seen('sato')).filter((words) => words.includes('F-0001（下書き）'))
  expect(draft).toContain('特定の通信だけを通すには、どうすればよいですか。')
  expect(draft).toContain('担当者の機器では、担当者が通信の許可を設定します。')
  expect(await it.candidates()).toHaveLength(1)

  const answer = '私物の機器からの通信は、必ず禁止してください。'
  const there = '禁止でも許可でも構いませんが、会社として決めて文書にすることが必要です。'
  model.answers('JudgedContradictions', {
    kind: 'fills',
    value: {
      items: [
        { id: 'FAQ-041', here: answer, there },
        { id: 'FAQ-041', here: answer, there: '資料にない文です。' },
      ],
    },
  })
  const question = '私物のスマートフォンを業務で使わせるには、どうすればよいですか。'
  expect(await it.submits('sato', '編集する', { ...FIREWALL, question, answer })).toEqual({})
  const [card = ''] = (await it.thread()).filter((words) => words.includes('F-0001（承認待ち）'))
  expect(card).toContain(`この案：${answer}\nFAQ-041：${there}`)
  expect(card).toContain('重複の可能性 FAQ-041')
  expect(card).not.toContain('資料にない文')

  await it.presses('sato', '取り下げる')
  model.answers('FaqDraft', { kind: 'refuses' })
  await it.presses('sato', 'FAQに追加')
  await it.later()
  expect((await it.candidates())[1]).toMatchObject({
    state: 'draft',
    content: { answer: expect.stringContaining('（電話番号）') },
  })
})

test.each(['slack', 'teams'] as const)(
  'a candidate is drafted, proposed and returned on %s',
  async (platform) => {
    const it = await deskWithCuration({}, platform)
    await it.solves(ANSWER)
    await it.presses('sato', 'FAQに追加')
    expect((await it.thread()).at(-1)).toContain('F-0001（下書き）')
    expect(await it.submits('sato', '編集する', FIREWALL)).toEqual({})
    expect((await it.thread()).join('\n')).toContain('F-0001（承認待ち）')
    expect(await it.submits('takahashi', '差し戻す', { reason: '機種による違いを補ってください。' })).toEqual(
      {},
    )
    expect((await it.thread()).join('\n')).toContain('F-0001 を、高橋が差し戻しました。')
    expect(await it.candidates()).toMatchObject([{ state: 'returned', decidedBy: '高橋' }])
  },
)
