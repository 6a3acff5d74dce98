export const ja = {
  notStored:
    '送信を受け付けられませんでした。お手数ですが、少し待ってからもう一度「送信する」を押してください。',
} as const
