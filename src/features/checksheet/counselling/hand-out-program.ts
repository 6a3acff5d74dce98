import type { Context, Locale, Organisation } from '../../../chat/context.ts'
import { dayOf } from '../../../chat/day.ts'
import type { FileRef } from '../../../chat/file.ts'
import { inOnePiece } from '../../../ports/files.ts'
import { scopeOf } from '../../../ports/unit-of-work.ts'
import { staleCard } from '../../consultation/index.ts'
import { type HandOutPorts, XLSX } from '../exchange/index.ts'
import type { SubmissionPorts } from '../submission.ts'
import { viewOf } from './at-hand.ts'
import { type CounsellingView, programFileCard } from './cards.ts'
import { counsellingName } from './counselling.ts'
import { phrases } from './phrases.ts'
import { programWorkbook } from './workbook.ts'

export type WritePorts = Pick<HandOutPorts, 'files' | 'spreadsheets' | 'library'>

/** A program that was delivered, as a workbook. It is made before the decision. */
export async function handOutProgram(
  ctx: Context,
  ports: WritePorts & SubmissionPorts,
  number: number,
): Promise<void> {
  const written = await workbook(ctx, ports, number)
  return ports.unitOfWork.decide(scopeOf(ctx), async ({ files }, say) => {
    const { locale } = ctx.member
    const kept = written && (await files.keep(ctx.organisation.id, written.id))
    const card = kept ? programFileCard(kept, counsellingName(number), locale) : staleCard(locale)
    await say.send(ctx.conversation, card)
  })
}

/** Undefined: there is none that was delivered to them. */
async function workbook(
  ctx: Context,
  ports: WritePorts & SubmissionPorts,
  number: number,
): Promise<FileRef | undefined> {
  const { organisation, member } = ctx
  if (organisation.kind === 'provider') return undefined
  const scope = { kind: 'organisation', organisationId: organisation.id } as const
  const library = ports.library()
  const view = await ports.unitOfWork.decide(scope, async (stores) => {
    const counselling = await stores.counsellings.find(organisation.id, number)
    return counselling?.state === 'delivered' ? viewOf(stores, library, counselling) : undefined
  })
  return view && writeProgram(ctx, ports, view, { organisation, memberId: member.id, locale: member.locale })
}

/** Not kept yet. For a member of the customer's. */
export function writeProgram(
  { now, timeZone }: Pick<Context, 'now' | 'timeZone'>,
  { files, spreadsheets, library }: WritePorts,
  view: CounsellingView,
  reader: {
    readonly organisation: Pick<Organisation, 'id' | 'name'>
    readonly memberId: string
    readonly locale: Locale
  },
): Promise<FileRef> {
  const { organisation, memberId, locale } = reader
  const its = {
    ...{ organisation: organisation.name, provider: library().provider.serviceName, exportedAt: now },
  }
  const name = phrases[locale].file(counsellingName(view.counselling.number), dayOf(now, timeZone))
  return spreadsheets
    .write(programWorkbook(view, its, locale))
    .then((content) =>
      files.write(
        { organisationId: organisation.id, memberId },
        { name, mimeType: XLSX },
        inOnePiece(content),
      ),
    )
}
