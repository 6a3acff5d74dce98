import type { Context } from '../../chat/context.ts'
import { dayOf } from '../../chat/day.ts'
import { safeFileName } from '../../chat/file.ts'
import { plainText } from '../../chat/message.ts'
import { CHUNK_BYTES } from '../../ports/files.ts'
import type { Library } from '../../ports/knowledge.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { ticketName } from '../escalation/index.ts'
import type { AnswerPorts } from './answer.ts'
import { consultationCard, recordCard, staleCard } from './cards.ts'
import { questionOf } from './compose.ts'
import { type Consultation, citedIn, hasRecord } from './consultation.ts'
import { phrases } from './phrases.ts'
import { courseOf, readerOf } from './reader.ts'
import { sourceLabel, sourcesOf } from './source-label.ts'

/** The author takes what was asked and answered along, as a text file; nobody else does. */
export function record(
  ctx: Context,
  ports: Pick<AnswerPorts, 'unitOfWork' | 'library'>,
  { id }: { readonly id: string },
): Promise<void> {
  const library = ports.library()
  const { locale } = ctx.member
  return ports.unitOfWork.decide(scopeOf(ctx), async ({ consultations, turns, files }, say) => {
    const owner = { organisationId: ctx.organisation.id, memberId: ctx.member.id }
    const consultation = await consultations.find(owner.organisationId, id)
    if (consultation?.memberId !== owner.memberId || !hasRecord(consultation.state)) {
      await say.send(ctx.conversation, staleCard(locale))
      return
    }
    const said = consultation.answerRow && (await turns.words(owner.organisationId, consultation.answerRow))
    const answer = said || plainText(consultationCard(consultation, library, readerOf(ctx)))
    const content = textFile(recordLines(ctx, consultation, answer, library))
    const file = await files.addRecord(
      owner,
      id,
      { name: recordName(ctx, consultation), mimeType: 'text/plain' },
      content,
    )
    await say.send(ctx.conversation, recordCard(file, locale))
  })
}

function recordLines(
  ctx: Context,
  consultation: Consultation,
  answer: string,
  { index }: Library,
): readonly string[] {
  const { member, organisation, timeZone, now } = ctx
  const { locale } = member
  const { createdAt, subject, state, ticketNumber, question, files } = consultation
  const {
    record: words,
    record: { label },
  } = phrases[locale]
  const line = (name: string, value: string) => words.line(name, value)
  const time = (instant: Date) => words.time(instant, timeZone)
  const sources = citedIn(consultation.reply)
    .flatMap((id) => index.entry(id) ?? [])
    .flatMap((entry) => sourcesOf(entry, index, courseOf(ctx)))
  const labels = new Set(sources.map((it) => `${sourceLabel(it, locale)}  ${questionOf(it)}`))
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', words.section(title), ...lines]
  return [
    words.title,
    '',
    line(label.asked, time(createdAt)),
    line(label.by, words.person(organisation.name, member.name)),
    line(label.subject, subject),
    line(label.state, words.state(state, ticketNumber === undefined ? undefined : ticketName(ticketNumber))),
    ...section(label.question, questionLines(question ?? '', words.shortened)),
    ...section(label.answer, [answer]),
    ...section(label.sources, [...labels]),
    ...section(label.files, files),
    '',
    words.made(time(now)),
  ]
}

/** So much of a question stands in a record, that there is room for the answer. */
const MAX_QUESTION = 40_000

const questionLines = (question: string, shortened: string): readonly string[] =>
  question.length <= MAX_QUESTION
    ? [question]
    : [question.slice(0, MAX_QUESTION).replace(/[\uD800-\uDBFF]$/, ''), shortened]

/** As every editor on Windows opens it without asking: UTF-8 with its mark, lines ended by CR LF. */
function textFile(lines: readonly string[]): Uint8Array {
  const text = `\ufeff${lines.join('\n').replace(/\r\n|\r|\n/g, '\r\n')}\r\n`
  const content = new TextEncoder().encode(text)
  // Should all of it be longer than a file's chunk, it keeps its beginning; no character is cut in half.
  return content.length <= CHUNK_BYTES ? content : whole(content.subarray(0, CHUNK_BYTES))
}

function whole(content: Uint8Array): Uint8Array {
  let end = content.length
  while (end > 0 && ((content[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1
  return content.subarray(0, Math.max(0, end - 1))
}

/** 相談記録_2026-11-24_私物スマホの業務利用.txt */
function recordName({ member, timeZone }: Context, { createdAt, subject }: Consultation): string {
  const about = [...subject].slice(0, 30).join('')
  const parts = [phrases[member.locale].record.fileName, dayOf(createdAt, timeZone), about]
  return safeFileName(
    `${parts
      .filter((it) => it.trim() !== '')
      .join('_')
      .replaceAll('.', '_')}.txt`,
  )
}
