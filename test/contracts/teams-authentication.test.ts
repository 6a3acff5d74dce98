import { describe, expect, test } from 'vitest'
import { testDesk } from '#test/support/desk.ts'
import { newestOf } from '#test/support/seen.ts'
import { guidOf, teamsIds } from '#test/support/teams/ids.ts'
import { messagePayload } from '#test/support/teams/payloads.ts'
import { createTeamsWorld, type TeamsWorld } from '#test/support/teams/teams-world.ts'
import { APP_PASSWORD } from '#test/support/teams/token-service.ts'
import type { TokenChanges } from '#test/support/teams/tokens.ts'

const TENANT = teamsIds.workspace('MINATO')
const now = () => Math.floor(Date.now() / 1_000)

/** A question of 田中, as Teams would send it to this service URL. */
function question(world: TeamsWorld, { tenant = TENANT, serviceUrl = world.serviceUrl(tenant) } = {}) {
  const by = world.state.meet(tenant, teamsIds.user('tanaka'))
  const conversation = world.state.personalChat(by)
  const message = world.state.write(conversation, { from: by, text: '達成率はどのように計算されますか。' })
  return messagePayload({ serviceUrl, conversation, by }, message)
}

async function deskOnTeams() {
  const world = await createTeamsWorld({ announced: false })
  const desk = await testDesk({ platform: 'teams', world })
  const tanaka = world.person(TENANT, teamsIds.user('tanaka'))
  return {
    ...desk,
    world,
    post: (activity: ReturnType<typeof question>, authorization: string) =>
      tanaka.sendsRaw(activity, authorization),
    /** Nothing was kept, nothing said, and nothing that a stranger may know. */
    expectNoEffect: async (secrets: readonly string[]) => {
      await desk.settled()
      expect(await desk.database.prisma.inboundEvent.count()).toBe(0)
      expect(await desk.database.prisma.teamsPlace.count()).toBe(0)
      expect(world.requests).toEqual([])
      const logged = JSON.stringify(desk.troubles)
      for (const secret of [...secrets, APP_PASSWORD]) expect(logged).not.toContain(secret)
    },
  }
}

describe('a request to the Teams address', () => {
  const CASES: readonly (readonly [string, TokenChanges])[] = [
    ['is signed by a key that Microsoft does not publish', { signedBy: 'stranger' }],
    ['names a key that nobody knows', { header: { kid: 'unknown' } }],
    ['is signed by a key of another channel', { signedBy: 'otherChannel' }],
    ['is not signed: alg none', { signedBy: 'nobody' }],
    ['is signed with the public key as a password', { signedBy: 'publicKey' }],
    ['has expired', { claims: { nbf: now() - 7_200, exp: now() - 3_600 } }],
    ['is not valid yet', { claims: { nbf: now() + 3_600, exp: now() + 7_200 } }],
    ['is meant for another app', { claims: { aud: guidOf('another app') } }],
    ['names no app', { claims: { aud: undefined } }],
    ['comes from another issuer', { claims: { iss: 'https://sts.example.com/' } }],
    [
      'comes from an issuer of the emulator’s tokens',
      {
        claims: {
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: guidOf('the desk'),
        },
      },
    ],
    ['is for another service URL', { claims: { serviceurl: 'https://smba.trafficmanager.net/jp/' } }],
    ['is for no service URL', { claims: { serviceurl: undefined } }],
  ]

  test.each(CASES)('is refused with 401 when its token %s', async (_, changes) => {
    const { world, post, expectNoEffect } = await deskOnTeams()
    const activity = question(world)
    const token = world.tokens.issue(activity.serviceUrl, changes)
    expect(await post(activity, `Bearer ${token}`)).toEqual({ status: 401, body: '' })
    await expectNoEffect([token.split('.').at(-1) || token])
  })

  test.each([
    ['no Authorization', ''],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
    ['no token', 'Bearer '],
    ['what is no token', 'Bearer a.b.c'],
    ['half a token', 'Bearer eyJhbGciOiJSUzI1NiJ9.e30'],
  ])('is refused with 401 when it brings %s', async (_, authorization) => {
    const { world, post, expectNoEffect } = await deskOnTeams()
    expect(await post(question(world), authorization)).toEqual({ status: 401, body: '' })
    await expectNoEffect([])
  })

  test('of a tenant that is not admitted is refused with 403', async () => {
    const { world, post, expectNoEffect } = await deskOnTeams()
    const activity = question(world, { tenant: guidOf('a tenant of nobody') })
    const token = world.tokens.issue(activity.serviceUrl)
    expect(await post(activity, `Bearer ${token}`)).toEqual({ status: 403, body: '' })
    await expectNoEffect([token])
  })

  test.each([
    'https://teams.example.com/jp/',
    'https://smba.trafficmanager.net.example.com/jp/',
    'https://smba.trafficmanager.net@example.com/jp/',
    'https://smba.trafficmanager.net:8443/jp/',
    'http://smba.trafficmanager.net/jp/',
    'http://127.0.0.1:9/jp/',
    'http://localhost/jp/',
  ])('that wants its answers at %s is refused with 403, whatever its token says', async (serviceUrl) => {
    const { world, post, expectNoEffect } = await deskOnTeams()
    const activity = question(world, { serviceUrl })
    const token = world.tokens.issue(serviceUrl)
    expect(await post(activity, `Bearer ${token}`)).toEqual({ status: 403, body: '' })
    await expectNoEffect([token])
  })

  test.each(['failing', 'refused', 'garbled'] as const)(
    'waits with 503 while Microsoft’s keys cannot be had (%s), and passes afterwards',
    async (outage) => {
      const { world, post, expectNoEffect, database, settled } = await deskOnTeams()
      await world.metadata.outage(outage)
      const activity = question(world)
      const authorization = `Bearer ${world.tokens.issue(activity.serviceUrl)}`
      expect(await post(activity, authorization)).toEqual({ status: 503, body: '' })
      await expectNoEffect([authorization])
      await world.metadata.restore()
      expect(await post(activity, authorization)).toEqual({ status: 200, body: '' })
      await settled()
      expect(await database.prisma.consultation.count()).toBe(1)
    },
  )

  test('that is no activity is refused with 400, one beyond a megabyte with 413', async () => {
    const { world, post, expectNoEffect } = await deskOnTeams()
    const activity = question(world)
    const authorization = `Bearer ${world.tokens.issue(activity.serviceUrl)}`
    expect(await post({ serviceUrl: activity.serviceUrl }, authorization)).toEqual({ status: 400, body: '' })
    const huge = { ...activity, text: 'あ'.repeat(400_000) }
    expect(await post(huge, authorization)).toEqual({ status: 413, body: '' })
    await expectNoEffect([])
  })

  test.each([
    ['SingleTenant', { MICROSOFT_APP_TENANT_ID: TENANT }],
    ['MultiTenant', {}],
  ])('reaches an app that is registered as %s', async (type, more) => {
    const world = await createTeamsWorld({ announced: false })
    const environment = { ...world.environment, MICROSOFT_APP_TYPE: type, TEAMS_ALLOWED_TENANTS: '', ...more }
    const desk = await testDesk({ platform: 'teams', world: { ...world, environment } })
    const tanaka = world.person(TENANT, teamsIds.user('tanaka'))
    await tanaka.says('達成率はどのように計算されますか。')
    await desk.settled()
    expect((await newestOf(tanaka)).words).toContain('FAQ-005')
    const foreign = question(world, { tenant: teamsIds.workspace('AOBA') })
    const { status } = await tanaka.sendsRaw(foreign)
    expect(status).toBe(type === 'SingleTenant' ? 403 : 200)
  })

  test('is answered 404 where Teams is not set up', async () => {
    const { desk } = await testDesk({ platform: 'slack' })
    const answer = await fetch(`${desk.url}/api/messages`, { method: 'POST', body: '{}' })
    expect(answer.status).toBe(404)
  })
})
