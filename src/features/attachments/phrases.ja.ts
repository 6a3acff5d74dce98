import type { FetchFailure } from './attachment.ts'

/** On the consultants' card: in Japanese, whoever attached it. */
export const desk = {
  title: '添付ファイル',
  waiting: (name: string) => `${name}（取得しています）`,
  failed: (name: string, reason: string) => `${name}：取得できませんでした（${reason}）`,
  expires: 'リンクは72時間有効です。',
  reason: {
    tooLarge: '25 MBを超えています',
    tooMany: '1回に受け取れるのは10件までです',
    gone: '削除されたか、閲覧が許可されていません',
    elsewhere: '受け取りの対象外の場所に保存されています',
    notOffered: 'この場所からはファイルを受け取れません',
    unreachable: '取得先から応答がありませんでした',
  } satisfies Record<FetchFailure, string>,
}
