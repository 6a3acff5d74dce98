import type { MemberRef } from '../../chat/event.ts'

/** A person of a platform, as the audit log and the command line name them. */
export const identityName = ({ platform, workspace, user }: MemberRef): string =>
  `${platform}/${workspace}/${user}`
