import type { Place } from './unclear.ts'

/**
 * What a day or a time in a message is for: the meeting, a thing that the message is about (12/1に出した添削の件で), a reason
 * against it (明日は出張なので). `unless`: good, and what follows is for when it is not (明日が難しければ); `also`: as good as what
 * stands before (水曜でもいいです). `aside`: words of something else follow it, and it may be that thing's.
 */
export type WhatFor = 'meeting' | 'also' | 'unless' | 'busy' | 'thing' | 'aside' | 'unknown'

const ABOUT = '(?:の?件|について|につきまして|に関し|に関す|のこと(?:で|に)|の続き|の話で|を踏まえ)'
/** の binds the date to the noun behind it, unless that is but a place in time. */
const OF_THING = new RegExp(
  `^の(?!どこか|うち|間|あいだ|いずれ|中|頃|ころ|方|ほう|ご?都合|空|予定で|ご?予約|お時間|枠)[^。,\\n]{0,30}?${ABOUT}`,
  'u',
)
/** A meeting that is booked already. */
const BOOKED =
  /^の(?:ご?予約|ご?相談|お?打ち?合わ?せ|会議|面談|ミーティング|mtg)(?:の(?:時間|日程|日時))?(?:を|から|は|ですが|について)?/u
const CHANGE = /変更|キャンセル|取り?消|取り?やめ|ずら|延期|リスケ|中止|欠席/u
const ASIDE = /^(?:の|に|は|が|から|まで|より)[^。\n]*[\p{Script=Han}ァ-ヶa-z]/u
const ALSO = /^でも(?:いい|よい|良い|よろし|大丈夫|構|かまい|可|ok|問題)/u
const NAMED_THING =
  /^(?:に|から|より|で|まで(?:に)?|の)?\s*(?:付け?(?!で?お)|施行|公布|公開|発行|発売|締め?切|〆切|期限|納期|提出|時点|現在|入社|退社|退職|満了|更新|適用|改正|始ま|リリース|義務化|発効|生まれ)/u
/** 12/1に出した添削, 昨日いただいた回答, 11/20の講義で分からなかった点 */
const PAST_VERB =
  /^(?:の[^。,\n]{1,12}?で|に|付けで|で|より|から)?,?(?![^。,\n]{0,15}(?:よか|良か|空い|あい))[^。,\nはがも]{0,15}?[しっいれせんえけみきかだ]た(?![いらりっだしく\s。]|$)/u
const SO = /^(?:なので|ですので|のため|だから|のはず)/u
const DONE = /^(?:に|で|は|,)?[^。\n]{0,20}(?:ました|でした)(?!ら)/u
const COMING_THING = /^に[^。,\n]{1,15}?(?:が|を)(?:ある|控え|迎え|行う|行い|予定|実施)/u
const GREETING =
  /^は?,?[^。\n]{0,25}?(?:ご?連絡|メール)(?:し|いたし|差し|させ)|^[はもの]?,?[^。\n]{0,15}?(?:ありがとうございま|お世話にな|お疲れ|失礼し)/u
const ENGLISH_THING =
  /\b(?:submitted|sent|effective|dated|published|filed|received|of|since|due|enforced|deadline)(?: on)?(?: the)? $/
const UNLESS =
  /^(?:が|は|で|も|に)?,?[^。,\n]{0,8}?(?:難しけれ|厳しけれ|無理(?:なら|であれば|でしたら)|(?:だめ|ダメ|駄目|ng|不可)(?:なら|であれば|でしたら)|埋まっていれば|埋まっていたら|空いて(?:い)?な(?:ければ|かったら))/u
const BUSY =
  /^(?:は|が|も|だと|では|で|の[^。\n]{0,6}は)?,?[^。,\n]{0,15}?(?:埋ま|ちょっと(?:\.{2,}|厳|難)|微妙|難し|厳し|無理|不可|\bng\b|だめ|ダメ|駄目|都合が(?:悪|つか|合わ)|避け|外し|出張|休み|休暇|休業|不在|会議(?:が|なの|で埋|に出)|予定(?:が|で埋)|用事|来客|行け(?:ない|ませ)|参加でき(?:ない|ませ)|でき(?:ない|ませんの|ません。)|塞が|ふさが|除い|空いてい?(?:ない|ません)(?!です?か|でしょうか|か|\?|ん))/u
const ENGLISH_BUSY =
  /^,?(?: i am| i'm| is| are)? ?(?:busy|not available|unavailable|off|does not work|doesn't work|won't work|is bad|out of (?:the )?office)/
const REASON = /(?:ので|のため|ため,|ですから|から,)/u
const MEETING =
  /相談|そうだん|打ち?合わ?せ|ミーティング|会議|面談|mtg|予約|よやく|時間|空い|空き|あいて|話し|はなし|聞きた|聞いて|聞け|伺い|伺え|お願い|おねがい|希望|いかが|行け|いけ|大丈夫|可能|都合|助か|でき|出来|でしょうか|ありがた|よろし|いい|良い|よい|かまい|構い|設定|調整|お会い|zoom|オンライン|枠|候補|どう|ください|下さい|\bok\b|\bmeet|\btalk\b|\bcall\b|\bbook|\bschedul|\bavailable\b|\bfree\b|\bslot|\bconsult|\bappointment|\bplease\b|\bspeak\b|\bwork for\b/u
const MEETING_BEFORE = /(?:候補|希望|日時|日程|予約|相談|打ち?合わ?せ|ミーティング|面談)[^。\n]{0,14}$/u
const ENGLISH_MEETING_BEFORE =
  /\b(?:meet|talk|call|book|schedule|available|free|speak|appointment|consult)\b[^.\n]{0,24}$/

/** The day or time that is written next. */
interface Next extends Place {
  readonly kind: 'day' | 'time'
}

const END = /[。!?\n]/u

export function whatFor(text: string, { start, end }: Place, next: Next | undefined): WhatFor {
  const until = Math.max(end, next?.start ?? text.length)
  const rest = text.slice(end, until)
  const stop = rest.search(END)
  // A sentence's own end says something as well (できません。).
  const after = stop < 0 ? rest : rest.slice(0, stop + 1)
  const before = text.slice(Math.max(0, start - 30), start)
  if (UNLESS.test(after)) return 'unless'
  if (OF_THING.test(after) || NAMED_THING.test(after) || ENGLISH_THING.test(before)) return 'thing'
  if (BOOKED.test(after) && (CHANGE.test(after) || (stop < 0 && next?.kind === 'day'))) return 'thing'
  if (GREETING.test(after)) return 'thing'
  if (BUSY.test(after) || ENGLISH_BUSY.test(after)) return 'busy'
  if (SO.test(after) || PAST_VERB.test(after) || DONE.test(after) || COMING_THING.test(after)) return 'thing'
  if (stop < 0 && REASON.test(after) && !MEETING.test(after)) return 'thing'
  if (ALSO.test(after)) return 'also'
  if (MEETING.test(after) || MEETING_BEFORE.test(before) || ENGLISH_MEETING_BEFORE.test(before))
    return 'meeting'
  return ASIDE.test(after) ? 'aside' : 'unknown'
}
