import { type TestDesk, type TestDeskOptions, testDesk } from './desk.ts'
import type { PersonName } from './people.ts'
import { fromDesk, newestOf } from './seen.ts'

/** A notice of the service, as its form is filled in. */
export const NOTICE_FORM = {
  title: '年末年始の受付時間について',
  body: '12月29日から1月3日まで、コンサルタントの受付をお休みします。\n\n- 緊急のご連絡は**警察の相談窓口**へ\n- 詳しくは[案内](https://example.co.jp/holidays)をご覧ください',
  category: 'service',
  importance: 'normal',
  acknowledge: 'yes',
  links: '休業日の一覧 https://example.co.jp/calendar',
  items: '28, 31',
  entries: '',
}

/** Both customers, the first with a channel for notices, and an admin; time passes when the test says so. */
export async function deskWithNotices(options: Omit<TestDeskOptions, 'clock'>) {
  // A Wednesday on which nobody is reminded of anything.
  let now = new Date('2026-06-10T09:30:00+09:00')
  const desk = await testDesk({ ...options, clock: () => now })
  const owner = desk.person('tanaka')
  // Teams lets nobody be written to who never opened the desk.
  for (const name of ['tanaka', 'ito', 'takahashi'] as const) await desk.person(name).says('ホーム')
  await owner.says('お知らせをこのチャンネルに送る', { channel: desk.channelOf('tanaka'), mention: true })
  await desk.settled()
  const admin = desk.person('takahashi')
  const spoken = (await fromDesk(owner)).filter(({ channel }) => channel === desk.channelOf('tanaka')).length

  return {
    desk,
    owner,
    admin,
    /** What a person was told alone: the newest with these words. */
    card: async (name: PersonName, words: string) => {
      const seen = (await fromDesk(desk.person(name))).filter(
        (it) => it.words.includes(words) && it.channel === undefined,
      )
      return seen.at(-1)?.words ?? ''
    },
    /** What the channel for notices shows, oldest first. */
    inChannel: async () =>
      (await fromDesk(owner)).filter(({ channel }) => channel === desk.channelOf('tanaka')).slice(spoken),
    /** Then what is due is done. */
    after: async (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
      await desk.desk.runJobs()
      await desk.settled()
      now = new Date(now.getTime() + 1)
      await desk.desk.runJobs()
      // A card is replaced once in three seconds.
      await desk.passTime(3_000)
      await desk.settled()
    },
    /** Writes a notice; how it looks, and what can be done with it, are the last two cards. */
    writes: async (form: Partial<typeof NOTICE_FORM> = {}) => {
      await admin.says('お知らせの配信')
      await desk.settled()
      await admin.opens('お知らせを作る')
      const errors = await admin.submits({ ...NOTICE_FORM, ...form })
      await desk.settled()
      return errors
    },
    presses: async (label: string) => {
      await admin.presses(label)
      await desk.settled()
      return (await newestOf(admin)).words
    },
  }
}

export type DeskWithNotices = Awaited<ReturnType<typeof deskWithNotices>> & { readonly desk: TestDesk }
