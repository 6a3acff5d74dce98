import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseClass, parseWords } from '#src/services/knowledge/read-classes.ts'
import { parseFaq, parseGuide, parseLecture } from '#src/services/knowledge/read-entries.ts'
import { readKnowledge } from '#src/services/knowledge/read-knowledge.ts'
import { parseMaterials } from '#src/services/knowledge/read-materials.ts'
import { parseProvider, profileOf } from '#src/services/knowledge/read-provider.ts'
import { RESPONSE_TARGETS, SUBMISSION_TARGETS } from '#test/support/desk-hours.ts'
import { copyOfKnowledge } from '#test/support/knowledge.ts'

test('what we ship is whole: every citation has a section, every id its entry', async () => {
  const { entries, provider } = await readKnowledge('knowledge')
  const of = (kind: string) => entries.filter((it) => it.kind === kind)
  expect(of('faq')).toHaveLength(118)
  expect(entries.filter((it) => it.kind === 'section' && it.source === 'lecture').length).toBeGreaterThan(60)
  expect(of('fixed').map(({ id }) => id)).toEqual(['FIXED-WHO-ANSWERS', 'FIXED-DATA-HANDLING'])
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  for (const withheld of ['DOC-PLAN#10', 'DOC-SHEET#3', 'DOC-RATE#10'])
    expect(entries.some(({ id }) => id === withheld)).toBe(false)
  expect(provider.confirmed).toBe(false)
})

test('at least seventy answers lead on, to what is of the checksheet item that they name', async () => {
  const { entries, materials } = await readKnowledge('knowledge')
  expect(materials.items).toHaveLength(75)
  expect(materials.materials).toHaveLength(36)
  const leading = entries.filter((it) => it.kind === 'faq' && it.next !== undefined)
  expect(leading.length).toBeGreaterThanOrEqual(70)
})

test('no name, address or number of the provider whose material we learned from is shipped', async () => {
  const text = await readFile('knowledge/provider.yaml', 'utf8')
  for (const [, host = ''] of text.matchAll(/(?:https?:\/\/|@)([\w.-]+)/g)) expect(host).toMatch(/example/)
  for (const [number] of text.matchAll(/0\d{1,4}-\d{2,4}-\d{4}|0\d{3}-\d{3}-\d{3}/g))
    expect(number).toMatch(/000/)
})

test('targets are read as minutes, and are as shipped where the file is silent', async () => {
  const text = await readFile('knowledge/provider.yaml', 'utf8')
  const targets = (source: string) => {
    const read = parseProvider('provider.yaml', source)
    return read.kind === 'parsed' ? profileOf(read.value).responseTargets : read.problems
  }
  const silent = text.replace(/^responseTargets:.*\n(?: {2}.*\n)+/m, '')
  expect(silent).not.toContain('responseTargets')
  expect(targets(text)).toEqual(RESPONSE_TARGETS)
  expect(targets(silent)).toEqual(RESPONSE_TARGETS)
  expect(targets(text.replace('normal: { firstResponse: 4h', 'normal: { firstResponse: 90m'))).toMatchObject({
    learning: { normal: { firstResponse: 90 } },
  })
})

test('the time for reviews and counselling is read as minutes, and is as shipped where the file is silent', async () => {
  const text = await readFile('knowledge/provider.yaml', 'utf8')
  const targets = (source: string) => {
    const read = parseProvider('provider.yaml', source)
    return read.kind === 'parsed' ? profileOf(read.value).submissionTargets : read.problems
  }
  expect(targets(text)).toEqual(SUBMISSION_TARGETS)
  expect(targets(text.replace(/^submissionTargets:.*\n/m, ''))).toEqual(SUBMISSION_TARGETS)
  expect(targets(text.replace('taken: 7h', 'taken: 90m'))).toEqual({ taken: 90, returned: 1_260 })
  expect(targets(text.replace('taken: 7h', 'taken: soon'))).toMatchObject([
    { reason: expect.stringContaining('30m or 4h') },
  ])
})

describe('a broken file is named with its line and the reason', () => {
  test.each<[string, string, (text: string) => string, number, RegExp]>([
    [
      'front matter that does not begin',
      'faq/FAQ-001.md',
      (it) => it.replace('---\n', ''),
      1,
      /first line must be "---"/,
    ],
    [
      'front matter that does not end',
      'faq/FAQ-001.md',
      (it) => it.replace(/\n---\n/, '\n'),
      1,
      /has no end/,
    ],
    [
      'YAML that is none',
      'faq/FAQ-001.md',
      (it) => it.replace('category:', 'category: [x'),
      4,
      /not valid YAML/,
    ],
    [
      'an unknown key',
      'faq/FAQ-001.md',
      (it) => it.replace('audience:', 'audiense: any\naudience:'),
      2,
      /audiense/,
    ],
    [
      'a wrong value',
      'faq/FAQ-001.md',
      (it) => it.replace('audience: any', 'audience: all'),
      12,
      /found "all"/,
    ],
    [
      'a missing citation',
      'faq/FAQ-001.md',
      (it) => it.replace('DOC-SHEET#4', 'DOC-SHEET#99'),
      1,
      /DOC-SHEET#99; there is no such section/,
    ],
    [
      'a citation of what is withheld',
      'faq/FAQ-001.md',
      (it) => it.replace('DOC-SHEET#4', 'DOC-SHEET#3'),
      1,
      /withheld from members/,
    ],
    [
      'another’s id',
      'faq/FAQ-001.md',
      (it) => it.replace('id: FAQ-001', 'id: FAQ-002'),
      1,
      /the file's own name/,
    ],
    ['no text', 'faq/FAQ-001.md', (it) => it.slice(0, it.indexOf('---\n', 4) + 4), 16, /there is no text/],
    [
      'a lecture’s summary in plain form',
      'lectures/EX-1-1.md',
      (it) => it.replace(/^要約：.*$/m, '要約：これは重要である。'),
      8,
      /not polite: これは重要である/,
    ],
    [
      'a lecture without a section',
      'lectures/EX-1-1.md',
      (it) => it.replaceAll('### ', '#### '),
      7,
      /no section/,
    ],
    [
      'a text with an unknown value',
      'provider.yaml',
      (it) => it.replace('{viewers}', '{readers}'),
      89,
      /\{readers\} has no value/,
    ],
    [
      'a next step that leads nowhere',
      'faq/FAQ-041.md',
      (it) => it.replace('REG-05', 'REG-99'),
      1,
      /REG-99; there is no such item or material/,
    ],
    [
      'a next step of another matter',
      'faq/FAQ-041.md',
      (it) => it.replace('REG-05', 'REG-08'),
      1,
      /REG-08; it belongs to none of the items/,
    ],
    [
      'a material of an item that is none',
      'materials.yaml',
      (it) => it.replace('items: [CS-006]', 'items: [CS-099]'),
      1,
      /CS-099; there is no such item/,
    ],
    [
      'a tool among the templates',
      'materials.yaml',
      (it) => it.replace('id: TOOL-01, kind: tool', 'id: TOOL-01, kind: template'),
      93,
      /expected an id of its kind/,
    ],
    [
      'a closure on no day of the calendar',
      'provider.yaml',
      (it) => it.replace('extra_closures: []', 'extra_closures: [2026-12-29..2027-01-03, 2027-02-30]'),
      21,
      /expected a day such as/,
    ],
    [
      'hours that end before they begin',
      'provider.yaml',
      (it) => it.replace('hours: ["09:30-12:00", "13:00-17:30"]', 'hours: ["12:00-09:30"]'),
      15,
      /end after they begin/,
    ],
    [
      'a target without its unit',
      'provider.yaml',
      (it) => it.replace('firstResponse: 30m', 'firstResponse: 30'),
      50,
      /found 30; .*expected string/,
    ],
    [
      'a target that counts in days',
      'provider.yaml',
      (it) => it.replace('resolution: 21h', 'resolution: 3d'),
      49,
      /expected minutes or hours of the desk/,
    ],
    [
      'a first response after the resolution',
      'provider.yaml',
      (it) => it.replace('firstResponse: 4h', 'firstResponse: 22h'),
      49,
      /no later than the resolution/,
    ],
    ['a wrong type', 'provider.yaml', (it) => it.replace('confirmed: false', 'confirmed: maybe'), 5, /maybe/],
  ])('%s', async (_, file, change, line, reason) => {
    const knowledge = await copyOfKnowledge()
    await knowledge.edit(file, change)
    const problems = await knowledge.problems()
    expect(problems.map((it) => `${it.file}:${it.line}: ${it.reason}`).join('\n')).toMatch(reason)
    expect(problems.find((it) => reason.test(it.reason))).toMatchObject({ file, line })
  })

  test('two phrasings that are one, a lecture for some that is cited for all, a file that is gone', async () => {
    const knowledge = await copyOfKnowledge()
    await knowledge.edit('faq/FAQ-002.md', (it) =>
      it.replace(
        /^question: .*$/m,
        'question: 達成基準がいくつもある項目は、すべて満たさないと「達成」にできませんか',
      ),
    )
    expect((await knowledge.problems()).map(({ reason }) => reason).join()).toContain('also stands under FAQ')
    await knowledge.remove('provider.yaml')
    expect((await knowledge.problems()).map(({ file }) => file)).toContain('provider.yaml')
  })

  test('all problems of all files are told at once', async () => {
    const knowledge = await copyOfKnowledge()
    await knowledge.edit('faq/FAQ-001.md', (it) => it.replace('audience: any', 'audience: all'))
    await knowledge.edit('faq/FAQ-003.md', (it) => it.replace(/^category: .*$/m, 'category: 3'))
    expect((await knowledge.problems()).map(({ file }) => file)).toEqual(['faq/FAQ-001.md', 'faq/FAQ-003.md'])
  })
})

test.each([
  ['FAQ', parseFaq, 'knowledge/faq/FAQ-001.md'],
  ['lecture', parseLecture, 'knowledge/lectures/EX-1-1.md'],
  ['guide', parseGuide, 'knowledge/guides/DOC-PLAN.md'],
  ['provider', parseProvider, 'knowledge/provider.yaml'],
  ['table of materials', parseMaterials, 'knowledge/materials.yaml'],
  ['class', parseClass({}), 'knowledge/classes/escalate/discount.yaml'],
  ['list of words', parseWords, 'knowledge/classes/words.yaml'],
])('whatever is saved as a %s, it is read or its problems are told', async (_, parse, file) => {
  const good = await readFile(file, 'utf8')
  const spoiled = fc
    .tuple(
      fc.nat(good.length),
      fc.nat(60),
      fc.oneof(fc.string(), fc.constantFrom('---\n', '\r\n', '&a', '*a', '!!js', '\t', '{', '\0')),
    )
    .map(([at, length, put]) => good.slice(0, at) + put + good.slice(at + length))
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.string()), (text) => {
      const result = parse('x.md', text)
      if (result.kind === 'failed') {
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { line } of result.problems) expect(line).toBeGreaterThanOrEqual(1)
      }
    }),
    { numRuns: 200 },
  )
})

test('an editor’s byte order mark and line ends are no mistake', async () => {
  const knowledge = await copyOfKnowledge()
  await knowledge.edit('faq/FAQ-001.md', (it) => `\uFEFF${it.replaceAll('\n', '\r\n')}`)
  const { entries } = await readKnowledge(knowledge.directory)
  expect(entries.find(({ id }) => id === 'FAQ-001')).toEqual(
    (await readKnowledge('knowledge')).entries.find(({ id }) => id === 'FAQ-001'),
  )
})
