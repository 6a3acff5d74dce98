import type { FileRef } from '../../chat/file.ts'
import { phrases } from './phrases.ts'

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
const CONSENT = 'application/vnd.microsoft.teams.card.file.consent'
const INFO = 'application/vnd.microsoft.teams.card.file.info'

/** Asks the person whether the file may be put into their OneDrive. What comes back holds its id and nothing else. */
export const consentCard = ({ id, name, bytes }: FileRef): object => ({
  type: 'message',
  summary: name,
  attachments: [
    {
      contentType: CONSENT,
      name,
      content: {
        description: phrases.consent,
        sizeInBytes: bytes,
        acceptContext: { file: id },
        declineContext: { file: id },
      },
    },
  ],
})

/** Where the file is now, as Teams has told. */
export interface UploadedTo {
  readonly contentUrl: string
  readonly name: string
  readonly uniqueId: string
  readonly fileType: string
}

export const infoCard = ({ contentUrl, name, uniqueId, fileType }: UploadedTo): object => ({
  type: 'message',
  summary: name,
  attachments: [{ contentType: INFO, contentUrl, name, content: { uniqueId, fileType } }],
})

export const wordsAlone = (text: string): object => ({ type: 'message', textFormat: 'plain', text })
