import type { BookingPolicy } from '#src/ports/knowledge.ts'
import { opensHours } from './bookings.ts'
import { served } from './database.ts'
import { type TestDesk, type TestDeskOptions, type TestPlatform, testDesk } from './desk.ts'
import type { PersonName } from './people.ts'
import { fromDesk, newestOf } from './seen.ts'

/** A desk with a consultant who can be booked and a clock that moves: 24 November 2026, 9:00, unless told otherwise. */
export async function deskWithMeetings(
  platform: TestPlatform,
  policy: Partial<BookingPolicy> = {},
  environment: Readonly<Record<string, string>> = {},
  parts: Partial<TestDeskOptions> = {},
) {
  let now = new Date('2026-11-24T09:00:00+09:00')
  const known = await served()
  const { provider } = known.library
  const library = { ...known.library, provider: { ...provider, booking: { ...provider.booking, ...policy } } }
  const desk = await testDesk({
    ...{ ...parts, platform, clock: () => now, environment, served: { ...known, library } },
  })
  await opensHours(desk.database, '佐藤')
  // Teams lets nobody be written to who never opened the desk.
  for (const name of ['tanaka', 'sato', 'takahashi'] as const) await desk.person(name).says('ホーム')
  await desk.settled()
  const says = async (name: PersonName, words: string): Promise<string> => {
    await desk.person(name).says(words)
    await desk.settled()
    return (await newestOf(desk.person(name))).words
  }
  const presses = async (name: PersonName, label: string): Promise<string> => {
    await desk.person(name).presses(label)
    await desk.settled()
    return (await newestOf(desk.person(name))).words
  }
  return {
    ...desk,
    desk,
    says,
    presses,
    /** Time passes until then; nothing is done of itself. */
    turnsTo: (time: string) => {
      now = new Date(`${time}+09:00`)
    },
    /** Time passes until then, and what is due is done. */
    at: async (time: string, running = desk.desk) => {
      now = new Date(`${time}+09:00`)
      await running.runJobs()
      await desk.settled()
    },
    submits: async (name: PersonName, label: string, values: Readonly<Record<string, string>>) => {
      const person = desk.person(name)
      await person.opens(label)
      const errors = await person.submits(values)
      await desk.settled()
      return errors
    },
    /** Those cards that say so. */
    cards: (name: PersonName, words: string) => cardsOf(desk, name, words),
    /** Tanaka's, on a Friday, half past ten to half past eleven. */
    books: async () => {
      await says('tanaka', '11月27日の10時半に予約したい')
      await presses('tanaka', '選ぶ')
      await presses('tanaka', '予約を確定する')
    },
    left: async (): Promise<string> =>
      (await says('tanaka', '残り回数')).split('\n').find((it) => it.includes('Web会議')) ?? '',
    stored: () => desk.database.prisma.booking.findFirstOrThrow(),
    consultant: () => desk.database.prisma.member.findFirstOrThrow({ where: { name: '佐藤' } }),
  }
}

async function cardsOf(desk: TestDesk, name: PersonName, words: string): Promise<readonly string[]> {
  // A card that has just been redrawn is redrawn again a few seconds later.
  await desk.passTime(5_000)
  await desk.settled()
  return (await fromDesk(desk.person(name))).map((it) => it.words).filter((it) => it.includes(words))
}
