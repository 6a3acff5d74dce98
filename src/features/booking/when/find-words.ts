/** A form of words, and what it stands for; undefined where it only looks like one. */
export interface Form<T> {
  readonly form: RegExp
  readonly means: (groups: Groups) => T | undefined
}
export type Groups = Readonly<Record<string, string | undefined>>

/** A word and its place in the text. */
export interface Found<T> {
  readonly start: number
  readonly end: number
  readonly means: T
}

/** Every form is to be global. */
export const form = <T>(source: string, means: (groups: Groups) => T | undefined): Form<T> => ({
  form: new RegExp(source, 'gu'),
  means,
})

/** From left to right, none over another: the one that begins first, then the longer, then the form that stands first. */
export function findWords<T>(text: string, forms: readonly Form<T>[]): readonly Found<T>[] {
  const all = forms
    .flatMap(({ form, means }) =>
      [...text.matchAll(form)].flatMap((found): Found<T>[] => {
        const meaning = found[0] === '' ? undefined : means(found.groups ?? {})
        if (meaning === undefined) return []
        return [{ start: found.index, end: found.index + found[0].length, means: meaning }]
      }),
    )
    .sort((one, other) => one.start - other.start || other.end - one.end)
  const kept: Found<T>[] = []
  for (const word of all) if (word.start >= (kept.at(-1)?.end ?? 0)) kept.push(word)
  return kept
}
