import { MAX_FILES } from '../../chat/file.ts'
import { MOST_FILES } from './attachment.ts'
import type { ja } from './phrases.ja.ts'

export const en = {
  files: {
    reason: {
      tooLarge: 'larger than 25 MB',
      tooMany: 'only ten files can be sent at a time',
      notAllowed:
        'this type of file cannot be taken: please send PDF, pictures, Word, Excel, PowerPoint, text, CSV or video',
      disguised: 'it is not what its name says',
      malware: 'a virus was found in it',
      full: `only ${MOST_FILES} files can be taken for one consultation`,
      gone: 'deleted, or not for the desk to read',
      elsewhere: 'kept in a place that the desk does not fetch from',
      notOffered: 'files cannot be taken from here',
      unreachable: 'the place where it is kept did not answer',
    },
    names: (names, more) => `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    missing: (names, reason) => `These files could not be delivered (${reason}): ${names}`,
    check: (check, names) =>
      `Virus check: ${check === 'clean' ? 'checked' : 'not checked'}${names === '' ? '' : ` (${names})`}`,
    expires: 'Where you are given links, they are good for 72 hours.',
  },
  upload: {
    title: 'Attach files',
    about: (subject: string) => `Please choose the files to attach to your question “${subject}”.`,
    label: 'Files (you can choose several)',
    limits: `Up to ${MAX_FILES} files of 25 MB at a time. A consultant who takes over can open them.`,
    send: 'Send',
    received: 'Your files were received',
    nothing: 'No file was received',
    ok: 'You can close this page.',
    again: 'Attach more files',
    state: {
      attached: 'received',
      tooLarge: 'larger than 25 MB: not received',
      tooMany: 'more files than we can take: not received',
      closed: 'no files can be attached now',
      notAllowed: 'files of this type cannot be attached',
      disguised: 'what is in the file is not what its name or type says',
      malware: 'the virus check found something in it: not received',
      unscanned: 'it could not be checked for viruses; please try again later',
    },
    broken: 'Sending broke off. Please try again.',
    none: 'No file was chosen.',
  },
  notFound: {
    title: 'This page cannot be opened',
    text: 'This link has expired or is not correct. Please open it again from the desk, or press “Renew the links” below the file.',
  },
} satisfies typeof ja
