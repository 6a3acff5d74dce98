/** What a message asks for that is about counselling alone. */
export type CounsellingWish =
  /** To apply for it. */
  | { readonly kind: 'ask' }
  /** The program that was delivered last, or how it stands; else to apply for one. */
  | { readonly kind: 'show' }
  | { readonly kind: 'tasks' }

/** A longer one says more than that. */
const MOST_CHARACTERS = 40

const PROGRAM = '(対策(達成)?プログラム|達成プログラム|対策計画)'
const END =
  '(です)?(が|けど)?(ください|下さい|お願い(いた|致)?します|お願い|いただけますか|もらえますか|ほしい(です)?|欲しい(です)?)?'
const ASK = new RegExp(
  `^(チェックシートの)?(カウンセリング|${PROGRAM})(の|を)?((ご)?(申し?込み?|申込|依頼|利用|作成|希望))(を|が)?(む|みたい|したい|する|します|希望(します|する)?|お願い(いた|致)?します)?${END}$|^(カウンセリング)(を)?(受けたい|受ける|受けます|お願い(いた|致)?します|してほしい)(です)?$|^${PROGRAM}(を)?(作って|作成して|つくって|組んで|作りたい|作成したい|作る)${END}$|^(i(would|['’]?d)?(like|want|wish)to)?(applyfor|request|askfor|have|get)(a)?counsell?ing(session)?(please)?$|^(make|create|draft)(me|us)?(a|our)?(program|programme|actionplan)(please)?$`,
)
const SHOW = new RegExp(
  `^${PROGRAM}(の(状況|進捗|一覧))?(を)?(見せて|見たい|見る|表示(して|する)?|確認(したい|する)?|開く|開いて)?${END}$|^(show)?(me|us)?(my|our|the)?(program|programme|actionplan)$`,
)
const TASKS = new RegExp(
  `^(対策(の)?)?(タスク|todo)(の)?(一覧|リスト|状況|進捗|進み具合)?(を)?(見せて|見たい|見る|表示(して|する)?|確認(したい|する)?|開く|開いて)?${END}$|^(show)?(me|us)?(my|our|the)?tasks?(list)?$`,
)

/** Undefined: it is something else, or more than that. */
export function counsellingWish(words: string): CounsellingWish | undefined {
  const plain = words
    .normalize('NFKC')
    .replace(/[\s。.、,!?「」『』]/g, '')
    .toLowerCase()
  if (plain.length > MOST_CHARACTERS) return undefined
  if (TASKS.test(plain)) return { kind: 'tasks' }
  if (SHOW.test(plain)) return { kind: 'show' }
  return ASK.test(plain) ? { kind: 'ask' } : undefined
}
