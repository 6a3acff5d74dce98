import type { UnreadableFile } from '../../../ports/spreadsheets.ts'
import type { Why } from './problem.ts'

const MEGABYTE = 1024 * 1024

/** What is wrong, and what to do about it. */
function problem(why: Why): string {
  switch (why.kind) {
    case 'notOurs':
      return 'この窓口からお渡ししたチェックシートではありません。「Excelで受け取る」から受け取ったファイルにご記入ください。'
    case 'otherSheet':
      return `別のチェックシート（${why.found}）です。${why.expected} のファイルをお送りください。`
    case 'otherVersion':
      return `チェックシートの版が異なります（ファイルは ${why.found}、現在は ${why.expected}）。最新のファイルを受け取り、転記してください。`
    case 'tampered':
      return '取り込みに使う隠しシートが変更されています。ファイルを受け取り直し、記入欄だけを転記してください。'
    case 'noTable':
      return '記入用の表が見つかりません。見出しの行が消えていないか、ご確認ください。'
    case 'columnMissing':
      return `「${why.head}」の列が見つかりません。見出しを元に戻してください。`
    case 'rowMissing':
      return `No.${why.number} の行がありません（${why.criterion}）。行を元に戻してください。`
    case 'rowTwice':
      return `${why.first} と同じ達成基準の行です。どちらか一方を削除してください。`
    case 'rowUnknown':
      return 'このチェックシートにない行です。行を削除してください。'
    case 'textChanged':
      return `「${why.head}」が書き換えられています。「${why.expected}」に戻してください。`
    case 'merged':
      return `セルが結合されています（${why.range}）。結合を解除し、セルごとにご記入ください。`
    case 'formula':
      return '数式が入っています。値だけをご記入ください。'
    case 'error':
      return `エラー値（${why.found}）が入っています。削除してご記入ください。`
    case 'notText':
      return `${{ number: '数値', date: '日付', truth: '真偽値' }[why.type]}（${why.found}）として保存されています。セルの表示形式を「文字列」にして、入力し直してください。`
    case 'notALevel': {
      const choice = `選択肢は、${why.labels.map((it) => `「${it}」`).join('')}です。`
      return why.nearest === undefined
        ? `「${why.found}」は選択肢にありません。${choice}`
        : `「${why.found}」は選択肢にありません。「${why.nearest}」が最も近い選択肢です。${choice}`
    }
    case 'reasonMissing':
      return `「${why.level}」には理由が必要です。理由の欄にご記入ください。`
    case 'tooLong':
      return `長すぎます（${why.length.toLocaleString('ja-JP')}文字）。${why.most.toLocaleString('ja-JP')}文字以内にしてください。`
    case 'evidenceElsewhere':
      return `根拠は、項目の最初の行（${why.belongs}）にまとめてご記入ください。`
  }
}

function unreadable(file: UnreadableFile): string {
  const save = 'Excelで開き、「Excel ブック（.xlsx）」として保存し直してください。'
  switch (file.kind) {
    case 'empty':
      return 'ファイルが空です。もう一度お送りください。'
    case 'tooLarge':
      return `ファイルが大きすぎます（${Math.ceil(file.bytes / MEGABYTE)}MB）。10MB以内にしてください。画像や余分なシートを除くと小さくなります。`
    case 'tooMuchInside':
      return 'ファイルの中身が大きすぎるため、読み込みを中止しました。お渡ししたファイルに記入欄だけを転記してください。'
    case 'plainText':
      return `CSVなどのテキストファイルです。${save}`
    case 'oldExcel':
      return `古い形式（.xls）のファイルです。${save}`
    case 'encrypted':
      return 'パスワードで保護されています。パスワードを解除して保存し、お送りください。'
    case 'binaryExcel':
      return `バイナリ形式（.xlsb）のファイルです。${save}`
    case 'macros':
      return `マクロを含むファイルは取り込めません。${save}`
    case 'word':
      return 'Wordのファイルです。Excelのチェックシートをお送りください。'
    case 'powerPoint':
      return 'PowerPointのファイルです。Excelのチェックシートをお送りください。'
    case 'openDocument':
      return 'OpenDocument形式（.ods）のファイルです。「Excel 2007-365（.xlsx）」として保存し直してください。'
    case 'notASpreadsheet':
      return 'Excelのファイルではありません。Excelのチェックシート（.xlsx）をお送りください。'
    case 'damaged':
      return 'ファイルが壊れているか、途中で切れています。もう一度保存して、お送りください。'
    case 'busy':
      return 'ただいま混み合っています。数分後にもう一度お送りください。'
  }
}

export const ja = {
  problem,
  unreadable,
  at: (place: string, words: string) => `${place}：${words}`,
  /** Stands in the workbook, which is Japanese whatever its reader speaks: so is the checksheet. */
  workbook: {
    sheet: { guide: 'はじめに', check: 'チェックシート', summary: '結果サマリー' },
    title: (title: string, version: string) => `${title}　V${version}`,
    about: (organisation: string, run: number, exportedAt: string) =>
      `${organisation} 御中　／　第${run}回　／　出力日時：${exportedAt}`,
    hint: '黄色の欄（達成状況・理由・根拠）だけをご記入ください。判定と「結果サマリー」は自動で計算されます。',
    column: {
      category: 'カテゴリ',
      number: 'No',
      stage: 'ステージ',
      question: 'チェック項目',
      verdict: '判定',
      criterion: '達成基準',
      level: '達成状況',
      reason: (levels: readonly string[]) => (levels.length === 0 ? '理由' : `${levels.join('・')}の理由`),
      evidence: '根拠',
      reply: 'コンサルタントの回答',
      id: 'ID',
    },
    verdict: { met: '達成', unmet: '未達成', excluded: '該当なし', blank: '-' },
    none: '－',
    refusal: { title: '達成状況', text: 'プルダウンから選択してください。' },
    guide: {
      title: (title: string) => `${title}　記入のご案内`,
      who: {
        head: '記入される方',
        lines: [
          '情報セキュリティのご担当者が取りまとめ、各部門に確認しながらご記入ください。',
          '規程・機器・ネットワークを共有している拠点は1枚にまとめ、異なる拠点は分けて記入することをおすすめします。',
        ],
      },
      how: {
        head: '記入の手順',
        lines: (check: string, summary: string, unsure: readonly string[]) => [
          `1. 「${check}」シートを開き、達成基準ごとに「達成状況」をプルダウンから選びます。`,
          '2. 「根拠」は、項目の最初の行（黄色の欄）に記入します。',
          unsure.length === 0
            ? '3. 判断に迷う基準は、根拠の欄に迷った点を書いておくと、あとで確認しやすくなります。'
            : `3. 判断に迷う基準は「${unsure.join('」「')}」を選びます。結果の「確認待ち」に挙げ、あとで確認できます。`,
          `4. 「${summary}」シートで、カテゴリ別・講座別の達成率を確認します。`,
          '5. 保存したファイルを窓口にお送りください。変更点をご確認いただいてから取り込みます。',
          '行・列の追加や削除、セルの結合、並べ替えはしないでください。絞り込み（フィルター）はお使いいただけます。',
        ],
      },
      levels: {
        head: '達成状況の意味',
        met: '基準を満たしています。達成に数えます。',
        unmet: '基準をまだ満たしていません。達成には数えません。',
        awaits: '確認が必要です。達成には数えず、結果の「確認待ち」に挙げます。',
        excluded: '対象になる業務や機器がありません。達成率の計算から除きます。',
        blank: 'まだ記入していません。達成には数えません。',
        needsReason: '理由を必ず記入してください。',
      },
      stages: {
        head: 'ステージ',
        lines: (labels: readonly string[]) =>
          `${labels.join('、')}の順に取り組みます。${labels[0] ?? ''}の項目から始めてください。`,
      },
      verdict: {
        head: '判定と評価',
        item: '項目は、対象から外した基準を除くすべての基準を満たすと「達成」になります。すべてが対象外の項目は「該当なし」です。',
        rate: '達成率＝達成した項目数÷（項目数－該当なしの項目数）。対象の項目がないときは「－」と表示します。',
        ratings: (words: string) => `評価：${words}`,
        from: (symbol: string, from: number) => `${symbol} ${from}%以上`,
      },
      evidence: {
        head: '根拠の書き方',
        asks: (asks: readonly string[]) => `${asks.join('・')}が分かるように書いてください。`,
        example: (example: string) => `例：${example}`,
      },
      care: {
        head: 'ご注意',
        lines: [
          'パスワードや認証情報、個人情報（氏名、連絡先など）は記入しないでください。',
          '本シートの結果は自己点検のためのもので、認証や証明ではありません。',
        ],
      },
    },
    summary: {
      title: (title: string) => `${title}　結果サマリー`,
      note: '「チェックシート」の記入に合わせて自動で計算されます。図は出力した時点のものです。',
      categories: 'カテゴリ別の達成状況',
      lectures: '解説講座の各構成に該当する項目と達成状況',
      stage: (label: string) => `■ ${label}`,
      total: '全体',
      totals: '計',
      items: '項目数',
      excluded: '該当なし',
      met: '達成数',
      rate: '達成率',
      symbol: '評価',
      previous: '前回の達成率',
      change: '増減（ポイント）',
      lecture: '講座',
      lectureTitle: '講座名',
      covers: 'カテゴリ',
    },
  },
}
