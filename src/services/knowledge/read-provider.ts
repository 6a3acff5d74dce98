import { z } from 'zod'
import type { Period } from '../../chat/context.ts'
import { daysBetween, isDay } from '../../features/plans/index.ts'
import {
  type DeskHours,
  type FixedEntry,
  noticeCategories,
  type ProviderProfile,
  type ResponseTargets,
  type SubmissionTargets,
  weekdays,
} from '../../ports/knowledge.ts'
import { failed, type Parsed, parsed, parseYaml } from './read-document.ts'

const text = z.string().trim().min(1)
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d'
const span = z
  .string()
  .regex(new RegExp(`^${TIME}-(?:${TIME}|24:00)$`), 'expected hours such as 09:30-12:00')
  .refine((it) => it.slice(0, 5) < it.slice(6), 'expected hours that end after they begin')
const LONGEST_CLOSURE_DAYS = 62
const closure = z
  .string()
  .transform((it): Period => {
    const [startsOn = '', endsOn = startsOn] = it.split('..').map((day) => day.trim())
    return { startsOn, endsOn }
  })
  .refine(
    ({ startsOn, endsOn }) => isDay(startsOn) && isDay(endsOn),
    'expected a day such as 2026-08-13, or days such as 2026-12-29..2027-01-03',
  )
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, 'expected days of which the first comes first')
  .refine(
    ({ startsOn, endsOn }) => daysBetween(startsOn, endsOn) <= LONGEST_CLOSURE_DAYS,
    `expected at most ${LONGEST_CLOSURE_DAYS} days at a time`,
  )
const hours = z.strictObject({
  days: z.array(z.enum(weekdays)).min(1),
  hours: z
    .array(span)
    .min(1)
    .refine(
      (spans) => spans.every((it, at) => at === 0 || (spans[at - 1] ?? '').slice(6) <= it.slice(0, 5)),
      'expected hours in order, and apart',
    ),
  closed_on_holidays: z.boolean(),
  extra_closures: z.array(closure).optional(),
})
const contact = z.strictObject({
  name: text.optional(),
  phone: text.nullable().optional(),
  phone_mobile: text.optional(),
  email: text.nullable(),
  offices: z.array(z.strictObject({ name: text, phone: text })).optional(),
})
const duration = z
  .string()
  .regex(/^[1-9]\d{0,2}[mh]$/, 'expected minutes or hours of the desk such as 30m or 4h')
  .transform((it) => Number.parseInt(it, 10) * (it.endsWith('h') ? 60 : 1))
const target = z
  .strictObject({ firstResponse: duration, resolution: duration })
  .refine(
    ({ firstResponse, resolution }) => firstResponse <= resolution,
    'expected a first response no later than the resolution',
  )
const targets = z.strictObject({ normal: target, urgent: target })
const TARGETS: ResponseTargets = {
  learning: {
    normal: { firstResponse: 240, resolution: 1_260 },
    urgent: { firstResponse: 30, resolution: 420 },
  },
  practice: {
    normal: { firstResponse: 180, resolution: 840 },
    urgent: { firstResponse: 30, resolution: 420 },
  },
}
const SUBMISSION_TARGETS: SubmissionTargets = { taken: 420, returned: 1_260 }
const value = z.union([text, z.number()]).nullable()

/** knowledge/provider.yaml: how the operator presents the desk, its policies, and the texts that are never generated. */
export const Provider = z.strictObject({
  version: text,
  confirmed: z.boolean(),
  confirmed_by: value,
  confirmed_on: value,
  service_name: text,
  desk_name: text,
  desk_hours: z.strictObject({ support_center: hours, consultants: hours }),
  contacts: z.strictObject({ support: contact, sales: contact, consultants: contact }),
  portal_url: value,
  portal_video_url: value,
  meeting_length_minutes: z.number().int().positive(),
  meeting_length_confirmed: z.boolean(),
  meeting_max_attendees: z.number().int().positive().nullable(),
  meeting_recording: z.enum(['allowed', 'notAllowed']).nullable(),
  responseTargets: z.strictObject({ learning: targets, practice: targets }).default(TARGETS),
  notices: z
    .strictObject({
      approvalAbove: z.number().int().nonnegative(),
      mandatory: z.array(z.enum(noticeCategories)),
    })
    .default({ approvalAbove: 5, mandatory: ['service'] }),
  submissionTargets: z.strictObject({ taken: duration, returned: duration }).default(SUBMISSION_TARGETS),
  consultationVisibility: z.enum(['ownersSeeSubjects', 'authorOnly']),
  bookingConfirmation: z.enum(['instant', 'byConsultant']),
  cancelCutoff: z.union([
    z.literal('meetingStart').transform(() => ({ kind: 'meetingStart' as const })),
    z
      .string()
      .regex(/^\d{1,3}h$/, 'expected meetingStart, or hours before it such as 24h')
      .transform((it) => ({ kind: 'before' as const, hours: Number.parseInt(it, 10) })),
  ]),
  cancelPolicyConfirmed: z.boolean(),
  cancel_text_while_unconfirmed: text,
  lateCancel: z.enum(['consumed', 'givenBack']),
  noShow: z.enum(['consumed', 'givenBack']),
  consultantCancel: z.enum(['consumed', 'givenBack']).default('givenBack'),
  review_turnaround_business_days: value,
  review_followup_counts: value,
  counselling_turnaround_business_days: value,
  group_company_scope: value,
  who_answers: z.strictObject({ questions: z.array(text).min(1), text }),
  data_handling: z.strictObject({
    questions: z.array(text).min(1),
    text,
    text_while_unconfirmed: text,
    values: z.record(z.string(), text.nullable()),
    approved_by: value,
    approved_on: value,
  }),
})
export type Provider = z.infer<typeof Provider>

export function parseProvider(file: string, source: string): Parsed<Provider> {
  const provider = parseYaml(file, source, Provider)
  if (provider.kind === 'failed') return provider
  const { text: words, values } = provider.value.data_handling
  const unknown = [...words.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in values))
  if (unknown.length === 0) return parsed(provider.value)
  const line = source.split('\n').findIndex((it) => it.includes(`{${unknown[0]}}`)) + 1
  return failed([
    {
      file,
      line,
      reason: `data_handling.text: {${unknown.join('}, {')}} has no value under data_handling.values`,
    },
  ])
}

export const profileOf = (provider: Provider): ProviderProfile => ({
  deskName: provider.desk_name,
  serviceName: provider.service_name,
  consultationVisibility: provider.consultationVisibility,
  ...(provider.confirmed ? { supportContact: contactWords(provider.contacts.support) } : {}),
  consultantHours: hoursOf(provider.desk_hours.consultants),
  responseTargets: provider.responseTargets,
  notices: provider.notices,
  submissionTargets: provider.submissionTargets,
  booking: {
    minutes: provider.meeting_length_minutes,
    confirmation: provider.bookingConfirmation,
    cancelCutoff: provider.cancelCutoff,
    cancelPolicyConfirmed: provider.cancelPolicyConfirmed,
    unconfirmedText: provider.cancel_text_while_unconfirmed,
    lateCancel: provider.lateCancel,
    noShow: provider.noShow,
    consultantCancel: provider.consultantCancel,
  },
})

const hoursOf = (it: Provider['desk_hours']['consultants']): DeskHours => ({
  days: it.days,
  hours: it.hours,
  closedOnHolidays: it.closed_on_holidays,
  extraClosures: it.extra_closures ?? [],
})

/** サポートセンター（電話 …、メール …） */
function contactWords({ name, phone, email }: Provider['contacts']['support']): string | undefined {
  const ways = [...(phone ? [`電話 ${phone}`] : []), ...(email ? [`メール ${email}`] : [])]
  if (ways.length === 0) return name
  return name ? `${name}（${ways.join('、')}）` : ways.join('、')
}

/** The operator's texts as entries: shown as they stand, never generated. */
export function fixedEntries(provider: Provider): readonly FixedEntry[] {
  const { who_answers: whoAnswers, data_handling: dataHandling } = provider
  const values = Object.entries(dataHandling.values)
  const complete = provider.confirmed && values.every(([, it]) => it !== null)
  const dataText = complete
    ? values.reduce((words, [name, it]) => words.replaceAll(`{${name}}`, it ?? ''), dataHandling.text)
    : dataHandling.text_while_unconfirmed
  return [
    {
      kind: 'fixed',
      id: 'FIXED-WHO-ANSWERS',
      title: whoAnswers.questions[0] ?? '',
      phrasings: whoAnswers.questions.slice(1),
      text: whoAnswers.text.replaceAll('{desk_name}', provider.desk_name),
    },
    {
      kind: 'fixed',
      id: 'FIXED-DATA-HANDLING',
      title: dataHandling.questions[0] ?? '',
      phrasings: dataHandling.questions.slice(1),
      text: dataText,
    },
  ]
}
