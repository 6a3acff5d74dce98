import { z } from 'zod'

/**
 * Where the desk is installed on Slack, and what it may speak with there. An installation is a workspace's (its id begins with T),
 * or an enterprise's (E), which then serves every workspace of that enterprise.
 */
export interface Installations {
  /** The one that serves this workspace: its own, else its enterprise's. Undefined where there never was one. @throws UnreadableTokens */
  inWorkspace(workspace: string): Promise<Installation | undefined>
  /** A new installation, or one again: it replaces what was there, revoked or not. */
  keep(installation: NewInstallation): Promise<void>
  /** An event has told that this workspace is one of an enterprise for which the desk is installed as a whole. */
  noteEnterprise(workspace: string, enterprise: string): Promise<void>
  /** Forgets the tokens. Nothing happens to a newer installation, or a revoked one. @returns whether it was revoked now */
  revoke(revocation: Revocation): Promise<boolean>
  /** To one process at a time: the right to renew these tokens, for so long. */
  claimRenewal(of: ActiveInstallation, milliseconds: number): Promise<boolean>
  /** @returns undefined when they were replaced meanwhile */
  renew(of: ActiveInstallation, tokens: Tokens): Promise<ActiveInstallation | undefined>
  /** Everything that is still sealed under the previous secret is sealed under the present one. `unreadable`: ids of what cannot be read. */
  sealAnew(): Promise<{ readonly count: number; readonly unreadable: readonly string[] }>
}

export interface Tokens {
  readonly bot: string
  /** Where Slack rotates tokens: when this one ends, and what the next one is asked for with. */
  readonly rotation?: { readonly refresh: string; readonly expiresAt: string }
}

export interface NewInstallation {
  readonly id: string
  readonly name: string | undefined
  readonly botUser: string
  readonly scopes: readonly string[]
  /** The Slack user who installed it. */
  readonly by: string
  readonly tokens: Tokens
}

/** Why Slack takes a token no more: its events' names, and its Web API's errors. */
export const RevokedBecause = z.enum([
  'app_uninstalled',
  'tokens_revoked',
  'token_revoked',
  'account_inactive',
])
export type RevokedBecause = z.infer<typeof RevokedBecause>

interface Known {
  readonly id: string
  /** Moves with every change. */
  readonly version: number
}
export type ActiveInstallation = Known & { readonly kind: 'active'; readonly tokens: Tokens }
export type Installation =
  | ActiveInstallation
  | (Known & { readonly kind: 'revoked'; readonly because: RevokedBecause })

export interface Revocation {
  readonly id: string
  readonly because: RevokedBecause
  /** Which installation is meant: this very version, or what was there at this time, to the second, as Slack tells times. */
  readonly of: { readonly version: number } | { readonly at: Date; readonly botUsers?: readonly string[] }
}

/** They were sealed under a secret that this process does not have. */
export class UnreadableTokens extends Error {
  override readonly name = 'UnreadableTokens'
}
