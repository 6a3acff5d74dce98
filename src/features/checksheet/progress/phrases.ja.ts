export const ja = {
  title: 'お客様のチェックシートの進み具合',
  none: 'チェックシートに入力中のお客様は、まだありません。',
  counted: (customers: number) => `入力中のお客様 ${customers}社`,
  line: (name: string, answered: number, items: number, rate: string) =>
    `${name}　入力 ${answered}/${items}　達成率 ${rate}`,
  more: (count: number) => `ほか${count}社。全社の一覧はCSVファイルをご覧ください。`,
  brief: (number: number, answered: number, items: number, rate: string, awaiting: number) =>
    `第${number}回　入力 ${answered}/${items}項目　達成率 ${rate}　確認待ち ${awaiting}項目`,
  file: (day: string) => `チェックシート進捗_${day}.csv`,
  columns: {
    code: '組織コード',
    name: '組織名',
    run: '回',
    version: '版',
    answered: '入力済み',
    items: '項目数',
    met: '達成',
    rate: '達成率（%）',
    awaiting: '確認待ち',
    startedOn: '開始日',
    changedOn: '最終更新日',
  },
}
