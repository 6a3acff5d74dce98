import { boldly, linked, verbatim } from '../../chat/message.ts'

const MARKED = /\*\*[^*\n]+\*\*|\[[^\]\n]+\]\(https:\/\/[^\s()|<>]+\)/g

/** What an admin wrote, with **bold**, lists and [links](https://…) in it and no other markup. */
export function markdownOf(body: string): string {
  return body
    .trim()
    .split('\n')
    .map((line) => {
      const [, bullet = '', rest = line] = /^\s*([-*・])\s*(.+)$/.exec(line) ?? []
      const isItem = bullet !== '' && !(bullet === '*' && rest.startsWith('*'))
      return isItem ? `- ${inline(rest)}` : inline(line)
    })
    .join('\n')
}

function inline(line: string): string {
  let [written, at] = ['', 0]
  for (const { 0: marked, index } of line.matchAll(MARKED)) {
    written += verbatim(line.slice(at, index)) + markedAs(marked)
    at = index + marked.length
  }
  return written + verbatim(line.slice(at))
}

function markedAs(marked: string): string {
  if (marked.startsWith('**')) return boldly(marked.slice(2, -2))
  const [, label = '', href = ''] = /^\[([^\]]+)\]\((.+)\)$/.exec(marked) ?? []
  return linked(label, href)
}
