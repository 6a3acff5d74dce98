import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { buttons, facts, fileLink, heading, message, quote, text, verbatim } from '#src/chat/message.ts'
import type { CardElement } from '#src/platforms/adaptive-cards/card.ts'
import { toCardMarkdown } from '#src/platforms/adaptive-cards/markdown.ts'
import { readAction, readValues } from '#src/platforms/adaptive-cards/read.ts'
import { renderCard, renderForm } from '#src/platforms/adaptive-cards/render.ts'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { anyAction, anyLine, anyMessage, anyWord, FORM, LINKS } from '#test/support/any-message.ts'

const markdownIt = new MarkdownIt({ html: false })

describe('a message as an Adaptive Card', () => {
  test('whatever the desk says is a card that Microsoft’s own parser finds nothing wrong with', () => {
    fc.assert(
      fc.property(anyMessage, (it) => {
        expect(cardComplaints(renderCard(it))).toEqual([])
        expect(cardComplaints(renderCard(it, LINKS))).toEqual([])
      }),
    )
  })

  test('a form is a card that Microsoft’s own parser finds nothing wrong with', () => {
    expect(cardComplaints(renderForm(FORM))).toEqual([])
    expect(
      cardComplaints(renderForm(FORM, { values: { body: '# x' }, errors: { body: '*短すぎます*' } })),
    ).toEqual([])
  })

  test('a member’s words inside our markdown show as they are, whatever they hold', () => {
    fc.assert(
      fc.property(anyLine, (words) => {
        const shown = onlyBlock(`${'質問：'}${verbatim(words)}`)
        expect(markupOf(shown)).toEqual([])
        expect(plain(shown).trimEnd()).toBe(`質問：${words}`.trimEnd())
      }),
    )
  })

  test('a member’s words at the beginning of a line are no list, heading, quotation or code', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('- a', '# a', '> a', '1. a', '2) a', '    a', '+ a', '---', '***', '===', '| a |'),
        (words) => {
          expect(markupOf(onlyBlock(verbatim(words)))).toEqual([])
          expect(plain(onlyBlock(verbatim(words))).trim()).toBe(words.trim())
        },
      ),
    )
  })

  test('a quotation holds no element in which markup could work', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const [container] = renderCard(message('x', quote(words))).body
        const items = container?.type === 'Container' ? container.items : []
        expect(items.every((it) => it.type === 'RichTextBlock')).toBe(true)
        expect(items.flatMap(runsOf).every((it) => !it.includes('{{'))).toBe(true)
      }),
    )
  })

  test('bold stays bold beside Japanese punctuation, where CommonMark would leave the asterisks', () => {
    const [block] = toCardMarkdown('回答は**「必須ではありません。」**となります。**次に**、**（任意）**です')
    expect(markdownIt.renderInline(block?.markdown ?? '').replaceAll('\u200b', '')).toBe(
      '回答は<strong>「必須ではありません。」</strong>となります。<strong>次に</strong>、<strong>（任意）</strong>です',
    )
  })

  test('bold is what our markdown says, whatever stands beside it', () => {
    fc.assert(
      fc.property(anyLine, anyWord, anyLine, (before, word, after) => {
        const shown = onlyBlock(`あ${verbatim(before)}**${verbatim(word)}**${verbatim(after)}`)
        expect(markupOf(shown)).toEqual(['strong_open', 'strong_close'])
        expect(plain(shown).trimEnd()).toBe(`あ${before}${word}${after}`.trimEnd())
      }),
    )
  })

  test('lists are lists, links are https links, and nothing else is either', () => {
    const [list, after] = toCardMarkdown(
      '- 一つ目\n- [講座](https://example.jp/a_b)\n[x](javascript:alert(1))',
    )
    expect(markdownIt.render(list?.markdown ?? '')).toContain(
      '<li><a href="https://example.jp/a_b">講座</a></li>',
    )
    expect(markupOf(after?.markdown ?? '')).toEqual([])
  })

  test('a file’s line is one link, under the file’s own name, whatever that holds', () => {
    fc.assert(
      fc.property(anyWord, fc.uuid(), (name, id) => {
        const it = { organisationId: id, id, name, mimeType: 'text/plain', bytes: 2_048 }
        const [line] = renderCard(message('x', fileLink(it)), LINKS).body
        const shown = line?.type === 'TextBlock' ? line.text : ''
        expect(markupOf(shown)).toEqual(['link_open', 'link_close'])
        expect(markdownIt.render(shown)).toContain(`href="https://desk.example.com/files/${id}"`)
        expect(plain(shown)).toBe(`${name}（2 KB）`)
      }),
    )
  })

  test('no date macro of Adaptive Cards can be written into a text', () => {
    const macro = '{{DATE(2026-11-24T00:00:00Z, SHORT)}}'
    const drawn = JSON.stringify(
      renderCard(message('x', heading(macro), text(macro), facts([macro, macro]), quote(macro))).body,
    )
    expect(drawn).not.toContain('{{DATE')
  })

  test('an action comes back from a card as it went in, beside the values of the inputs', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const [set] = renderCard(message('x', buttons({ label: '押す', action }))).body
        const data = set?.type === 'ActionSet' ? set.actions[0]?.data : undefined
        expect(readAction({ ...data, 'field.action': '偽' })).toEqual(action)
        expect(readValues({ ...data, 'field.action': '偽' })).toEqual({ action: '偽' })
      }),
    )
  })

  test('what is no action of ours reads as none', () => {
    fc.assert(fc.property(fc.anything(), (it) => readAction(it) === undefined))
  })
})

const onlyBlock = (markdown: string): string => {
  const blocks = toCardMarkdown(markdown)
  expect(blocks.length).toBeLessThanOrEqual(1)
  return blocks[0]?.markdown ?? ''
}

const runsOf = (it: CardElement): readonly string[] =>
  it.type === 'RichTextBlock' ? it.inlines.map((run) => run.text) : []

/** The marks that markdown-it finds, paragraphs and words aside. */
const markupOf = (markdown: string): readonly string[] =>
  markdownIt
    .parse(markdown, {})
    .flatMap((it) => (it.type === 'inline' ? (it.children ?? []) : [it]))
    .map((it) => it.type)
    .filter((it) => !['paragraph_open', 'paragraph_close', 'text', 'text_special'].includes(it))

const plain = (markdown: string): string =>
  markdownIt
    .parse(markdown, {})
    .flatMap((it) => it.children ?? [])
    .map((it) => it.content)
    .join('')
    .replaceAll('\u200b', '')
