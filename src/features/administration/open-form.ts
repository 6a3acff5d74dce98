import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import type { FieldErrors, Form, Message } from '../../chat/message.ts'
import type { AdministrationForm } from './actions.ts'
import { judgeContract } from './add-contract.ts'
import { judgeAdjustment } from './adjust-quota.ts'
import { type AdministrationPorts, mayChange, reading } from './administration.ts'
import { notAdminCard } from './cards.ts'
import { customerOf } from './customer.ts'
import {
  contractField,
  fieldNames,
  formOf,
  quotaField,
  readChange,
  readCode,
  readContract,
  readTags,
  type Values,
} from './forms.ts'
import { contractWords, quotaWords } from './outcome-words.ts'

/** The form behind a button, or why this person may not have it. Reads only. */
export async function administrationForm(
  ports: AdministrationPorts,
  who: Pick<Context, 'organisation' | 'member'>,
  action: AdministrationForm,
): Promise<
  { readonly kind: 'form'; readonly form: Form } | { readonly kind: 'refused'; readonly message: Message }
> {
  if (!mayChange(who)) return { kind: 'refused', message: notAdminCard(who) }
  const { organisation: id } = action
  const { customer, tags } = await reading(ports, async ({ membership, settings }) => {
    const found = id === 'any' ? undefined : await membership.organisation(id)
    return { customer: found, tags: found ? (await settings.of(found.id)).tags : [] }
  })
  const form = formOf(action, ports.library().products, who.member.locale, customer?.code, tags)
  return { kind: 'form', form }
}

/** What is wrong with a submission, by field. Reads only; the decision judges again. */
export async function checkAdministration(
  ports: AdministrationPorts,
  who: Pick<Context, 'organisation' | 'member' | 'now' | 'timeZone'>,
  { type }: AdministrationForm,
  values: Values,
): Promise<FieldErrors> {
  if (!mayChange(who)) return {}
  const { locale } = who.member
  const { products } = ports.library()
  const today = dayOf(who.now, who.timeZone)
  switch (type) {
    case 'administration.contract': {
      const written = readContract(values, locale)
      if (written.kind === 'wrong') return written.errors
      const outcome = await reading(ports, (stores) => judgeContract(stores, products, written.value, today))
      if (outcome.kind === 'added') return {}
      return { [contractField(outcome)]: contractWords(outcome, products, locale, fieldNames(locale)) }
    }
    case 'administration.adjust': {
      const written = readChange(values, locale)
      if (written.kind === 'wrong') return written.errors
      const on = { now: who.now, today }
      const outcome = await reading(ports, (stores) => judgeAdjustment(stores, products, written.value, on))
      return outcome.kind === 'possible' ? {} : { [quotaField(outcome)]: quotaWords(outcome, locale) }
    }
    case 'administration.code': {
      const written = readCode(values, locale)
      if (written.kind === 'wrong') return written.errors
      const { organisation: code } = written.value
      const outcome = await reading(ports, ({ administration }) => customerOf(administration, code))
      if (outcome.kind === 'customer') return {}
      return { organisation: contractWords(outcome, products, locale, fieldNames(locale)) }
    }
    case 'administration.tags': {
      const written = readTags(values, locale)
      if (written.kind === 'wrong') return written.errors
      const { organisation: code } = written.value
      const outcome = await reading(ports, ({ administration }) => customerOf(administration, code))
      if (outcome.kind === 'customer') return {}
      return { organisation: contractWords(outcome, products, locale, fieldNames(locale)) }
    }
  }
}
