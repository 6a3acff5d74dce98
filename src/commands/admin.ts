import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Platform } from '../chat/event.ts'
import { createAdministration, invite } from '../features/membership/index.ts'
import type { CommandDesk } from './command-desk.ts'
import { Usage } from './usage.ts'

export const ADMIN_USAGE = `npm run admin -- …
  invite admin|consultant [--name NAME]        prints a one-time code (7 days); its receiver writes it to the desk in a direct message
  link --platform slack|teams|web --workspace ID --organisation CODE
  member add --platform P --workspace ID --user ID --role staff|owner|consultant|admin [--name NAME] [--organisation CODE]
  member role --platform P --workspace ID --user ID --role ROLE
  member remove --platform P --workspace ID --user ID
  org create CODE NAME`

const Role = z.enum(['staff', 'owner', 'consultant', 'admin'])
const Inviter = z.enum(['admin', 'consultant'])

const OPTIONS = {
  platform: { type: 'string' },
  workspace: { type: 'string' },
  user: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  organisation: { type: 'string' },
} as const

/** What an operator does from the terminal; each deed lands in the audit log. */
export async function admin(
  args: readonly string[],
  { unitOfWork, providerId }: CommandDesk,
): Promise<string> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [subject = '', verb = '', ...rest] = positionals
  const desk = createAdministration(unitOfWork, providerId, 'command line')

  const required = (name: keyof typeof OPTIONS): string => {
    const value = values[name]
    if (!value) throw new Usage(`--${name} is missing\n${ADMIN_USAGE}`)
    return value
  }
  const oneOf = <T extends string>(schema: z.ZodType<T>, name: string, value: string): T => {
    const parsed = schema.safeParse(value)
    if (!parsed.success) throw new Usage(`${name} "${value}" is not known\n${ADMIN_USAGE}`)
    return parsed.data
  }
  const person = () => ({
    platform: oneOf(Platform, '--platform', required('platform')),
    workspace: spelt(required('workspace')),
    user: spelt(required('user')),
  })
  const role = () => oneOf(Role, '--role', required('role'))

  switch (`${subject} ${verb}`.trim()) {
    case 'invite admin':
    case 'invite consultant': {
      const { code, expiresAt } = await invite(unitOfWork, {
        role: oneOf(Inviter, 'role', verb),
        name: values.name,
        actor: 'command line',
        now: new Date(),
        providerId,
      })
      return `${code}\nWrite this code to the desk in a direct message before ${expiresAt.toISOString()}. It works once.`
    }
    case 'link':
      await desk.linkWorkspace(
        oneOf(Platform, '--platform', required('platform')),
        spelt(required('workspace')),
        required('organisation'),
      )
      return `workspace ${values.workspace} belongs to ${values.organisation}`
    case 'member add':
      await desk.addMember(person(), role(), values.name, values.organisation)
      return `${values.user} is ${values.role}`
    case 'member role':
      await desk.changeRole(person(), role())
      return `${values.user} is ${values.role}`
    case 'member remove':
      await desk.removeMember(person(), new Date())
      return `${values.user} is removed`
    case 'org create': {
      const [code, name] = rest
      if (!code || !name) throw new Usage(`org create needs a code and a name\n${ADMIN_USAGE}`)
      await desk.createOrganisation(code, name)
      return `organisation ${code} (${name}) is created`
    }
    default:
      throw new Usage(ADMIN_USAGE)
  }
}

/** Teams' ids are GUIDs, which Microsoft's pages spell in either case; the desk knows them in small letters. */
const spelt = (id: string): string => (z.guid().safeParse(id).success ? id.toLowerCase() : id)
