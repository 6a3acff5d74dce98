import { randomUUID } from 'node:crypto'
import type { Context } from '../../../chat/context.ts'
import type { AttachedFile } from '../../../chat/event.ts'
import { MAX_SPREADSHEET_BYTES, type Spreadsheets } from '../../../ports/spreadsheets.ts'
import type { FetchFailure } from '../../attachments/index.ts'
import type { ChecksheetAction } from '../actions.ts'
import { lineCard } from '../cards.ts'
import { type ChecksheetPorts, type Deciding, onSheet, servedSheet } from '../desk.ts'
import { changesIn, problemWords, unreadableWords } from '../excel/index.ts'
import { previewCard, refusedCard, takenCard } from './cards.ts'
import { XLSX } from './hand-out.ts'
import { phrases } from './phrases.ts'
import { planImport } from './plan-import.ts'

/** The bytes of something that a member attached, as the platform hands it over. @throws when it cannot now */
export type FetchBytes = (asked: {
  readonly organisationId: string
  readonly platform: Context['from']['platform']
  readonly workspace: string
  readonly file: AttachedFile
  /** Bytes. */
  readonly most: number
}) => Promise<
  | { readonly kind: 'fetched'; readonly content: Uint8Array }
  | { readonly kind: 'failed'; readonly reason: FetchFailure }
>

export interface TakeInPorts extends ChecksheetPorts {
  readonly fetchBytes: FetchBytes
  readonly spreadsheets: Pick<Spreadsheets, 'read'>
}

/** The workbook that a message hands in, if that is what it is for: it says nothing else, or speaks of the sheet alone. */
export function workbookIn(
  text: string,
  files: readonly AttachedFile[],
  mayAnswer: boolean,
): AttachedFile | undefined {
  const words = text.normalize('NFKC').replace(/[\s。.、,!「」]/g, '')
  const about = /チェック(シート|リスト)|自己(点検|診断|評価)|取り?込|インポート|checksheet|import/i.test(
    words,
  )
  const asks = /[?？]|(です|ます|でしょう|ません)か$/.test(words)
  if (!mayAnswer || asks || words.length > 60 || !(words === '' || about)) return undefined
  return files.find(({ name, mimeType }) => mimeType === XLSX || /\.(xlsx|xlsm|xls|csv|ods)$/i.test(name))
}

/** Reads a filled-in workbook and shows what it would change; nothing does yet. */
export async function takeIn(ctx: Context, ports: TakeInPorts, file: AttachedFile): Promise<void> {
  const { locale } = ctx.member
  const words = phrases[locale].refused
  const { platform, workspace } = ctx.from
  const fetched = await ports.fetchBytes({
    ...{ organisationId: ctx.organisation.id, platform, workspace, file },
    most: MAX_SPREADSHEET_BYTES,
  })
  if (fetched.kind === 'failed') return refuse(ctx, ports, [words.fetch[fetched.reason]], 1)
  const read = await ports.spreadsheets.read(fetched.content)
  if (read.kind !== 'read') return refuse(ctx, ports, [unreadableWords(read, locale)], 1)
  const sheet = servedSheet(ports.library())
  const found = sheet && changesIn(sheet, read.workbook)
  if (found?.kind === 'problems')
    return refuse(
      ctx,
      ports,
      found.problems.map((it) => problemWords(it, locale)),
      found.total,
    )
  return onSheet(ctx, ports, async ({ stores, say, view }) => {
    if (!found) return
    const { entries, revisions } = found
    const { id: organisationId } = ctx.organisation
    const isOtherRun = found.run !== view.run.id
    const bases = isOtherRun
      ? new Map()
      : await stores.checksheets.entriesAt(organisationId, view.run.id, revisions)
    const plan = planImport(view.sheet, entries, bases, view.answers)
    const id = randomUUID()
    const shown = { sheet: view.sheet, id, plan, present: view.answers, isOtherRun }
    const cardRow = await say.send(ctx.conversation, previewCard(shown, locale))
    await stores.checksheets.addImport(organisationId, {
      ...{ id, memberId: ctx.member.id, runId: view.run.id, entries, cardRow, at: ctx.now },
      revisions: isOtherRun ? new Map() : revisions,
    })
  })
}

function refuse(
  ctx: Context,
  ports: ChecksheetPorts,
  lines: readonly string[],
  total: number,
): Promise<void> {
  return onSheet(ctx, ports, async ({ say }) => {
    await say.send(ctx.conversation, refusedCard(lines, total, ctx.member.locale))
  })
}

/** Whoever handed it in says whether it counts: all of it, or nothing. Once. */
export function settleImport(
  ctx: Context,
  ports: ChecksheetPorts,
  { type, id }: Extract<ChecksheetAction, { type: 'sheet.take' | 'sheet.refuse' }>,
): Promise<void> {
  return onSheet(ctx, ports, async (it) => {
    const { stores, say, view } = it
    const { id: organisationId } = ctx.organisation
    const words = phrases[ctx.member.locale]
    const as = type === 'sheet.take' ? 'taken' : 'dropped'
    const handed = await stores.checksheets.settleImport(organisationId, { id, memberId: ctx.member.id, as })
    if (!handed || handed.runId !== view.run.id)
      return void (await say.send(ctx.conversation, lineCard(words.settled)))
    if (as === 'dropped') return say.update(handed.cardRow, lineCard(words.dropped))
    return take(ctx, it, handed)
  })
}

type HandedIn = NonNullable<Awaited<ReturnType<Deciding['stores']['checksheets']['settleImport']>>>

async function take(ctx: Context, { stores, say, view }: Deciding, handed: HandedIn): Promise<void> {
  const { id: organisationId } = ctx.organisation
  const { sheet, run } = view
  const bases = await stores.checksheets.entriesAt(organisationId, run.id, handed.revisions)
  // As things stand now: what others changed since the preview is no more overwritten than before it.
  const answers = await stores.checksheets.lockAnswers(organisationId, run.id)
  const { changes, conflicts } = planImport(sheet, handed.entries, bases, answers)
  const by = { memberId: ctx.member.id, at: ctx.now, source: 'import' } as const
  for (const { item, entry } of changes) {
    const answer = { ...entry, itemId: item.id, needsLook: false }
    const expected = answers.get(item.id)?.revision ?? 0
    if (!(await stores.checksheets.save(organisationId, run.id, answer, expected, by)))
      throw new Error(`item ${item.id} was begun meanwhile`)
  }
  for (const { item, entry } of conflicts)
    await stores.checksheets.saveDraft(organisationId, ctx.member.id, run.id, {
      ...{ ...entry, itemId: item.id, at: ctx.now },
    })
  await say.update(handed.cardRow, takenCard(changes.length, conflicts, ctx.member.locale))
}
