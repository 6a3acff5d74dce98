import { randomUUID } from 'node:crypto'
import { type AttachedFile, conversationKey } from '#src/chat/event.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { storesOf } from '#src/services/database/stores.ts'
import { createUnitOfWork } from '#src/services/database/unit-of-work.ts'
import { NEW_TICKET } from './tickets.ts'

/** A question of a customer's of its own that waits for a consultant, in the stores alone. */
export async function handedOver(
  database: Database,
  {
    files = [],
    question = '質問',
  }: { readonly files?: readonly AttachedFile[]; readonly question?: string } = {},
) {
  const [organisationId, memberId, consultationId] = [randomUUID(), randomUUID(), randomUUID()]
  const { prisma } = database
  await prisma.organisation.create({
    data: { id: organisationId, code: organisationId.slice(0, 8), name: 'X', kind: 'customer' },
  })
  await prisma.member.create({ data: { id: memberId, organisationId, name: 'X', role: 'staff' } })
  const from = { platform: 'slack', workspace: 'T1', user: 'U1' } as const
  const place = { kind: 'direct', ...from, channel: 'D1' } as const
  const { decide } = createUnitOfWork(database, storesOf, () => undefined)
  const number = await decide({ kind: 'organisation', organisationId }, async (stores, say) => {
    await stores.turns.open(organisationId, place)
    const ticketNumber = await stores.desk.nextNumber()
    await stores.consultations.add({
      ...{ id: consultationId, organisationId, conversationKey: conversationKey(place), memberId },
      ...{ addressee: 'X', subject: question, locale: 'ja', state: 'escalated' },
      ...{ question, files: [], missingFiles: [], questionMessage: undefined, answerRow: undefined },
      reply: { parts: [{ kind: 'unknown', question }], urgent: false, language: 'ja' },
      ...{ ticketNumber, createdAt: new Date() },
    })
    await stores.attachments.add(organisationId, { kind: 'consultation', id: consultationId }, from, files)
    const deskRow = await say.send(place, { summary: '札', body: [], audience: 'everyone' })
    await stores.desk.add({
      ...{ ...NEW_TICKET, organisationId, number: ticketNumber, memberId, deskRow, conversation: place },
      content: {
        ...{ subject: question, question, answered: '', sources: [], organisation: 'X', contract: '' },
        ...{ asker: 'X', urgent: false, files: [], platform: 'slack' },
      },
    })
    return ticketNumber
  })
  return { organisationId, memberId, consultationId, number, conversationKey: conversationKey(place) }
}
