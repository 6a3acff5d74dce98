import {
  type ContractCode,
  channelsOf,
  contractCodesOf,
  issueContractCode,
  mapChannel,
  revokeContractCodes,
  unmapChannel,
} from '../../features/membership/index.ts'
import { ACTOR, type Call, type Deed, required, wholeNumber, workspace } from './call.ts'
import { table } from './table.ts'

export const issueCode: Deed = async (call) => {
  const validDays = wholeNumber(call, 'days')
  const request = { ...requestOf(call), ...(validDays === undefined ? {} : { validDays }) }
  const { code, expiresAt } = await issueContractCode(call.desk.unitOfWork, request)
  return {
    text: `${code}\nHand it to the customer: people register by writing it to the desk in a direct message before ${expiresAt.toISOString()}; the first becomes the owner. It is shown this once.`,
    json: { organisation: request.organisation, code, expiresAt },
  }
}

export const revokeCodes: Deed = async (call) => {
  const { ending } = call.values
  const request = { ...requestOf(call), ...(ending === undefined ? {} : { ending }) }
  const revoked = await revokeContractCodes(call.desk.unitOfWork, request)
  return {
    text:
      revoked.length === 0
        ? 'no code was in force'
        : `out of use: ${revoked.map((it) => `…${it}`).join(', ')}. Who has registered by it stays a member.`,
    json: { organisation: request.organisation, revoked },
  }
}

export const listCodes: Deed = async (call) => {
  const request = requestOf(call)
  const codes = await contractCodesOf(call.desk.unitOfWork, request)
  return {
    text: table(
      ['ENDING', 'STATE', 'USES', 'EXPIRES', 'ISSUED', 'BY'],
      codes.map((it) => [
        ...[it.ending, stateOf(it, call.now), String(it.uses)],
        ...[it.expiresAt.toISOString(), it.createdAt.toISOString(), it.issuedBy],
      ]),
    ),
    json: {
      organisation: request.organisation,
      codes: codes.map(({ ending, uses, issuedBy, createdAt, expiresAt, revokedAt = null, ...it }) => ({
        ...{
          ending,
          state: stateOf({ ...it, expiresAt, revokedAt: revokedAt ?? undefined }, call.now),
          uses,
        },
        ...{ issuedBy, createdAt, expiresAt, revokedAt },
      })),
    },
  }
}

const stateOf = (
  { revokedAt, expiresAt }: Pick<ContractCode, 'revokedAt' | 'expiresAt'>,
  now: Date,
): 'revoked' | 'expired' | 'inForce' => (revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'inForce')

export const map: Deed = async (call) => {
  const request = { ...requestOf(call), channel: channel(call) }
  const { organisation, before } = await mapChannel(call.desk.unitOfWork, request)
  return {
    text: `people in channel ${request.channel.channel} are of ${organisation.code}${before && before.code !== organisation.code ? `, no longer of ${before.code}` : ''}`,
    json: { ...request.channel, organisation: organisation.code, before: before?.code ?? null },
  }
}

export const unmap: Deed = async (call) => {
  const request = { ...requestOf(call), channel: channel(call) }
  await unmapChannel(call.desk.unitOfWork, request)
  return {
    text: `channel ${request.channel.channel} is nobody's; who has registered there stays a member`,
    json: { ...request.channel, organisation: null, before: request.organisation },
  }
}

export const listChannels: Deed = async (call) => {
  const request = requestOf(call)
  const channels = await channelsOf(call.desk.unitOfWork, request)
  return {
    text: table(
      ['PLATFORM', 'WORKSPACE', 'CHANNEL', 'MAPPED', 'BY'],
      channels.map((it) => [it.platform, it.workspace, it.channel, it.mappedAt.toISOString(), it.mappedBy]),
    ),
    json: { organisation: request.organisation, channels },
  }
}

const requestOf = (call: Call) => ({
  organisation: required(call, 'organisation'),
  ...{ actor: ACTOR, now: call.now, providerId: call.desk.providerId },
})

const channel = (call: Call) => ({ ...workspace(call), channel: required(call, 'channel') })
