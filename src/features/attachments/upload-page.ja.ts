import { MAX_FILES } from '../../chat/file.ts'

/** The page by which a member attaches files where the platform takes none. */
export const ja = {
  title: 'ファイルの添付',
  about: (subject: string) => `ご相談「${subject}」に添付するファイルをお選びください。`,
  label: 'ファイル（複数選択できます）',
  limits: `1件25 MB、1回${MAX_FILES}件までです。コンサルタントに引き継ぐと、コンサルタントがファイルを開いて確認できます。`,
  send: '送信する',
  received: 'ファイルを受け取りました',
  nothing: 'ファイルを受け取れませんでした',
  ok: 'このページは閉じていただいて構いません。',
  again: 'ほかのファイルを添付する',
  state: {
    attached: '受け取りました',
    tooLarge: '25 MBを超えているため、受け取れませんでした',
    tooMany: '件数の上限を超えているため、受け取れませんでした',
    closed: 'このご相談には添付できません',
  },
  broken: '送信が途中で切れました。お手数ですが、もう一度お試しください。',
  none: 'ファイルが選ばれていません。',
}
