import type { OpenMask, PersonalMask } from '../../ports/privacy.ts'
import { findPersonal, occurrences } from './find-personal.ts'
import { joined, type Label, labels, matchesOf, type Span } from './span.ts'
import { type Analyse, createAnalyser } from './tokens.ts'

/** ［人名1］, and as a model may write it: [人名 1], ［人名１］. */
const placeholder = new RegExp(
  `[［\\[] ?(?<label>${labels.join('|')}) ?(?<number>[0-9０-９]{1,6}) ?[］\\]]`,
  'g',
)

/** The analyser is loaded once; masks are cheap. A text of 200 characters takes about a millisecond. */
export async function createOpenMask(): Promise<OpenMask> {
  const analyse = await createAnalyser()
  return (known) => personalMask(known, analyse)
}

function personalMask(known: readonly string[], analyse: Analyse): PersonalMask {
  const names = new Map<string, Label>(
    known.flatMap((name) => [...spellings(name)]).map((it) => [it, kindOf(it)]),
  )
  const placeholders = new Map<string, string>()
  const meanings = new Map<string, string>()
  const counts = new Map<Label, number>()
  /** What this mask has made is not masked again. */
  const masked = new Set<string>()

  function placeholderFor(label: Label, words: string): string {
    const standing = placeholders.get(words)
    if (standing) return standing
    const number = (counts.get(label) ?? 0) + 1
    const made = `［${label}${number}］`
    counts.set(label, number)
    placeholders.set(words, made)
    meanings.set(made, words)
    if ((label === '人名' || label === '組織') && [...words].length > 1) names.set(words, label)
    return made
  }

  return {
    mask: (text) => {
      if (masked.has(text)) return text
      const spans = joined([
        ...matchesOf('原文', placeholder, text),
        ...[...names].flatMap(([name, label]) => spansOf(name, label, text, analyse)),
        ...findPersonal(text, analyse),
      ])
      const made = replaced(text, spans, (label, words) => placeholderFor(label, words))
      if (spans.length > 0) masked.add(made)
      return made
    },
    restore: (text) =>
      text.replace(placeholder, (written, label: string, number: string) => {
        return meanings.get(`［${label}${Number(number.normalize('NFKC'))}］`) ?? written
      }),
  }
}

function replaced(text: string, spans: readonly Span[], by: (label: Label, words: string) => string): string {
  let rest = 0
  let result = ''
  for (const { label, from, to } of spans) {
    result += text.slice(rest, from) + by(label, text.slice(from, to))
    rest = to
  }
  return result + text.slice(rest)
}

const companyForm = /株式会社|有限会社|合同会社|㈱|㈲|[（(][株有][）)]|(?:医療|学校|社会福祉|社団|財団)法人/g
const organisation =
  /株式会社|会社|法人|㈱|㈲|[（(][株有][）)]|製作所|工業|商事|物流|銀行|事務局|組合|協会|病院|大学|学園|\b(?:Inc|Ltd|LLC|Corp|Co)\b/

const kindOf = (name: string): Label => (organisation.test(name) ? '組織' : '人名')

/** 「株式会社みなと製作所」 is みなと製作所 too, and 佐藤 健 also 佐藤健 and 佐藤. */
function spellings(name: string): readonly string[] {
  const whole = name.trim()
  const bare = whole.replace(companyForm, '').trim()
  const parts = kindOf(whole) === '人名' && /[一-龠ぁ-んァ-ヶ]/.test(whole) ? whole.split(/\s+/) : []
  return [...new Set([whole, bare, whole.replace(/\s+/g, ''), parts[0] ?? ''])].filter((it) =>
    /[\p{L}]/u.test(it),
  )
}

/** A name of one sign is masked where it is a word of its own, since it is a part of many others. */
function spansOf(name: string, label: Label, text: string, analyse: Analyse): readonly Span[] {
  const places = occurrences(text, name)
  const found = places.map((from) => ({ label, from, to: from + name.length }))
  if (places.length === 0 || [...name].length > 1) return found
  const words = analyse(text.toWellFormed()).filter(({ surface }) => surface === name)
  return found.filter(({ from }) => words.some((word) => word.from === from))
}
