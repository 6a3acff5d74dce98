/** A command was called with words that it does not know. */
export class Usage extends Error {
  override readonly name = 'Usage'
}

export const ADMIN_USAGE = `npm run admin -- … [--json]
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

export const ASK_USAGE = `npm run ask -- "質問" [--as MEMBER] [--explain]
MEMBER is platform/workspace/user, for instance web/minato/tanaka`

const USAGES: Readonly<Record<string, string>> = {
  ...{ admin: ADMIN_USAGE, ask: ASK_USAGE },
  seed: 'npm run seed                            adds what is missing of the demonstration organisations',
  'knowledge:sync':
    'npm run knowledge:sync                  makes the files of knowledge/ what every process serves',
  'knowledge:export':
    'npm run knowledge:export [-- --dry-run]  writes what was changed in chat into the files of knowledge/',
}

/** What a command is called with, where that is what is asked: known without a desk. */
export const helpOn = (name: string, args: readonly string[]): string | undefined =>
  args.includes('--help') || args.includes('-h') ? USAGES[name] : undefined
