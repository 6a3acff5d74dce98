import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LlmFault, type LlmTask } from '#src/ports/llm.ts'
import type { SpentTokens } from '#src/ports/model-usage.ts'
import { createBreaker } from '#src/services/openai/breaker.ts'
import { openModel } from '#src/services/openai/open-model.ts'
import type { Prompt } from '#src/services/prompts/prompt.ts'
import { type ModelServer, modelServer } from '#test/support/model/server.ts'

const PROMPT: Prompt = {
  ...{ name: 'split-questions', model: 'answer', schema: 'SplitQuestions' },
  instructions: 'Data begins with {{marker}}.',
  request: '{{questions}}',
}
const TASK = {
  ...{ prompt: 'split-questions', schema: 'SplitQuestions', values: ['questions'] },
  fills: z.object({
    items: z.array(z.object({ number: z.number(), quote: z.string(), search: z.string() })),
  }),
} as const satisfies LlmTask<unknown>
const QUESTIONS = { questions: '{"number":1,"question":"Q"}' }
const KEY = 'sk-secret'

function account(url: string) {
  const reserved: { tokens: number; settled?: SpentTokens }[] = []
  const model = openModel(
    { apiKey: KEY, baseUrl: url, model: 'small', embeddingModel: 'vectors' },
    new Map([[PROMPT.name, PROMPT]]),
    {
      providerId: 'provider',
      log: pino({ level: 'silent' }),
      usage: {
        reserve: async (_, __, tokens) => {
          const reservation: (typeof reserved)[number] = { tokens }
          reserved.push(reservation)
          return {
            settle: async (settled) => {
              reservation.settled = settled
            },
          }
        },
      },
    },
  )
  const fill = (withinMs = 20_000) => model.llm.fill(TASK, QUESTIONS, { organisationId: 'minato', withinMs })
  return { ...model, reserved, fill }
}

const faultOf = (call: Promise<unknown>): Promise<LlmFault> =>
  call.then(
    () => {
      throw new Error('it was answered')
    },
    (error: unknown) => {
      if (!(error instanceof LlmFault)) throw error
      return error
    },
  )

describe('a language model', () => {
  test('is asked for a schema, and what it filled comes back with what it took', async () => {
    const server = await modelServer()
    const { fill, reserved } = account(server.url)
    const { value, usage } = await fill()
    expect(value).toEqual({ items: [{ number: 1, quote: 'Q', search: 'Q' }] })
    expect(usage).toMatchObject({ model: 'small', promptTokens: 900, completionTokens: 100 })
    expect(server.requests).toMatchObject([{ path: '/v1/chat/completions', model: 'small' }])
    expect(reserved).toEqual([
      { tokens: expect.any(Number), settled: { promptTokens: 900, completionTokens: 100 } },
    ])
  })

  test('that is not there, or does not want us, costs nothing; one that broke off may have cost', async () => {
    const nobody = account('http://127.0.0.1:1/v1')
    expect((await faultOf(nobody.fill())).kind).toBe('unreachable')
    expect(nobody.reserved[0]?.settled).toEqual({ promptTokens: 0, completionTokens: 0 })

    const server = await modelServer()
    const { fill, reserved } = account(server.url)
    server.answers('SplitQuestions', { kind: 'status', status: 403 }, { kind: 'isCut' })
    expect((await faultOf(fill())).kind).toBe('rejected')
    expect((await faultOf(fill())).kind).toBe('truncated')
    expect(reserved.map(({ settled }) => settled)).toEqual([
      { promptTokens: 0, completionTokens: 0 },
      undefined,
    ])
  })

  test('has only so long, and its faults quote nothing', async () => {
    const server = await modelServer()
    const { fill } = account(server.url)
    server.answers('SplitQuestions', { kind: 'hangs' }, { kind: 'stalls' }, { kind: 'status', status: 400 })
    expect((await faultOf(fill(80.5))).kind).toBe('timeout')
    expect((await faultOf(fill(80.5))).kind).toBe('timeout')
    const fault = await faultOf(fill())
    expect(JSON.stringify([fault, fault.message, fault.stack, fault.cause])).not.toMatch(
      /sk-secret|"Q"|sent:/,
    )
  })

  test('is told to wait by a date too', async () => {
    const server = await modelServer()
    const { fill } = account(server.url)
    const headers = { 'retry-after': new Date(Date.now() - 1_000).toUTCString() }
    server.answers('SplitQuestions', { kind: 'status', status: 429, headers })
    await fill()
    expect(server.requests).toHaveLength(2)
  })
})

describe('embeddings', () => {
  const texts = Array.from({ length: 150 }, (_, at) => `文 ${at}`)

  test('are sent in batches, and come back in order', async () => {
    const server = await modelServer()
    const { embedders, reserved } = account(server.url)
    const embedder = embedders.entries
    const vectors = await embedder.embed(texts)
    expect(server.embedded.map(({ length }) => length)).toEqual([64, 64, 22])
    expect(vectors).toHaveLength(150)
    expect((await embedder.embed([texts[77] ?? '']))[0]).toEqual(vectors[77])
    expect(reserved.every(({ settled }) => (settled?.promptTokens ?? 0) > 0)).toBe(true)
    expect(await embedder.embed([])).toEqual([])
  })

  test('that cannot be had are a fault', async () => {
    const { embedders } = account('http://127.0.0.1:1/v1')
    expect((await faultOf(embedders.questions.embed(['文']))).kind).toBe('unreachable')
  })
})

describe('the breaker', () => {
  test('opens after five faults in a row, and lets one call through after a minute', () => {
    let now = 0
    const breaker = createBreaker(() => now)
    const fail = (times: number) => {
      for (let fault = 0; fault < times; fault += 1) breaker.failed()
    }
    fail(4)
    breaker.succeeded()
    fail(4)
    expect(breaker.admits()).toBe(true)
    fail(1)
    expect(breaker.admits()).toBe(false)
    now = 60_000
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false])
    fail(1)
    now = 119_999
    expect(breaker.admits()).toBe(false)
    now = 120_000
    expect(breaker.admits()).toBe(true)
    breaker.succeeded()
    expect([breaker.admits(), breaker.admits()]).toEqual([true, true])
  })

  test('opens on faults of the server, not on what a model says', async () => {
    const server: ModelServer = await modelServer()
    const { fill } = account(server.url)
    server.answers('SplitQuestions', ...Array(6).fill({ kind: 'says', content: 'Sure!' }))
    for (let call = 0; call < 6; call += 1) expect((await faultOf(fill())).kind).toBe('malformed')
    server.answers('SplitQuestions', ...Array(5).fill({ kind: 'status', status: 401 }))
    for (let call = 0; call < 5; call += 1) expect((await faultOf(fill())).kind).toBe('rejected')
    expect((await faultOf(fill())).kind).toBe('open')
    expect(server.requests).toHaveLength(11)
  })
})
