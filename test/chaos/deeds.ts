import { setTimeout as wait } from 'node:timers/promises'
import type { SlackPerson, SlackWorld } from '#test/support/slack/slack-world.ts'
import { CAST, markOf } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Gate } from './gate.ts'
import { DESK_CHANNEL, WORKSPACE } from './place.ts'

/** A ticket that somebody has, and where it is spoken of. */
export interface OpenTicket {
  readonly number: number
  readonly thread: string
}

interface Parts {
  readonly world: SlackWorld
  readonly gate: Gate
  readonly chance: Chance
  /** Told in order what each of them chooses. */
  readonly tell: (choice: string) => void
  readonly tickets: () => Promise<readonly OpenTicket[]>
}

const KNOWN = [
  '達成率はどのように計算されますか。',
  '結果に出る◎○△×はどういう意味でしょうか。',
  '退職者のアカウントはいつまでに削除すればよいでしょうか。',
  '私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと達成にならないのでしょうか。',
  'バックアップはどのくらいの頻度で取ればよいですか。',
]
const FOR_A_PERSON = [
  'ファイアウォールの設定コマンドで、特定のポートを開ける書き方を教えてください。',
  '弊社の就業規則の第12条を、専門家の目で確認していただけますか。',
  '担当の方と直接お話ししたいです。',
]
/** So long somebody waits for a button. */
const PATIENCE_MS = 15_000
const SHORT = [
  '残り回数',
  'ホーム',
  'ありがとうございます',
  '相談履歴',
  '契約状況',
  '予約の一覧',
  'お世話になっております',
]
const AFTER_AN_ANSWER = [
  '解決しました',
  'まだ解決していません',
  'コンサルタントに相談する',
  '出典を見る',
  '取り下げる',
  'これを見る',
]
const TIMES = ['10時半', '13時', '14時', '15時']

const NOTICE_FORM = {
  ...{ body: '12月29日から1月3日まで、受付をお休みします。', category: 'service', importance: 'normal' },
  ...{ acknowledge: 'yes', links: '', items: '28', entries: '' },
}

const CUSTOMER = {
  ...{ ask: 20, needPerson: 12, short: 6, press: 22, relay: 14, edit: 6, sheet: 16, book: 10 },
  ...{ confirm: 8, cancel: 4, acknowledge: 6, burst: 6 },
}
const CONSULTANT = { take: 12, write: 24, edit: 8, solve: 5, short: 3 }
const ADMIN = { notice: 3, short: 5, take: 2 }

/** Somebody who does one thing after the other. */
export interface Actor {
  readonly name: string
  /** One thing, chosen by chance; what is not possible now is let be. */
  act(): Promise<void>
}

export function actorsOf({ world, gate, chance, tell, tickets }: Parts): readonly Actor[] {
  return CAST.map(({ user, organisation, role }, at) => {
    const own = chance.of(user)
    const person = world.person(WORKSPACE, user, gate.url)
    /** The same, where a form is opened. */
    const opening = world.person(WORKSPACE, user, gate.openingUrl)
    const written: string[] = []
    let words = 0
    /** Words that are written once in the whole story, and tell whose they are. */
    const unique = (of = markOf(organisation)): string => {
      words += 1
      return `（${of}${at}-${words}）`
    }

    const say = async (what: string, place: Parameters<SlackPerson['says']>[1] = {}) => {
      written.push(await person.says(`${what}${unique()}`, place))
    }
    /** One of these buttons, of the newest card that has any. */
    const press = async (labels: readonly string[]) => {
      const seen = await person.sees()
      const card = seen.findLast(({ buttons }) => buttons.some((it) => labels.includes(it)))
      if (card) await person.presses(own.oneOf(card.buttons.filter((it) => labels.includes(it))))
    }
    /** As soon as what it needs is there; people wait so long. */
    const soon = async <T>(deed: () => Promise<T>): Promise<T> => {
      for (const end = Date.now() + PATIENCE_MS; ; ) {
        try {
          return await deed()
        } catch (error) {
          if (Date.now() > end) throw error
          await wait(700)
        }
      }
    }
    const editLast = async () => {
      const id = written.at(-1)
      if (id) await person.edits(id, `書き直しました。${unique()}`)
    }

    async function answerItem(): Promise<void> {
      const form = await soon(() => opening.opens('入力する'))
      const levels = form.fields.filter(({ name }) => name.startsWith('level.'))
      await person.submits({
        ...Object.fromEntries(levels.map(({ name }) => [name, own.oneOf(['done', 'unknown', 'none'])])),
        evidence: `台帳に記録${unique()}`,
      })
    }

    async function writeNotice(): Promise<void> {
      await person.says('お知らせの配信')
      await soon(() => opening.opens('お知らせを作る'))
      await person.submits({ ...NOTICE_FORM, title: `年末の受付時間${unique('')}` })
      await soon(() => person.presses('いますぐ送信する'))
    }

    async function writeInThread(): Promise<void> {
      const open = await tickets()
      if (open.length === 0) return
      const { thread } = own.oneOf(open)
      await say('確認しました。ご回答いたします。', { channel: DESK_CHANNEL, thread })
    }

    async function asCustomer(deed: keyof typeof CUSTOMER): Promise<void> {
      switch (deed) {
        case 'ask':
          return say(own.oneOf(KNOWN))
        case 'needPerson':
          return say(own.oneOf(FOR_A_PERSON))
        case 'short':
          await person.says(own.oneOf(SHORT))
          return
        case 'press':
          if (own.is(0.5)) await say(own.oneOf(KNOWN))
          return press(AFTER_AN_ANSWER)
        case 'relay':
          return say('追加でお伝えします。先日の件の続きです。')
        case 'edit':
          return editLast()
        case 'sheet':
          if (own.is(0.5)) await person.says(`No.${own.whole(1, 75)}`)
          return answerItem()
        case 'book':
          await person.says(`11月${own.whole(25, 27)}日の${own.oneOf(TIMES)}に予約したい`)
          await soon(() => person.presses('選ぶ'))
          if (own.is(0.8)) await soon(() => person.presses('予約を確定する'))
          return
        case 'confirm':
          return press(['選ぶ', '予約を確定する', '予約を確定する'])
        case 'cancel':
          await person.presses('取り消す')
          return soon(() => person.presses('取り消します'))
        case 'acknowledge':
          return press(['確認しました'])
        case 'burst':
          await Promise.all([say(own.oneOf(KNOWN)), say(own.oneOf(KNOWN)), say('以上、3件です。')])
          return
      }
    }

    async function asConsultant(deed: keyof typeof CONSULTANT): Promise<void> {
      switch (deed) {
        case 'take':
          return press(['担当する'])
        case 'write':
          return writeInThread()
        case 'edit':
          return editLast()
        case 'solve':
          return press(['解決'])
        case 'short':
          await person.says(own.oneOf(['ホーム', '未対応の相談']))
          return
      }
    }

    async function asAdmin(deed: keyof typeof ADMIN): Promise<void> {
      switch (deed) {
        case 'notice':
          return writeNotice()
        case 'short':
          await person.says(own.oneOf(['ホーム', 'お知らせの配信']))
          return
        case 'take':
          return press(['担当する'])
      }
    }

    const choose = (): readonly [deed: string, act: () => Promise<void>] => {
      switch (role) {
        case 'staff':
        case 'owner': {
          const deed = own.weighted(CUSTOMER)
          return [deed, () => asCustomer(deed)]
        }
        case 'consultant': {
          const deed = own.weighted(CONSULTANT)
          return [deed, () => asConsultant(deed)]
        }
        case 'admin': {
          const deed = own.weighted(ADMIN)
          return [deed, () => asAdmin(deed)]
        }
      }
    }
    return {
      name: user,
      act: async () => {
        const [deed, act] = choose()
        tell(`${user} ${deed}`)
        await act()
      },
    }
  })
}
