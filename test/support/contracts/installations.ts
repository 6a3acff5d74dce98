import { expect, test } from 'vitest'
import {
  type ActiveInstallation,
  type Installations,
  type NewInstallation,
  UnreadableTokens,
} from '#src/platforms/slack/installations.ts'
import type { Database } from '#src/services/database/open-database.ts'
import { slackInstallationStore } from '#src/services/database/slack-installation-store.ts'
import { createSealer, type Secrets } from '#src/services/secrets/sealer.ts'

const SECRET = 'the-secret-of-the-contract-01234'
const installation = (id: string, bot = `xoxb-${id}`): NewInstallation => ({
  id,
  name: '株式会社みなと製作所',
  botUser: 'U0BOT',
  scopes: ['chat:write'],
  by: 'U0TANAKA',
  tokens: { bot },
})
const rotation = { refresh: 'xoxe-1', expiresAt: '2026-11-24T12:00:00.000Z' }

/** What every store of installations promises. */
export function installationsContract(open: () => Database): void {
  const empty = async (secrets: Secrets = { current: SECRET }): Promise<Installations> => {
    const { prisma, sql } = open()
    await prisma.slackInstallation.deleteMany()
    await prisma.slackEnterpriseWorkspace.deleteMany()
    return slackInstallationStore(sql, createSealer(secrets, 'test'))
  }
  const active = async (installations: Installations, workspace: string): Promise<ActiveInstallation> => {
    const found = await installations.inWorkspace(workspace)
    if (found?.kind !== 'active') throw new Error(`${workspace} has no active installation`)
    return found
  }
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000)

  test('a workspace has its own tokens, and another has none of them', async () => {
    const installations = await empty()
    await installations.keep(installation('T1'))
    await installations.keep({ ...installation('T2'), tokens: { bot: 'xoxb-2', rotation } })
    expect((await active(installations, 'T1')).tokens).toEqual({ bot: 'xoxb-T1' })
    expect((await active(installations, 'T2')).tokens).toEqual({ bot: 'xoxb-2', rotation })
    expect(await installations.inWorkspace('T3')).toBeUndefined()
  })

  test('no token stands in the database in clear, and none can be put in another’s place', async () => {
    const installations = await empty()
    await installations.keep(installation('T1'))
    await installations.keep(installation('T2'))
    const { sql } = open()
    expect(JSON.stringify(await sql.query('SELECT * FROM slack_installation'))).not.toContain('xoxb')
    await sql.query(
      `UPDATE slack_installation SET sealed = (SELECT sealed FROM slack_installation WHERE id = 'T1') WHERE id = 'T2'`,
    )
    await expect(installations.inWorkspace('T2')).rejects.toThrow(UnreadableTokens)
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-T1')
  })

  test('an enterprise’s installation serves the workspaces that it is known to have; a workspace’s own goes first', async () => {
    const installations = await empty()
    await installations.keep(installation('E1'))
    expect(await installations.inWorkspace('T1')).toBeUndefined()
    await installations.noteEnterprise('T1', 'E1')
    await installations.noteEnterprise('T1', 'E1')
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-E1')
    await installations.keep(installation('T1'))
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-T1')
    await installations.revoke({ id: 'T1', because: 'app_uninstalled', of: { at: inSeconds(60) } })
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-E1')
    await installations.noteEnterprise('T1', 'E2')
    expect(await installations.inWorkspace('T1')).toMatchObject({ kind: 'revoked' })
  })

  test('revoking forgets the tokens, once, and installing again brings new ones', async () => {
    const installations = await empty()
    await installations.keep(installation('T1'))
    const revocation = { id: 'T1', because: 'app_uninstalled', of: { at: inSeconds(1) } } as const
    expect(await installations.revoke(revocation)).toBe(true)
    expect(await installations.revoke({ ...revocation, because: 'tokens_revoked' })).toBe(false)
    expect(await installations.inWorkspace('T1')).toMatchObject({
      kind: 'revoked',
      because: 'app_uninstalled',
    })
    expect(await open().sql.query('SELECT sealed FROM slack_installation')).toEqual([{ sealed: null }])
    await installations.keep(installation('T1', 'xoxb-again'))
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-again')
    expect(await installations.revoke({ id: 'T9', because: 'app_uninstalled', of: { at: new Date() } })).toBe(
      false,
    )
  })

  test('what is told of an earlier installation, or of another bot, does nothing to this one', async () => {
    const installations = await empty()
    await installations.keep(installation('T1'))
    const earlier = await active(installations, 'T1')
    await installations.keep(installation('T1', 'xoxb-again'))
    for (const of of [
      { at: inSeconds(-10) },
      { version: earlier.version },
      { at: inSeconds(10), botUsers: ['U0OTHER'] },
    ])
      expect(await installations.revoke({ id: 'T1', because: 'tokens_revoked', of })).toBe(false)
    expect((await active(installations, 'T1')).tokens.bot).toBe('xoxb-again')
    const of = { at: inSeconds(10), botUsers: ['U0OTHER', 'U0BOT'] }
    expect(await installations.revoke({ id: 'T1', because: 'tokens_revoked', of })).toBe(true)
  })

  test('an uninstallation in the second of the installation counts', async () => {
    const installations = await empty()
    await installations.keep(installation('T1'))
    const [{ at } = { at: new Date() }] = await open().sql.query<{ at: Date }>(
      `SELECT date_trunc('second', installed_at) AS at FROM slack_installation`,
    )
    expect(await installations.revoke({ id: 'T1', because: 'app_uninstalled', of: { at } })).toBe(true)
  })

  test('tokens are renewed by one at a time, and never over a newer installation', async () => {
    const installations = await empty()
    await installations.keep({ ...installation('T1'), tokens: { bot: 'xoxb-1', rotation } })
    const before = await active(installations, 'T1')
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => installations.claimRenewal(before, 30_000)),
    )
    expect(claims.filter(Boolean)).toHaveLength(1)
    const renewed = await installations.renew(before, { bot: 'xoxb-2', rotation })
    expect(renewed).toEqual(await active(installations, 'T1'))
    expect(renewed?.tokens.bot).toBe('xoxb-2')
    expect(await installations.renew(before, { bot: 'xoxb-3', rotation })).toBeUndefined()
    expect(await installations.claimRenewal(before, 30_000)).toBe(false)
    if (!renewed) throw new Error('not renewed')
    expect(await installations.claimRenewal(renewed, 0)).toBe(true)
    await installations.keep(installation('T1', 'xoxb-again'))
    expect(await installations.renew(renewed, { bot: 'xoxb-4' })).toBeUndefined()
    expect((await active(installations, 'T1')).tokens).toEqual({ bot: 'xoxb-again' })
  })

  test('after the secret was changed, everything is sealed anew, and the previous one is needed no more', async () => {
    const old = await empty({ current: 'the-secret-of-last-year-01234567' })
    await old.keep(installation('T1'))
    await old.keep(installation('T2'))
    await old.revoke({ id: 'T2', because: 'app_uninstalled', of: { at: inSeconds(1) } })
    const { sql } = open()
    const withSecrets = (secrets: Secrets) => slackInstallationStore(sql, createSealer(secrets, 'test'))
    await expect(withSecrets({ current: SECRET }).inWorkspace('T1')).rejects.toThrow(UnreadableTokens)
    expect(await withSecrets({ current: SECRET }).sealAnew()).toEqual({ count: 0, unreadable: ['T1'] })
    const both = withSecrets({ current: SECRET, previous: 'the-secret-of-last-year-01234567' })
    expect((await active(both, 'T1')).tokens.bot).toBe('xoxb-T1')
    expect(await both.sealAnew()).toEqual({ count: 1, unreadable: [] })
    expect(await both.sealAnew()).toEqual({ count: 0, unreadable: [] })
    expect((await active(withSecrets({ current: SECRET }), 'T1')).tokens.bot).toBe('xoxb-T1')
  })
}
