/** Words that are said before the desk knows who reads them: in both languages. */
export const phrases = {
  received: '受け付けました。結果はこの会話でお知らせします。\nReceived: the outcome will be told here.',
  stale:
    'この画面は古くなりました。お手数ですが、もう一度ご質問をお書きください。\nThis card is out of date.',
  back: '入力を取りやめました。\nNothing was sent.',
  notStored:
    'ただいま受け付けられませんでした。お手数ですが、少し待ってからもう一度お試しください。\nThis could not be accepted just now. Please try again in a moment.',
  consent:
    '相談窓口からのファイルです。承諾すると、お使いのOneDriveに保存されます。\nA file from the desk: accept it to save it to your OneDrive.',
  declined: 'ファイルは保存しませんでした。\nThe file was not saved.',
  notUploaded:
    'ファイルを保存できませんでした。お手数ですが、もう一度［記録をファイルで受け取る］を押してください。\nThe file could not be saved. Please ask for it again.',
  reply: '返信',
  hint: 'この会話で続けてお尋ねになるときは、メンションを付けてお書きいただくか、［返信］をお使いください。メンションのない投稿は、相談窓口に届かないことがあります。',
}
