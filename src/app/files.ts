import type { MemberRef } from '../chat/event.ts'
import type { Directory } from '../features/membership/index.ts'
import { type FileDescription, type Files, FileTooLarge, type OpenedFile } from '../ports/files.ts'

interface FilePorts {
  readonly directory: Directory
  readonly files: Files
}

/** A file that this person attached, or that was made for them; undefined for any other, and for who is no member. */
export async function ownFile(
  { directory, files }: FilePorts,
  from: MemberRef,
  id: string,
): Promise<OpenedFile | undefined> {
  const sender = await directory.whois(from)
  if (sender.kind !== 'member') return undefined
  const opened = await files.open(sender.organisation.id, id)
  return opened?.memberId === sender.member.id ? opened : undefined
}

/** Whether this person brought it, and nothing speaks of it yet. */
export async function isOwnUpload(
  { directory, files }: FilePorts,
  from: MemberRef,
  id: string,
): Promise<boolean> {
  const sender = await directory.whois(from)
  if (sender.kind !== 'member') return false
  return (await files.written(sender.organisation.id, id))?.memberId === sender.member.id
}

/** What a member brings before they say what it is for: kept for a day unless a message speaks of it. */
export async function receiveFile(
  { directory, files }: FilePorts,
  from: MemberRef,
  file: FileDescription,
  content: AsyncIterable<Uint8Array>,
): Promise<
  { readonly kind: 'written'; readonly file: string } | { readonly kind: 'tooLarge' | 'notMember' }
> {
  const sender = await directory.whois(from)
  if (sender.kind !== 'member') return { kind: 'notMember' }
  const owner = { organisationId: sender.organisation.id, memberId: sender.member.id }
  try {
    return { kind: 'written', file: (await files.write(owner, file, content)).id }
  } catch (error) {
    if (error instanceof FileTooLarge) return { kind: 'tooLarge' }
    throw error
  }
}
