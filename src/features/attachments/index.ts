export {
  type AttachedTo,
  type Attachment,
  type ClaimedAttachment,
  type Fetched,
  type FetchFailure,
  type FileFailure,
  MOST_FILES,
  missingBy,
  refusalOf,
} from './attachment.ts'
export type { AttachmentStore, AttachmentStores } from './attachment-store.ts'
export { attachmentElements, handedOver, linksOnly, missingWords, namesOf } from './cards.ts'
export { phrases as pagePhrases } from './phrases.ts'
export { settleFile } from './settle-file.ts'
