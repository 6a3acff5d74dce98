import { z } from 'zod'
import { ROUTE } from './walk.ts'

const item = z.string().min(1).max(16)
const route = z.string().regex(ROUTE)
const revision = z.number().int().nonnegative()
/** A run's number; 0: the open one. */
const run = z.number().int().nonnegative()

/** What the buttons and forms of the checksheet mean. They speak of the run that is open, unless they name one. */
export const ChecksheetAction = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sheet.show') }),
  /** Goes on where one was. */
  z.object({ type: z.literal('sheet.resume') }),
  /** Begins on this route: at what is not answered yet. */
  z.object({ type: z.literal('sheet.walk'), route }),
  z.object({ type: z.literal('sheet.routes') }),
  z.object({ type: z.literal('sheet.item'), item, route }),
  /** A form: what is said of the item. `rev`: the revision that it was opened on. */
  z.object({ type: z.literal('sheet.fill'), item, rev: revision, route }),
  z.object({ type: z.literal('sheet.skip'), item, route }),
  /** A form: a question about the item. */
  z.object({ type: z.literal('sheet.ask'), item }),
  /** What was drafted is dropped. */
  z.object({ type: z.literal('sheet.drop'), item, route }),
  z.object({ type: z.literal('sheet.history'), item }),
  z.object({ type: z.literal('sheet.pause') }),
  /** Of owners: who answers which category. */
  z.object({ type: z.literal('sheet.team') }),
  z.object({ type: z.literal('sheet.assign'), category: z.number().int().positive() }),
  /** `member` empty: nobody. */
  z.object({ type: z.literal('sheet.assignTo'), category: z.number().int().positive(), member: z.string() }),
  z.object({ type: z.literal('sheet.remind') }),
  z.object({ type: z.literal('sheet.results'), run }),
  /** As a workbook. */
  z.object({ type: z.literal('sheet.excel'), run }),
  /** A workbook that was handed in counts, or does not. */
  z.object({ type: z.literal('sheet.take'), id: z.string().min(1).max(36) }),
  z.object({ type: z.literal('sheet.refuse'), id: z.string().min(1).max(36) }),
  z.object({ type: z.literal('sheet.table'), by: z.enum(['category', 'lecture']), run }),
  z.object({ type: z.literal('sheet.first'), page: z.number().int().nonnegative() }),
  z.object({ type: z.literal('sheet.runs') }),
  z.object({ type: z.literal('sheet.compare'), run, with: run }),
  /** Asks once more; then closes the run that was asked about and begins the next with the same answers. */
  z.object({ type: z.literal('sheet.next') }),
  z.object({ type: z.literal('sheet.nextNow'), run: run.positive() }),
])
export type ChecksheetAction = z.infer<typeof ChecksheetAction>
