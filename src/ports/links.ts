import type { FileRef } from '../chat/file.ts'
import type { NoticeOf, NoticePage, UploadTo } from '../chat/message.ts'

/**
 * Signed, expiring addresses of the desk's own pages. Made when a message is drawn, so that nothing that is stored opens
 * anything.
 */
export interface Links {
  /** Where this file can be fetched by whoever has the address, for 72 hours. */
  toFile(file: Pick<FileRef, 'organisationId' | 'id'>): string
  /** The page by which this member attaches files to this consultation or draft, for 24 hours. */
  toUpload(to: UploadTo): string
  /** The page of a notice that is being written, for this member of the provider's, for 24 hours. */
  toNotice(page: NoticePage, of: NoticeOf): string
  /** Where calendars read what the link with this id opens, until it is replaced or revoked. */
  toCalendar(link: string): string
}
