import { existsSync, globSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const PAGES = ['README.md', ...globSync('docs/*.md'), 'knowledge/README.md', 'prompts/README.md']
/** Written by `npm run bench`, on a quiet machine. */
const MADE = ['docs/performance.md']

/** As GitHub names a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

describe.each(PAGES)('%s', (page) => {
  test('links lead to files and headings that there are', async () => {
    const words = await readFile(page, 'utf8')
    const links = [...words.matchAll(/(?:\]\(|src=")([^)"\s]+)/g)].map(([, to = '']) => to)
    for (const link of links.filter((it) => !/^[a-z]+:/.test(it))) {
      const [file = '', anchor] = link.split('#')
      const target = file === '' ? page : path.join(path.dirname(page), file)
      expect(existsSync(target) || MADE.includes(target), link).toBe(true)
      if (anchor === undefined) continue
      const headings = [...(await readFile(target, 'utf8')).matchAll(/^#+ (.+)$/gm)]
      expect(
        headings.map(([, it = '']) => anchorOf(it)),
        link,
      ).toContain(anchor)
    }
  })

  test('files of the code that it names exist', async () => {
    const words = await readFile(page, 'utf8')
    const named = [...words.matchAll(/`((?:src|test|bench|knowledge|prompts|manifests|docs)\/[\w./-]+)`/g)]
    const missing = named
      .map(([, file = '']) => file)
      .filter((file) => !existsSync(file) && !MADE.includes(file))
    expect(missing.filter((it) => !it.endsWith('academy-desk-teams.zip'))).toEqual([])
  })
})

test('pictures are small', () => {
  for (const picture of globSync('docs/pictures/**/*.png'))
    expect(statSync(picture).size, picture).toBeLessThan(500_000)
})
