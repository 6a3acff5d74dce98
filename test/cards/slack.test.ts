import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeAction, encodeAction } from '#src/chat/action.ts'
import { buttons, facts, fileLink, message, note, quote, text, verbatim } from '#src/chat/message.ts'
import { fromMrkdwn, split, toMrkdwn } from '#src/platforms/slack/mrkdwn.ts'
import { readPress } from '#src/platforms/slack/read.ts'
import { renderForm, renderHome, renderMessage } from '#src/platforms/slack/render.ts'
import { anyAction, anyLine, anyMessage, anyWord, FORM, LINKS } from '#test/support/any-message.ts'
import { checkHome, checkMessage, checkModal } from '#test/support/slack/payload-check.ts'

describe('a message as Slack blocks', () => {
  test('whatever the desk says fits Slack’s schema and limits', () => {
    fc.assert(
      fc.property(anyMessage, (it) => {
        expect(checkMessage(renderMessage(it))).toEqual([])
        expect(checkMessage(renderMessage(it, LINKS))).toEqual([])
      }),
    )
  })

  test('a notification pings nobody and fakes no link, whatever a subject says', () => {
    const { text } = renderMessage(message('「<!channel> <https://evil.example|公式>」'))
    expect(text).toBe('「&lt;!channel&gt; &lt;https://evil.example|公式&gt;」')
  })

  test('the longest words fit too, and none of them is lost', () => {
    const long = `${'長い文です。'.repeat(2_000)}おわり`
    const rendered = renderMessage(message('題', text(long), quote(long), note(long)))
    expect(checkMessage(rendered)).toEqual([])
    expect(JSON.stringify(rendered.blocks).split('おわり')).toHaveLength(4)
    expect(JSON.stringify(rendered.blocks).match(/長い文です。/g)).toHaveLength(6_000)
  })

  test('a message beyond fifty blocks keeps its buttons', () => {
    const paragraphs = Array.from({ length: 60 }, (_, at) => text(`第${at}段落`))
    const solved = { label: '解決しました', action: { type: 'consultation.solved', id: '1' } }
    const { blocks } = renderMessage(message('題', ...paragraphs, buttons(solved)))
    expect(checkMessage({ text: '題', blocks })).toEqual([])
    expect(blocks.at(-1)?.type).toBe('actions')
  })

  test('whatever the desk says fits its Home too, which has room for a hundred blocks', () => {
    fc.assert(
      fc.property(anyMessage, (it) => {
        expect(checkHome(renderHome(it))).toEqual([])
      }),
    )
    const solved = { label: '解決しました', action: { type: 'consultation.solved', id: '1' } }
    const paragraphs = Array.from({ length: 99 }, (_, at) => text(`第${at}段落`))
    const full = renderHome(message('題', ...paragraphs, buttons(solved)))
    expect(full.blocks).toHaveLength(100)
    const fuller = renderHome(message('題', text('はじめに'), ...paragraphs, buttons(solved)))
    expect(checkHome(fuller)).toEqual([])
    expect(fuller.blocks.at(-1)?.type).toBe('actions')
  })

  test('a form fits a modal', () => {
    expect(checkModal(renderForm(FORM))).toEqual([])
    fc.assert(
      fc.property(anyLine, (initial) => {
        const fields = FORM.fields.map((it) => ({ ...it, initial: initial.repeat(400) }))
        expect(checkModal(renderForm({ ...FORM, fields }))).toEqual([])
      }),
    )
  })

  test('a file’s line is one link, whatever the file is called', () => {
    fc.assert(
      fc.property(anyWord, fc.uuid(), (name, id) => {
        const it = { organisationId: id, id, name, mimeType: 'text/plain', bytes: 2_048 }
        const [block] = renderMessage(message('x', fileLink(it)), LINKS).blocks
        const shown = block?.type === 'section' ? (block.text?.text ?? '') : ''
        expect(shown).toMatch(/^<https:\/\/desk\.example\.com\/files\/[\w-]+\|[^<>|]*（2 KB）>$/)
      }),
    )
  })

  test('a member’s words ping nobody, link nowhere and have no markup', () => {
    const spicy = fc.oneof(
      anyLine,
      fc.constantFrom(
        '<!channel>',
        '<!here|x>',
        '<@U0BOT>',
        '<https://a.example|安全>',
        '&lt;!channel&gt;',
        '*b*',
      ),
    )
    fc.assert(
      fc.property(spicy, (words) => {
        const shown = JSON.stringify([
          ...renderMessage(message('x', text(verbatim(words)), facts([words, words]))).blocks,
        ])
        expect(shown).not.toMatch(/<[!@#h]/)
        const mrkdwn = toMrkdwn(verbatim(words))
        expect(mrkdwn.replaceAll('\u200b', '')).toBe(escaped(words.replace(/^- /, '- ')))
        // Every sign of markup stands alone: Slack wants a word beside it.
        expect(mrkdwn).not.toMatch(/(?<!\u200b)[*_~`]|[*_~`](?!\u200b)/)
      }),
    )
  })

  test('bold is bold beside Japanese letters, which Slack would otherwise take for part of the word', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        expect(toMrkdwn(`答えは**${verbatim(word)}**です`)).toMatch(/^答えは\u200b\*.+\*\u200bです$/su)
      }),
    )
  })

  test('a link is one only when our own markdown says so', () => {
    expect(toMrkdwn('[講座](https://example.jp/a?b=1&c=2)')).toBe('<https://example.jp/a?b=1&amp;c=2|講座>')
    expect(toMrkdwn('[講座](javascript:alert)')).not.toContain('<')
  })

  test('an action comes back from a press as it went in', () => {
    fc.assert(
      fc.property(anyAction, (action) => {
        const [block] = renderMessage(message('x', buttons({ label: '押す', action }))).blocks
        const [element] = block?.type === 'actions' ? block.elements : []
        const read = readPress({
          team: { id: 'T' },
          user: { id: 'U' },
          container: { message_ts: '1.2', channel_id: 'D1' },
          actions: [{ ...element, action_ts: '3.4' }],
        })
        expect(read?.event.action).toEqual(action)
      }),
    )
  })

  test('a press in the Home is the member’s own, and on no message', () => {
    const action = { type: 'consultation.sources', id: '1' }
    const body = {
      user: { id: 'U', team_id: 'T' },
      container: { type: 'view', view_id: 'V1' },
      actions: [{ action_id: 'a', action_ts: '3.4', value: encodeAction(action) }],
    }
    const from = { platform: 'slack', workspace: 'T', user: 'U' }
    const event = {
      v: 1,
      id: 'slack/T/press/U/V1/a/3.4',
      type: 'action',
      from,
      conversation: { kind: 'direct', ...from },
      action,
    }
    expect(readPress({ ...body, team: { id: 'T' } })?.event).toEqual(event)
    // Installed for a whole enterprise, Slack may name no team.
    expect(readPress({ ...body, team: null })?.event).toEqual(event)
    expect(readPress({ ...body, user: { id: 'U' } })).toBeUndefined()
  })

  test('what is no action of ours reads as none', () => {
    fc.assert(fc.property(fc.string(), (it) => decodeAction(it) === undefined))
  })
})

describe('long words', () => {
  test('are split without a loss, nowhere inside a character, an entity or a link', () => {
    const piece = fc.constantFrom('文です。', '\n', '&amp;', '&lt;', '😀', 'a', '<https://a.jp|講座>')
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 200 }).map((it) => it.join('')),
        (words) => {
          const pieces = split(words, 60)
          expect(pieces.join('')).toBe(words)
          for (const it of pieces) {
            expect(it.length).toBeLessThanOrEqual(60)
            expect(it).not.toMatch(/[\uD800-\uDBFF]$|&[a-z]*$|<[^>]*$/)
          }
        },
      ),
    )
  })

  test('what a member wrote reads as what the member sees', () => {
    expect(
      fromMrkdwn('<@U0BOT> 契約は <https://a.jp|こちら> &amp; <#C1|general> <@U1|鈴木> <!here>', 'U0BOT'),
    ).toBe('契約は こちら https://a.jp & #general @鈴木 @here')
    fc.assert(
      fc.property(anyLine, (words) => {
        expect(fromMrkdwn(escaped(words), 'U0BOT')).toBe(words.trim())
      }),
    )
  })
})

/** As Slack hands over what a member typed. */
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
