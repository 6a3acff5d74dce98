import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { pino } from 'pino'
import type { ConversationRef, InboundEvent } from '#src/chat/event.ts'
import { conversationKey } from '#src/chat/event.ts'
import { MAX_FILE_BYTES } from '#src/chat/file.ts'
import {
  buttons,
  choices,
  facts,
  heading,
  type Message,
  message,
  note,
  quote,
  text,
  verbatim,
} from '#src/chat/message.ts'
import type { WebIntake } from '#src/platforms/web/api.ts'
import { connectWeb } from '#src/platforms/web/connect.ts'
import type { Room, RoomPerson } from '#src/platforms/web/room.ts'
import type { Messenger } from '#src/ports/messenger.ts'
import { memoryRoom } from './memory-room.ts'

export const TANAKA = {
  workspace: 'minato',
  user: 'tanaka',
  name: '田中 美咲',
  organisation: '株式会社みなと製作所',
  role: 'staff',
} as const
export const SUZUKI = { ...TANAKA, user: 'suzuki', name: '鈴木 健', role: 'owner' } as const
export const YAMADA = {
  workspace: 'aoba',
  user: 'yamada',
  name: '山田 太郎',
  organisation: '青葉商事株式会社',
  role: 'staff',
} as const
export const SATO = {
  workspace: 'academy',
  user: 'sato',
  name: '佐藤 玲子',
  organisation: '運営事務局',
  role: 'consultant',
} as const
export const KATO = { ...SATO, user: 'kato', name: '加藤 誠', role: 'admin' } as const
export const PEOPLE: readonly RoomPerson[] = [TANAKA, SUZUKI, YAMADA, SATO, KATO]

export const DESK_NAME = '相談窓口'

/** A desk that answers by a fixed script: enough to look at the web chat and to test it alone. */
export interface ScriptedDesk {
  readonly url: string
  readonly room: Room
  readonly messenger: Messenger
  readonly events: readonly InboundEvent[]
  /** What was brought, by its id. */
  readonly uploads: ReadonlyMap<string, { readonly name: string; readonly bytes: number }>
  /** Nothing can be stored until told otherwise. */
  storeFails(fails: boolean): void
  close(): Promise<void>
}

export async function startScriptedDesk(
  options: {
    readonly room?: Room
    readonly port?: number
    readonly meddle?: (it: Messenger) => Messenger
  } = {},
): Promise<ScriptedDesk> {
  const room = options.room ?? memoryRoom(PEOPLE)
  const events: InboundEvent[] = []
  const owned = new Set<string>()
  let failing = false

  const intake: WebIntake = {
    async accept(event) {
      if (failing) throw new Error('The store is down')
      if (events.some((it) => it.id === event.id)) return
      events.push(event)
      await answer(event)
    },
    async listensTo(conversation) {
      return owned.has(conversationKey(conversation))
    },
    opensForm: (action) => action.type === 'consultation.write',
    async openForm({ from, action }) {
      if (action.type !== 'consultation.write' || from.workspace === 'academy') {
        return {
          kind: 'refused',
          message: message('ご利用になれません', text('この操作は、お客様の担当者のみご利用になれます。')),
        }
      }
      return { kind: 'form', form: CONSULTATION }
    },
    async validate({ values }) {
      return (values.body ?? '').trim().length < 5 ? { body: '内容は5文字以上で入力してください。' } : {}
    },
    async home() {
      return HOME
    },
    async welcome() {
      return {
        greeting:
          'ガイドライン対応の相談窓口です。ご質問をそのままお書きください。自動でお答えし、必要に応じてコンサルタントが確認します。',
        prompts: PROMPTS,
      }
    },
  }

  const uploads = new Map<string, { readonly name: string; readonly bytes: number }>()
  const web = connectWeb({
    ...{ intake, room, log: pino({ level: 'silent' }), deskName: DESK_NAME },
    links: {
      toFile: ({ id }) => `https://desk.example.com/files/${id}`,
      toNotice: (page, { noticeId }) => `https://desk.example.com/notices/${page}/${noticeId}`,
      toCalendar: (link) => `https://desk.example.com/calendar/${link}.ics`,
      toUpload: () => 'https://desk.example.com/upload/x',
    },
    uploads: {
      receive: async (_from, { name }, content) => {
        let bytes = 0
        for await (const piece of content) {
          bytes += piece.length
          if (bytes > MAX_FILE_BYTES) return { kind: 'tooLarge' }
        }
        if (failing) throw new Error('The store is down')
        const file = randomUUID()
        uploads.set(file, { name, bytes })
        return { kind: 'written', file }
      },
      isOf: async (_from, file) => uploads.has(file),
    },
  })
  const messenger = options.meddle ? options.meddle(web.messenger) : web.messenger
  const server = createServer((request, response) => {
    if (!web.handle(request, response)) response.writeHead(404).end()
  })
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  await web.start()
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The desk has no port')

  async function say(id: string, to: ConversationRef, it: Message): Promise<void> {
    await messenger.send({ id, to, message: it, createdAt: new Date() }).catch(() => undefined)
  }

  async function answer(event: InboundEvent): Promise<void> {
    const { conversation } = event
    const id = `answer-${event.id}`
    switch (event.type) {
      case 'message':
        owned.add(conversationKey(conversation))
        return say(id, conversation, event.text.includes('選択') ? UNSURE : answerTo(event.text))
      case 'action':
        if (event.action.type === 'consultation.solved' && event.message) {
          await messenger.update(
            { id, to: conversation, message: SOLVED, createdAt: new Date() },
            event.message,
          )
        }
        if (event.action.type === 'consultation.escalate') await say(id, conversation, PASSED)
        if (event.action.type === 'consultation.pick')
          await say(id, conversation, answerTo(String(event.action.entry)))
        return
      case 'form':
        await say(id, conversation, answerTo(event.values.body ?? ''))
        return say(
          `${id}-ticket`,
          { kind: 'shared', platform: 'web', workspace: 'academy', channel: 'consultants' },
          TICKET,
        )
      case 'edit':
      case 'deletion':
      case 'opened':
        return
    }
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    room,
    messenger,
    events,
    uploads,
    storeFails(fails) {
      failing = fails
    },
    async close() {
      await web.stop()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const PROMPTS = [
  {
    title: '私物スマートフォンの業務利用',
    text: 'お世話になっております。総務の田中です。私物のスマホでメールを見ている社員がいるのですが、規程では触れていません。禁止しないと達成にはならないのでしょうか。あと、退職者のアカウントは何日以内に消せばよいですか。',
  },
  {
    title: 'バックアップの頻度',
    text: 'バックアップはどのくらいの頻度で取ればよいでしょうか。クラウドだけでも足りますか。',
  },
  {
    title: 'セキュリティ教育の記録',
    text: '全社員への教育を実施しましたが、記録には何を残せばよいでしょうか。',
  },
] as const

const CONSULTATION = {
  title: 'コンサルタントに相談する',
  intro: '担当のコンサルタントが内容を確認し、受付時間内にご返信します。',
  fields: [
    { name: 'subject', label: '件名', lines: 'one', maxLength: 100 },
    {
      name: 'body',
      label: 'ご相談内容',
      hint: '例：私物スマートフォンで業務メールを見てもよいか',
      lines: 'many',
      missing: 'ご相談内容を入力してください。',
      maxLength: 3000,
    },
  ],
  submit: { label: '送信する', action: { type: 'consultation.send' } },
  cancel: 'やめる',
} as const

const answerTo = (question: string): Message =>
  message(
    'お問い合わせに回答しました',
    text(
      `田中様\nお問い合わせいただき、ありがとうございます。${DESK_NAME}（自動応答）です。2件のご質問にお答えします。`,
    ),
    text(
      `**1. 私物スマートフォンの業務利用：禁止は必須ではありません。**\n禁止・許可のどちらにするかを会社として決め、文書にすることが求められています。許可する場合は、次の4点を条件としてください。\n- 画面ロックを設定する\n- OSを最新の状態に保つ\n- 紛失したときは、すぐに会社へ連絡する\n- 業務データの消去に同意する\n\n出典：FAQ-041 ／ [解説講座 レベル1 講義1 §4](https://example.jp/lecture)`,
    ),
    text(
      '**2. 退職者のアカウント：退職日の業務終了後、当日中の停止をおすすめします。**\n共用アカウントは、同じ日にパスワードを変更してください。',
    ),
    quote(question),
    note(`資料をもとに自動でお答えしています。個別のご事情は、コンサルタントが確認します。${verbatim('')}`),
    buttons(
      { label: '解決しました', action: { type: 'consultation.solved' }, tone: 'primary' },
      { label: 'まだ解決していません', action: { type: 'consultation.unsolved' } },
      { label: 'コンサルタントに相談する', action: { type: 'consultation.escalate' } },
      { label: '相談を書く', action: { type: 'consultation.write' } },
    ),
  )

const HOME = message(
  '田中様のホーム',
  heading('田中様のホーム'),
  facts(['お名前', '田中様（管理者）'], ['ご所属', '株式会社みなと製作所']),
  buttons(
    { label: '相談を書く', action: { type: 'consultation.write' }, tone: 'primary' },
    { label: '相談履歴', action: { type: 'history.own', page: 0 } },
  ),
)

const UNSURE = message(
  'お尋ねの内容をお選びください',
  choices(
    'お尋ねの内容は、次のどれに近いでしょうか',
    {
      label: '私物のスマートフォンを業務で使う場合の条件',
      button: 'この質問',
      action: { type: 'consultation.pick', entry: 'FAQ-041' },
    },
    {
      label: '退職者のアカウントを停止する期限',
      button: 'この質問',
      action: { type: 'consultation.pick', entry: 'FAQ-012' },
    },
    {
      label: 'いずれでもない（コンサルタントに相談する）',
      button: '相談する',
      action: { type: 'consultation.escalate' },
    },
  ),
)

const SOLVED = message(
  '解決済みです',
  heading('✅ 解決しました'),
  text('ご連絡ありがとうございました。またいつでもお尋ねください。'),
)

const PASSED = message(
  'コンサルタントに引き継ぎました（受付番号 C-0132）',
  heading('コンサルタントに引き継ぎました'),
  facts(['受付番号', 'C-0132'], ['状態', '⏳ 受付済み'], ['回答の目安', '11月24日（火）の午前中']),
  text('補足がございましたら、このままお書きください。'),
)

const TICKET = message(
  'C-0132 私物スマホの業務利用',
  heading('C-0132 ⏳ 私物スマホの業務利用'),
  facts(
    ['組織', '株式会社みなと製作所（実践コース、2026-12-31満了）'],
    ['依頼者', '総務部 田中様（Web）'],
    ['期限', '本日17:30'],
  ),
  quote('私物のスマホでメールを見ている社員がいるのですが、規程では触れていません。'),
  buttons(
    { label: '担当する', action: { type: 'consultation.claim' }, tone: 'primary' },
    { label: '会話の全文', action: { type: 'consultation.read' } },
  ),
)
