import { describe, expect, test } from 'vitest'
import { platformsOf, testDesk } from '#test/support/desk.ts'
import { answerTo, fromDesk, newestOf } from '#test/support/seen.ts'

const QUESTION = '達成率はどのように計算されますか。'

describe.each(platformsOf(import.meta.filename))('the desk’s own words on %s', (platform) => {
  test('a member who asks for English has buttons and notices in English, and the answer as it was written', async () => {
    const desk = await testDesk({ platform })
    const tanaka = desk.person('tanaka')
    await tanaka.says('English, please.')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('Buttons and notices are in English from now on.')

    await tanaka.says(QUESTION)
    await desk.settled()
    const answer = await newestOf(tanaka)
    expect(answer.words).toMatch(/^Dear 田中,/)
    expect(answer.words).toContain('カテゴリごとの達成率は')
    expect(answer.words).toContain('Sources: FAQ-005')
    expect(answer.buttons.slice(-4)).toEqual([
      'This solved it',
      'Not solved yet',
      'Ask a consultant',
      'Show the sources',
    ])
    await tanaka.presses('Ask a consultant')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('Handed to a consultant (number C-0001)')
    expect((await newestOf(desk.person('sato'))).words).toContain('お客様')

    const form = await desk.person('suzuki').opens('/consult')
    expect(form.title).toBe('相談窓口に質問')
  })

  test('they go back to Japanese as easily, and a colleague’s press does not change whom a card addresses', async () => {
    const desk = await testDesk({ platform })
    const channel = desk.channelOf('tanaka')
    await desk.person('suzuki').says('英語でお願いします')
    await desk.settled()
    await desk.person('tanaka').says(QUESTION, { channel, mention: true })
    await desk.settled()
    await desk.person('suzuki').presses('解決しました')
    await desk.settled()
    const [card] = await fromDesk(desk.person('tanaka'))
    expect(card?.words).toMatch(/^田中様/)
    expect(card?.words).toContain('解決済みとして承りました')

    await desk.person('suzuki').says('日本語')
    await desk.settled()
    expect((await newestOf(desk.person('suzuki'))).words).toContain('日本語で表示します')
  })

  test('a mail in English is told, in English, that answers are in Japanese', async () => {
    const desk = await testDesk({ platform })
    await desk.person('tanaka').says('How do we calculate the achievement rate?')
    await desk.settled()
    expect((await answerTo(desk.person('tanaka'))).words).toContain('answers are in Japanese for now')
  })
})
