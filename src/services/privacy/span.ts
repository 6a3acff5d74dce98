/** What a placeholder says of what it stands for; a member's own words that look like a placeholder are 原文. */
export const labels = [
  '人名',
  '組織',
  '住所',
  '郵便番号',
  '電話番号',
  'メール',
  'カード番号',
  '個人番号',
  '番号',
  'IPアドレス',
  'URL',
  '原文',
] as const
export type Label = (typeof labels)[number]

/** From where to where (UTF-16 units, end excluded). */
export interface Span {
  readonly label: Label
  readonly from: number
  readonly to: number
}

/** Spans that overlap, or touch and are of one kind, are one; the longest names it. In order of the text. */
export function joined(spans: readonly Span[]): readonly Span[] {
  const ordered = spans.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from || b.to - a.to)
  const result: Span[] = []
  let longest = 0
  for (const span of ordered) {
    const last = result.at(-1)
    const length = span.to - span.from
    if (last && (span.from < last.to || (span.from === last.to && span.label === last.label))) {
      const label = length > longest ? span.label : last.label
      result[result.length - 1] = { label, from: last.from, to: Math.max(last.to, span.to) }
      longest = Math.max(longest, length)
    } else {
      result.push(span)
      longest = length
    }
  }
  return result
}

/** Every match of `pattern` (global); with a group named `it`, only that part. */
export function matchesOf(label: Label, pattern: RegExp, text: string): readonly Span[] {
  return [...text.matchAll(pattern)].map((match) => {
    const it = match.groups?.it
    const from = match.index + (it === undefined ? 0 : match[0].lastIndexOf(it))
    return { label, from, to: from + (it ?? match[0]).length }
  })
}
