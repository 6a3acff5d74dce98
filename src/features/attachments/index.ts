export {
  type Attachment,
  type ClaimedAttachment,
  type Fetched,
  type FetchFailure,
  refusalOf,
} from './attachment.ts'
export type { AttachmentStore, AttachmentStores } from './attachment-store.ts'
export { attachmentElements } from './cards.ts'
export { phrases as pagePhrases } from './phrases.ts'
