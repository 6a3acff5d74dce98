/** What a message asks for that is about bookings alone. */
export type BookingWish = { readonly kind: 'list' } | { readonly kind: 'book' }

/** A longer one says more than when to meet, and is read as a mail. */
const MOST_CHARACTERS = 80

const MEETING =
  /web ?会議|ウェブ会議|オンライン(会議|相談|面談)|面談|打ち?合わ?せ|個別相談|相談|ミーティング|予約|meeting/i
/** 相談したい alone is how any mail begins. */
const WHEN =
  /今日|本日|明日|あした|明後日|あさって|今週|来週|再来週|さ来週|今月|来月|[月火水木金土日]曜|[0-9]{1,2}(月|日|時|\/[0-9])|午前|午後|空(き|いて)|時間(を|が)|枠|予約|会議|面談|打ち?合わ?せ|ミーティング|meeting/i
const BOOKING =
  /予約(を|が|の)?(したい|取りたい|とりたい|お願い|入れたい|できますか|取れますか|する|希望)|(会議|面談|打ち?合わ?せ|相談|ミーティング)(の時間)?(を|が|に)?(したい|お願いしたい|入れたい|取りたい|いれたい)|(相談|面談|会議|打ち?合わ?せ)の?(時間|予定|枠)(を|が)?(もらえ|いただけ|取れ|欲しい|ほしい|ください)|空(き|いて)(いる|る)?(枠|日|時間|ます|状況)|book a (web )?meeting/i
/** What is asked of bookings as such is a question. */
const ASKING =
  /回数|何回|1回分|料金|費用|いくら|方法|やり方|どこから|どうすれば|どうやって|扱い|場合|したら|できない|とは|べき|規程|教育|訓練/
const CHANGING = /変更|取り?消|キャンセル|リスケ|延期|ずらし|取りやめ|振り替え/
const CHANGED = /予約|面談|web ?会議|打ち?合わ?せ|ミーティング|相談の日|日時|日程/i
const LIST =
  /^(これからの|今後の|次(回)?の|うちの)?(web会議の|面談の)?予約(の)?(一覧|確認|状況)?(を)?(見せて|見たい|教えて|確認したい|表示(して)?)?(ください|下さい)?$/i

/** Undefined: it is something else, or more than that. */
export function bookingWish(words: string): BookingWish | undefined {
  const plain = words.normalize('NFKC').trim()
  if (plain.length > MOST_CHARACTERS || ASKING.test(plain)) return undefined
  // Which one, is chosen from the list.
  if (CHANGING.test(plain)) return CHANGED.test(plain) ? { kind: 'list' } : undefined
  const bare = plain.replace(/[\s。.、,!?！？「」]/g, '')
  if (
    /^(web会議|会議|面談)?(の|を)?予約$/i.test(bare) ||
    (MEETING.test(plain) && BOOKING.test(plain) && WHEN.test(plain))
  )
    return { kind: 'book' }
  return LIST.test(bare) ? { kind: 'list' } : undefined
}
