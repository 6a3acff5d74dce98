import type { Logger } from 'pino'
import type { InboundEvent, MemberRef } from '../../chat/event.ts'
import type { Intake } from '../../ports/intake.ts'
import type { SlackAccess } from './access.ts'
import { renderHome } from './render.ts'

/** The desk's Home, one view for each member. */
export interface Home {
  /** Draws it as it is now. Failing is harmless: it is drawn again whenever it is opened. */
  publish(member: MemberRef): void
  /** Resolves when every drawing that was begun has ended. */
  settled(): Promise<void>
}

export function slackHome(intake: Pick<Intake, 'home'>, access: SlackAccess, log: Logger): Home {
  // One after the other for each member: the last that is drawn is the newest.
  const underWay = new Map<string, Promise<void>>()

  async function draw(member: MemberRef): Promise<void> {
    const entry = await access.to(member.workspace)
    if (entry.kind !== 'open') return
    const { client } = entry
    await client.views.publish({ user_id: member.user, view: renderHome(await intake.home(member)) })
  }

  return {
    publish: (member) => {
      const key = `${member.workspace}/${member.user}`
      const drawn = (underWay.get(key) ?? Promise.resolve())
        .then(() => draw(member))
        .catch((error: unknown) => log.info({ err: error }, 'slack: a home was not drawn'))
        .finally(() => {
          if (underWay.get(key) === drawn) underWay.delete(key)
        })
      underWay.set(key, drawn)
    },
    settled: async () => void (await Promise.all(underWay.values())),
  }
}

/**
 * Whether a decision may have changed what the Home of its member shows while it is looked at: a press in it tells no message,
 * and a form may have been opened from it.
 */
export const mayShowInHome = (event: InboundEvent): boolean =>
  event.type === 'form' || (event.type === 'action' && event.message === undefined)
