/** In how many ways a pattern may be tried from one place of a text. All places are tried, so this bounds the time that a text takes. */
const mostWays = 100_000

/** What is wrong with a regular expression that comes from a file, or undefined. */
export function patternProblem(source: string): string | undefined {
  try {
    new RegExp(source)
  } catch (error) {
    return `no regular expression: ${error instanceof Error ? error.message : String(error)}`
  }
  const ways = waysOf(source)
  if (ways === Number.POSITIVE_INFINITY)
    return 'it may run for very long: give *, + and {n,} an upper bound such as {0,40}'
  if (ways > mostWays)
    return `it may be tried in ${Math.round(ways)} ways from each place of a text; at most ${mostWays}: lower its bounds, or split it into several patterns`
  return undefined
}

/**
 * An upper estimate of the ways in which a valid pattern can be tried from one place: a sequence multiplies those of its parts,
 * a repetition adds up those of each count. Of alternatives that are not repeated only the most laborious counts, since they
 * seldom match the same place.
 */
function waysOf(source: string): number {
  let at = 0

  function alternatives(): { readonly most: number; readonly sum: number } {
    const all = [sequence()]
    while (source[at] === '|') {
      at += 1
      all.push(sequence())
    }
    return { most: Math.max(...all), sum: all.reduce((sum, it) => sum + it, 0) }
  }

  function sequence(): number {
    let ways = 1
    while (at < source.length && source[at] !== '|' && source[at] !== ')') ways *= repeated(atom())
    return ways
  }

  function atom(): { readonly once: number; readonly repeatedly: number } {
    const sign = source[at]
    at += 1
    if (sign === '\\') at += 1
    if (sign === '[') skipClass()
    if (sign !== '(') return { once: 1, repeatedly: 1 }
    at += /^\?(<?[=!]|:|<\w+>)/.exec(source.slice(at))?.[0].length ?? 0
    const { most, sum } = alternatives()
    at += 1
    return { once: most, repeatedly: sum }
  }

  function skipClass(): void {
    while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    at += 1
  }

  function repeated({ once, repeatedly }: ReturnType<typeof atom>): number {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at))
    if (!found) return once
    at += found[0].length
    const [, sign, from = '0', comma, to] = found
    if (sign === '?') return 1 + once
    if (sign !== undefined || (comma !== undefined && to === '')) return Number.POSITIVE_INFINITY
    let ways = 0
    const most = Number(to ?? from)
    for (let count = Number(from); count <= most && ways <= mostWays; count += 1) ways += repeatedly ** count
    return ways
  }

  return alternatives().most
}
