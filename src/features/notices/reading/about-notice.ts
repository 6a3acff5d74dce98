import type { Context } from '../../../chat/context.ts'
import type { UnitOfWork } from '../../../ports/unit-of-work.ts'
import { type About, readMail } from '../../consultation/index.ts'
import { noticeName } from '../notice.ts'
import type { ToldNotice } from '../notice-store.ts'
import type { ReadNoticeStores } from './list-notices.ts'

export interface ReadNoticePorts {
  readonly unitOfWork: UnitOfWork<ReadNoticeStores>
}

/** So much of a notice says what a question below it is about. */
const MOST_CHARACTERS = 600

/** A notice as what a question is about: 「これはうちも対象ですか」. */
export function aboutNotice({ number, content }: ToldNotice): About {
  const body = content.body.replace(/\*\*/g, '').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
  return {
    words: `${content.title}\n${body}`.slice(0, MOST_CHARACTERS).toWellFormed(),
    entries: content.entries,
    holds: 'untilAnswered',
    notice: { name: noticeName(number), title: content.title },
  }
}

/** The notice under which somebody of a customer writes. Reads only. */
export async function noticeHere(
  { organisation, conversation }: Pick<Context, 'organisation' | 'conversation'>,
  { unitOfWork }: ReadNoticePorts,
): Promise<ToldNotice | undefined> {
  if (conversation.thread === undefined || organisation.kind !== 'customer') return undefined
  const scope = { kind: 'organisation', organisationId: organisation.id } as const
  return unitOfWork.decide(scope, async ({ notices, noticeReading }) => {
    const id = await noticeReading.under(organisation.id, conversation)
    return id === undefined ? undefined : notices.told(organisation.id, id)
  })
}

/** A notice that this organisation was told. Reads only. */
export const noticeTold = (
  { organisation }: Pick<Context, 'organisation'>,
  { unitOfWork }: ReadNoticePorts,
  id: string,
): Promise<ToldNotice | undefined> =>
  unitOfWork.decide({ kind: 'organisation', organisationId: organisation.id }, ({ notices }) =>
    notices.told(organisation.id, id),
  )

/** What is written below a notice: that one has read it, words among colleagues that ask the desk nothing, or a question. */
export type SaidUnderNotice = 'acknowledgement' | 'smallTalk' | 'question'

const ACKNOWLEDGEMENT =
  /^((内容|お知らせ|本件|こちら|全員|社内で?)(を|は|も|、)?)*(確認(し|いたし|致し|でき)ました|確認済み?(です|でした)?|拝見(し|いたし|致し)ました|読みました|目を通しました|i('ve| have)? read (this|it)|read|confirmed)$/i
const SMALL_TALK =
  /^((はい|では|後ほど|後で|あとで|のちほど|明日|今日|本日|社内(で|に|へ)|こちら(で|も)|私(が|から|も)|皆さん?|みんな)[、,\s]*)*(共有(し|いたし|して)(ます|ました|おきます|おきました)?|(対応|確認|検討|周知|連絡|展開)(し|いたし|して)(ます|おきます|みます|ておきます)|見て(おき|み)ます|把握(し|いたし)ました|助かります|いいね|よろしく(お願い(します|いたします))?)$/
const MOST_OF_SMALL_TALK = 60

/** Pure. Whatever is not plainly something else is a question. */
export function saidUnderNotice(words: string): SaidUnderNotice {
  const written = words.normalize('NFKC').trim()
  if (written.length > MOST_OF_SMALL_TALK || /[?]/.test(written)) return 'question'
  const sentences = written
    .split(/[。.!\n]+/)
    .map((it) => it.replace(/[、,…〜~\s]+$/u, '').trim())
    .filter((it) => it !== '')
  const kinds = sentences.map(kindOf)
  if (kinds.includes('question')) return 'question'
  return kinds.includes('acknowledgement') ? 'acknowledgement' : 'smallTalk'
}

function kindOf(sentence: string): SaidUnderNotice {
  if (ACKNOWLEDGEMENT.test(sentence)) return 'acknowledgement'
  return SMALL_TALK.test(sentence) || readMail(sentence).kind !== 'mail' ? 'smallTalk' : 'question'
}
