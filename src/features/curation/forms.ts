import type { FieldErrors, Form } from '../../chat/message.ts'
import type { FaqEntry } from '../../ports/knowledge.ts'
import type { CurationAction, CurationForm } from './actions.ts'
import {
  AUDIENCES,
  type CandidateContent,
  isFromChat,
  MAX_ANSWER,
  MAX_PHRASINGS,
  MAX_QUESTION,
  MAX_REASON,
  type Problem,
} from './candidate.ts'
import { desk } from './phrases.ja.ts'

type Of<T extends CurationForm['type']> = Extract<CurationForm, { type: T }>

/** What a candidate says, to be gone through. `base`: the entry that is changed. */
export function contentForm(
  action: Of<'curation.edit' | 'curation.change'>,
  content: CandidateContent,
  categories: ReadonlyMap<string, string>,
  base: FaqEntry | undefined,
): Form<CurationAction> {
  const { form: words } = desk
  const { missing } = words
  const comesOnTop = base !== undefined && !isFromChat(base.id)
  return {
    ...{ title: words.title, intro: words.intro, cancel: words.cancel },
    fields: [
      {
        ...{ name: 'question', label: words.question, initial: content.question },
        ...{ lines: 'one', maxLength: MAX_QUESTION, missing: missing.question },
      },
      {
        ...{ name: 'answer', label: words.answer, initial: content.answer },
        ...{ lines: 'many', maxLength: MAX_ANSWER, missing: missing.answer },
      },
      {
        ...{ name: 'phrasings', label: comesOnTop ? words.morePhrasings : words.phrasings },
        ...{ initial: content.phrasings.join('\n'), lines: 'many', maxLength: MAX_PHRASINGS },
        ...(comesOnTop
          ? { hint: words.morePhrasingsHint(base.phrasings.length) }
          : { hint: words.phrasingsHint, missing: missing.phrasings }),
      },
      {
        ...{ name: 'citations', label: words.citations, hint: words.citationsHint },
        ...{
          initial: content.citations.join('\n'),
          lines: 'many',
          maxLength: 300,
          missing: missing.citations,
        },
      },
      {
        ...{ name: 'category', label: words.category, lines: 'options', missing: missing.category },
        options: [...categories].map(([value, label]) => ({ value, label })),
        initial: content.category,
      },
      {
        ...{ name: 'audience', label: words.audience, lines: 'options', missing: missing.audience },
        options: AUDIENCES.map((value) => ({ value, label: words.audiences[value] })),
        initial: content.audience ?? base?.audience ?? 'any',
      },
      {
        ...{ name: 'next', label: words.next, hint: words.nextHint, lines: 'one', maxLength: 100 },
        initial: (content.next ?? base?.next ?? []).join(' '),
      },
    ],
    submit: { label: words.save, action },
  }
}

export function reasonForm(action: Of<'curation.return' | 'curation.retire'>): Form<CurationAction> {
  const words = action.type === 'curation.return' ? desk.form.return : desk.form.retire
  return {
    ...{ title: words.title, cancel: desk.form.cancel },
    fields: [
      { name: 'reason', label: words.reason, missing: words.missing, lines: 'many', maxLength: MAX_REASON },
    ],
    submit: { label: words.save, action },
  }
}

export function findForm(action: Of<'curation.find'>): Form<CurationAction> {
  const { find: words, cancel } = desk.form
  return {
    ...{ title: words.title, cancel },
    fields: [{ name: 'words', label: words.words, missing: words.missing, lines: 'one', maxLength: 200 }],
    submit: { label: words.save, action },
  }
}

/** Each field says the first thing that is wrong with it. */
export const errorsOf = (problems: readonly Problem[]): FieldErrors =>
  Object.fromEntries(problems.toReversed().map((it) => [it.field, desk.problem(it)]))
