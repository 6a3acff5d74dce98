import type { ConversationRef } from '../../chat/event.ts'
import type { NoticeCategory } from '../../ports/knowledge.ts'

/** What an organisation's owner chose, and by what the provider finds it again. */
export interface OrganisationSettingsStore {
  of(organisationId: string): Promise<OrganisationSettings>
  /** A channel that is chosen already stays as it is. */
  addNoticeChannel(organisationId: string, channel: ConversationRef, now: Date): Promise<void>
  /** Undefined: all of them, so that notices go to the owners alone. @returns those that were chosen until now */
  removeNoticeChannel(
    organisationId: string,
    channel: ConversationRef | undefined,
  ): Promise<readonly ConversationRef[]>
  setTags(organisationId: string, tags: readonly string[]): Promise<void>
  setRemindsInChannel(organisationId: string, remindsInChannel: boolean): Promise<void>
  /** In the place of those that were declined before. */
  setDeclinedNotices(organisationId: string, categories: readonly NoticeCategory[]): Promise<void>
  /** Undefined: none any more. */
  setQuietHours(organisationId: string, quietHours: string | undefined): Promise<void>
}

export interface OrganisationSettings {
  /** Without threads: a notice begins its own. Oldest first; none: notices go to the owners alone. */
  readonly noticeChannels: readonly ConversationRef[]
  /** Whether reminders of the contract go to the notice channels too. */
  readonly remindsInChannel: boolean
  /** Categories of notices that are not wanted; of those that nobody can decline one may be among them from before. */
  readonly declinedNotices: readonly NoticeCategory[]
  /** From when until when nothing is told that can wait, as 18:00-09:00; undefined: at any hour. */
  readonly quietHours: string | undefined
  /** By which the provider finds it again. */
  readonly tags: readonly string[]
}
