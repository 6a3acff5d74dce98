/** Shorter than every sentence of a prompt that says anything; no answer happens upon so many of its words in a row. */
const WORDS_IN_A_ROW = 6

/** Whether what a reply says holds what a prompt says, whatever stands between the words. */
export function repeats(instructions: string, reply: unknown): boolean {
  const own = new Set(runsOf(instructions))
  return runsOf(stringsIn(reply).join('\n')).some((run) => own.has(run))
}

function runsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, Math.max(0, words.length - WORDS_IN_A_ROW + 1))
    .map((_, at) => words.slice(at, at + WORDS_IN_A_ROW).join(' '))
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}
