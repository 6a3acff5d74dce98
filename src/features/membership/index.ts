export { AdminRefusal, createAdministration } from './administer.ts'
export { unknownSenderCard } from './cards.ts'
export { changeLanguage } from './change-language.ts'
export { invitationCodeIn } from './invitation.ts'
export { invite } from './invite.ts'
export type {
  AuditStore,
  Directory,
  InvitationStore,
  MembershipStore,
  MembershipStores,
  Sender,
} from './membership-store.ts'
export { redeem } from './redeem.ts'
