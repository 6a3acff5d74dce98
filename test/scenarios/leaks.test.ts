import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action } from '#src/chat/action.ts'
import { deskWithTickets } from '#test/support/tickets.ts'

const CONSULTANTS = ['sato', 'takahashi'] as const
type Name = (typeof CONSULTANTS)[number]

const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('posts' as const), by: fc.constantFrom(...CONSULTANTS) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('notes' as const), by: fc.constantFrom(...CONSULTANTS) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('take' as const, 'takeOver' as const, 'solve' as const, 'reopen' as const),
      by: fc.constantFrom(...CONSULTANTS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('customer' as const) }) },
)

/** Who has the ticket, and whether it is open: what decides which posts the customer gets. */
interface Model {
  readonly holder: Name | undefined
  readonly isSolved: boolean
}

function after(model: Model, kind: string, by: Name): Model {
  const isHeld = model.holder !== undefined && !model.isSolved
  switch (kind) {
    case 'take':
      return model.holder === undefined ? { holder: by, isSolved: false } : model
    case 'takeOver':
      return isHeld ? { ...model, holder: by } : model
    case 'solve':
      return isHeld && model.holder === by ? { ...model, isSolved: true } : model
    case 'reopen':
      return model.isSolved ? { holder: by, isSolved: false } : model
    default:
      return model.holder === by ? { ...model, isSolved: false } : model
  }
}

test('whatever consultants do, in any order: of what they write, the customer’s side gets the posts of who has the ticket, and no note ever', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 16 }), async (deeds) => {
      const it = await deskWithTickets('web')
      await it.escalates()
      const { organisationId: organisation, number } = await it.database.prisma.ticket.findFirstOrThrow()
      const presses = async (name: Name, action: Action, values?: Readonly<Record<string, string>>) => {
        const from = { platform: 'web', workspace: 'academy', user: name } as const
        const conversation = { kind: 'direct', ...from } as const
        await it.desk.intake.accept({
          ...{ v: 1, id: randomUUID(), from, conversation },
          ...(values ? { type: 'form', action, values } : { type: 'action', action }),
        })
        await it.settled()
      }
      let model: Model = { holder: undefined, isSolved: false }
      const sent: string[] = []
      const kept: string[] = []
      for (const it_ of deeds) {
        if (it_.kind === 'customer') {
          await it.says('tanaka', '機種はRTX830です。')
          continue
        }
        const { kind, by } = it_
        const words = `語${randomUUID()}`
        if (kind === 'posts') {
          await it.inThread(by, words)
          ;(model.holder === by ? sent : kept).push(words)
          model = after(model, kind, by)
        } else if (kind === 'notes') {
          await presses(by, { type: 'escalation.note', organisation, number }, { words })
          kept.push(words)
        } else {
          await presses(by, { type: `escalation.${kind}`, organisation, number })
          model = after(model, kind, by)
        }
      }
      const customers = await it.database.sql.query<{ all: string }>(
        `SELECT coalesce(string_agg(message::text, ' '), '') AS all FROM outbound_message
         WHERE conversation_key NOT LIKE 'web/academy/%'`,
      )
      const seen = JSON.stringify(await it.person('tanaka').sees())
      for (const words of kept) expect(`${customers[0]?.all} ${seen}`).not.toContain(words)
      for (const words of sent) expect(seen).toContain(words)
    }),
    { numRuns: 20 },
  )
})
