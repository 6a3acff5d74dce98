import { z } from 'zod'
import { createAdministration, identityName, invite } from '../../features/membership/index.ts'
import {
  ACTOR,
  type Call,
  customer,
  type Deed,
  decide,
  named,
  oneOf,
  person,
  required,
  role,
  workspace,
} from './call.ts'
import { table } from './table.ts'

const Inviter = z.enum(['admin', 'consultant'])

export const inviteOne: Deed = async ({ desk: { unitOfWork, providerId }, rest, values, now }) => {
  const invited = oneOf(Inviter, 'role', rest[0] ?? '')
  const { code, expiresAt } = await invite(unitOfWork, {
    ...{ role: invited, name: values.name, actor: ACTOR, now, providerId },
  })
  return {
    text: `${code}\nWrite this code to the desk in a direct message before ${expiresAt.toISOString()}. It works once.`,
    json: { role: invited, code, expiresAt },
  }
}

export const link: Deed = async (call) => {
  const { platform, workspace: id } = workspace(call)
  const organisation = required(call, 'organisation')
  await administration(call).linkWorkspace(platform, id, organisation)
  return {
    text: `workspace ${call.values.workspace} belongs to ${organisation}`,
    json: { platform, workspace: id, organisation },
  }
}

export const addMember: Deed = async (call) => {
  const { values } = call
  const from = person(call)
  await administration(call).addMember(from, role(call), values.name, values.organisation)
  return { text: `${values.user} is ${values.role}`, json: { ...from, role: role(call) } }
}

export const changeRole: Deed = async (call) => {
  const from = person(call)
  await administration(call).changeRole(from, role(call))
  return { text: `${call.values.user} is ${call.values.role}`, json: { ...from, role: role(call) } }
}

export const removeMember: Deed = async (call) => {
  const from = person(call)
  await administration(call).removeMember(from, call.now)
  return { text: `${call.values.user} is removed`, json: { ...from, removed: true } }
}

export const listMembers: Deed = async (call) => {
  const members = await decide(call, async (stores) => {
    if (call.values.organisation === undefined) return stores.administration.members()
    const organisation = await customer(call, stores)
    const own = await stores.membership.members(organisation.id)
    return own.map((member) => ({ organisation, member }))
  })
  return {
    text: table(
      ['ORGANISATION', 'ROLE', 'NAME', 'KNOWN AS'],
      members.map(({ organisation, member }) => [
        organisation.code,
        member.role,
        member.name,
        member.identities.map(identityName).join(' '),
      ]),
    ),
    json: {
      members: members.map(({ organisation, member: { id, name, role: is, locale, identities } }) => ({
        organisation: named(organisation),
        ...{ id, name, role: is, locale, identities },
      })),
    },
  }
}

const administration = ({ desk: { unitOfWork, providerId } }: Call) =>
  createAdministration(unitOfWork, providerId, ACTOR)
