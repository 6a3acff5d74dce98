import { commentForm, consultationForm, formErrors } from '../features/consultation/index.ts'
import { unknownSenderCard } from '../features/membership/index.ts'
import type { FormAnswer, FormRequest, Intake, Welcome } from '../ports/intake.ts'
import { readAction } from './actions.ts'
import { ja } from './phrases.ja.ts'
import type { AppPorts } from './ports.ts'

/** The part of the desk that answers while a platform's request is open. Reads, rights included; writes nothing. */
export function createIntake(
  ports: Pick<AppPorts, 'directory' | 'library'>,
  inbox: Pick<Intake, 'accept' | 'listensTo'>,
): Intake {
  return {
    ...inbox,
    opensForm: (action) => ['consultation.write', 'consultation.comment'].includes(action.type),
    openForm: async (request: FormRequest): Promise<FormAnswer> => {
      const sender = await ports.directory.whois(request.from)
      if (sender.kind !== 'member') return { kind: 'refused', message: unknownSenderCard(sender.kind) }
      const action = readAction(request.action)
      if (action?.type === 'consultation.comment') return { kind: 'form', form: commentForm(action.id) }
      return { kind: 'form', form: consultationForm(request.prefill) }
    },
    validate: async ({ action, values }) => {
      const field = readAction(action)?.type === 'consultation.comment' ? 'comment' : 'body'
      return values[field]?.trim() ? {} : { [field]: formErrors[field] }
    },
    welcome: async (): Promise<Welcome> => ({
      greeting: ja.welcome.greeting(ports.library().provider.deskName),
      prompts: ja.welcome.prompts,
    }),
  }
}
