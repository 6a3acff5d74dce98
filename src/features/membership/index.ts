export { MembershipAction } from './actions.ts'
export { AdminRefusal, createAdministration } from './administer.ts'
export { unknownSenderCard } from './cards.ts'
export { changeLanguage } from './change-language.ts'
export { invitationCodeIn } from './invitation.ts'
export { invite } from './invite.ts'
export { giveLinkCode, linkByCode, unlink } from './link.ts'
export type { LinkCodes, LinkStore } from './link-store.ts'
export { linkCodeIn, type Standing } from './linking.ts'
export type {
  AuditStore,
  Directory,
  InvitationStore,
  MembershipStore,
  MembershipStores,
  Sender,
} from './membership-store.ts'
export { redeem } from './redeem.ts'
export { isUnnamed } from './unnamed.ts'
