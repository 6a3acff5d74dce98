import { parseArgs } from 'node:util'
import type { CommandDesk } from '../command-desk.ts'
import type { CommandResult } from '../running-desk.ts'
import { ADMIN_USAGE, Usage } from '../usage.ts'
import * as availability from './availability.ts'
import { backup } from './back-up.ts'
import { calendars } from './calendars.ts'
import { type Deed, OPTIONS, todayOf } from './call.ts'
import { checksheetProgress } from './checksheets.ts'
import * as contracts from './contracts.ts'
import { importFile } from './import.ts'
import * as messages from './messages.ts'
import * as notices from './notices.ts'
import * as organisations from './organisations.ts'
import * as people from './people.ts'
import * as quota from './quota.ts'
import * as registration from './registration.ts'

/** By subject and verb; a subject alone takes what follows as it is. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'contract add': contracts.add,
  'contract list': contracts.list,
  'quota show': quota.show,
  'quota adjust': quota.adjust,
  'org create': organisations.createOrganisation,
  'org list': organisations.listOrganisations,
  'org tag': organisations.tagOrganisation,
  'code issue': registration.issueCode,
  'code revoke': registration.revokeCodes,
  'code list': registration.listCodes,
  'channel map': registration.map,
  'channel unmap': registration.unmap,
  'channel list': registration.listChannels,
  'member list': people.listMembers,
  'member add': people.addMember,
  'member role': people.changeRole,
  'member remove': people.removeMember,
  import: importFile,
  export: organisations.exportOne,
  link: people.link,
  invite: people.inviteOne,
  'notice draft': notices.draft,
  'notice preview': notices.preview,
  'notice send': notices.send,
  'notice list': notices.list,
  'notice status': notices.status,
  checksheets: checksheetProgress,
  'messages list': messages.listMessages,
  'messages send': messages.sendMessages,
  'messages drop': messages.dropMessages,
  'messages resume': messages.resumeMessages,
  ...{ backup, restored: messages.restored },
  audit: organisations.audit,
  'availability show': availability.show,
  'availability set': availability.set,
  'availability except': availability.except,
  'availability calendars': calendars,
}

/** What an operator does from the terminal; each change lands in the audit log. `input`: of the file that is named. */
export async function admin(
  args: readonly string[],
  desk: CommandDesk,
  input?: Uint8Array,
): Promise<CommandResult> {
  const { values, positionals } = parseArgs({
    args: [...withNegatives(args)],
    options: OPTIONS,
    allowPositionals: true,
  })
  const [subject = '', verb = ''] = positionals
  const alone = DEEDS[subject]
  const deed = alone ?? DEEDS[`${subject} ${verb}`]
  if (!deed) throw new Usage(ADMIN_USAGE)
  const now = desk.clock()
  const call = { desk, values, rest: positionals.slice(alone ? 1 : 2), input, now, today: todayOf(desk, now) }
  const { text, json, refused = false } = await told(() => deed(call))
  const words = values.json ? JSON.stringify(json) : text
  if (!refused) return { code: 0, out: words, err: '' }
  return values.json ? { code: 1, out: words, err: '' } : { code: 1, out: '', err: words }
}

/** `--by -1` as `--by=-1`: parseArgs takes what begins with a dash for an option. */
const withNegatives = (args: readonly string[]): readonly string[] =>
  args.flatMap((it, at) => {
    if (it === '--by' && /^-\d/.test(args[at + 1] ?? '')) return [`--by=${args[at + 1]}`]
    return args[at - 1] === '--by' && /^-\d/.test(it) ? [] : [it]
  })

/** Called wrongly, one hears how to call it. */
async function told<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof Usage) throw new Usage(`${error.message}\n${ADMIN_USAGE}`)
    throw error
  }
}
