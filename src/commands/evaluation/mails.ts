import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { answeredWith, type Draft, draftReply, sourcesOf } from '../../features/consultation/index.ts'
import type { Library } from '../../ports/knowledge.ts'
import { Usage } from '../usage.ts'
import { actionOf, type Expected, interleaved, type Outcome } from './score.ts'

const ids = z.array(z.string()).default([])
const Mails = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      customer_plan: z.enum(['learning', 'practice']).default('practice'),
      expected: z.object({
        action: z.enum(['answer', 'escalate', 'refuse', 'account']),
        partly: z.boolean().default(false),
        faq_all: ids,
        faq_any: ids,
        sections_any: ids,
        also: ids,
        urgent: z.boolean().default(false),
      }),
    }),
  ),
})
export type Mail = z.infer<typeof Mails>['questions'][number]

/** @throws Usage with what is wrong with the file */
export async function readMails(file: string): Promise<readonly Mail[]> {
  const parsed = Mails.safeParse(parse(await readFile(file, 'utf8')))
  if (!parsed.success) throw new Usage(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data.questions
}

export const expectedOf = ({ expected }: Mail): Expected => ({
  action: expected.action,
  partly: expected.partly,
  all: expected.faq_all,
  any: expected.faq_any,
  others: [...expected.sections_any, ...expected.also],
  urgent: expected.urgent,
})

/** What the desk says to a mail, and how it came to that. */
export interface Considered {
  readonly outcome: Outcome
  readonly draft: Draft
}

/** What a mail is considered with. */
export type Considering = Pick<Library, 'index' | 'classes'>

export function consider({ id, text, customer_plan: course }: Mail, library: Considering): Considered {
  const { index } = library
  const draft = draftReply(text, library)
  if (draft.kind === 'noQuestion')
    return { draft, outcome: { id, action: 'escalate', entries: [], citations: [], urgent: false } }
  const action = actionOf(draft.reply.parts)
  const cited = answeredWith(draft.reply)
    .flatMap((it) => index.entry(it) ?? [])
    .flatMap((entry) => sourcesOf(entry, index, course))
  return {
    draft,
    outcome: {
      id,
      action,
      entries:
        action === 'refuse'
          ? []
          : interleaved(draft.searched.map(({ hits }) => hits.map(({ entry }) => entry.id))),
      citations: [...new Set(cited.map((it) => it.id))],
      urgent: draft.reply.urgent,
    },
  }
}
