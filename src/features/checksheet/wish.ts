/** What a message asks for that is about the checksheet alone. */
export type ChecksheetWish = WalkWish | { readonly kind: 'results' }

/** To answer it, all or some. */
export type WalkWish =
  | { readonly kind: 'show' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'open' }
  | { readonly kind: 'item'; readonly number: number }
  | { readonly kind: 'category'; readonly number: number }
  | { readonly kind: 'stage'; readonly at: number }

/** The words that someone says within a walk, and nowhere else. */
export type WalkWord = 'next' | 'back' | 'skip' | 'stop'

/** A longer one says more than that. */
const MOST_CHARACTERS = 40

const bare = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[\s。.、,!?「」『』]/g, '')
    .toLowerCase()

const SHEET = '(チェック(シート|リスト)|自己(点検|診断|評価)(シート)?|checksheet|checklist)'
const POLITE =
  '((を)?(始め|はじめ|開始し?|入力し?|記入し?|つけ|やり?|進め|見|開き?|開い|続け|表示し?|出し)?(たい|ます|る|て|する)?(です)?(ください|下さい|お願いします|お願い)?)?'
const SHOW = new RegExp(`^(セルフ)?${SHEET}(の)?(入力|記入|一覧|状況|進捗|進み具合)?${POLITE}$`)
const RESUME = new RegExp(
  `^(セルフ)?(${SHEET}(の|を)?)?(続き|つづき|途中)(から|を)?(入力|記入|再開)?(する|し|やる|始め)?(たい|ます|て)?(です)?(ください|下さい|お願いします)?$|^${SHEET}(を)?再開(する|したい|して(ください)?)?$`,
)
const OPEN = new RegExp(
  `^(${SHEET}の)?(未入力|未回答|残り)(の)?(項目|分|もの)?(だけ|のみ)?(を)?(入力|回答|表示|見せて|やる|する)?(したい|します|ください)?$`,
)
const RESULTS = new RegExp(
  `^((${SHEET}|自己(点検|診断|評価))の)?(結果|達成率|達成状況|スコア|レーダー(チャート)?|診断結果)(を)?(見せて|見たい|教えて|表示(して)?|出して|知りたい)?(です)?(ください|下さい)?$`,
)
const ITEM = new RegExp(
  `^(${SHEET}の)?(no|ナンバー|項目|設問)(\\d{1,3})(番)?(を)?(だけ|のみ)?(入力|回答|見せて|見たい|開いて|表示|修正|直し)?(したい|します|する|して|たい)?(ください)?$`,
)
const CATEGORY = new RegExp(
  `^(${SHEET}の)?カテゴリー?(\\d{1,2})(だけ|のみ|を)?(入力|回答|始め|やり)?(したい|します|する|る|ます|たい)?$`,
)
const STAGE = new RegExp(
  `^(${SHEET}の)?((\\d)(st|nd|rd)|ステージ(\\d)|ステージ(1st|2nd))(だけ|のみ|の項目|を)?(入力|回答|始め|やり)?(したい|します|する|る|ます|たい)?$`,
)

/** Undefined: it is something else, or more than that. */
export function checksheetWish(words: string): ChecksheetWish | undefined {
  const plain = bare(words)
  if (plain.length > MOST_CHARACTERS) return undefined
  if (RESUME.test(plain)) return { kind: 'resume' }
  if (SHOW.test(plain)) return { kind: 'show' }
  if (OPEN.test(plain)) return { kind: 'open' }
  if (RESULTS.test(plain)) return { kind: 'results' }
  const item = ITEM.exec(plain)
  if (item) return { kind: 'item', number: Number(numberIn(item)) }
  const category = CATEGORY.exec(plain)
  if (category) return { kind: 'category', number: Number(numberIn(category)) }
  const stage = STAGE.exec(plain)
  return stage ? { kind: 'stage', at: Number(numberIn(stage)) } : undefined
}

const numberIn = ([whole]: RegExpExecArray): string => /\d+/.exec(whole)?.[0] ?? ''

/** Undefined: it is an answer, a question, or something else. */
export function walkWord(words: string): WalkWord | undefined {
  const plain = bare(words)
  if (/^(次(へ|の項目)?|つぎ(へ)?|next)$/.test(plain)) return 'next'
  if (/^(前(へ|の項目|に戻(る|って))?|戻(る|って|りたい)|もどる|back)$/.test(plain)) return 'back'
  if (
    /^(スキップ|とばす|飛ばす|飛ばして|あとで(入力(する)?)?|後で(入力(する)?)?|保留|skip)(ください)?$/.test(
      plain,
    )
  )
    return 'skip'
  if (
    /^(中断|一時停止|やめる|やめます|終わり|終了|おわり|今日はここまで|ここまで|stop|pause)(する|します|にする|にします)?$/.test(
      plain,
    )
  )
    return 'stop'
  return undefined
}

/** Whether words within a walk ask something, as far as can be told. */
export const asks = (words: string): boolean =>
  /[?？]|(です|ます|でしょう|ません|ました|いい|よい|良い)か[。\s]*$|(教えて|知りたい|とは|ご教示|どう(すれば|したら)|なぜ|どこ|どれ|何を|いつまで|どの(ような|程度|くらい))/.test(
    words.normalize('NFKC'),
  )
