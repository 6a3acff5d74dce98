/** Shorter than every sentence of a prompt that says anything; no answer happens upon so many of its words in a row. */
const WORDS_IN_A_ROW = 6

/** Whether a reply holds what a prompt says, whatever stands between the words. */
export function repeats(instructions: string, reply: string): boolean {
  const own = new Set(runsOf(instructions))
  return runsOf(reply).some((run) => own.has(run))
}

function runsOf(text: string): readonly string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, Math.max(0, words.length - WORDS_IN_A_ROW + 1))
    .map((_, at) => words.slice(at, at + WORDS_IN_A_ROW).join(' '))
}
