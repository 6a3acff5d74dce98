import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError, readConfig } from '#src/config.ts'
import { run } from '#test/support/running-desk.ts'

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems
  }
}
const LONG = 'x'.repeat(32)
/** Slack in many workspaces, and nothing missing. */
const MANY = {
  SLACK_SIGNING_SECRET: 'secret@s',
  SLACK_CLIENT_ID: '1.1',
  SLACK_CLIENT_SECRET: 'secret@c',
  SLACK_STATE_SECRET: 'secret@t',
  PUBLIC_URL: 'https://desk.example.com',
}

describe('a language model', () => {
  test('is asked with a key: OpenAI itself, models and budgets of ours, unless said otherwise', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).model).toEqual({
      apiKey: 'sk-1',
      baseUrl: undefined,
      model: 'gpt-5.4-mini',
      embeddingModel: 'text-embedding-3-small',
      tokensPerDay: 5_000_000,
      tokensPerOrganisationPerDay: 300_000,
    })
    expect(
      readConfig({
        OPENAI_API_KEY: 'sk-1',
        OPENAI_BASE_URL: 'https://minato.openai.azure.com/openai/v1/',
        OPENAI_MODEL: 'our-deployment',
        MODEL_TOKENS_PER_DAY: '1000',
      }).model,
    ).toMatchObject({ model: 'our-deployment', tokensPerDay: 1_000 })
  })

  test('is told wrong values by their names', () => {
    const problems = problemsOf({
      OPENAI_API_KEY: 'sk-1',
      OPENAI_BASE_URL: 'minato',
      MODEL_TOKENS_PER_DAY: '-1',
    })
    expect(problems.join('\n')).toMatch(
      /^OPENAI_BASE_URL: found "minato"; [\s\S]*\nMODEL_TOKENS_PER_DAY: found "-1"; /,
    )
    expect(
      problemsOf({
        NODE_ENV: 'production',
        APP_SECRET: LONG,
        OPENAI_API_KEY: 'sk-1',
        OPENAI_BASE_URL: 'http://models.example/v1',
      }),
    ).toEqual(['OPENAI_BASE_URL: found "http://models.example/v1"; expected https in production'])
  })
})

describe('the environment', () => {
  test('may be empty: an embedded database, the web chat, this machine only', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 3978,
      database: { kind: 'embedded', directory: 'data' },
      timeZone: 'Asia/Tokyo',
      webChat: true,
      slack: undefined,
      model: undefined,
      demonstration: true,
      production: false,
    })
    expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: '' })).toEqual(readConfig({}))
  })

  test.each<[string, Record<string, string>, RegExp]>([
    ['a port', { PORT: '70000' }, /^PORT: found "70000"; /],
    ['a port that is none', { PORT: 'http' }, /^PORT: found "http"; /],
    ['a time zone', { TIME_ZONE: 'Tokyo' }, /^TIME_ZONE: found "Tokyo"; expected an IANA time zone/],
    [
      'a database',
      { DATABASE_URL: 'mysql://u:secret@h/d' },
      /^DATABASE_URL: found \(hidden\); expected a URL that begins with postgresql:\/\//,
    ],
    [
      'a token',
      { SLACK_BOT_TOKEN: 'xoxp-secret', SLACK_SIGNING_SECRET: 's' },
      /^SLACK_BOT_TOKEN: found \(hidden\); expected a bot token/,
    ],
    ['a retention', { EVENT_RETENTION_DAYS: '0' }, /^EVENT_RETENTION_DAYS: found "0"; /],
    ['a switch', { WEB_CHAT: 'yes' }, /^WEB_CHAT: found "yes"; /],
    [
      'a channel',
      { CONSULTANTS_CHANNEL: 'C0123' },
      /^CONSULTANTS_CHANNEL: found "C0123"; expected slack:TEAM\/CHANNEL/,
    ],
    ['half of Slack', { SLACK_SIGNING_SECRET: 's' }, /^SLACK_BOT_TOKEN: missing; /],
    ['Slack without a secret', { SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_SIGNING_SECRET: missing; /],
    ['production without a secret', { NODE_ENV: 'production' }, /^APP_SECRET: missing; /],
    [
      'a short secret',
      { NODE_ENV: 'production', APP_SECRET: 'short' },
      /^APP_SECRET: found \(hidden\); expected at least 32/,
    ],
    [
      'the web chat in production',
      { NODE_ENV: 'production', APP_SECRET: LONG, WEB_CHAT: 'on' },
      /^WEB_CHAT: found "on"; /,
    ],
    [
      'Slack in production without a signing secret',
      { NODE_ENV: 'production', APP_SECRET: LONG, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
      /^SLACK_SIGNING_SECRET: missing; /m,
    ],
    [
      'a part of what many workspaces need',
      { ...MANY, SLACK_STATE_SECRET: '' },
      /^SLACK_STATE_SECRET: missing; expected together with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET$/,
    ],
    [
      'many workspaces without a signing secret',
      { ...MANY, SLACK_SIGNING_SECRET: '' },
      /^SLACK_SIGNING_SECRET: missing; /,
    ],
    ['many workspaces without an address', { ...MANY, PUBLIC_URL: '' }, /^PUBLIC_URL: missing; /],
    [
      'many workspaces and one',
      { ...MANY, SLACK_BOT_TOKEN: 'xoxb-secret@' },
      /^SLACK_BOT_TOKEN: found \(hidden\); either it, for one workspace, or SLACK_CLIENT_ID/,
    ],
    [
      'many workspaces over a socket',
      { ...MANY, SLACK_APP_TOKEN: 'xapp-secret@' },
      /^SLACK_APP_TOKEN: found \(hidden\); socket mode serves one workspace/,
    ],
    [
      'many workspaces on a server’s database without a secret of its own',
      { ...MANY, DATABASE_URL: 'postgresql://u:secret@h/d' },
      /^APP_SECRET: missing; expected at least 32 characters, the same in every process/,
    ],
  ])('names %s that it cannot use, and never a secret', (_, environment, expected) => {
    const problems = problemsOf(environment).join('\n')
    expect(problems).toMatch(expected)
    expect(problems).not.toMatch(/secret@|xoxp-secret|short/)
  })

  test('asks for Slack’s many workspaces by what Slack gave and where the desk is', () => {
    expect(problemsOf(MANY)).toEqual([])
    expect(readConfig({ ...MANY, APP_SECRET: LONG, APP_SECRET_PREVIOUS: `${LONG}y` })).toMatchObject({
      appSecret: { current: LONG, previous: `${LONG}y` },
      slack: {
        signingSecret: 'secret@s',
        workspaces: { kind: 'many', clientId: '1.1', publicUrl: 'https://desk.example.com' },
      },
    })
    expect(problemsOf({ ...MANY, NODE_ENV: 'production', DATABASE_URL: 'postgresql://h/d' })).toHaveLength(1)
  })

  test('names everything that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', TIME_ZONE: 'x', LOG_LEVEL: 'x' })).toHaveLength(3)
  })

  test.each<[string, Record<string, string>, boolean]>([
    ['on for this machine', {}, true],
    ['off for others', { HOST: '0.0.0.0' }, false],
    ['off behind a public address', { PUBLIC_URL: 'https://desk.example.com' }, false],
    ['off in production', { NODE_ENV: 'production', APP_SECRET: LONG }, false],
    ['off when told so', { WEB_CHAT: 'off' }, false],
  ])('the web chat is %s', (_, environment, on) => {
    expect(readConfig(environment).webChat).toBe(on)
  })

  test('.env.example names every variable that is read, and no other', async () => {
    const source = await readFile('src/config.ts', 'utf8')
    const schema = source.slice(
      source.indexOf('const Environment = z.object({'),
      source.indexOf('export interface Config'),
    )
    const read = [...schema.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
    const example = await readFile('.env.example', 'utf8')
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(read.toSorted())
  })
})

test('a .env in the working directory adds to the environment, and overrides nothing', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-env-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  await writeFile(path.join(directory, '.env'), 'PORT=http\nTIME_ZONE=Tokyo\n')
  const start = run([path.resolve('src/main.ts')], { PATH: process.env.PATH, PORT: 'x' }, directory)
  await expect(start).rejects.toThrow(/PORT: found "x"[\s\S]*TIME_ZONE: found "Tokyo"/)
})
