import { findAddresses } from './addresses.ts'
import { findNumbers } from './numbers.ts'
import { oneSpelling } from './one-spelling.ts'
import { findOrganisations } from './organisations.ts'
import { findPeople } from './people.ts'
import { findLatinNames } from './romaji.ts'
import { joined, type Span } from './span.ts'
import type { Analyse } from './tokens.ts'
import { publicWords } from './words.ts'

/** What in a text points at a person, an organisation or a place: by its form, or by what the analyser takes it for. */
export function findPersonal(text: string, analyse: Analyse): readonly Span[] {
  const spelt = oneSpelling(text)
  const tokens = analyse(spelt)
  const names = joined([
    ...findOrganisations(spelt, tokens),
    ...findPeople(spelt, tokens, analyse),
    ...findLatinNames(spelt, analyse),
  ]).filter(({ from, to }) => !isPublic(spelt.slice(from, to)))
  const found = joined([...names, ...findNumbers(spelt), ...findAddresses(spelt)])
  return joined([...found, ...again(spelt, found)])
}

const publicSigns = new RegExp(
  publicWords
    .toSorted((a, b) => b.length - a.length)
    .map((it) => it.replace(/[.*+?()[\]]/g, '\\$&'))
    .join('|'),
  'gi',
)
const ofTheirs = /株式会社|センター|本部|支部|工場|事務局|サービス|[\s\d.・/-]/g

const isPublic = (words: string): boolean => {
  const rest = words.replace(publicSigns, '')
  return rest !== words && rest.replace(ofTheirs, '').length <= 1
}

/** Somebody who was named once is masked wherever the name stands. */
function again(text: string, found: readonly Span[]): readonly Span[] {
  const names = found.filter(({ label, from, to }) => (label === '人名' || label === '組織') && to - from > 1)
  return names.flatMap(({ label, from, to }) =>
    occurrences(text, text.slice(from, to)).map((at) => ({ label, from: at, to: at + to - from })),
  )
}

export function occurrences(text: string, words: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) found.push(at)
  return found
}
