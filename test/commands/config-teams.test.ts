import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '#src/config.ts'

const GUID = '0b6f1c9e-6a0e-4f53-9d53-3a8f3a1f2a01'
const TENANT = '7A1F1C9E-6A0E-4F53-9D53-3A8F3A1F2A02'
const BOT = {
  MICROSOFT_APP_ID: GUID,
  MICROSOFT_APP_PASSWORD: 'secret@m',
  MICROSOFT_APP_TYPE: 'MultiTenant',
  TEAMS_ALLOWED_TENANTS: `${TENANT}, ${GUID}`,
}
const PRODUCTION = { ...BOT, NODE_ENV: 'production', APP_SECRET: 'x'.repeat(32) }

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems
  }
}
const without = (name: keyof typeof BOT) =>
  Object.fromEntries(Object.entries(PRODUCTION).filter(([it]) => it !== name))

describe('Teams in the environment', () => {
  test('is off when nothing of it is set', () => {
    expect(readConfig({}).teams).toBeUndefined()
    expect(readConfig({ MICROSOFT_APP_ID: '', TEAMS: '' }).teams).toBeUndefined()
  })

  test('is of Microsoft’s public cloud unless said otherwise', () => {
    expect(problemsOf(PRODUCTION)).toEqual([])
    expect(readConfig(PRODUCTION).teams).toEqual({
      kind: 'bot',
      appId: GUID,
      password: 'secret@m',
      allowedTenants: [TENANT.toLowerCase(), GUID],
      serviceHosts: [],
      openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      tokenIssuer: 'https://api.botframework.com',
      loginUrl: 'https://login.microsoftonline.com/botframework.com',
      oauthScope: 'https://api.botframework.com',
    })
  })

  test('gets its token from the app’s own tenant where it is registered for that alone', () => {
    const single = { ...PRODUCTION, MICROSOFT_APP_TYPE: 'SingleTenant', MICROSOFT_APP_TENANT_ID: GUID }
    expect(readConfig(single).teams).toMatchObject({ loginUrl: `https://login.microsoftonline.com/${GUID}` })
    const { MICROSOFT_APP_TENANT_ID: _, ...incomplete } = single
    expect(problemsOf(incomplete)).toEqual([expect.stringMatching(/^MICROSOFT_APP_TENANT_ID: missing/)])
  })

  test.each([
    'MICROSOFT_APP_ID',
    'MICROSOFT_APP_PASSWORD',
    'MICROSOFT_APP_TYPE',
    'TEAMS_ALLOWED_TENANTS',
  ] as const)('does not start in production without %s', (name) => {
    expect(problemsOf(without(name))).toEqual([expect.stringMatching(new RegExp(`^${name}: missing; `))])
  })

  test.each(['MICROSOFT_APP_ID', 'MICROSOFT_APP_TENANT_ID', 'TEAMS_SERVICE_HOSTS'] as const)(
    'does not start half-configured, with %s alone',
    (name) => {
      const value = name === 'TEAMS_SERVICE_HOSTS' ? 'smba.example.com' : GUID
      expect(problemsOf({ [name]: value }).join()).toContain('when Teams is used')
    },
  )

  test.each([
    ['127.0.0.1:4000', { NODE_ENV: 'production', APP_SECRET: 'x'.repeat(32) }],
    ['localhost', { HOST: '0.0.0.0' }],
    ['[::1]:4000', { HOST: '192.168.0.4' }],
  ])('sends nothing to this machine (%s) where others can reach it', (host, where) => {
    expect(problemsOf({ ...BOT, ...where, TEAMS_SERVICE_HOSTS: `smba.example.com,${host}` })).toEqual([
      expect.stringMatching(/^TEAMS_SERVICE_HOSTS: found "/),
    ])
  })

  test('may send to this machine while developing on it', () => {
    expect(problemsOf({ ...BOT, TEAMS_SERVICE_HOSTS: '127.0.0.1:4000' })).toEqual([])
  })

  test('is the Playground’s on this machine only, and never in production', () => {
    expect(readConfig({ TEAMS: 'playground' }).teams).toEqual({ kind: 'playground' })
    for (const where of [{ HOST: '0.0.0.0' }, { NODE_ENV: 'production', APP_SECRET: 'x'.repeat(32) }])
      expect(problemsOf({ TEAMS: 'playground', ...where })).toEqual([
        expect.stringMatching(/^TEAMS: found "playground"; /),
      ])
    expect(problemsOf({ TEAMS: 'on' })).toEqual([expect.stringMatching(/^TEAMS: found "on"; /)])
  })

  test.each([
    ['MICROSOFT_APP_ID', 'desk', /found "desk"; expected a GUID/],
    ['MICROSOFT_APP_TYPE', 'Multi', /found "Multi"; expected SingleTenant or MultiTenant/],
    ['TEAMS_ALLOWED_TENANTS', `${GUID},contoso`, /expected a GUID/],
    ['TEAMS_SERVICE_HOSTS', 'https://smba.example.com/', /expected host names/],
    ['MICROSOFT_LOGIN_URL', 'login.example.com', /expected a URL/],
  ])('names %s when it is wrong', (name, value, problem) => {
    expect(problemsOf({ ...BOT, [name]: value }).join()).toMatch(problem)
  })

  test('shows no secret when it complains', () => {
    expect(problemsOf({ ...PRODUCTION, MICROSOFT_APP_ID: 'x' }).join()).not.toContain('secret@m')
  })
})
