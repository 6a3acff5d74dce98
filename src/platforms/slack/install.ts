import type { HTTPReceiverOptions, InstallationStore } from '@slack/bolt'
import type { Logger } from 'pino'
import { z } from 'zod'
import { requestOptions } from './client.ts'
import {
  beginPage,
  INSTALL_PATH,
  type InstallProblem,
  protectPage,
  sendDone,
  sendProblem,
} from './install-pages.ts'
import type { Installations, NewInstallation } from './installations.ts'
import { BOT_SCOPES } from './scopes.ts'

export const REDIRECT_PATH = '/slack/oauth_redirect'

export interface InstallOptions {
  readonly clientId: string
  readonly clientSecret: string
  readonly stateSecret: string
  /** The address that Slack sends people back to is below it. */
  readonly publicUrl: string
  readonly installations: Installations
  readonly apiUrl: string | undefined
  readonly log: Logger
}

/** What Bolt's receiver needs to install the desk: a signed, expiring state that is bound to the browser, and our own pages. */
export function installing(options: InstallOptions): Partial<HTTPReceiverOptions> {
  const { clientId, clientSecret, stateSecret, publicUrl, apiUrl, log } = options
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...BOT_SCOPES],
    redirectUri: `${publicUrl.replace(/\/+$/, '')}${REDIRECT_PATH}`,
    installationStore: storeOver(options),
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      clientOptions: requestOptions(apiUrl),
      // Another Web API has its pages beside it, as Slack has.
      ...(apiUrl && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
      renderHtmlForInstallPath: beginPage,
      installPathOptions: {
        beforeRedirection: async (_, response) => {
          protectPage(response)
          return true
        },
      },
      callbackOptions: {
        successAsync: async (installation, _options, _request, response) =>
          sendDone(response, newInstallationOf(installation).id),
        failureAsync: async (error, _options, _request, response) => {
          const problem = PROBLEMS[error.code] ?? 'failed'
          log.warn({ problem, code: error.code }, 'slack: an installation did not succeed')
          sendProblem(response, problem)
        },
      },
    },
  }
}

/** By the codes of @slack/oauth; an exchange that Slack refuses, or that we cannot keep, has another. */
const PROBLEMS: Readonly<Record<string, InstallProblem>> = {
  slack_oauth_installer_authorization_error: 'denied',
  slack_oauth_invalid_state: 'expired',
  slack_oauth_missing_state: 'expired',
  slack_oauth_missing_code: 'expired',
}

function storeOver({ installations, log }: InstallOptions): InstallationStore {
  return {
    storeInstallation: async (told) => {
      const installation = newInstallationOf(told)
      await installations.keep(installation)
      log.info({ installation: installation.id, by: installation.by }, 'slack: the desk was installed')
    },
    fetchInstallation: async () => {
      throw new Error('the desk looks its installations up itself: see access.ts')
    },
  }
}

const Bot = z.object({
  token: z.string(),
  userId: z.string(),
  scopes: z.array(z.string()),
  refreshToken: z.string().optional(),
  expiresAt: z.number().optional(),
})
const Place = z.object({ id: z.string(), name: z.string().optional() })
const Told = z.object({ bot: Bot, user: z.object({ id: z.string() }) })
const Installed = z.union([
  Told.extend({ isEnterpriseInstall: z.literal(true), enterprise: Place }),
  Told.extend({ isEnterpriseInstall: z.literal(false).optional(), team: Place }),
])

/** @throws ZodError when Slack granted no bot */
function newInstallationOf(told: unknown): NewInstallation {
  const installed = Installed.parse(told)
  const { bot, user } = installed
  const { id, name } = 'enterprise' in installed ? installed.enterprise : installed.team
  const rotation = bot.refreshToken &&
    bot.expiresAt && { refresh: bot.refreshToken, expiresAt: new Date(bot.expiresAt * 1_000).toISOString() }
  return {
    id,
    name,
    botUser: bot.userId,
    scopes: bot.scopes,
    by: user.id,
    tokens: { bot: bot.token, ...(rotation && { rotation }) },
  }
}
