import type { Context } from '../../../chat/context.ts'
import type { FieldErrors, Form } from '../../../chat/message.ts'
import type { Library } from '../../../ports/knowledge.ts'
import type { UnitOfWork } from '../../../ports/unit-of-work.ts'
import { isNoticeAdmin, knownTo, type NoticeStores, reading } from '../at-hand.ts'
import { composeForm, readContent, type Values } from '../forms.ts'
import { isOut, type Notice } from '../notice.ts'
import type { SentNoticeForm } from './actions.ts'
import { desk } from './phrases.ja.ts'

/** Of a reason: a line or two. */
export const MAX_REASON = 300

interface Ports {
  readonly unitOfWork: UnitOfWork<NoticeStores>
  readonly library: () => Library
}

/** The form behind a button; undefined: it cannot be done any more, or is not theirs. Reads only. */
export async function openSentForm(
  { unitOfWork }: Pick<Ports, 'unitOfWork'>,
  who: Pick<Context, 'organisation' | 'member'>,
  action: SentNoticeForm,
): Promise<Form | undefined> {
  if (!isNoticeAdmin(who)) return undefined
  const notice = await unitOfWork.decide(reading(who), ({ notices }) =>
    notices.find(who.organisation.id, action.id),
  )
  if (!notice || !isOut(notice)) return undefined
  switch (action.type) {
    case 'notice.correct':
      return correctForm(action, notice)
    case 'notice.recall':
      return recallForm(action)
  }
}

/** As it was written, or as another admin is about to correct it. */
function correctForm(action: SentNoticeForm, { id, content, pending }: Notice): Form {
  const { form: words } = desk
  const written = pending?.kind === 'correction' ? pending.content : content
  return {
    ...composeForm({ type: 'notice.compose', id }, written),
    title: words.correctTitle,
    submit: { label: words.next, action },
  }
}

function recallForm(action: SentNoticeForm): Form {
  const { form: words } = desk
  return {
    ...{ title: words.recallTitle, intro: words.recallIntro, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'reason', label: words.reason, missing: words.missingReason },
        ...{ lines: 'many', maxLength: MAX_REASON },
      },
    ],
    submit: { label: words.next, action },
  }
}

/** What keeps it from being decided, field by field. Reads only; the decision judges again. */
export function checkSentForm(
  { library }: Pick<Ports, 'library'>,
  who: Pick<Context, 'organisation' | 'member'>,
  action: SentNoticeForm,
  values: Values,
): FieldErrors {
  if (!isNoticeAdmin(who)) return {}
  switch (action.type) {
    case 'notice.correct': {
      const written = readContent(values, knownTo(library(), new Set()), undefined)
      return written.kind === 'wrong' ? written.errors : {}
    }
    case 'notice.recall': {
      const wrong = wrongReason(values)
      return wrong === undefined ? {} : { reason: wrong }
    }
  }
}

export const reasonIn = ({ reason = '' }: Values): string => reason.trim()

/** @returns undefined when nothing is wrong with it */
export function wrongReason(values: Values): string | undefined {
  const { form: words } = desk
  const reason = reasonIn(values)
  if (reason === '') return words.missingReason
  return [...reason].length > MAX_REASON ? words.longReason(MAX_REASON) : undefined
}
