import { type Allowance, allowances, type Locale } from '../../chat/context.ts'
import type { Field, FieldErrors, Form } from '../../chat/message.ts'
import type { Catalogue } from '../../ports/products.ts'
import type { AdministrationForm } from './actions.ts'
import type { WishOf } from './add-contract.ts'
import type { QuotaChange, QuotaRefusal } from './adjust-quota.ts'
import type { ContractRefusal } from './contract-wish.ts'
import type { UnknownOrganisation } from './customer.ts'
import { type FieldNames, productChoices } from './outcome-words.ts'
import { phrases } from './phrases.ts'
import { MAX_TAG, MAX_TAGS, tagsIn, tagsRefusal } from './set-tags.ts'

export type Values = Readonly<Record<string, string>>

const MAX = { code: 40, product: 40, day: 20, short: 20, reason: 300 } as const

/** `code`: of the customer that it begins with. */
export function formOf(
  action: AdministrationForm,
  catalogue: Catalogue,
  locale: Locale,
  code = '',
  tags: readonly string[] = [],
): Form<AdministrationForm> {
  const { form: words } = phrases[locale]
  const organisation: Field = {
    ...{ name: 'organisation', label: words.organisation, hint: words.organisationHint, initial: code },
    ...{ lines: 'one', missing: words.organisationMissing, maxLength: MAX.code },
  }
  const reason: Field = {
    ...{ name: 'reason', label: words.reason, hint: words.reasonHint, lines: 'many', maxLength: MAX.reason },
  }
  const made = (title: string, submit: string, ...fields: readonly Field[]): Form<AdministrationForm> => ({
    ...{ title, fields: [organisation, ...fields], submit: { label: submit, action }, cancel: words.cancel },
  })
  switch (action.type) {
    case 'administration.contract':
      return made(
        words.contractTitle,
        words.register,
        {
          ...{ name: 'product', label: words.product, hint: words.productHint(productChoices(catalogue)) },
          ...{ lines: 'one', missing: words.productMissing, maxLength: MAX.product },
        },
        optional('purchasedOn', words.purchasedOn, words.purchasedOnHint, MAX.day),
        optional('startsOn', words.startsOn, words.startsOnHint, MAX.day),
        optional('endsOn', words.endsOn, words.endsOnHint, MAX.day),
        optional('agreed', words.agreed, words.agreedHint, MAX.short),
        reason,
      )
    case 'administration.adjust':
      return made(
        words.adjustTitle,
        words.change,
        {
          ...{ name: 'allowance', label: words.allowance, hint: words.allowanceHint },
          ...{ lines: 'one', missing: words.allowanceMissing, maxLength: MAX.short },
        },
        {
          ...{ name: 'times', label: words.times, hint: words.timesHint },
          ...{ lines: 'one', missing: words.timesMissing, maxLength: MAX.short },
        },
        { ...reason, missing: words.reasonMissing },
      )
    case 'administration.code':
      return made(words.codeTitle, words.issue, optional('days', words.days, words.daysHint, MAX.short))
    case 'administration.tags':
      return made(words.tagsTitle, words.tag, {
        ...optional('tags', words.tags, words.tagsHint, MAX_TAGS * (MAX_TAG + 2)),
        initial: tags.join(', '),
      })
  }
}

const optional = (name: string, label: string, hint: string, maxLength: number): Field => ({
  ...{ name, label, hint, lines: 'one', maxLength },
})

/** What the form's fields are called, where an outcome speaks of them. */
export const fieldNames = (locale: Locale): FieldNames => phrases[locale].form

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors }

export interface WrittenContract extends WishOf {
  readonly reason: string
}

export function readContract(values: Values, locale: Locale): Read<WrittenContract> {
  const { form: words } = phrases[locale]
  const agreed = written(values, 'agreed').toLowerCase()
  if (agreed !== '' && !words.yes.includes(agreed)) return wrong('agreed', words.agreedWrong)
  const { organisation = '', product = '', purchasedOn, startsOn, endsOn, reason = '' } = values
  const value = { organisation, product, purchasedOn, startsOn, endsOn, reason: reason.trim() }
  return { kind: 'read', value: { ...value, agreed: agreed !== '' } }
}

export interface WrittenChange extends QuotaChange {
  readonly reason: string
}

export function readChange(values: Values, locale: Locale): Read<WrittenChange> {
  const { form: words } = phrases[locale]
  const allowance = allowanceCalled(written(values, 'allowance'))
  const times = wholeNumber(written(values, 'times').replace(/^[‐‑–—−ー]/, '-'))
  if (!allowance) return wrong('allowance', words.allowanceHint)
  if (times === undefined || times === 0 || Math.abs(times) > 999) return wrong('times', words.timesWrong)
  const { organisation = '', reason = '' } = values
  if (reason.trim() === '') return wrong('reason', words.reasonMissing)
  return { kind: 'read', value: { organisation, allowance, by: times, reason: reason.trim() } }
}

export interface WrittenCode {
  readonly organisation: string
  readonly validDays?: number
}

export function readCode(values: Values, locale: Locale): Read<WrittenCode> {
  const days = written(values, 'days')
  const { organisation = '' } = values
  if (days === '') return { kind: 'read', value: { organisation } }
  const validDays = wholeNumber(days)
  if (validDays === undefined || validDays < 1 || validDays > 365)
    return wrong('days', phrases[locale].form.daysWrong)
  return { kind: 'read', value: { organisation, validDays } }
}

export interface WrittenTags {
  readonly organisation: string
  readonly tags: readonly string[]
}

export function readTags(values: Values, locale: Locale): Read<WrittenTags> {
  const { organisation = '' } = values
  const tags = tagsIn(values.tags ?? '')
  const refusal = tagsRefusal(tags)
  return refusal ? wrong('tags', tagsWords(refusal, locale)) : { kind: 'read', value: { organisation, tags } }
}

export const tagsWords = (why: 'tooMany' | 'tooLong', locale: Locale): string => {
  const { form: words } = phrases[locale]
  return why === 'tooMany' ? words.tagsMany(MAX_TAGS) : words.tagsLong(MAX_TAG)
}

/** The field that a refused purchase is about. */
export function contractField(refusal: ContractRefusal | UnknownOrganisation): string {
  switch (refusal.kind) {
    case 'unknownOrganisation':
      return 'organisation'
    case 'unknownProduct':
      return 'product'
    case 'notADay':
      return refusal.field
    case 'noPeriodOfItsOwn':
      return 'startsOn'
    case 'refused':
      if (refusal.why === 'endsBeforeStart') return 'endsOn'
      return refusal.why === 'overlaps' ? 'startsOn' : 'product'
    case 'person':
      return refusal.why === 'overAYearLate' ? 'startsOn' : 'agreed'
  }
}

export const quotaField = ({ kind }: QuotaRefusal): string =>
  kind === 'notEnoughLeft' ? 'times' : 'organisation'

const wrong = (field: string, words: string): { readonly kind: 'wrong'; readonly errors: FieldErrors } => ({
  kind: 'wrong',
  errors: { [field]: words },
})

const written = (values: Values, name: string): string =>
  (values[name] ?? '').normalize('NFKC').replace(/\s/g, '')

const wholeNumber = (words: string): number | undefined =>
  /^[+-]?\d{1,6}$/.test(words) ? Number(words) : undefined

function allowanceCalled(words: string): Allowance | undefined {
  const called = words.toLowerCase()
  return allowances.find((it) =>
    [it, phrases.ja.allowance[it], phrases.en.allowance[it], ALSO[it]].some(
      (name) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase() === called,
    ),
  )
}

const ALSO: Readonly<Record<Allowance, string>> = {
  webMeeting: '個別相談',
  review: 'シート添削',
  counselling: 'counseling',
}
