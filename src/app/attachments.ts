import type { FileRef } from '../chat/file.ts'
import type { UploadTo } from '../chat/message.ts'
import type { ClaimedAttachment, Fetched } from '../features/attachments/index.ts'
import {
  type Attached,
  attach,
  type ReceivingPorts,
  settleAskedFile,
  uploadOffer,
} from '../features/consultation/index.ts'
import {
  bringToDraft,
  draftOffer,
  type EnclosingPorts,
  settleDraftFile,
} from '../features/escalation/answer/index.ts'
import { settleCarriedFile } from '../features/escalation/index.ts'

type Ports = ReceivingPorts & EnclosingPorts

/** What was fetched is settled where it is attached. */
export function settleAttachment(ports: Ports, claimed: ClaimedAttachment, fetched: Fetched): Promise<void> {
  const { of } = claimed
  switch (of.kind) {
    case 'consultation':
      return settleAskedFile(ports, claimed, of.id, fetched)
    case 'carried':
      return settleCarriedFile(ports, claimed, of.id, fetched)
    case 'draft':
      return settleDraftFile(ports, claimed, of.number, fetched)
  }
}

/** What an upload page takes files for; undefined where it takes none from this member any more. */
export const offerUpload = (ports: Ports, to: UploadTo): ReturnType<typeof uploadOffer> =>
  'draftOf' in to ? draftOffer(ports, to) : uploadOffer(ports, to)

/** A file that was written by it. */
export const takeUpload = (ports: Ports, to: UploadTo, written: FileRef): Promise<Attached> =>
  'draftOf' in to ? bringToDraft(ports, to, written) : attach(ports, to, written)
