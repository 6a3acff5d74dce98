/** In both languages: it is said when the database, which knows the member's, cannot be reached. */
export const notStored = `送信を受け付けられませんでした。お手数ですが、少し待ってからもう一度「送信する」を押してください。
Your words could not be accepted just now. Please press “Send” again in a moment.`
