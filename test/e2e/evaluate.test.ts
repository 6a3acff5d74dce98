import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '#test/support/running-desk.ts'

describe('npm run --silent evaluate', () => {
  async function questions(yaml: string): Promise<string> {
    const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-questions-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const file = path.join(directory, 'questions.yaml')
    await writeFile(file, yaml)
    return file
  }
  const evaluate = (file: string) => run(['src/commands/evaluate.ts', '--questions', file, '--json'])

  test('prints JSON only: every mail with what was done, and a summary', async () => {
    const file = await questions(`
questions:
  - id: Q1
    text: 達成率はどのように計算されますか。
    expected: { action: answer, faq_all: [FAQ-005] }
  - id: Q2
    text: 競合のA社の達成率を教えてください。
    customer_plan: learning
    expected: { action: refuse }
`)
    const { summary, questions: mails } = JSON.parse(await evaluate(file))
    expect(summary).toMatchObject({ mails: 2, rightAction: 1, confidentlyWrong: 0 })
    expect(mails).toMatchObject([
      { id: 'Q1', expected: expect.anything(), action: 'answer', urgent: false, score: 1 },
      { id: 'Q2', action: 'refuse', entries: [], citations: [], score: 1 },
    ])
    expect(mails[0].entries[0]).toBe('FAQ-005')
  })

  test.each([
    ['that is not there', undefined, /ENOENT/],
    ['that is no YAML', 'questions: [', /questions\.yaml|flow/i],
    ['with an unknown action', 'questions: [{ id: Q1, text: x, expected: { action: dance } }]', /action/],
  ])('a file %s is named, and nothing is printed', async (_, yaml, reason) => {
    const file = yaml === undefined ? '/nowhere/questions.yaml' : await questions(yaml)
    await expect(evaluate(file)).rejects.toThrow(reason)
  })

  test('a retrieval collection is measured', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-corpus-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const corpus = path.join(directory, 'corpus.jsonl')
    const queries = path.join(directory, 'queries.jsonl')
    await writeFile(
      corpus,
      '{"id":"a","question":"達成率の計算方法","text":"達成数を割ります。"}\n{"id":"b","text":"予約の方法です。"}\n',
    )
    await writeFile(queries, '{"id":"q","text":"達成率はどう計算しますか","relevant":{"a":1}}\n')
    const printed = await run([
      'src/commands/evaluate-retrieval.ts',
      '--corpus',
      corpus,
      '--queries',
      queries,
      '--json',
    ])
    const { metrics, queries: ranked } = JSON.parse(printed)
    expect(metrics).toMatchObject({ 'P@1': 1, 'R@10': 1, 'nDCG@10': 1 })
    expect(ranked).toEqual([{ id: 'q', ranked: ['a'] }])
  })
})
