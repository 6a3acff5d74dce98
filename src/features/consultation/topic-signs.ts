/**
 * How people refer to what was said before. Each list says one thing about a question; what it is taken for is decided from all of them
 * together (topic.ts). Read in NFKC, in lower case.
 */
export interface Signs {
  /** The conversation itself is spoken of: 「先ほどの件」「前の質問の続き」. */
  readonly referring: boolean
  /** Something that was said before is pointed at: 「それは」「その場合」. */
  readonly pointing: boolean
  /** It leads on: 「では」「じゃあ」. */
  readonly leadingOn: boolean
  /** It adds something, of the same matter or not: 「ちなみに」「あと」. */
  readonly adding: boolean
  /** No predicate of its own: 「クラウドでも？」「何日以内？」. */
  readonly elliptic: boolean
  /** One more case of the same rule: 「社長も対象ですか」. */
  readonly including: boolean
  /** The writer says that this is another matter. */
  readonly elsewhere: boolean
  /** Nothing is asked: the writer takes leave. */
  readonly leaving: boolean
  /** What was said before was not what was meant. */
  readonly correcting: boolean
  /** The writer says that it was asked before. */
  readonly again: boolean
}

const referring = [
  /上記|前述|^上の(質問|回答|記録|件|話|表|内容)|先ほど|先程|さきほど|さっき(?!から)|前の(質問|回答|件|話|答え)|(今|いま)の(質問|回答|説明|件|話|答え|ご回答|ご説明|お話)/,
  /^(ご)?(回答|お答え|ご案内|説明)(の件|について|を見|を拝見|では|にある)|続き(です|の質問|で)/,
]

const pointing = [
  /^(それ|これ|そちら)(ら)?(って|は(?!そう)|が|を|に(?!加え)|の|だと|なら|には|では(?!失礼|また|次|、)|でも|も)/,
  /^(その|そんな|そういう|そういった|そうした)(?!ほか|他|うち|為|ため|上で|代わり|かわり)/,
  /^この(場合|件|点|対応|方法|内容|回答|答え|期限|期間|記録|項目|書類|手続|とき|時)/,
  /^.{0,6}それぞれ/,
  /も同(じ|様)(です|でしょう|に|で|か|扱い|$)|(同じ|同様)(ですか|でしょうか|扱い)|と(いうのは|はどういう)/,
  /^([a-z]+ ){0,3}(that|this|those|these|it|they|them)\b(?! (company|desk|service))|^(and |so |then )?(what|how) about\b|\bthe same\b/,
]

const leadingOn = [
  /^(では|でしたら|じゃあ?|それじゃあ?|それでは|すると|そうすると|だとすると|だったら|なら|となると|ただ|でも|しかし)[、,\s]?/,
  /^(and|so|then|but)\b/,
]

const adding = [/^(ちなみに|あと|なお|それと|それから|また)[、,\s]?/, /^(by the way|also|and)\b/]

const elliptic = [
  /(でも|だと|なら|ならば|では|は|って|の場合は|とか|以内|まで(に)?|から(も)?|について|の時は|のときは)[?？]*$/,
  /^(なぜ|どうして|理由は?|具体的(には|に)?|例えば|たとえば|いつ(まで(に)?)?|誰が|どこ(に|で|から)?|いくら|何(日|回|年|人|名|文字|か月|ヶ月)(間|以内|まで)?)[?？。]*$/,
  /^(why|when|who|where|how (long|often|much|many)|for example|and how [a-z]+)\??$/,
]

const including = [
  /も(対象|含|入|必要|同|要|該当|だめ|駄目|いい|良い|よい|大丈夫|ok|可|可能|記入|書|出|届|載|やる|やら|する|しな)/,
  /でも(いい|良い|よい|大丈夫|ok|可|かまい|構い|問題|変わ)|も[?？]+$|だと(だめ|駄目|いけ|まず)/,
  /\b(too|as well|either)\b/,
]

const elsewhere = [
  /別件|(話|話題)(は|が)(変わ|かわ|別)|ところで|それはそうと|それとは別|これとは別|^((それ)?では、?|じゃあ?、?)?(次に|続いて|続けて)|(次|つぎ)の(質問|件|相談)|(別|ほか|他)の(質問|件|相談|話)/,
  /もう(一|1|ひと)(つ|点|件)(質問|伺|お聞き|お尋ね|教え|、)|(ほか|他)にも|^(そのほか|その他)/,
  /\b(by the way|another (question|topic|matter)|different (question|topic|matter)|unrelated|separately)\b/,
]

const leaving = [
  /失礼(します|いたします|致します|しました)[。!！]*$|また(連絡|ご連絡|質問|ご質問|相談|ご相談|伺い|お願い|の機会)|お疲れ(様|さま)/,
  /\b(good ?bye|see you|talk to you later)\b/,
]

const correcting = [
  /^(いや|いえ|いいえ|ううん)(?!がらせ)[、,。\s]?(?=.)/,
  /^(いや、?)?(違|ちが)(う|い|っ)(?!は|が|を|について|の|も)|^(ちがう|違う)/,
  /^(いや、?)?そう(では|じゃ)(ない|なく|なし|あり)|^(いや、?)?そういう(意味|こと|話|質問)(では|じゃ)|^(それ|これ)(では|じゃ)な(い|く)/,
  /(^|[、。,\s])(私が)?((お?聞き(し)?|知り|尋ね|質問し)た(い|かった)|(聞い|尋ね|質問し)て(いる|いた|る))(の|こと)は(?!.{0,4}[2-9](つ|点|件))/,
  /(聞き方|質問(の仕方|が)|書き方)が(悪|わかりにく|分かりにく|不明|曖昧)/,
  /(質問|聞いたこと|聞きたいこと|知りたいこと|求めて(いる|いた)(の|こと|もの)|(欲し|ほし)い(回答|答え|情報)|意図|趣旨)(の(意図|意味|趣旨))?(と|が|とは|から)(は)?(違|ちが|異な|ずれ|外れ)|答えになって(い)?(な|ま)|回答になって(い)?(な|ま)|的外れ|見当違い|期待した(回答|答え)/,
  /(もう(一|1)度|再度|改めて)(調べ|探し|検索|見直|確認して(ください|もらえ|いただけ))/,
  /^no,? (i|that|not)\b|not what i (asked|meant|wanted)|\bi meant\b|^that'?s (wrong|not (it|right))/,
]

const again = [
  /(もう(一|1)度|再度|重ねて|改めて)(お|ご)?(聞|尋|質問|願|教え|うかが|伺|同じ)|(先ほど|先程|さっき|前に|以前)も(お)?(聞|尋|質問|伺)|同じ(質問|こと)(です|になり|を)|(再度|もう(一|1)度)(お願い|、?$)/,
  /\b(once more|asking again|ask again|as i asked)\b/,
]

/** What may be taken off a question without taking anything from what it asks; the longest first. */
const openings =
  /^((いや|いえ|いいえ|では|でしたら|じゃあ?|それじゃあ?|それでは|ちなみに|すると|だったら|なるほど|ありがとうございま(す|した)|承知しました|わかりました|分かりました|すみません|すいません|はい|ええ|あと|なお)[、。,\s]+|じゃあ?(?=[^、])|(先ほど|先程|さきほど|さっき|前|今|いま|上記?)の(件|話|質問|回答|ご回答|続き)(です|なの|なん)?(が|だけど|だけれど|けど|について(ですが|です|の質問です)?|に関して)[、。,\s]*|(前の質問の)?続きです[。、\s]*|(もう(一|1)度|再度|改めて)お?(聞き|尋ね|伺い)し?ます[。、\s]*|(先ほど|先程|さっき|前に)も(お)?(聞き|尋ね|質問し|伺い)ましたが[、\s]*|(それ|これ)(って|は|が|も|だと|なら|を|らは|らを)[、\s]*|(その|この)(場合|とき|時|件|点)(は|に|には|の|も|に使える)?[、\s]*)/

const correctingOpenings =
  /^((いや|いえ|いいえ)[、。,\s]*|(ちがう|違う)+[、。,\s]*|(違|ちが)います[。、,\s]*|そう(では|じゃ)な(く(て)?|い(です|んです)?)[、。,\s]*|そう(では|じゃ)ありません[。、,\s]*|そういう(意味|こと|話)(では|じゃ)な(く(て)?|い(です|んです)?)[、。,\s]*|(それ|これ)(では|じゃ)な(く(て)?|い(です)?)[、。,\s]*|すみません[、。,\s]*|(私が)?(お?聞きた(い|かった)|お聞きした(い|かった)|知りた(い|かった))(の|こと)は[、\s]*|(聞い|尋ね|質問し)て(いる|いた|る)のは[、\s]*|(聞き方|質問の仕方|書き方)が(悪かった|わかりにくかった)(です|ですね|みたいです)?[。、,\s]*|(ご?質問|こちら)?の(意図|意味|趣旨)(が|と)(違|ちが)(います|うようです)[。、,\s]*|(no|sorry),?\s*|i meant\s*|that'?s not what i (asked|meant)\.?\s*)/

export function signsOf(words: string): Signs {
  const text = plain(words)
  const bare = withoutOpenings(text)
  const shows = (signs: readonly RegExp[], it = text) => signs.some((sign) => sign.test(it))
  const sentences = text.split(/(?<=[。!?！？\n])/).map((it) => it.trim())
  return {
    referring: shows(referring),
    pointing: shows(pointing) || sentences.some((it) => shows(pointing, withoutLead(it))),
    leadingOn: shows(leadingOn, text.replace(thanking, '')),
    adding: shows(adding, text.replace(thanking, '')),
    elliptic: shows(elliptic, bare) && !/(ます|です|ください|ました|ません)(か)?[。?？]*$/.test(bare),
    including: shows(including),
    elsewhere: shows(elsewhere),
    leaving: shows(leaving),
    correcting: sentences.some((it) => shows(correcting, it)),
    again: shows(again),
  }
}

const thanking = /^(なるほど|ありがとう\S*|承知しました|わかりました|分かりました|はい)[、。\s]*/

const plain = (words: string): string => words.normalize('NFKC').toLowerCase().trim()

const withoutLead = (sentence: string): string =>
  sentence.replace(/^(では|じゃあ?|ちなみに|なるほど|すると|and|so|but)[、,。\s]*/, '')

/** A question without what leads on to it and what it points with. */
export function withoutOpenings(words: string): string {
  return peeled(words.trim(), openings)
}

/** A correction without the words that say that it is one; may be empty. */
export function withoutCorrection(words: string): string {
  return peeled(words.trim(), correctingOpenings)
}

function peeled(words: string, opening: RegExp): string {
  const sign = new RegExp(opening.source, 'i')
  let left = words
  for (let bare = left.replace(sign, ''); bare !== left; bare = left.replace(sign, '')) left = bare
  return left
}

/** Words that ask without saying about what. */
const asksOnly =
  /^(場合|必要|対象|同様?|会社|当社|弊社|自社|今|何([日回年人名時件文字]*)(間|以内|以上|まで)?|回|日|月|年|名|人|誰|例|挙|理由|具体的?|具体例|少?し?詳細?|承知|了解|理解|有難|方法|頻度|費用|料金|期限|期間|時間|所要時間|担当者?|以内|以上|程度|問題|大丈夫|可能|確認|教|聞|知|質問|回答|答|件|話|点|先|後|前|上|下|上記|続|思|言|行|使|出|入|書|見|作|残|変|当|含|要|良|悪|少|多|大|小|分|方|者|的|違|意味|意図|趣旨|求|期待|一|二|三|1|2|3|ok|also|that|this|these|those|what|about|does|have|should|could|would|same|with|from|they|them|when|where|which|much|many|long|often|apply|need|needed|required|there|also|mean|meant|please|once|more|their|your|own|番目|説明)$/

const kanji = String.raw`[\p{Script=Han}々]`
/** A compound with its kana (申し込み), two kanji or more, or one that is no verb's stem. */
const kanjiRun = `${kanji}+(?:[いきぎしちびみりえけげせてねべめれ]${kanji}+)+|${kanji}{2,}|${kanji}(?![いうえきくけげさしすせたちつっびぶべまみむめらりるれろわ])`
const matter = new RegExp(
  `[ァ-ヴー]{2,}[品用者機側型版]?|${kanjiRun}|[★☆◎○△×][0-9]*|[a-z][a-z-]{2,}|[0-9]+`,
  'gu',
)

/** The runs of kanji, katakana or letters in a question that say what it is about. */
export function mattersOf(words: string): readonly string[] {
  const runs = withoutOpenings(plain(words)).match(matter) ?? []
  return [...new Set(runs.filter((run) => !asksOnly.test(run) && !shortWords.has(run)))]
}

const shortWords: ReadonlySet<string> = new Set(
  'the for and are was can you our how why who its not any all but too may let has had did'.split(' '),
)
