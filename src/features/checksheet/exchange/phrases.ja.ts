export const ja = {
  file: (number: number, day: string) => `チェックシート_第${number}回_${day}.xlsx`,
  handedOut: {
    title: 'チェックシートのExcelファイル',
    text: '入力したら、このファイルをこの会話に添付して送信してください。取り込む前に、変更点をご確認いただけます。',
  },
  preview: {
    title: 'Excelファイルの取り込み',
    changes: (count: number) => `変更される項目：${count}件`,
    nothing: 'いまの回答と同じ内容です。取り込む変更はありません。',
    change: (number: number, question: string, before: number, after: number, total: number) =>
      `No.${number} ${question}（達成 ${before}→${after} / ${total}基準）`,
    more: (count: number) => `ほか${count}件`,
    conflicts: (count: number) =>
      `ファイルをお渡ししたあとに、ほかの方が変更した項目：${count}件。取り込んでも上書きせず、下書きとして残します。`,
    conflict: (number: number, question: string) => `No.${number} ${question}`,
    otherRun: '以前の回のファイルです。いま入力中の回に取り込みます。',
  },
  taken: (count: number) => `${count}項目を取り込みました。`,
  drafts: (count: number) =>
    `確認が必要な項目が${count}件あります。各項目の「入力する」で、下書きを確認してください。`,
  dropped: '取り込みを取りやめました。回答は変わっていません。',
  settled: 'この取り込みは、すでに終わっています。',
  refused: {
    title: 'ファイルを取り込めませんでした',
    unchanged: '回答は変わっていません。次の点を直して、もう一度お送りください。',
    more: (count: number) => `ほかに${count}件あります。`,
    fetch: {
      tooLarge: 'ファイルが大きすぎます（10 MBまで）。',
      tooMany: '一度に取り込めるファイルは1件です。',
      gone: 'ファイルが見つからないか、閲覧が許可されていません。',
      elsewhere: '受け取りの対象外の場所に保存されています。',
      notOffered: 'この場所からはファイルを受け取れません。個別のメッセージでお送りください。',
      unreachable: 'ファイルを取得できませんでした。しばらくしてから、もう一度お送りください。',
    },
  },
  button: {
    take: '取り込む',
    drop: 'やめる',
    open: '確認する',
  },
}
