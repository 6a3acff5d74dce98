import type { ConversationRef } from '../../chat/event.ts'

/** What an organisation's owner chose. */
export interface OrganisationSettingsStore {
  of(organisationId: string): Promise<OrganisationSettings>
  /** Undefined: notices go to the owners alone. */
  setNoticeChannel(organisationId: string, channel: ConversationRef | undefined): Promise<void>
  setRemindsInChannel(organisationId: string, remindsInChannel: boolean): Promise<void>
}

export interface OrganisationSettings {
  /** Without a thread: a notice begins its own. */
  readonly noticeChannel: ConversationRef | undefined
  /** Whether reminders of the contract go to the notice channel too. */
  readonly remindsInChannel: boolean
}
