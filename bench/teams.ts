import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { APP_ID, personalChatOf, teamsIds } from '#test/support/teams/ids.ts'
import { startOpenId } from '#test/support/teams/openid.ts'
import { messagePayload } from '#test/support/teams/payloads.ts'
import { createTeamsState } from '#test/support/teams/things.ts'
import { APP_PASSWORD, OAUTH_SCOPE, startTokenService } from '#test/support/teams/token-service.ts'
import { createChannelTokens, TOKEN_ISSUER } from '#test/support/teams/tokens.ts'
import type { InstantPlatform } from './platform.ts'

const TENANT = teamsIds.workspace('MINATO')

/** A Bot Connector that takes everything at once; tokens are checked and given out as Microsoft does. */
export async function startInstantTeams(): Promise<InstantPlatform> {
  const fail = (problem: unknown) => {
    throw new Error(String(problem))
  }
  const tokens = createChannelTokens()
  const metadata = await startOpenId(tokens, fail)
  const tokenService = await startTokenService(fail, fail)
  const state = createTeamsState(true)
  const waiting = new Map<string, () => void>()
  let sent = 0
  const server = createServer(async (request, response) => {
    const body = await text(request)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `${++sent}` }))
    const conversation = decodeURIComponent(/conversations\/([^/]+)\//.exec(request.url ?? '')?.[1] ?? '')
    if (body.includes('"type":"typing"')) return
    waiting.get(conversation)?.()
    waiting.delete(conversation)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const serviceUrl = `http://${host}/jp/${TENANT}/`
  // Microsoft, too, sends many activities with one token.
  const authorization = `Bearer ${tokens.issue(serviceUrl)}`

  return {
    environment: {
      MICROSOFT_APP_ID: APP_ID,
      MICROSOFT_APP_PASSWORD: APP_PASSWORD,
      MICROSOFT_APP_TYPE: 'MultiTenant',
      TEAMS_ALLOWED_TENANTS: TENANT,
      MICROSOFT_OPENID_METADATA_URL: metadata.url,
      MICROSOFT_TOKEN_ISSUER: TOKEN_ISSUER,
      MICROSOFT_LOGIN_URL: tokenService.authority,
      MICROSOFT_OAUTH_SCOPE: OAUTH_SCOPE,
      TEAMS_SERVICE_HOSTS: host,
    },
    member: (name) => ({ platform: 'teams', workspace: TENANT, user: teamsIds.user(name) }),
    question: (name, words) => {
      const by = state.meet(TENANT, teamsIds.user(name))
      const conversation = state.personalChat(by)
      const message = state.write(conversation, { from: by, text: words })
      return {
        path: '/api/messages',
        body: JSON.stringify(messagePayload({ serviceUrl, conversation, by }, message)),
        headers: { authorization, 'content-type': 'application/json' },
      }
    },
    posted: (name) =>
      new Promise((resolve) => {
        waiting.set(personalChatOf(TENANT, teamsIds.user(name)), resolve)
      }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await Promise.all([metadata.close(), tokenService.close()])
    },
  }
}
