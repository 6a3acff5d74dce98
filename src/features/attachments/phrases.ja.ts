import { MAX_FILES } from '../../chat/file.ts'
import { quoted } from '../../chat/quoted.ts'
import type { FileCheck } from '../../ports/scanning.ts'
import { type FileFailure, MOST_FILES } from './attachment.ts'

const reason = {
  tooLarge: '25 MBを超えています',
  tooMany: '1回に受け取れるのは10件までです',
  notAllowed:
    '受け取れない種類のファイルです。PDF、画像、Word、Excel、PowerPoint、テキスト、CSV、動画をお送りください',
  disguised: 'ファイル名と中身の種類が一致していません',
  malware: 'ウイルスが検出されたため、お届けしていません',
  full: `1件のご相談で受け取れるのは${MOST_FILES}件までです`,
  gone: '削除されたか、閲覧が許可されていません',
  elsewhere: '受け取りの対象外の場所に保存されています',
  notOffered: 'この場所からはファイルを受け取れません',
  unreachable: '取得先から応答がありませんでした',
} satisfies Record<FileFailure, string>

/** On the consultants' card: in Japanese, whoever attached it. */
export const desk = {
  title: '添付ファイル',
  waiting: (name: string) => `${name}（取得しています）`,
  failed: (name: string, reason: string) => `${name}：取得できませんでした（${reason}）`,
  expires: 'リンクは72時間有効です。',
  reason,
}

export const ja = {
  /** Where files are handed over. */
  files: {
    reason,
    /** So many names, and how many more there are. */
    names: (names: readonly string[], more: number) =>
      `${names.join('、')}${more > 0 ? `、ほか${more}件` : ''}`,
    missing: (names: string, reason: string) =>
      `次のファイルは、お届けできませんでした（${reason}）：${names}`,
    check: (check: FileCheck, names: string) =>
      `ウイルス検査：${check === 'clean' ? '検査済み' : '未検査'}${names === '' ? '' : `（${names}）`}`,
    expires: 'リンクでお受け取りになる場合、リンクは72時間有効です。',
  },
  /** By which a member attaches files where the platform takes none. */
  upload: {
    title: 'ファイルの添付',
    about: (subject: string) => `ご相談${quoted(subject)}に添付するファイルをお選びください。`,
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
      closed: 'いまは添付できません',
      notAllowed: 'この種類のファイルは添付できません',
      disguised: 'ファイルの中身が、名前や種類と一致しません',
      malware: 'ウイルス検査で問題が見つかったため、受け取れませんでした',
      unscanned: 'ウイルス検査ができませんでした。時間をおいてもう一度お試しください',
    },
    broken: '送信が途中で切れました。お手数ですが、もう一度お試しください。',
    none: 'ファイルが選ばれていません。',
  },
  /** Whatever is wrong with the address. */
  notFound: {
    title: 'このページは開けません',
    text: 'リンクの有効期限が切れているか、アドレスが正しくありません。お手数ですが、相談窓口の画面から開き直すか、ファイルの下の「リンクを再発行」を押してください。',
  },
}
