import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { handedOver } from '#test/support/handed-over.ts'
import { testDatabase } from '#test/support/postgres.ts'

test('who takes a ticket while its customer adds to it waits for them, and they do not wait for each other', async () => {
  const database = await openPostgres(await testDatabase())
  onTestFinished(() => database.close())
  const { organisationId, number, conversationKey } = await handedOver(database)
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  const scope = { kind: 'organisation', organisationId } as const
  const tries: string[] = []
  const isWaited = async (): Promise<boolean> => {
    const waiting = await database.sql.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return waiting.length > 0
  }
  let taking: Promise<unknown> | undefined
  await decide(scope, async ({ desk }) => {
    tries.push('adds')
    expect(await desk.heldIn(organisationId, conversationKey)).toEqual([])
    taking ??= decide(scope, ({ desk: theirs }) => {
      tries.push('takes')
      return theirs.ticket(organisationId, number, 'alone')
    })
    while (!(await isWaited()));
    expect(await desk.ticket(organisationId, number)).toMatchObject({ state: 'new' })
  })
  expect(await taking).toMatchObject({ number })
  expect(tries).toEqual(['adds', 'takes'])
})
