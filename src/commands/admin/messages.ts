import { z } from 'zod'
import {
  type Chosen,
  type Outgoing,
  outgoingStates,
  resumeSending,
  setAside,
  settleMessages,
} from '../../features/administration/index.ts'
import { AdminRefusal } from '../../features/membership/index.ts'
import { Usage } from '../usage.ts'
import { ACTOR, type Call, customer, type Deed, decide, oneOf, wholeNumber } from './call.ts'
import { table } from './table.ts'

const LIMIT = 50
const MOST = 10_000
/** As much as tells which message it is. */
const SUMMARY_LETTERS = 40

const operator = ({ desk: { unitOfWork, providerId } }: Call) => ({ unitOfWork, providerId, actor: ACTOR })

/** After a back-up was restored, before the first start. */
export const restored: Deed = async (call) => {
  const messages = await setAside(operator(call))
  return {
    text: `${messages} messages are set aside; what is decided without somebody having written since is set aside too, until "messages resume"`,
    json: { restored: { setAside: messages } },
  }
}

export const listMessages: Deed = async (call) => {
  const state = oneOf(z.enum(outgoingStates), '--state', call.values.state ?? 'held')
  const limit = wholeNumber(call, 'limit') ?? LIMIT
  if (limit < 1 || limit > MOST) throw new Usage(`--limit must be 1 to ${MOST}`)
  const { heldSince, messages } = await decide(call, async (stores) => {
    const organisationId =
      call.values.organisation === undefined ? undefined : (await customer(call, stores)).id
    return {
      heldSince: await stores.outgoing.heldSince(),
      messages: await stores.outgoing.list({ state, organisationId, limit }),
    }
  })
  const holding = heldSince && `sending is held since ${heldSince.toISOString()}`
  return {
    text: [
      ...(holding ? [holding] : []),
      table(
        ['ID', 'WRITTEN', 'ORGANISATION', 'TO', 'LANE', 'WHY', 'MESSAGE'],
        messages.map((it) => [
          ...[it.id, it.writtenAt.toISOString(), it.organisation, placeOf(it), it.lane],
          ...[it.perhapsSent ? 'perhapsSent' : (it.reason ?? '-'), beginningOf(it)],
        ]),
      ),
    ].join('\n'),
    json: {
      heldSince: heldSince?.toISOString() ?? null,
      messages: messages.map((it) => ({
        ...{ id: it.id, writtenAt: it.writtenAt.toISOString(), organisation: it.organisation },
        ...{ to: placeOf(it), lane: it.lane, perhapsSent: it.perhapsSent, attempts: it.attempts },
        ...{ reason: it.reason ?? null, message: beginningOf(it) },
      })),
    },
  }
}

const placeOf = ({ to }: Outgoing): string =>
  `${to.platform}/${to.workspace}/${to.kind === 'direct' ? `@${to.user}` : to.channel}`

function beginningOf({ summary }: Outgoing): string {
  const line = summary.replace(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length > SUMMARY_LETTERS ? `${letters.slice(0, SUMMARY_LETTERS).join('')}…` : line
}

export const sendMessages: Deed = (call) => settle(call, 'send', 'to be sent')
export const dropMessages: Deed = (call) => settle(call, 'drop', 'dropped')

async function settle(call: Call, deed: 'send' | 'drop', done: string) {
  const ids = await settleMessages(operator(call), deed, chosen(call))
  if (ids.length === 0 && call.values.id !== undefined)
    throw new AdminRefusal(`no message ${call.values.id} is set aside or was given up`, 'unknownMessage')
  return { text: `${ids.length} messages are ${done}`, json: { messages: ids } }
}

function chosen({ values }: Call): Chosen {
  if ((values.id === undefined) === (values.all === undefined)) throw new Usage('either --id or --all')
  if (values.id === undefined) return 'held'
  return { id: oneOf(z.guid(), '--id', values.id) }
}

export const resumeMessages: Deed = async (call) => {
  const held = await resumeSending(operator(call))
  return {
    text: held ? 'what is decided is sent again at once' : 'sending was not held',
    json: { resumed: held },
  }
}
