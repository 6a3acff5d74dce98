/** What a seed decides, the same whenever it is asked in the same order. */
export interface Chance {
  /** From 0 up to, and without, 1. */
  next(): number
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True so often. */
  is(share: number): boolean
  /** @throws when there is nothing to choose from */
  oneOf<T>(choices: readonly T[]): T
  /** The key of one of these, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K
  /** Another of the same seed: what one asks leaves the others as they are, whoever comes first. */
  of(name: string): Chance
}

/** mulberry32, seeded by FNV-1a of the seed's name. */
export function chanceOf(seed: string): Chance {
  let state = 2_166_136_261
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 16_777_619)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    whole,
    is: (share) => next() < share,
    oneOf: (choices) => {
      const chosen = choices[whole(0, choices.length - 1)]
      if (chosen === undefined) throw new Error('there is nothing to choose from')
      return chosen
    },
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const known = Object.entries<number>(weights) as [K, number][]
      let at = next() * known.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of known) {
        at -= weight
        if (at < 0) return key
      }
      throw new Error('there is nothing to choose from')
    },
    of: (name) => chanceOf(`${seed}/${name}`),
  }
}
