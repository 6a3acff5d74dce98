/** In both languages: it is said when the database, which knows the member's, cannot be reached. */
export const notStored = `送信を受け付けられませんでした。お手数ですが、少し待ってからもう一度「送信する」を押してください。
Your words could not be accepted just now. Please press “Send” again in a moment.`

/** What an installation shows in the browser, in both languages: nobody knows yet who reads it. */
export const installing = {
  begin: {
    title: '相談窓口をSlackに追加する',
    ja: 'ご利用のワークスペースに相談窓口を追加します。次の画面で、追加先と権限をご確認ください。',
    en: 'Add the desk to your Slack workspace. The next page shows where it is added and what it may do.',
    button: 'Slackに追加する / Add to Slack',
  },
  done: (place: string) => ({
    title: '相談窓口を追加しました',
    ja: `相談窓口の担当者に、ID「${place}」をお知らせください。担当者が組織の登録を済ませると、Slackで「academy-desk」へのダイレクトメッセージからご相談いただけます。`,
    en: `The desk is installed. Tell your contact at the desk this ID: ${place}. Once your organisation is registered, write to academy-desk in a direct message.`,
  }),
  denied: {
    title: '相談窓口は追加されていません',
    ja: '追加が取りやめられました。追加する場合は、もう一度お試しください。',
    en: 'The installation was cancelled; nothing was added. You may begin again.',
  },
  expired: {
    title: 'この画面からは続けられません',
    ja: '有効期限が切れたか、別のブラウザーで開かれました。お手数ですが、はじめからやり直してください。',
    en: 'This link has expired, or was begun in another browser. Please begin again.',
  },
  failed: {
    title: '相談窓口を追加できませんでした',
    ja: 'Slackとの手続きを完了できませんでした。お手数ですが、少し待ってからもう一度お試しください。',
    en: 'The installation could not be completed. Please try again in a moment.',
  },
  again: 'はじめからやり直す / Begin again',
}
