import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import type { InboundEvent } from '#src/chat/event.ts'
import type { EventHandler } from '#src/ports/event-handler.ts'
import { createInbox } from '#src/services/inbox/inbox.ts'
import { createWorker } from '#src/services/inbox/worker.ts'
import { ownDatabase } from '#test/support/database.ts'

const MANY = 12

function message(user: string, number: number): InboundEvent {
  const from = { platform: 'web', workspace: 'minato', user } as const
  return {
    ...{ v: 1, id: `${user}/${number}`, type: 'message', message: `${number}`, text: 'はい', files: [] },
    ...{ from, conversation: { kind: 'direct', ...from } },
  }
}

test('who writes again as soon as they are answered keeps nobody else waiting', async () => {
  const database = await ownDatabase()
  onTestFinished(() => database.close())
  const { sql } = database
  const handled: string[] = []
  const handler: EventHandler = {
    handle: async ({ id, from: { user } }) => {
      await sql.query(`UPDATE inbound_event SET state = 'handled', finished_at = now() WHERE id = $1`, [id])
      handled.push(user)
      const times = handled.filter((it) => it === user).length
      // It is there before the desk looks whether there is more.
      if (user === 'tanaka' && times < MANY) await inbox.store(message(user, times))
    },
    recover: async () => undefined,
  }
  const inbox = createInbox(sql, (key) => worker.wake(key))
  const worker = createWorker(sql, handler, pino({ level: 'silent' }), {
    ...{ concurrency: 1, isIntakePressed: () => false, onDecided: () => undefined },
  })
  await Promise.all([inbox.store(message('tanaka', 0)), inbox.store(message('suzuki', 0))])
  await expect.poll(() => handled.length).toBe(MANY + 1)
  await worker.stop()
  expect(handled.indexOf('suzuki')).toBeLessThan(3)
})
