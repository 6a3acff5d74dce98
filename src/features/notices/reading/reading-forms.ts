import type { Context, Locale } from '../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../chat/message.ts'
import type { UnitOfWork } from '../../../ports/unit-of-work.ts'
import type { OrganisationSettingsStore } from '../../membership/index.ts'
import type { NoticeReaderAction } from '../actions.ts'
import { phrases as noticeWords } from '../phrases.ts'
import { noticeTold } from './about-notice.ts'
import type { NoticePreferenceAction, ReadingForm } from './actions.ts'
import type { ReadNoticeStores } from './list-notices.ts'
import { phrases } from './phrases.ts'
import { checkQuietHours, quietForm } from './preference-cards.ts'

interface Ports {
  readonly unitOfWork: UnitOfWork<ReadNoticeStores & { readonly settings: OrganisationSettingsStore }>
}

type Who = Pick<Context, 'organisation' | 'member'>

/** The form behind a button of a customer's; undefined: it is not theirs. Reads only. */
export async function openReadingForm(
  ports: Ports,
  who: Who,
  action: ReadingForm,
): Promise<Form<NoticeReaderAction | NoticePreferenceAction> | undefined> {
  const { organisation, member } = who
  if (organisation.kind !== 'customer') return undefined
  switch (action.type) {
    case 'notices.quiet': {
      if (member.role !== 'owner') return undefined
      const scope = { kind: 'organisation', organisationId: organisation.id } as const
      const chosen = await ports.unitOfWork.decide(scope, ({ settings }) => settings.of(organisation.id))
      return quietForm(chosen.quietHours, member.locale)
    }
    case 'notices.ask': {
      const told = await noticeTold(who, ports, action.id)
      if (!told) return undefined
      const { category, title } = told.content
      return askForm(action, noticeWords[member.locale].notice.title(category, title), member.locale)
    }
  }
}

/** What is wrong with a submission, by field. */
export function checkReadingForm(
  { member }: Who,
  action: ReadingForm,
  values: Readonly<Record<string, string>>,
): FieldErrors {
  return action.type === 'notices.quiet' ? checkQuietHours(values.hours ?? '', member.locale) : {}
}

function askForm(
  action: Extract<ReadingForm, { type: 'notices.ask' }>,
  title: string,
  locale: Locale,
): Form<NoticeReaderAction> {
  const words = phrases[locale].ask
  return {
    ...{ title: words.title, intro: words.intro(title), cancel: words.cancel },
    fields: [
      {
        ...{ name: 'question', label: words.question, hint: words.hint, lines: 'many', maxLength: 3_000 },
        missing: words.missing,
      },
    ],
    submit: { label: words.send, action },
  }
}
