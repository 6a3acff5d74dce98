import { randomUUID } from 'node:crypto'
import type { Action } from '#src/chat/action.ts'
import type { MemberRef } from '#src/chat/event.ts'
import type { Intake } from '#src/ports/intake.ts'
import type { Database } from '#src/services/database/open-database.ts'

interface Forging {
  readonly database: Database
  readonly platform: MemberRef['platform']
  readonly intake: Pick<Intake, 'accept'>
}

/** A member of this name, as the platform knows them. */
export async function refOf(
  { database, platform }: Pick<Forging, 'database' | 'platform'>,
  name: string,
): Promise<MemberRef> {
  const { workspace, user } = await database.prisma.memberIdentity.findFirstOrThrow({
    where: { platform, member: { name } },
  })
  return { platform, workspace, user }
}

/** A press, or a form that is sent, by somebody who was never shown the button. */
export async function forge(
  it: Forging,
  name: string,
  action: Action,
  values?: Readonly<Record<string, string>>,
): Promise<void> {
  const from = await refOf(it, name)
  await it.intake.accept({
    ...{ v: 1, id: `forged/${randomUUID()}`, from, conversation: { kind: 'direct', ...from } },
    ...(values ? { type: 'form', action, values } : { type: 'action', action }),
  })
}
