/** The family of the font files that pictures are drawn with. */
export const FONT = 'Noto Sans JP'

export const COLOURS = {
  ground: '#ffffff',
  ink: '#1f2937',
  quiet: '#6b7280',
  grid: '#d7dce3',
  ring: '#f6f8fb',
  present: '#1d5fbf',
  presentFill: 'rgba(29, 95, 191, 0.20)',
  previous: '#d97706',
  track: '#e9edf2',
}

export const WIDTH = 900

/** On two lines of at most so many full-width characters where one is not enough; broken where it reads best. */
export function onTwoLines(label: string, most: number): readonly string[] {
  if (widthOf(label) <= most) return [label]
  const characters = Array.from(label)
  const halves = (at: number) => [
    characters.slice(0, at).join('').trim(),
    characters.slice(at).join('').trim(),
  ]
  const middle = Math.ceil(characters.length / 2)
  const best = characters
    .flatMap((it, at) =>
      at > 0 && '（('.includes(it) ? [at] : '・、 　）)のと'.includes(it) ? [at + 1] : [],
    )
    .filter((at) => at > 1 && at < characters.length - 1)
    .toSorted((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
    .find((at) => halves(at).every((it) => widthOf(it) <= most))
  return halves(best ?? Math.min(middle, Math.floor(most))).map((it) => shortened(it, most))
}

/** With … where it is longer than so many full-width characters. */
export function shortened(label: string, most: number): string {
  if (widthOf(label) <= most) return label
  const characters = Array.from(label)
  while (widthOf(characters.join('')) > most - 1) characters.pop()
  return `${characters.join('')}…`
}

/** In full-width characters. */
export const widthOf = (label: string): number =>
  Array.from(label).reduce((sum, it) => sum + (/[\u0020-\u007e\uff61-\uff9f]/.test(it) ? 0.55 : 1), 0)
