export const ja = {
  title: '担当と進み具合',
  text: 'カテゴリごとに担当の方を決めると、その方の画面に「自分の担当を入力」が表示されます。',
  category: (number: number, name: string, done: number, total: number, assignee: string) =>
    `${number} ${name}（${done}/${total}）　担当：${assignee}`,
  nobody: '未定',
  where: '入力中の方',
  place: (name: string, number: number, at: string) => `${name}　No.${number}（${at}）`,
  choose: (number: number, name: string) => `カテゴリ${number} ${name}の担当`,
  assigned: (category: string, name: string) => `${category}の担当を${name}にしました。`,
  unassigned: (category: string) => `${category}の担当を未定にしました。`,
  onlyOwner: '担当を決められるのは、貴社の管理者の方だけです。',
  reminded: (names: string) => `${names}にお知らせしました。`,
  noOne: 'お知らせする方がいません。担当が決まっていて未入力の項目がある方にだけ、お知らせします。',
  unreached: (names: string) => `${names}には、アプリが追加されていないためお知らせできませんでした。`,
  reminder: {
    title: 'チェックシートの入力のお願い',
    text: (from: string, categories: string, open: number) =>
      `${from}からのお願いです。担当のカテゴリ（${categories}）に、未入力の項目が${open}件あります。`,
  },
  button: {
    team: '担当と進み具合',
    assign: '担当を決める',
    choose: '選ぶ',
    nobody: '未定にする',
    remind: '担当の方にお知らせする',
    mine: '自分の担当を入力',
  },
}
