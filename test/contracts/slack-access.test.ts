import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manyWorkspaces } from '#src/platforms/slack/access.ts'
import type { Tokens } from '#src/platforms/slack/installations.ts'
import { readWithdrawn } from '#src/platforms/slack/read.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { slackInstallationStore } from '#src/services/database/slack-installation-store.ts'
import { createSealer } from '#src/services/secrets/sealer.ts'
import { freshDatabase } from '#test/support/database.ts'
import { slackEnvelope, tokensRevokedEvent, uninstalledEvent } from '#test/support/slack/payloads.ts'

describe('whose token speaks', () => {
  let database: Database
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.close())

  /** Nobody answers at Slack's address. */
  const accessUnder = (secret: string) => {
    const installations = slackInstallationStore(database.sql, createSealer({ current: secret }, 'test'))
    const credentials = { clientId: '1.1', clientSecret: 'c', apiUrl: 'http://127.0.0.1:9/api/' }
    const access = manyWorkspaces({ ...credentials, installations, log: pino({ level: 'silent' }) })
    const keep = (tokens: Tokens) =>
      installations.keep({ id: 'T1', name: undefined, botUser: 'U0BOT', scopes: [], by: 'U1', tokens })
    return { access, keep }
  }
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

  test('cannot be told for now under another secret, or without the database; nothing is lost by it', async () => {
    const right = accessUnder('the-right-secret-of-the-test-012')
    await right.keep({ bot: 'xoxb-1' })
    const wrong = accessUnder('the-wrong-secret-of-the-test-012')
    expect(await wrong.access.to('T1')).toEqual({ kind: 'notNow', reason: 'token_unreadable' })
    await database.sql.query('ALTER TABLE slack_installation RENAME TO slack_installation_away')
    expect(await right.access.to('T1')).toEqual({ kind: 'notNow', reason: 'installation_unknown' })
    await database.sql.query('ALTER TABLE slack_installation_away RENAME TO slack_installation')
    expect(await right.access.to('T1')).toMatchObject({ kind: 'open' })
    expect(await right.access.to('T2')).toEqual({ kind: 'closed', reason: 'not_installed' })
  })

  test('is the same client until the installation changes', async () => {
    const { access, keep } = accessUnder('the-right-secret-of-the-test-012')
    await keep({ bot: 'xoxb-1' })
    const clientOf = async () => {
      const entry = await access.to('T1')
      return entry.kind === 'open' ? entry.client : undefined
    }
    const first = await clientOf()
    expect(first?.token).toBe('xoxb-1')
    expect(await clientOf()).toBe(first)
    await keep({ bot: 'xoxb-2' })
    expect((await clientOf())?.token).toBe('xoxb-2')
  })

  test('while Slack cannot be asked for a new one: the old one until it ends, then nobody’s yet', async () => {
    const { access, keep } = accessUnder('the-right-secret-of-the-test-012')
    await keep({ bot: 'xoxb-1', rotation: { refresh: 'xoxe-1', expiresAt: inMinutes(30) } })
    expect(await access.to('T1')).toMatchObject({ kind: 'open', client: { token: 'xoxb-1' } })
    await keep({ bot: 'xoxb-1', rotation: { refresh: 'xoxe-1', expiresAt: inMinutes(-1) } })
    expect(await access.to('T1')).toEqual({ kind: 'notNow', reason: 'token_not_renewed' })
    expect(await access.to('T1')).toEqual({ kind: 'notNow', reason: 'token_renewing' })
  })
})

describe('what Slack tells of an end', () => {
  const AT = Date.parse('2026-11-24T00:30:00Z')
  const of = { at: new Date(AT) }
  const told = (event: object, enterprise?: string) =>
    readWithdrawn(slackEnvelope({ workspace: 'T1', enterprise }, event, AT))

  test('is of the workspace, or of the whole enterprise', () => {
    expect(told(uninstalledEvent())).toEqual({ id: 'T1', because: 'app_uninstalled', of })
    expect(told(uninstalledEvent(), 'E1')).toEqual({ id: 'E1', because: 'app_uninstalled', of })
    const botUsers = ['U0BOT']
    expect(told(tokensRevokedEvent({ bot: botUsers, oauth: ['U1'] }))).toEqual({
      id: 'T1',
      because: 'tokens_revoked',
      of: { ...of, botUsers },
    })
  })

  test('is nothing where people’s tokens were revoked, or something else is told', () => {
    expect(told(tokensRevokedEvent({ oauth: ['U1'] }))).toBeUndefined()
    expect(told(tokensRevokedEvent({ oauth: ['U1'], bot: [] }))).toBeUndefined()
    expect(told({ type: 'team_join' })).toBeUndefined()
    expect(readWithdrawn({ event: uninstalledEvent() })).toBeUndefined()
  })
})
