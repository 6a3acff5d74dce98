import type { Locale } from '../../chat/context.ts'
import type { FileRef } from '../../chat/file.ts'
import { type Element, file, fileLink, note, picture, text, verbatim } from '../../chat/message.ts'
import { type Attachment, type FileFailure, missingBy } from './attachment.ts'
import { desk } from './phrases.ja.ts'
import { phrases } from './phrases.ts'

/** A consultation's files as the consultants see them. */
export function attachmentElements(attachments: readonly Attachment[]): readonly Element<never>[] {
  if (attachments.length === 0) return []
  const linked = attachments.some(({ state }) => state === 'stored')
  return [
    text(`**${desk.title}**`),
    ...attachments.map(lineOf),
    ...checkNotes(attachments, 'ja'),
    ...(linked ? [note(desk.expires)] : []),
  ]
}

function lineOf(attachment: Attachment): Element<never> {
  switch (attachment.state) {
    case 'waiting':
      return note(verbatim(desk.waiting(attachment.name)))
    case 'stored':
      return fileLink(attachment.file)
    case 'failed':
      return note(verbatim(desk.failed(attachment.name, desk.reason[attachment.reason])))
  }
}

/** So many names a line holds. */
const NAMED = 10

export const namesOf = (names: readonly string[], locale: Locale): string =>
  phrases[locale].files.names(names.slice(0, NAMED), names.length - NAMED)

/** Why files can never be had, and which. */
export const missingWords = (names: readonly string[], why: FileFailure, locale: Locale) => ({
  names: namesOf(names, locale),
  reason: phrases[locale].files.reason[why],
})

/** What came with a message, as whom it is for gets it: in order, pictures as pictures. */
export function handedOver(attachments: readonly Attachment[], locale: Locale): readonly Element<never>[] {
  const words = phrases[locale].files
  const stored = attachments.flatMap((it) => (it.state === 'stored' ? [it.file] : []))
  return [
    ...stored.flatMap((it) => (isPicture(it) ? [picture(it, it.name), fileLink(it)] : [file(it)])),
    ...[...missingBy(attachments)].map(([why, names]) => {
      const missing = missingWords(names, why, locale)
      return note(verbatim(words.missing(missing.names, missing.reason)))
    }),
    ...checkNotes(attachments, locale),
    ...(stored.length > 0 ? [note(words.expires)] : []),
  ]
}

/** What was handed over already, as links alone: also where the platform keeps files of its own. */
export function linksOnly(attachments: readonly Attachment[], locale: Locale): readonly Element<never>[] {
  const stored = attachments.flatMap((it) => (it.state === 'stored' ? [it.file] : []))
  return [
    ...stored.map((it) => fileLink(it)),
    ...checkNotes(attachments, locale),
    note(phrases[locale].files.expires),
  ]
}

/** Whether a scanner has looked at them; which, where that differs. */
function checkNotes(attachments: readonly Attachment[], locale: Locale): readonly Element<never>[] {
  const stored = attachments.flatMap((it) => (it.state === 'stored' ? [it] : []))
  const checks = [...new Set(stored.map(({ check }) => check))].sort()
  return checks.map((check) => {
    const names = stored.flatMap((it) => (it.check === check ? [it.name] : []))
    return note(verbatim(phrases[locale].files.check(check, checks.length > 1 ? namesOf(names, locale) : '')))
  })
}

/** What every client draws: of these types, and no larger than a card's picture may be (Teams). */
const isPicture = ({ mimeType, bytes }: FileRef): boolean =>
  /^image\/(png|jpeg|gif)$/.test(mimeType) && bytes <= 1_000_000
