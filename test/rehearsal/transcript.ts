import type { SeenForm, SeenMessage } from '#test/support/world.ts'

/** Where its pictures are, beside the transcript. */
export const PICTURES = 'pictures/rehearsal'

/** Everything that anybody saw or did, in the order in which it happened, as a page to be read. */
export function createTranscript() {
  const lines: string[] = []
  const push = (...more: readonly string[]) => lines.push(...more, '')

  return {
    act: (title: string) => push(`## ${title}`),
    moment: (words: string, day: string) => push(`*${day.slice(0, 4)}年${words}*`),
    wrote: (who: string, words: string, files: readonly string[]) =>
      push(
        `**${who}**`,
        quoted(
          [...(words === '' ? [] : [withoutCodes(words)]), ...files.map((name) => `📎 ${name}`)].join('\n'),
        ),
      ),
    did: (who: string, deed: string) => push(`**${who}**：${deed}`),
    filled: (who: string, label: string, form: SeenForm, values: Readonly<Record<string, string>>) => {
      const fields = form.fields
        .filter(({ name }) => (values[name] ?? '') !== '')
        .map(({ name, label: field }) => `- ${field}：${oneLine(withoutCodes(values[name] ?? ''))}`)
      push(`**${who}**：［${label}］を開き、「${form.title}」に入力する`, ...fields)
    },
    pictured: (name: string, about: string) => push(`![${about}](${PICTURES}/${name}.png)`),
    typed: (command: string, printed: string) =>
      push(
        '**運営者（端末）**',
        '```',
        `npm run ${withoutCodes(command).replace(/^(\S+) /, '$1 -- ')}`,
        withoutCodes(printed),
        '```',
      ),
    said: (where: string, { words, buttons, files = [] }: SeenMessage, is: 'new' | 'changed') =>
      push(
        `**相談窓口 → ${where}**${is === 'changed' ? '（表示の更新）' : ''}`,
        quoted(withoutCodes(words)),
        ...(files.length > 0 ? [`> 📎 ${files.map(({ name }) => name).join('、')}`] : []),
        ...(buttons.length > 0 ? [`> ${buttons.map((it) => `［${it}］`).join(' ')}`] : []),
      ),
    /** Without trailing blank lines. */
    text: () => `${HEAD}${lines.join('\n').trimEnd()}\n`,
  }
}

const HEAD = `# The rehearsal

Nine months of two customers, one in Slack, the other in Teams and in the web chat, as everybody saw them: written by \`npm run rehearsal\`,
which drives the desk through the platforms' own requests, and a browser, under a clock of its own (test/rehearsal). ［…］ are buttons; what opens something is not shown.
Pictures show a card as Slack (left) and as Teams (right) draw it.

`

const quoted = (words: string): string =>
  words
    .split('\n')
    // Teams reads a plain message as Markdown.
    .map((line) => `> ${line.replace(/\\([_*~`])/g, '$1').replace(/([<>*_`])/g, '\\$1')}`.trimEnd())
    .join('  \n')

const oneLine = (words: string): string => words.replace(/\s*\n\s*/g, ' ／ ')

/** What opens something is not written down; what differs from one run to the next reads the same. */
const withoutCodes = (words: string): string =>
  words
    .replace(/\b([A-Z]{2})(-[A-Z0-9]{4}){2,3}\b/g, '$1-••••-••••')
    .replace(/(https?:\/\/[^\s/]+)?\/(files|upload|calendar|notices\/preview)\/[\w.-]+/g, '…/$2/…')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'http://…')
