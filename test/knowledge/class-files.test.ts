import { expect, test } from 'vitest'
import { patternProblem } from '#src/services/knowledge/pattern.ts'
import { parseClass, parseWords } from '#src/services/knowledge/read-classes.ts'
import { copyOfKnowledge } from '#test/support/knowledge.ts'

const CLASS = `class: discount
action: escalate
description: 値引き
signs:
  - all: ['値引|値下げ', ['{asked}', 'ほしい']]
    unless: '委託先'
examples: ['値引きはできますか']
counterexamples: ['料金はいくらですか']
`

test('a class is read with its words filled in', () => {
  expect(parseClass({ asked: '教えて|[?]' })('x.yaml', CLASS)).toEqual({
    kind: 'parsed',
    value: {
      name: 'discount',
      action: 'escalate',
      signs: [{ all: ['値引|値下げ', '(?:教えて|[?])|ほしい'], unless: '委託先', within: 'neighbours' }],
      examples: ['値引きはできますか'],
      counterexamples: ['料金はいくらですか'],
      firstSteps: [],
    },
  })
})

test.each<[string, (text: string) => string, number, RegExp]>([
  ['a word that is in no list', (it) => it.replace('{asked}', '{ask}'), 5, /\{ask\} is not among the words/],
  [
    'no regular expression',
    (it) => it.replace('値下げ', '(値下げ'),
    5,
    /found "値引\|\(値下げ"; no regular expression/,
  ],
  ['a pattern without a bound', (it) => it.replace('委託先', '委託.*先'), 6, /it may run for very long/],
  ['no example', (it) => it.replace(/examples: \['値.*\n/, ''), 1, /examples: missing/],
  ['an empty sign', (it) => it.replace(/all: .*/, 'all: []'), 5, /signs\.0\.all/],
  ['an unknown action', (it) => it.replace('escalate', 'ignore'), 2, /found "ignore"/],
  ['an unknown key', (it) => it.replace('unless', 'except'), 5, /except/],
])('%s is a problem with its line', (_, change, line, reason) => {
  const result = parseClass({ asked: 'か' })('x.yaml', change(CLASS))
  const problems = result.kind === 'failed' ? result.problems : []
  expect(problems.map((it) => it.reason).join('\n')).toMatch(reason)
  expect(problems[0]).toMatchObject({ file: 'x.yaml', line })
})

test('a list of words is checked as signs are', () => {
  expect(parseWords('words.yaml', "asked:\n  - '教えて'\n  - '[?]'\n")).toEqual({
    kind: 'parsed',
    value: { asked: '教えて|[?]' },
  })
  expect(parseWords('words.yaml', "asked:\n  - '教え+て'\n")).toMatchObject({
    problems: [{ file: 'words.yaml', line: 2, reason: expect.stringContaining('may run for very long') }],
  })
})

test.each([
  ['解約|返金(し|でき)(ます|る)', undefined],
  ['(?<!クラウド)解約.{0,40}[0-9]{1,2}回', undefined],
  ['(あ|い){0,3}', undefined],
  ['(', 'no regular expression'],
  ['あ*', 'very long'],
  ['(あ+)+', 'very long'],
  ['(あ|あ)+い', 'very long'],
  ['[^。]{2,}', 'very long'],
  ['((あ|い){0,20}){0,20}', 'ways from each place'],
  ['.{0,99}あ.{0,99}い.{0,99}う', 'ways from each place'],
  ['(あ|いう|え){0,40}', 'ways from each place'],
  ['[a-z+*]あ\\+', undefined],
])('%s as a pattern: %s', (source, problem) => {
  if (problem === undefined) expect(patternProblem(source)).toBeUndefined()
  else expect(patternProblem(source)).toContain(problem)
})

test('files that contradict their place, each other or the entries are named', async () => {
  const knowledge = await copyOfKnowledge()
  await knowledge.edit('classes/escalate/discount.yaml', (it) =>
    it.replace('class: discount', 'class: rebate'),
  )
  await knowledge.edit('classes/escalate/payment.yaml', (it) =>
    it.replace('action: escalate', 'action: refuse'),
  )
  await knowledge.edit('classes/urgent/incident.yaml', (it) =>
    it.replace('電源は切らず、操作を止める', '電源を切る').replace('FAQ-026', 'FAQ-999'),
  )
  await knowledge.edit('classes/account/quota.yaml', (it) =>
    it.replace('\ncounterexamples:', '\n  - "もう少し安くなりませんか。"\ncounterexamples:'),
  )
  const problems = await knowledge.problems()
  expect(problems.map(({ file, reason }) => `${file}: ${reason}`)).toEqual([
    'classes/account/quota.yaml: the example "もう少し安くなりませんか。" also stands under rebate',
    "classes/escalate/discount.yaml: class: found rebate; expected the file's own name",
    "classes/escalate/payment.yaml: action: found refuse; expected the name of the file's folder",
    'classes/urgent/incident.yaml: first_steps: "電源を切る" does not stand in FAQ-050',
    'classes/urgent/incident.yaml: first_steps: found FAQ-999; there is no such entry',
  ])
})
