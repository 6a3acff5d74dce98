export { MembershipAction } from './actions.ts'
export { AdminRefusal, createAdministration, ORGANISATION_CODE } from './administer.ts'
export { unknownSenderCard } from './cards.ts'
export { changeLanguage } from './change-language.ts'
export type { ChannelRef, MappedChannel, MappedChannelStore } from './channel-store.ts'
export type { ContractCode, ContractCodeStore } from './contract-code-store.ts'
export { contractCodesOf, type IssuedCode, issueContractCode, revokeContractCodes } from './contract-codes.ts'
export { identityName } from './identity-name.ts'
export { invitationCodeIn } from './invitation.ts'
export { invite } from './invite.ts'
export { giveLinkCode, linkByCode, unlink } from './link.ts'
export type { LinkCodes, LinkStore } from './link-store.ts'
export { linkCodeIn, type Standing } from './linking.ts'
export { channelsOf, type Mapping, mapChannel, unmapChannel } from './map-channel.ts'
export type {
  AuditRecord,
  AuditStore,
  Directory,
  InvitationStore,
  MembershipStore,
  MembershipStores,
  RegisteredMember,
  Sender,
} from './membership-store.ts'
export { redeem } from './redeem.ts'
export type { OrganisationSettings, OrganisationSettingsStore } from './settings-store.ts'
export { isUnnamed } from './unnamed.ts'
