/** What is longer is no label that somebody mistyped. */
const MOST = 100

/** The label that takes the fewest changed characters; undefined where it shares none of them. */
export function nearestLabel(found: string, labels: readonly string[]): string | undefined {
  const written = fold(found).slice(0, MOST)
  const scored = labels.map((label) => ({ label, distance: distanceOf(written, fold(label)) }))
  const [best] = scored
    .filter(({ label, distance }) => distance < Math.max(written.length, fold(label).length))
    .toSorted((one, other) => one.distance - other.distance)
  return best?.label
}

/** Full-width or not, with space around it or not: the same. */
export const fold = (text: string): string => text.normalize('NFKC').trim()

/** Levenshtein's. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at]
    for (let to = 1; to <= other.length; to += 1)
      next.push(
        Math.min(
          (row[to] ?? 0) + 1,
          (next[to - 1] ?? 0) + 1,
          (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[other.length] ?? 0
}
