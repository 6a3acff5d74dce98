import { startOfDay } from '../../chat/day.ts'
import {
  exportOrganisation,
  MAX_TAG,
  MAX_TAGS,
  setTags,
  tagsIn,
} from '../../features/administration/index.ts'
import { AdminRefusal, createAdministration } from '../../features/membership/index.ts'
import { Usage } from '../usage.ts'
import { ACTOR, customer, type Deed, day, decide, named, required, wholeNumber } from './call.ts'
import { table } from './table.ts'

export const createOrganisation: Deed = async ({ desk: { unitOfWork, providerId }, rest }) => {
  const [code, name] = rest
  if (!code || !name) throw new Usage('org create needs a code and a name')
  await createAdministration(unitOfWork, providerId, ACTOR).createOrganisation(code, name)
  return { text: `organisation ${code} (${name}) is created`, json: { organisation: { code, name } } }
}

export const listOrganisations: Deed = async (call) => {
  const organisations = await decide(call, ({ administration }) => administration.organisations())
  return {
    text: table(
      ['CODE', 'KIND', 'MEMBERS', 'LAST DAY', 'NAME'],
      organisations.map((it) => [it.code, it.kind, String(it.members), it.lastDay ?? '-', it.name]),
    ),
    json: {
      organisations: organisations.map(({ code, name, kind, members, lastDay = null }) => ({
        ...{ code, name, kind, members, lastDay },
      })),
    },
  }
}

/** Without tags, it shows those that there are. */
export const tagOrganisation: Deed = async (call) => {
  const [code, words] = call.rest
  if (!code) throw new Usage('org tag needs a code')
  const { organisation, tags } = await decide(call, async (stores) => {
    const found = await customer({ ...call, values: { ...call.values, organisation: code } }, stores)
    if (words === undefined) return { organisation: found, tags: (await stores.settings.of(found.id)).tags }
    const outcome = await setTags(stores, { organisation: code, tags: tagsIn(words) }, ACTOR)
    switch (outcome.kind) {
      case 'tagged':
        return outcome
      case 'tooMany':
        throw new AdminRefusal(`at most ${MAX_TAGS} tags`, outcome.kind)
      case 'tooLong':
        throw new AdminRefusal(`a tag has at most ${MAX_TAG} characters`, outcome.kind)
      case 'unknownOrganisation':
        throw new AdminRefusal(`there is no customer with the organisation code "${code}"`, outcome.kind)
    }
  })
  return {
    text: `${organisation.code} (${organisation.name}): ${tags.length > 0 ? tags.join(', ') : 'no tags'}`,
    json: { organisation: named(organisation), tags },
  }
}

const AUDIT_LIMIT = 50
const LONGEST_AUDIT = 10_000

export const audit: Deed = async (call) => {
  const { values, desk } = call
  const limit = wholeNumber(call, 'limit') ?? AUDIT_LIMIT
  if (limit < 1 || limit > LONGEST_AUDIT) throw new Usage(`--limit must be 1 to ${LONGEST_AUDIT}`)
  const from = day(call, 'since')
  const since = from === undefined ? undefined : startOfDay(from, desk.config.timeZone)
  const entries = await decide(call, async (stores) => {
    const organisationId = values.organisation === undefined ? undefined : (await customer(call, stores)).id
    return stores.administration.audit({ organisationId, since, limit })
  })
  return {
    text: table(
      ['AT', 'ORGANISATION', 'WHAT', 'ACTOR', 'DETAILS'],
      entries.map((it) => [
        ...[it.at.toISOString(), it.organisation.code, it.what, it.actor, JSON.stringify(it.details)],
      ]),
    ),
    json: {
      entries: entries.map(({ id, at, organisation, actor, what, details }) => ({
        ...{ id, at, organisation: named(organisation), actor, what, details },
      })),
    },
  }
}

/** One document, with --json or without. */
export const exportOne: Deed = async (call) => {
  const code = required(call, 'organisation')
  const outcome = await decide(call, (stores) => exportOrganisation(stores, code, call.now))
  if (outcome.kind !== 'exported')
    throw new AdminRefusal(`there is no customer with the organisation code "${code}"`, outcome.kind)
  return { text: JSON.stringify(outcome.document, null, 2), json: outcome.document }
}
