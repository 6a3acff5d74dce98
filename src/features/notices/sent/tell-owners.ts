import type { Locale } from '../../../chat/context.ts'
import { heading, message, note, text, verbatim } from '../../../chat/message.ts'
import { readersOf } from '../../membership/index.ts'
import type { NoticePorts } from '../at-hand.ts'
import { isOut } from '../notice.ts'
import type { FailedChannel } from '../notice-store.ts'
import type { AtEditions } from './bring-editions.ts'
import { phrases } from './phrases.ts'
import { placeCard, placeWords, presentOf } from './place-card.ts'
import { remedyOf } from './remedies.ts'

/** So many organisations are looked at together. */
const AT_ONCE = 50

/**
 * Whose channel did not get a notice: its owners get it alone, and are told what to put right, once for each notice. A notice that
 * was recalled is told to nobody.
 */
export async function tellOwners(
  work: AtEditions & { readonly ports: Pick<NoticePorts, 'unitOfWork' | 'providerId' | 'directTo'> },
  id: string,
): Promise<void> {
  const { ports, scope, signal } = work
  while (!signal.aborted) {
    const failed = await ports.unitOfWork.decide(scope, ({ notices }) => notices.untoldFailures(id, AT_ONCE))
    if (failed.length === 0) return
    for (const [organisationId, channels] of Map.groupBy(failed, (it) => it.organisationId))
      await tell(work, id, { organisationId, channels })
  }
}

async function tell(
  { ports, scope, now, timeZone }: Parameters<typeof tellOwners>[0],
  id: string,
  it: { readonly organisationId: string; readonly channels: readonly FailedChannel[] },
): Promise<void> {
  const { organisationId, channels } = it
  const readers = await readersOf(ports, organisationId, ({ role }) => role === 'owner')
  const owners = [...new Map(readers.toReversed().map((reader) => [reader.memberId, reader])).values()]
  await ports.unitOfWork.decide({ ...scope, organisationId }, async ({ notices }, say) => {
    const notice = await notices.find(ports.providerId, id)
    const [first, ...later] = await notices.editions(ports.providerId, id)
    await notices.failureTold(organisationId, id, now)
    if (!notice || !first || !isOut(notice)) return
    const readings = (await notices.readings(id, [organisationId])).get(organisationId) ?? []
    for (const { to, locale } of owners) {
      await say.notify(to, failureCard(notice.content.title, channels, locale))
      const card = placeCard(
        presentOf(notice, [first, ...later]),
        { edition: 'first', isInstead: true, to },
        { readings, timeZone, locale: 'ja' },
      )
      await say.broadcast({ id: first.wave, messages: [card], places: [{ organisationId, to, message: 0 }] })
    }
  })
}

function failureCard(title: string, channels: readonly FailedChannel[], locale: Locale) {
  const { failure: words } = phrases[locale]
  const lines = channels.map(({ to, reason }) =>
    verbatim(words.channel(placeWords(to, locale), remedyOf(reason, locale))),
  )
  return message(
    words.title,
    heading(words.title),
    text(verbatim(words.what(title))),
    text(lines.map((line) => `- ${line}`).join('\n')),
    note(words.next),
  )
}
