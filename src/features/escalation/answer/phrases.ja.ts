import { MAX_FILES } from '../../../chat/file.ts'

/** What the consultants' side reads: in Japanese, whoever asked. */
export const desk = {
  draft: {
    title: '返信案（下書き・未送信）',
    model: '資料と過去の回答をもとに自動で作成した下書きです。内容を確認し、編集してから送信してください。',
    nearest: '近い資料の文面をもとにした下書きです。ご質問に合うかを確認し、編集してから送信してください。',
    nothing: '近い資料が見つかりませんでした。回答の本文をお書きください。',
  },
  preview: {
    title: 'プレビュー（未送信）',
    from: (author: string) => `お客様には次のとおり届きます。差出人：${author}`,
  },
  /** Of the files that go out with an answer. */
  files: {
    form: `添付するファイルは、［編集する］の画面で選べます（1件25 MB、${MAX_FILES}件まで）。`,
    page: `添付するファイルは、［ファイルを添付］で開くページから選べます（1件25 MB、${MAX_FILES}件まで）。`,
    follow: '回答に続けて、上の順にお客様に届きます。',
    waiting: 'ファイルを確認しています。終わるとこの画面が更新され、送信できるようになります。',
    refused: '取得できなかったファイルは、お客様に届きません。',
    notYet:
      '添付ファイルを確認しているため、まだ送信できません。確認が終わると、プレビューから送信できます。',
    pageTitle: 'ファイルを添付するページ',
    about: (ticket: string, subject: string) =>
      `${ticket}（${subject}）の回答に添付するファイルを、次のページで選んでください。選んだファイルはプレビューに加わります。まだ送信されません。`,
    link: 'ファイルを添付するページを開く',
    expires: 'このページは24時間有効で、ご本人専用です。',
  },
  hidden: (ids: string) => `お客様のコースでは開けない、または公開を終えたため、出典に表示されません：${ids}`,
  assumed: (ids: string) =>
    `運営者が確定していない取扱いを含む資料です。確定した内容としてお伝えする前にご確認ください：${ids}`,
  sent: (ticket: string, by: string) => `送信しました（${ticket}・${by}）`,
  replaced: 'この返信案は、新しい内容に替わりました。',
  discarded: '返信案を取り消しました。お客様には送信していません。',
  stale:
    'この返信案は、すでに送信したか、書き直したか、取り消したものです。もう一度送信することはありません。',
  takeFirst: (ticket: string) => `${ticket} に回答するには、先に［担当する］を押してください。`,
  button: {
    edit: '編集して送る',
    send: '送信する',
    change: '編集する',
    discard: '取り消す',
    enclose: 'ファイルを添付',
    detach: '添付を外す',
  },
  form: {
    title: 'お客様への回答',
    intro: '保存するとプレビューを表示します。まだ送信されません。',
    subject: '件名',
    subjectMissing: '件名をお書きください。',
    body: '本文',
    bodyMissing: '本文をお書きください。',
    sources: '出典（任意）',
    sourcesHint: '例：FAQ-041 EX-1-1#4　番号が分からないときは、探したい言葉を書くと候補を表示します。',
    files: '添付ファイル（任意）',
    filesHint: `1件25 MB、${MAX_FILES}件まで。前に添付したファイルはそのまま残ります。外すときは、プレビューの［添付を外す］を押してください。`,
    save: 'プレビューを見る',
    cancel: 'やめる',
    unknown: (ids: string) => `見つからない出典があります：${ids}。`,
    notAnId: (words: string) => `「${words}」は番号ではありません。`,
    near: (names: readonly string[]) => `近い資料：${names.join('、')}。番号でお書きください。`,
    nothingNear: '近い資料は見つかりませんでした。',
    tooMany: (most: number) => `出典は${most}件までにしてください。`,
  },
}

/** The customer's side. */
export const ja = {
  subject: (ticket: string, subject: string) => `【${ticket}】${subject}`,
  salutation: (name: string) => `${name}様`,
  opening: (consultant: string) =>
    `お問い合わせいただき、ありがとうございます。コンサルタントの${consultant}です。`,
  closing: 'ご不明な点がございましたら、このままご返信ください。',
  sources: (labels: string) => `出典：${labels}`,
  files: (names: string) => `添付ファイル：${names}（続けてお送りします）`,
}
