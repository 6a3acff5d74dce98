export { MembershipAction } from './actions.ts'
export { AdminRefusal, createAdministration, ORGANISATION_CODE } from './administer.ts'
export { admitFromChannel } from './admit-from-channel.ts'
export { asOwner, type OwnerStores } from './as-owner.ts'
export type { AuditedDeed } from './audited-deed.ts'
export { changeLanguage } from './change-language.ts'
export type { ChannelRef, MappedChannelStore } from './channel-store.ts'
export { contractCodesOf, issueContractCode, revokeContractCodes } from './contract-codes.ts'
export { depart } from './depart.ts'
export { identityName } from './identity-name.ts'
export { invitationCodeIn } from './invitation.ts'
export { invite } from './invite.ts'
export { giveLinkCode, linkByCode, unlink } from './link.ts'
export type { LinkCodes, LinkStore } from './link-store.ts'
export { linkCodeIn, type Standing } from './linking.ts'
export {
  chooseOwner,
  confirmHandOver,
  confirmRemoval,
  giveStaffCode,
  handOver,
  listMembers,
  removeColleague,
} from './manage-members.ts'
export { channelsOf, mapChannel, unmapChannel } from './map-channel.ts'
export { mapThisChannel } from './map-this-channel.ts'
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
export { nameOneself } from './name-oneself.ts'
export { firstReached, type ReachPorts, readersOf } from './reach.ts'
export { redeem } from './redeem.ts'
export { register, type Welcome } from './register.ts'
export { registrationCodeIn, withoutRegistrationCodes } from './registration.ts'
export {
  malformedCode,
  nameForm,
  registrationForm,
  unknownSenderCard,
  whomToAskCard,
} from './registration-cards.ts'
export type {
  ContractCode,
  ContractCodeStore,
  RegistrationCodes,
  StaffCodeStore,
} from './registration-store.ts'
export { isOfDesk } from './roles.ts'
export type { OrganisationSettings, OrganisationSettingsStore } from './settings-store.ts'
export { isUnnamed } from './unnamed.ts'
