import { parseArgs } from 'node:util'
import { dayOf } from '../chat/day.ts'
import { MemberRef } from '../chat/event.ts'
import {
  type Draft,
  draftReply,
  explain,
  previewReply,
  type Reader,
  withFollowUps,
  withinContract,
} from '../features/consultation/index.ts'
import { entitlementOn } from '../features/plans/index.ts'
import { createDirectory } from '../services/database/membership-store.ts'
import type { CommandDesk } from './command-desk.ts'
import { ASK_USAGE, Usage } from './usage.ts'

/** What the desk would answer by its rules, printed as a member would read it; nothing is said to anybody. */
export async function ask(args: readonly string[], desk: CommandDesk): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { as: { type: 'string' }, explain: { type: 'boolean' } },
    allowPositionals: true,
  })
  const question = positionals.join(' ')
  if (!question) throw new Usage(ASK_USAGE)
  const library = desk.library.current()
  const reader = await readerOf(desk, values.as)
  const draft = withFollowUps(reader.opened(draftReply(question, library)), library, reader.course)
  if (draft.kind === 'noQuestion') return `(no question: ${draft.why})`
  const preview = previewReply(draft.reply, library, reader)
  return values.explain ? `${preview}\n\n${explain(draft, question, library)}` : preview
}

async function readerOf(
  { database, config, library, clock }: CommandDesk,
  as: string | undefined,
): Promise<Reader & { readonly opened: (draft: Draft) => Draft }> {
  if (!as) return { name: 'お客', course: 'practice', opened: (draft) => draft }
  const [platform, workspace, user] = as.split('/')
  const from = MemberRef.safeParse({ platform, workspace, user }).data
  if (!from) throw new Usage(ASK_USAGE)
  const sender = await createDirectory(database.sql).whois(from)
  if (sender.kind !== 'member') throw new Usage(`${as} is not a member\n${ASK_USAGE}`)
  const today = dayOf(clock(), config.timeZone)
  const { organisation, member, contracts } = sender
  const known = library.current()
  const contract = entitlementOn(known.products, contracts, today)
  return {
    ...{ name: member.name, course: contract.course },
    opened: (draft) => withinContract(draft, { contract, organisation }, known),
  }
}
