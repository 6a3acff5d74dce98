import fc from 'fast-check'
import type { Action } from '#src/chat/action.ts'
import {
  buttons,
  calendarLink,
  choices,
  type Element,
  facts,
  file,
  fileLink,
  heading,
  type Message,
  message,
  note,
  noticeLink,
  picture,
  quote,
  text,
  uploadLink,
  verbatim,
} from '#src/chat/message.ts'
import type { Links } from '#src/ports/links.ts'

export const FORM = {
  title: 'ご相談を書く',
  intro: '担当のコンサルタントに届きます。',
  fields: [
    { name: 'subject', label: '件名', lines: 'one', maxLength: 100 },
    {
      name: 'body',
      label: '内容',
      hint: '例：私物端末の扱い',
      lines: 'many',
      missing: 'ご相談内容を入力してください。',
      maxLength: 3000,
    },
    {
      name: 'level',
      label: '達成状況',
      hint: '当てはまるものを選んでください',
      lines: 'options',
      options: [
        { value: 'done', label: '達成' },
        { value: 'na', label: '該当なし' },
      ],
      initial: 'na',
    },
  ],
  submit: { label: '送信する', action: { type: 'consultation.send' } },
  cancel: 'やめる',
} as const

const spicy = fc.constantFrom(
  ...'*_`~[]()<>#|!-\\&{}+=."\'',
  '**',
  '{{',
  '&lt;',
  '<https://a.jp>',
  '「',
  '。',
  'あ',
  ' ',
  '[a](https://b.jp)',
)
/** One line of anything, markup of every kind included. */
export const anyLine = fc
  .array(fc.oneof(spicy, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 12 })
  .map((it) => it.join('').replace(/[\r\n\v\f\u0085\u2028\u2029\u200b\0]/g, ''))
export const anyWord = anyLine.map((it) => `重${it}要`)
const anyText = fc.oneof(anyLine, fc.string(), fc.string({ unit: 'binary' }))
export const anyAction: fc.Arbitrary<Action> = fc.record({
  type: fc.constantFrom('consultation.solved', 'consultation.escalate'),
  id: fc.oneof(fc.uuid(), fc.nat()),
})
const anyButton = fc.record({
  label: fc.constantFrom('解決しました', 'コンサルタントに相談する'),
  action: anyAction,
})
const anyChoice = fc.record({ label: anyText, button: fc.constant('見る'), action: anyAction })
export const anyFile = fc.record({
  ...{ organisationId: fc.uuid(), id: fc.uuid(), name: anyText },
  ...{ mimeType: fc.constant('text/plain'), bytes: fc.nat() },
})
/** Addresses as the desk signs them. */
export const LINKS: Links = {
  toFile: ({ id }) => `https://desk.example.com/files/${id}`,
  toNotice: (page, { noticeId }) => `https://desk.example.com/notices/${page}/${noticeId}`,
  toCalendar: (link) => `https://desk.example.com/calendar/${link}.ics`,
  toUpload: ({ memberId }) => `https://desk.example.com/upload/${memberId}`,
}
const anyElement: fc.Arbitrary<Element> = fc.oneof(
  anyFile.map(file),
  fc.tuple(anyFile, anyText).map(([it, alt]) => picture(it, alt)),
  anyFile.map(fileLink),
  fc
    .record({ organisationId: fc.uuid(), memberId: fc.uuid(), consultationId: fc.uuid() })
    .map((to) => uploadLink('ファイルを添付する', to)),
  fc
    .record({ organisationId: fc.uuid(), memberId: fc.uuid(), noticeId: fc.uuid() })
    .map((of) => noticeLink('SlackとTeamsでの見え方', 'preview', of)),
  fc.uuid().map(calendarLink),
  anyText.map(heading),
  anyText.map(text),
  anyText.map((it) => text(`**${verbatim(it)}**\n\n- ${verbatim(it)}`)),
  anyText.map(note),
  anyText.map(quote),
  fc.array(fc.tuple(anyText, anyText), { maxLength: 5 }).map((it) => facts(...it)),
  fc
    .tuple(anyText, fc.array(anyChoice, { minLength: 1, maxLength: 10 }))
    .map(([label, options]) => choices(label, ...options)),
  fc.array(anyButton, { minLength: 1, maxLength: 5 }).map((it) => buttons(...it)),
)
/** Whatever the desk might say, and worse. */
export const anyMessage: fc.Arbitrary<Message> = fc

  .tuple(anyWord, fc.array(anyElement, { maxLength: 6 }))
  .map(([summary, body]) => message(summary, ...body))
