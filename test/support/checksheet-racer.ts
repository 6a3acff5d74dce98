import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import fc from 'fast-check'
import type { Context } from '#src/chat/context.ts'
import { plainText } from '#src/chat/message.ts'
import type { Stores } from '#src/features/checksheet/desk.ts'
import {
  ChecksheetAction,
  type ChecksheetPorts,
  fillItem,
  openChecksheetForm,
} from '#src/features/checksheet/index.ts'
import { phrases } from '#src/features/checksheet/phrases.ts'
import type { Say, UnitOfWork } from '#src/ports/unit-of-work.ts'
import { openPostgres } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { japaneseHolidays } from '#src/services/holidays/japanese-holidays.ts'
import { bookingLibrary } from './bookers.ts'
import { guideline } from './checksheets.ts'
import { entitlement } from './products.ts'

/** Colleagues of one customer who fill in forms. */
export interface EditRace {
  readonly organisationId: string
  readonly members: readonly string[]
  /** Of the sheet's items, the first so many. */
  readonly items: number
  /** Of all edits, those of this process. Each has a moment of its own, by which its change is known. */
  readonly from: number
  readonly to: number
}

export interface Edited {
  /** ISO: when it was saved, if it was. */
  readonly at: string
  readonly memberId: string
  readonly itemId: string
  /** What the form was opened on. */
  readonly rev: number
  readonly values: Readonly<Record<string, string>>
  readonly told: 'saved' | 'merged' | 'unchanged' | 'conflict'
}

const race = JSON.parse(process.env.RACE ?? '') as EditRace
const database = await openPostgres(process.env.DATABASE_URL ?? '')
const { decide } = createUnitOfWork(database, storesOf, () => undefined)
const scope = { kind: 'organisation', organisationId: race.organisationId } as const
const LANES = 10
const FIRST = new Date('2026-05-11T09:30:00+09:00').getTime()

/** What colleagues choose, in whatever order they come. */
const anyChoice = fc.record({
  member: fc.nat(race.members.length - 1),
  item: fc.nat(race.items - 1),
  levels: fc.array(
    fc.tuple(
      fc.nat(9),
      fc.constantFrom(...guideline.levels.filter((it) => !it.needsReason).map(({ id }) => id)),
    ),
    { minLength: 1, maxLength: 2 },
  ),
  evidence: fc.option(fc.string({ minLength: 1, maxLength: 12 }), { freq: 3, nil: undefined }),
})
const choices = fc.sample(anyChoice, { numRuns: race.to - race.from, seed: race.from + 1 })

function contextOf(memberId: string, now: Date): Context {
  const from = { platform: 'slack', workspace: 'T1', user: memberId } as const
  return {
    ...{ now, timeZone: 'Asia/Tokyo', holidays: japaneseHolidays, from },
    organisation: { id: race.organisationId, code: 'MINATO', name: 'みなと', kind: 'customer' },
    member: { id: memberId, name: '田中', role: 'staff', locale: 'ja', greetedAt: undefined },
    contract: entitlement('LEARN', '2026-04-01', '2026-06-30', '2026-05-11'),
    conversation: { kind: 'direct', ...from },
    claim: { eventId: 'e', conversationKey: 'k', leaseToken: randomUUID() },
  }
}

/** Opens the form, changes something of what it shows, and sends it. */
async function edit(attempt: number): Promise<Edited> {
  const choice = choices[attempt - race.from]
  const memberId = race.members[choice?.member ?? 0] ?? ''
  const item = guideline.items[choice?.item ?? 0]
  if (!choice || !item) throw new Error('nobody edits')
  const now = new Date(FIRST + attempt)
  const ctx = contextOf(memberId, now)
  const said: string[] = []
  const hear = (words: string) => said.push(words)
  const unitOfWork: UnitOfWork<Stores> = {
    decide: (_, work) =>
      decide(scope, (stores, say) => {
        said.length = 0
        const listening: Say = {
          ...say,
          send: (to, card) => {
            hear(plainText(card))
            return say.send(to, card)
          },
          update: (row, card) => {
            hear(plainText(card))
            return say.update(row, card)
          },
        }
        return work(stores, listening)
      }),
  }
  const ports: ChecksheetPorts = { unitOfWork, library: () => bookingLibrary }
  const form = await openChecksheetForm(ports, ctx, {
    ...{ type: 'sheet.fill', item: item.id, rev: 0, route: 'one' },
  })
  const submit = ChecksheetAction.parse(form?.submit.action)
  if (!form || submit.type !== 'sheet.fill') throw new Error('there is no form')
  const values = {
    ...Object.fromEntries(form.fields.map(({ name, initial = '' }) => [name, initial])),
    ...Object.fromEntries(
      choice.levels.map(([at, level]) => [`level.${item.criteria[at % item.criteria.length]?.id}`, level]),
    ),
    ...(choice.evidence === undefined ? {} : { evidence: choice.evidence }),
  }
  await fillItem(ctx, ports, submit, values)
  return {
    at: now.toISOString(),
    memberId,
    itemId: item.id,
    rev: submit.rev,
    values,
    told: toldBy(said.join('\n')),
  }
}

function toldBy(words: string): Edited['told'] {
  const { ja } = phrases
  if (words.includes('ほかの方が先に変更しました')) return 'conflict'
  if (words.includes('は変更がありません')) return 'unchanged'
  if (words.includes(ja.savedMerged)) return 'merged'
  if (words.includes('を保存しました')) return 'saved'
  throw new Error(`nothing that is known was said: ${words}`)
}

console.log('ready')
await once(process.stdin, 'data')
const edits: Edited[] = []
let next = race.from
const lane = async () => {
  for (let attempt = next++; attempt < race.to; attempt = next++) edits.push(await edit(attempt))
}
await Promise.all(Array.from({ length: LANES }, lane))
await database.close()
// So much is not yet written when a process exits at once.
process.stdout.write(`${JSON.stringify(edits)}\n`, () => process.exit(0))
