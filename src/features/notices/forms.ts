import { instantOf } from '../../chat/day.ts'
import type { Field, FieldErrors, Form } from '../../chat/message.ts'
import { noticeCategories } from '../../ports/knowledge.ts'
import type { Catalogue } from '../../ports/products.ts'
import { isDay } from '../plans/index.ts'
import type { NoticeAction, NoticeForm } from './actions.ts'
import {
  type Audience,
  EVERYBODY,
  importances,
  MAX_BODY,
  MAX_ENTRIES,
  MAX_ITEMS,
  MAX_LINKS,
  MAX_TITLE,
  type NoticeContent,
} from './notice.ts'
import { desk, ja } from './phrases.ja.ts'

export type Values = Readonly<Record<string, string>>
type Of<T extends NoticeForm['type']> = Extract<NoticeForm, { type: T }>

export function composeForm(
  action: Of<'notice.compose'>,
  content: NoticeContent | undefined,
): Form<NoticeAction> {
  const { form: words } = desk
  const { missing } = words
  return {
    ...{ title: words.composeTitle, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'title', label: words.title, lines: 'one', maxLength: MAX_TITLE, missing: missing.title },
        initial: content?.title ?? '',
      },
      {
        ...{ name: 'body', label: words.body, hint: words.bodyHint, lines: 'many', maxLength: MAX_BODY },
        ...{ missing: missing.body, initial: content?.body ?? '' },
      },
      {
        ...{ name: 'category', label: words.category, lines: 'options', missing: missing.category },
        options: noticeCategories.map((value) => ({ value, label: ja.categories[value] })),
        initial: content?.category ?? '',
      },
      {
        ...{ name: 'importance', label: words.importance, lines: 'options', missing: missing.importance },
        options: importances.map((value) => ({ value, label: ja.importances[value] })),
        initial: content?.importance ?? 'normal',
      },
      {
        ...{ name: 'acknowledge', label: words.acknowledge, lines: 'options' },
        options: [
          { value: 'no', label: words.no },
          { value: 'yes', label: words.yes },
        ],
        initial: content?.acknowledge ? 'yes' : 'no',
      },
      {
        ...{ name: 'links', label: words.links, hint: words.linksHint, lines: 'many', maxLength: 1_500 },
        initial: (content?.links ?? [])
          .map(({ label, url }) => (label === url ? url : `${label} ${url}`))
          .join('\n'),
      },
      line('items', words.items, words.itemsHint, (content?.items ?? []).join(', ')),
      line('entries', words.entries, words.entriesHint, (content?.entries ?? []).join(', ')),
    ],
    submit: { label: words.save, action },
  }
}

export function addressForm(
  action: Of<'notice.address'>,
  audience: Audience,
  { packages, products }: Catalogue,
): Form<NoticeAction> {
  const { form: words, draft } = desk
  const courses = packages.flatMap(({ code, name }) =>
    (['learning', 'practice'] as const)
      .filter((course) => products.some((it) => it.package === code && it.course === course))
      .map((course) => ({
        value: `${code}/${course}`,
        label: words.packageLine(name, draft.course[course]),
      })),
  )
  const chosen = audience.package === '' ? '' : `${audience.package}/${audience.course}`
  return {
    ...{ title: words.addressTitle, intro: words.addressIntro, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'package', label: words.package, lines: 'options', initial: chosen },
        options: [{ value: 'any', label: words.anyPackage }, ...courses],
      },
      line('organisations', words.organisations, words.organisationsHint, audience.organisations.join(', ')),
      line('tags', words.tags, words.tagsHint, audience.tags.join(', ')),
      line('item', words.item, words.itemHint, String(audience.item?.number ?? '')),
      {
        ...{ name: 'itemState', label: words.itemState, lines: 'options' },
        options: [
          { value: 'open', label: words.itemOpen },
          { value: 'done', label: words.itemDone },
        ],
        initial: audience.item?.state ?? 'open',
      },
    ],
    submit: { label: words.save, action },
  }
}

export function scheduleForm(action: Of<'notice.schedule'>): Form<NoticeAction> {
  const { form: words } = desk
  return {
    ...{ title: words.scheduleTitle, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'when', label: words.when, hint: words.whenHint, missing: words.missing.when },
        ...{ lines: 'one', maxLength: 40 },
      },
    ],
    submit: { label: words.decide, action },
  }
}

export function approveForm(action: Of<'notice.approveAt'>): Form<NoticeAction> {
  const { form: words } = desk
  return {
    ...{ title: words.approveTitle, intro: words.approveIntro, cancel: words.cancel },
    fields: [{ name: 'when', label: words.when, hint: words.approveWhenHint, lines: 'one', maxLength: 40 }],
    submit: { label: words.approve, action },
  }
}

export function sendBackForm(action: Of<'notice.sendBack'>): Form<NoticeAction> {
  const { form: words } = desk
  return {
    ...{ title: words.sendBackTitle, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'reason', label: words.reason, hint: words.reasonHint, missing: words.missing.reason },
        ...{ lines: 'many', maxLength: 500 },
      },
    ],
    submit: { label: words.sendBack, action },
  }
}

const line = (name: string, label: string, hint: string, initial: string): Field => ({
  ...{ name, label, hint, initial, lines: 'one', maxLength: 500 },
})

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors }

/** What there is to refer to. */
export interface Known {
  isItem(number: number): boolean
  isEntry(id: string): boolean
  isOrganisation(code: string): boolean
}

/** `before`: what was written until now, of which the form shows a part. */
export function readContent(
  values: Values,
  known: Pick<Known, 'isItem' | 'isEntry'>,
  before: Pick<NoticeContent, 'files'> | undefined,
): Read<NoticeContent> {
  const { missing, wrong } = desk.form
  const errors: Record<string, string> = {}
  const [title, body] = [(values.title ?? '').trim(), (values.body ?? '').trim()]
  if (title === '') errors.title = missing.title
  if ([...title].length > MAX_TITLE) errors.title = wrong.title(MAX_TITLE)
  if (body === '') errors.body = missing.body
  if (body.length > MAX_BODY) errors.body = wrong.body(MAX_BODY, body.length)
  const category = noticeCategories.find((it) => it === values.category)
  if (!category) errors.category = missing.category
  const importance = importances.find((it) => it === values.importance)
  if (!importance) errors.importance = missing.importance
  const links = linksIn(values.links ?? '')
  if (typeof links === 'string') errors.links = wrong.links(links)
  else if (links.length > MAX_LINKS) errors.links = wrong.linksMany(MAX_LINKS)
  const items = listIn(values.items).map((it) => it.replace(/^no\.?/i, ''))
  const noItem = items.find((it) => !/^\d{1,4}$/.test(it) || !known.isItem(Number(it)))
  if (noItem !== undefined) errors.items = wrong.items(noItem)
  else if (items.length > MAX_ITEMS) errors.items = wrong.itemsMany(MAX_ITEMS)
  const entries = listIn(values.entries).map((it) => it.toUpperCase())
  const noEntry = entries.find((it) => !known.isEntry(it))
  if (noEntry !== undefined) errors.entries = wrong.entries(noEntry)
  else if (entries.length > MAX_ENTRIES) errors.entries = wrong.entriesMany(MAX_ENTRIES)
  if (Object.keys(errors).length > 0 || !category || !importance || typeof links === 'string')
    return { kind: 'wrong', errors }
  return {
    kind: 'read',
    value: {
      ...{ title, body, category, importance, links, entries: [...new Set(entries)] },
      items: [...new Set(items.map(Number))],
      acknowledge: values.acknowledge === 'yes',
      files: before?.files ?? [],
    },
  }
}

/** @returns the line that is no link */
function linksIn(written: string): NoticeContent['links'] | string {
  const links: { label: string; url: string }[] = []
  for (const entry of written.split('\n')) {
    const words = entry.trim()
    if (words === '') continue
    const [, label = '', url = ''] = /^(.*?)\s*(https:\/\/[^\s()|<>]+)$/.exec(words) ?? []
    if (!URL.canParse(url)) return words
    links.push({ label: label === '' ? url : label, url })
  }
  return links
}

export function readAudience(
  values: Values,
  catalogue: Catalogue,
  known: Pick<Known, 'isItem' | 'isOrganisation'>,
): Read<Audience> {
  const { wrong } = desk.form
  const errors: Record<string, string> = {}
  const [code = '', course = ''] = (values.package ?? '').split('/')
  const isKnown = catalogue.packages.some((it) => it.code === code)
  const organisations = listIn(values.organisations).map((it) => it.toUpperCase())
  const unknown = organisations.find((it) => !known.isOrganisation(it))
  if (unknown !== undefined) errors.organisations = wrong.organisations(unknown)
  const [item] = listIn(values.item).map((it) => it.replace(/^no\.?/i, ''))
  if (item !== undefined && (!/^\d{1,4}$/.test(item) || !known.isItem(Number(item))))
    errors.item = wrong.items(item)
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors }
  return {
    kind: 'read',
    value: {
      ...EVERYBODY,
      ...(isKnown && (course === 'learning' || course === 'practice') ? { package: code, course } : {}),
      organisations: [...new Set(organisations)],
      tags: [...new Set(listIn(values.tags))],
      ...(item === undefined
        ? {}
        : { item: { number: Number(item), state: values.itemState === 'done' ? 'done' : 'open' } }),
    },
  }
}

const listIn = (written: string | undefined): readonly string[] =>
  (written ?? '')
    .normalize('NFKC')
    .split(/[,、，・;\n]/)
    .map((it) => it.trim())
    .filter((it) => it !== '')

/** 2026-12-01 10:00, in the desk's time zone, to the minute. */
export function momentIn(written: string, timeZone: string): Date | undefined {
  const words = written.normalize('NFKC').trim().replace(/\//g, '-').replace('T', ' ')
  const [, year, month, day, hour, minute] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d{2})$/.exec(words) ?? []
  if (!year || !month || !day || !hour || !minute) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(date) || Number(hour) > 23 || Number(minute) > 59) return undefined
  return instantOf(date, `${hour.padStart(2, '0')}:${minute}`, timeZone)
}
