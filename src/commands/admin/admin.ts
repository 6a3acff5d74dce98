import { parseArgs } from 'node:util'
import type { CommandDesk } from '../command-desk.ts'
import type { CommandResult } from '../running-desk.ts'
import { Usage } from '../usage.ts'
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

const ADMIN_USAGE = `npm run admin -- … [--json]
  contract add --organisation CODE --product PRODUCT [--starts DAY] [--ends DAY] [--purchased DAY] [--agreed] [--reason WORDS]
  contract list [--organisation CODE]
  quota show --organisation CODE [--allowance webMeeting|review|counselling]
  quota adjust --organisation CODE --allowance webMeeting|review|counselling --by N --reason WORDS [--term DAY]
  import FILE.csv [--dry-run] [--agreed]        organisations and contracts: all rows, or none
  org create CODE NAME
  org list
  org tag CODE ['製造業,関東'|'']                what its notices can be addressed by; '' takes all away
  export --organisation CODE                    all that is kept of its contracts and people, as JSON
  code issue --organisation CODE [--days N]     prints a code by which the customer's people register
  code revoke --organisation CODE [--ending XXXX]
  code list --organisation CODE
  channel map|unmap --platform P --workspace ID --channel ID --organisation CODE
  channel list --organisation CODE
  member list [--organisation CODE]
  member add --platform P --workspace ID --user ID --role staff|owner|consultant|admin [--name NAME] [--organisation CODE]
  member role --platform P --workspace ID --user ID --role ROLE
  member remove --platform P --workspace ID --user ID
  link --platform slack|teams|web --workspace ID --organisation CODE
  invite admin|consultant [--name NAME]         prints a one-time code (7 days); its receiver writes it to the desk in a direct message
  availability show [--consultant PLATFORM/WORKSPACE/USER]
  availability set --consultant PLATFORM/WORKSPACE/USER [--hours '月〜金 9:30-12:00, 13:00-17:30'] [--slot MINUTES] [--buffer MINUTES]
               [--daily-most N|none] [--weekly-most N|none] [--lead BUSINESS-DAYS] [--horizon DAYS] [--room URL|none]
               [--time-zone ZONE] [--bookable yes|no]
  availability except --consultant PLATFORM/WORKSPACE/USER --day DAY --hours '10:00-12:00'|closed|usual
  availability calendars show --consultant PLATFORM/WORKSPACE/USER
  availability calendars add --consultant PLATFORM/WORKSPACE/USER --url URL   read at once; its busy times are not offered
  availability calendars remove --consultant PLATFORM/WORKSPACE/USER --id ID
  notice draft FILE.md                          from Markdown with front matter: title, category, importance, acknowledge, links, items,
                                                entries, audience (package, course, organisations, tags, item)
  notice preview N-0012                         what customers read, and who they are
  notice send N-0012 [--at '2026-12-01 10:00']  to more organisations than the provider's limit, it asks the admins to approve
  notice list [--limit N]
  notice status N-0012
  checksheets [--csv]                           how far each customer has come with the checksheet
  audit [--organisation CODE] [--since DAY] [--limit N]
  messages list [--state held|waiting|failed] [--organisation CODE] [--limit N]
  messages send --id ID | --all                 one that is set aside or was given up; all that are set aside
  messages drop --id ID | --all
  messages resume                               ends the holding back that follows a restore
  backup FOLDER                                 of the embedded database, also while the desk runs; npm run restore brings it back
  restored                                      after pg_restore, or a copied DATA_DIR, before the first start`

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
