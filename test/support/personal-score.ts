import type { PersonalMask } from '#src/ports/privacy.ts'

export interface PersonalScore {
  /** Of what is marked, how much is masked with every letter of it. */
  readonly recall: number
  /** Of what is masked, how much is marked. */
  readonly precision: number
  /** What went wrong, to read. */
  readonly wrong: readonly string[]
}

/** Masks each sentence with a mask of its own, and holds it against the marks 〔〕. */
export function scoreOf(sentences: readonly string[], open: () => PersonalMask): PersonalScore {
  let marked = 0
  let kept = 0
  let masked = 0
  let right = 0
  const wrong: string[] = []
  for (const sentence of sentences) {
    const { text, marks } = read(sentence)
    const found = maskedIn(text, open())
    const leaks = marks.filter(
      (mark) => !lettersOf(text, mark).every((at) => found.some((it) => it.from <= at && at < it.to)),
    )
    const needless = found.filter((it) => !marks.some((mark) => mark.from < it.to && it.from < mark.to))
    marked += marks.length
    kept += marks.length - leaks.length
    masked += found.length
    right += found.length - needless.length
    wrong.push(
      ...leaks.map(({ from, to }) => `not masked: ${text.slice(from, to)} in ${text}`),
      ...needless.map(({ from, to }) => `masked: ${text.slice(from, to)} in ${text}`),
    )
  }
  return { recall: kept / marked, precision: right / masked, wrong }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

function read(sentence: string): { readonly text: string; readonly marks: readonly Stretch[] } {
  const parts = sentence.split(/[〔〕]/)
  let text = ''
  const marks: Stretch[] = []
  parts.forEach((part, at) => {
    if (at % 2 === 1) marks.push({ from: text.length, to: text.length + part.length })
    text += part
  })
  return { text, marks }
}

const lettersOf = (text: string, { from, to }: Stretch): readonly number[] =>
  Array.from({ length: to - from }, (_, at) => from + at).filter((at) => /[\p{L}\p{N}]/u.test(text[at] ?? ''))

/** Read off the masked text: what stands between two placeholders stands in the text, too. */
function maskedIn(text: string, mask: PersonalMask): readonly Stretch[] {
  const found: Stretch[] = []
  let at = 0
  for (const part of mask.mask(text).split(/(［[^［］]+］)/)) {
    const length = mask.restore(part).length
    if (mask.restore(part) !== part) found.push({ from: at, to: at + length })
    at += length
  }
  return found
}
