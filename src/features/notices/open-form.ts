import type { Context } from '../../chat/context.ts'
import type { FieldErrors, Form } from '../../chat/message.ts'
import type { NoticeForm } from './actions.ts'
import { isNoticeAdmin, knownTo, mayApprove, type NoticePorts, reading } from './at-hand.ts'
import {
  addressForm,
  approveForm,
  composeForm,
  momentIn,
  readAudience,
  readContent,
  scheduleForm,
  sendBackForm,
  type Values,
} from './forms.ts'
import { isDraft } from './notice.ts'
import { desk } from './phrases.ja.ts'

type Ports = Pick<NoticePorts, 'unitOfWork' | 'library'>

/** The form behind a button; undefined: it cannot be done, or is not theirs. Reads only. */
export async function openNoticeForm(
  { unitOfWork, library }: Ports,
  who: Pick<Context, 'organisation' | 'member'>,
  action: NoticeForm,
): Promise<Form | undefined> {
  if (!isNoticeAdmin(who)) return undefined
  if (action.type === 'notice.compose' && action.id === 'new') return composeForm(action, undefined)
  const notice = await unitOfWork.decide(reading(who), ({ notices }) =>
    notices.find(who.organisation.id, action.id),
  )
  if (!notice || !isDraft(notice)) return undefined
  const isTheirs = notice.state === 'inApproval' && mayApprove(notice, who.member.id)
  switch (action.type) {
    case 'notice.compose':
      return composeForm(action, notice.content)
    case 'notice.address':
      return addressForm(action, notice.audience, library().products)
    case 'notice.schedule':
      return scheduleForm(action)
    case 'notice.approveAt':
      return isTheirs ? approveForm(action) : undefined
    case 'notice.sendBack':
      return isTheirs ? sendBackForm(action) : undefined
  }
}

/** What keeps it from being decided, field by field. Reads only; the decision judges again. */
export async function checkNotice(
  { unitOfWork, library }: Ports,
  who: Pick<Context, 'organisation' | 'member' | 'now' | 'timeZone'>,
  action: NoticeForm,
  values: Values,
): Promise<FieldErrors> {
  if (!isNoticeAdmin(who)) return {}
  switch (action.type) {
    case 'notice.compose': {
      const written = readContent(values, knownTo(library(), new Set()), undefined)
      return written.kind === 'wrong' ? written.errors : {}
    }
    case 'notice.address': {
      const customers = await unitOfWork.decide(reading(who), ({ notices }) => notices.customers())
      const codes = new Set(customers.map(({ organisation }) => organisation.code))
      const written = readAudience(values, library().products, knownTo(library(), codes))
      return written.kind === 'wrong' ? written.errors : {}
    }
    case 'notice.schedule': {
      const at = momentIn(values.when ?? '', who.timeZone)
      if (!at) return { when: desk.form.wrong.when }
      return at < who.now ? { when: desk.send.past } : {}
    }
    case 'notice.approveAt': {
      const when = (values.when ?? '').trim()
      if (when === '') return {}
      const at = momentIn(when, who.timeZone)
      if (!at) return { when: desk.form.wrong.when }
      return at < who.now ? { when: desk.send.past } : {}
    }
    case 'notice.sendBack':
      return (values.reason ?? '').trim() === '' ? { reason: desk.form.missing.reason } : {}
  }
}
