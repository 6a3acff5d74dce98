import type { Locale } from '../chat/context.ts'
import { buttons, type Form, message, note, text } from '../chat/message.ts'
import { commentForm, consultationForm, welcome } from '../features/consultation/index.ts'
import { unknownSenderCard } from '../features/membership/index.ts'
import { type FormAnswer, type FormRequest, type Intake, WRITE_CONSULTATION } from '../ports/intake.ts'
import { readAction } from './actions.ts'
import type { AppPorts } from './ports.ts'

/** The part of the desk that answers while a platform's request is open. Reads, rights included; writes nothing. */
export function createIntake(
  ports: Pick<AppPorts, 'directory' | 'library'>,
  inbox: Pick<Intake, 'accept' | 'listensTo'>,
): Intake {
  async function openForm(request: FormRequest): Promise<FormAnswer> {
    const sender = await ports.directory.whois(request.from)
    if (sender.kind !== 'member') return { kind: 'refused', message: unknownSenderCard(sender.kind) }
    return { kind: 'form', form: formOf(request, sender.member.locale) }
  }

  return {
    ...inbox,
    opensForm: (action) => ['consultation.write', 'consultation.comment'].includes(action.type),
    openForm,
    validate: async ({ values, ...request }) => {
      const answer = await openForm(request)
      // Whoever is not a member any more is told so as the event is handled.
      if (answer.kind === 'refused') return {}
      return Object.fromEntries(
        answer.form.fields.flatMap(({ name, missing }) =>
          missing === undefined || values[name]?.trim() ? [] : [[name, missing]],
        ),
      )
    },
    welcome: async (from) => {
      const sender = await ports.directory.whois(from)
      const locale = sender.kind === 'member' ? sender.member.locale : 'ja'
      return welcome(locale, ports.library().provider.deskName)
    },
    home: async (from) => {
      const sender = await ports.directory.whois(from)
      if (sender.kind !== 'member') return unknownSenderCard(sender.kind)
      const { locale } = sender.member
      const { deskName } = ports.library().provider
      const { greeting, prompts } = welcome(locale, deskName)
      return message(
        deskName,
        text(greeting),
        note(prompts.map((it) => `- ${it.text}`).join('\n')),
        buttons({ label: consultationForm(locale).title, action: WRITE_CONSULTATION, tone: 'primary' }),
      )
    },
  }
}

function formOf({ action, prefill }: FormRequest, locale: Locale): Form {
  const known = readAction(action)
  return known?.type === 'consultation.comment'
    ? commentForm(locale, known.id)
    : consultationForm(locale, prefill)
}
