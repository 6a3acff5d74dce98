import { quoted } from '../../chat/quoted.ts'
import type { CandidateState, Problem } from './candidate.ts'
import type { Revision } from './curation-store.ts'

const state: Record<CandidateState, string> = {
  draft: '下書き',
  proposed: '承認待ち',
  returned: '差し戻し',
  approved: '承認済み',
  dropped: '取り下げ',
}

const revision: Record<Revision['kind'], string> = {
  imported: 'ファイルから取り込み',
  published: '公開',
  edited: '編集',
  retired: '廃止',
  undone: '前の版に戻す',
}

/** What the consultants' side reads: in Japanese, as everything that it publishes. */
export const desk = {
  state,
  revision,
  preparing: (ticket: string) => `${ticket} からFAQ案を作成しています。しばらくお待ちください。`,
  kind: {
    publish: '新しいFAQ',
    edit: (entry: string) => `${entry} の編集`,
    retire: (entry: string) => `${entry} の廃止`,
  },
  card: {
    title: (name: string, state: string, kind: string) => `${name}（${state}） ${kind}`,
    question: '質問',
    answer: '回答',
    phrasings: 'ほかの聞き方',
    sources: '出典',
    category: '分類',
    audience: '対象',
    next: '次にできること',
    author: '提案者',
    ticket: '元のご相談',
    decidedBy: '確認者',
    reason: '廃止の理由',
    remark: '差し戻しの理由',
    before: '変更前の回答',
    none: '未入力',
    draftNote:
      'お客様の名称・個人名・連絡先・金額・日付を除いた下書きです。［編集する］で内容を整え、保存すると、ほかのコンサルタントに承認を依頼します。',
    waiting: '承認は、提案者以外のコンサルタントが行います。',
    published: (entry: string) => `${entry} として公開しました。数秒後から検索と回答に使われます。`,
    edited: (entry: string) => `${entry} を更新しました。数秒後から検索と回答に使われます。`,
    retired: (entry: string) => `${entry} を廃止しました。この番号は再利用されません。`,
  },
  check: {
    similar: '近い既存のFAQ',
    none: '近い既存のFAQはありません。',
    one: (id: string, question: string, percent: number) => `${id} ${question}（近さ ${percent}%）`,
    duplicate: '⚠️ 重複の可能性',
    differing: '⚠️ 要確認：既存のFAQと内容が異なる可能性があります',
    pair: (id: string, here: string, there: string) => `この案：${here}\n${id}：${there}`,
    golden: (asked: number) => `確認用の質問 ${asked}件で回答を比べました。悪化はありません。`,
    lost: (lost: number, asked: number) =>
      `⚠️ 確認用の質問 ${asked}件のうち ${lost}件で、これまでの回答が先頭に出なくなります`,
    lostOne: (question: string, entry: string, now: string) => `${quoted(question)} ${entry} → ${now}`,
    nothing: '該当なし',
  },
  button: {
    edit: '編集する',
    approve: '承認する',
    return: '差し戻す',
    drop: '取り下げる',
    retire: '廃止する',
    history: '履歴',
    show: '見る',
    find: 'FAQを探す',
    undo: '前の版に戻す',
    undoNow: '前の版に戻す（確定）',
    open: '案を開く',
  },
  form: {
    title: 'FAQ案の編集',
    intro: 'お客様の名称・個人名など、特定につながる内容を含めないでください。保存すると承認を依頼します。',
    question: '質問',
    phrasings: 'ほかの聞き方（1行に1つ、3つ以上）',
    morePhrasings: '追加する聞き方（1行に1つ）',
    phrasingsHint: 'お客様が実際に使う言い方でお書きください。',
    morePhrasingsHint: (count: number) => `登録済みの${count}件に加えます。`,
    answer: '回答',
    citations: '出典（番号）',
    citationsHint: '例：EX-1-1#4、DOC-SHEET#2',
    category: '分類',
    audience: '対象のコース',
    audiences: { any: 'すべてのコース', learning: '学習コース', practice: '実践コース' },
    next: '次にできること（任意）',
    nextHint: 'チェックシートの項目と、その項目の資料の番号を4つまで。例：CS-018 REG-10',
    save: '承認を依頼',
    cancel: 'やめる',
    missing: {
      question: '質問をお書きください。',
      answer: '回答をお書きください。',
      phrasings: '聞き方をお書きください。',
      citations: '出典の番号をお書きください。',
      category: '分類をお選びください。',
      audience: '対象のコースをお選びください。',
    },
    return: { title: 'FAQ案の差し戻し', reason: '理由', missing: '理由をお書きください。', save: '差し戻す' },
    retire: {
      title: 'FAQの廃止',
      reason: '廃止の理由',
      missing: '理由をお書きください。',
      save: '承認を依頼',
    },
    find: { title: 'FAQを探す', words: '探す言葉', missing: '探す言葉をお書きください。', save: '探す' },
  },
  problem: (it: Problem): string => {
    switch (it.kind) {
      case 'missing':
        return `${{ question: '質問', answer: '回答', category: '分類' }[it.field]}をお書きください。`
      case 'noSource':
        return '出典の番号を1つ以上お書きください（例：EX-1-1#4）。'
      case 'unknownSource':
        return `出典「${it.id}」は見つかりません。`
      case 'unknownStep':
        return `「${it.id}」という項目・資料は見つかりません。`
      case 'foreignStep':
        return `資料「${it.id}」は、指定した項目の資料ではありません。対応する項目の番号もお書きください。`
      case 'tooMany':
        return '次にできることは4つまでです。'
      case 'tooFew':
        return '聞き方を3つ以上お書きください。'
      case 'taken':
        return it.by === ''
          ? `「${it.phrasing}」は質問と同じです。`
          : `「${it.phrasing}」は ${it.by} に登録されています。`
      case 'named':
        return `お客様の名称または個人名が含まれています：${it.name}`
    }
  },
  notProposed: (name: string) =>
    `${name} は保存していません。次の点をご確認のうえ、もう一度編集してください。`,
  proposed: (name: string) => `${name} の承認を依頼しました。`,
  ownWords: (name: string) =>
    `${name} は、提案者ご本人は承認できません。ほかのコンサルタントにご依頼ください。`,
  stands: (name: string, state: string) => `${name}：${state}`,
  returned: (name: string, by: string) => `${name} を、${by}が差し戻しました。`,
  approved: (name: string, entry: string, by: string) => `${name} を、${by}が承認しました（${entry}）。`,
  dropped: (name: string) => `${name} を取り下げました。`,
  changedMeanwhile: (name: string, entry: string) =>
    `${name} の提案後に ${entry} が変わったため、承認していません。［編集する］で内容を確認し、もう一度ご提案ください。`,
  lookAgain: (name: string) =>
    `${name} の提案後に知識ベースが変わり、確認結果が変わりました。カードの内容を確認のうえ、もう一度承認してください。`,
  openAlready: (entry: string, name: string) => `${entry} には、承認待ちの変更（${name}）があります。`,
  unfit: (ticket: string) => `${ticket} は、まだコンサルタントが回答していないため、FAQ案にできません。`,
  noTicket: '該当するご相談が見つかりません。',
  found: {
    title: (words: string) => `FAQ検索：${words}`,
    none: '該当するFAQが見つかりません。言葉を変えてお探しください。',
    which: '近い順に表示しています。',
    ask: 'どのFAQをお探しですか。［FAQを探す］に言葉を入れるか、「FAQ検索 退職者のアカウント」のようにお書きください。',
  },
  entry: {
    retired: 'このFAQは廃止されています。',
    preview: 'お客様への表示',
    reader: 'お客',
    none: (entry: string) => `${entry} は見つかりません。`,
    state: { active: '公開中', retired: '廃止' },
  },
  history: {
    title: (entry: string) => `${entry} の履歴`,
    none: 'チャットでの変更はありません。',
    line: (revision: number, at: string, kind: string, who: string) =>
      `第${revision}版　${at}　${kind}${who === '' ? '' : `　${who}`}`,
    who: (proposedBy: string, approvedBy: string) =>
      [
        ...(proposedBy === '' ? [] : [`提案：${proposedBy}`]),
        ...(approvedBy === '' ? [] : [`承認：${approvedBy}`]),
      ].join('　'),
    older: '以前の版は省略しています。',
  },
  undo: {
    title: (entry: string) => `${entry} を前の版に戻します`,
    unpublish: (entry: string) =>
      `${entry} には前の版がないため、公開を取り消します。この番号は再利用されません。`,
    now: '今の回答',
    afterwards: '戻したあとの回答',
    none: (entry: string) => `${entry} には、戻せる版がありません。`,
    done: (entry: string) => `${entry} を前の版に戻しました。数秒後から検索と回答に使われます。`,
    unpublished: (entry: string) => `${entry} の公開を取り消しました。`,
    stale: (entry: string) => `${entry} は、そのあとに変わっています。履歴をご確認ください。`,
  },
}
