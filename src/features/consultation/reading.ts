import { z } from 'zod'

/** What a mail asks, with what stands around the questions taken off. */
export type Reading =
  | {
      readonly kind: 'mail'
      /** All that the writer says, without who they are, courtesy, signature and quoted mail. */
      readonly body: string
      /** One to five. */
      readonly questions: readonly AskedQuestion[]
      /** The sender's family name where the mail states it plainly (「総務の田中です」 → 田中), without 様. */
      readonly salutation?: string
      readonly language: Language
      /** It speaks of a file that comes with it. */
      readonly mentionsFile: boolean
    }
  | { readonly kind: NoQuestion }

/**
 * Why nothing is asked: `empty`; `noWords`, signs only such as 「？？」 or an emoji; `thanks` and `greeting`, courtesy and
 * nothing else.
 */
export type NoQuestion = 'empty' | 'noWords' | 'thanks' | 'greeting'

export interface AskedQuestion {
  /** Its sentences, one a line. */
  readonly text: string
  /** The sentences that explain the question without asking; may be empty. */
  readonly context: string
}

export const Language = z.enum(['ja', 'en', 'other'])
export type Language = z.infer<typeof Language>

/** A longer mail than this carries its history below it; what follows is not read (UTF-16 units). */
const readCharacters = 20_000

const mostQuestions = 5

/**
 * Takes off greeting, self-introduction, signature and quoted mail, and splits what is left where the writer did: at numbers and
 * bullets, and where 「また」「あと」「もう一点」 lead on to another question. When unsure it leaves one question: the whole mail.
 */
export function readMail(mail: string): Reading {
  const text = mail.slice(0, readCharacters).toWellFormed().replace(/\r\n?/g, '\n').trim()
  if (text === '') return { kind: 'empty' }
  if (!hasWord(text)) return { kind: 'noWords' }

  const sentences = sentencesOf(withoutSignature(withoutQuotedMail(text)))
  const courtesy = courtesyIn(sentences.map((sentence) => sentence.text))
  if (courtesy) return { kind: courtesy }
  const told = sentences
    .filter((sentence) => !isCourtesy(sentence.text) && nameIn(sentence.text)?.whole !== true)
    .map((sentence) => ({ ...sentence, text: withoutIntroduction(sentence.text) }))
    .filter((sentence) => hasWord(sentence.text))
  const salutation = salutationOf(sentences.map((sentence) => sentence.text))
  return {
    kind: 'mail',
    body: told.length > 0 ? told.map((sentence) => sentence.text).join('\n') : text,
    questions: told.length > 0 ? questionsOf(told) : [{ text, context: '' }],
    ...(salutation === undefined ? {} : { salutation }),
    language: languageOf(text),
    mentionsFile: told.some(({ text }) => attached.test(text)),
  }
}

const attached =
  /添付(し(ます|ました|ており|ています|た|て(い|お)?る)|いたし|致し|のとおり|の通り|の(ファイル|資料|画像|写真|表|シート|規程|台帳|書類)|(ファイル|資料|画像|写真)(を|の|は|に)|にて)|(写真|画像|ファイル|スクショ|スクリーンショット)を(送り|お送り|貼り|付け)(ます|ました|ておき)|(別紙|別添)(の|を)|\b(attached|attachment|attaching)\b/i

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

// ---- what is not the writer's question

const quoteStarts = [
  /^-{2,}\s*(original message|転送|forwarded message|元のメッセージ)/i,
  /^(on|le) .{5,80} wrote:$/i,
  /^\d{4}[年/-]\d{1,2}[月/-]\d{1,2}.{0,80}(:|wrote|のメール|のメッセージ)[:：]?$/,
  /^(差出人|送信者|from)\s*[:：].*@/i,
]

function withoutQuotedMail(text: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => quoteStarts.some((sign) => sign.test(line.trim())))
  const own = (start > 0 ? lines.slice(0, start) : lines)
    .filter((line) => !/^\s*[>＞|｜]/.test(line))
    .join('\n')
  return hasWord(own) ? own : text
}

const rule = /^\s*[-―─━－ー_＿=＝*＊~〜～・…◆◇■□]{4,}\s*$/
const signatureWords =
  /株式会社|有限会社|合同会社|㈱|㈲|（株）|\(株\)|TEL|Tel|電話|FAX|〒|@|https?:|[都道府県市区町村].*\d|^\s*\S{0,12}(部|課|室|係)([\s　]|$)|代表/

/** What stands below a rule near the end, and closing lines that hold only a company, a department, an address. */
function withoutSignature(text: string): string {
  const lines = text.split('\n')
  const from = lines.findIndex((line, at) => at > 0 && at >= lines.length - 12 && rule.test(line))
  const below = lines.slice(from).join('\n')
  const kept = from > 0 && !asks(below) && signatureWords.test(below) ? lines.slice(0, from) : lines
  while (kept.length > 1 && isSignatureLine(kept.at(-1) ?? '')) kept.pop()
  return kept.join('\n')
}

function isSignatureLine(line: string): boolean {
  return (
    line.trim() === '' ||
    rule.test(line) ||
    (line.length <= 50 && signatureWords.test(line) && !/[。？?！!]|です|ます/.test(line))
  )
}

const courtesies = [
  /^(いつも|毎々|平素|日頃)?.{0,12}お?世話(に(なって|なり)|様)/,
  /^(いつも|平素|日頃).{0,14}(ありがとう|有難う|感謝)/,
  /^(はじめまして|初めまして|こんにちは|こんばんは|おはようございます|お疲れ様(です)?|お疲れさま(です)?|hi|hello|dear)[^?？]{0,24}$/i,
  /^(大変)?(お忙しい|ご多忙|ご多用|お手数|恐れ入り|恐縮|突然|急なお願い)[^?？]{0,30}(よろしく|宜しく|お願い|恐縮|存じます|恐れ入ります|すみません)[^?？]{0,16}$/,
  /^(以上|どうぞ|何卒|では|それでは)?[、\s]*(ご確認|ご回答|ご返答|ご返信|ご教示|ご対応|ご検討)?(の(ほど|程))?[、\s]*(何卒|どうぞ)?(よろしく|宜しく)(お願い|おねがい|御願い)?[^?？]{0,16}$/,
  /^(thanks|thank you|best regards|regards|sincerely)[^?？]{0,24}$/i,
  /^.{0,24}(ご担当者?|担当者?|各位|御中)(様|さま)?$/,
  /^\S{1,16}様$/,
]

function isCourtesy(sentence: string): boolean {
  const bare = sentence.replace(/[。．.!！、,\s　]+$/u, '')
  return bare.length <= 60 && courtesies.some((form) => form.test(bare))
}

const thanks =
  /^((はい|ええ|どうも|大変|誠に|本当に|とても|たいへん|早速|早々|すぐに|迅速|丁寧|詳しく|詳しい|(分|わ)かりやすい|教えて|いただき|くださり|くれて|ご|お|回答|返信|返答|返事|連絡|対応|説明|案内|親切|の|な|を|に|で|して|も)[、,\s]*)*(ありがとう(ございま(す|した))?|有り?難うございま(す|した)|助かり(ました|ます)|承知(です|(いた)?しました)|了解(です|(いた)?しました)?|かしこまりました|(分|わ)かりました|理解(でき|し)ました|解決しました|勉強になりました|参考に(なりました|(いた)?します)|なるほど(です)?|thanks?|thank you( (so|very) much)?|ok(です)?|オーケー(です)?)$/i
const greetings =
  /^(こんにちは|こんばんは|おはよう(ございます)?|(お疲れ|おつかれ)(様|さま)(です)?|はじめまして|初めまして|(どうぞ)?(よろしく|宜しく)お願い(いた|致)?します|hello|hi|hey|テスト(です|投稿|送信)?|test(ing)?|ヘルプ|help|使い方(を教えて(ください|下さい)?)?|何(が|を)(でき|聞け)ますか|メニュー|start)$/i

const farewells =
  /^(それでは|では|じゃあ?)?[、,\s]*((本日|今日)は)?[、,\s]*((お先に)?失礼(し|いたし|致し)(ます|ました)|また(後日|後ほど|改めて|次回|明日)?[、,\s]*(ご?(連絡|質問|相談)|お願い)(を)?(さ?せ?て?いただき|いたし|致し|し)ます)$/

/** What a message is that only thanks, agrees, takes leave, greets or tries the line out: thanks where any of its sentences does. */
function courtesyIn(sentences: readonly string[]): 'thanks' | 'greeting' | undefined {
  const bare = sentences.map((sentence) => sentence.replace(/[。．.!！?？、,…〜～\s　]+$/u, ''))
  const thanked = bare.filter(
    (sentence) => sentence.length <= 40 && (thanks.test(sentence) || farewells.test(sentence)),
  )
  const courteous = bare.every(
    (sentence) =>
      thanked.includes(sentence) ||
      greetings.test(sentence) ||
      isCourtesy(sentence) ||
      isIntroduction(sentence) ||
      !hasWord(sentence),
  )
  if (!courteous || bare.length === 0) return undefined
  return thanked.length > 0 ? 'thanks' : 'greeting'
}

/** Only where a company or department stands beside the name: 「ウイルスの感染です」 has the same form. */
function isIntroduction(sentence: string): boolean {
  const found = nameIn(sentence)
  return found?.whole === true && found.plain
}

// ---- who writes

const notNames =
  /^(私|方|社長|代表|会社|場合|通り|話|例|状態|予定|状況|問題|質問|相談|内容|以上|以下|次第|模様|様子|程度|途中|最中|素人|同じ|全部|一部|全社|一人|対象|必要|不要|可能|今日|今月|今年|来月|来年|時間|期間|[一二三四五六七八九十]つ?|.*[者員件用])$/
const introduction =
  /(?:^|[、\s　])(?<from>[^。はがをで\n]{1,30}?)(?:の|[\s　・、])(?<name>\p{Script=Han}{1,3}|[ァ-ヶー]{2,6})(?:[\s　]?[（(][^）)]{1,12}[）)])?[\s　]?(?<end>です|でございます|と申します|と申す者です|だ)。?$/u
const organisation =
  /株式会社|有限会社|㈱|（株）|\(株\)|部|課|室|係|総務|経理|人事|営業|購買|情シス|情報システム|事務|管理|技術|製造|工場|支店|本社|事業所/

/** Who introduces themselves in this sentence: `whole` when it says nothing else. */
function nameIn(
  sentence: string,
): { readonly name: string; readonly whole: boolean; readonly plain: boolean } | undefined {
  const found = introduction.exec(sentence)
  const name = found?.groups?.name
  if (found === null || name === undefined || notNames.test(name)) return undefined
  const plain = /申/.test(found.groups?.end ?? '') || organisation.test(found.groups?.from ?? '')
  return { name, whole: found.index === 0, plain }
}

/** 「テレワークを認めることになりました、光陽設計の東野です。」 without its second half. */
function withoutIntroduction(sentence: string): string {
  const found = introduction.exec(sentence)
  return found !== null && found.index > 0 && nameIn(sentence) !== undefined
    ? sentence.slice(0, found.index)
    : sentence
}

/** Only among the first sentences, and only with a greeting before it or a company or department beside it. */
function salutationOf(sentences: readonly string[]): string | undefined {
  const opening = sentences.slice(0, 5)
  const greeted = opening.findIndex(isCourtesy)
  return opening
    .map((sentence, at) => ({ found: nameIn(sentence), at }))
    .find(({ found, at }) => found !== undefined && (found.plain || (greeted >= 0 && at > greeted)))?.found
    ?.name
}

// ---- what is asked

interface Sentence {
  readonly text: string
  readonly opens: 'item' | 'more' | 'nothing'
  /** It stands at the start of a line of the mail. */
  readonly onNewLine: boolean
}

const itemSign =
  /^\s*(?:[①-⑳]|[QＱ問]\s?[0-9０-９]{1,2}[.．:：)）]?|[（(]?[0-9０-９]{1,2}(?:[.．)）](?![0-9０-９])|、|:|：)|[・●○■◆※*＊]\s*|[-－]\s)\s*/u
const moreSign =
  /^(また|あと|それと|それから|もう[一1１]つ|もう[一1１]点|加えて|ついでに|併せて|あわせて|さらに|別件|also|another)/i

/** A line that ends in a comma goes on in the next one. */
function sentencesOf(text: string): readonly Sentence[] {
  return text
    .replace(/[、，][ 　]*\n(?!\n)[ 　]*/g, '、')
    .replace(/([①-⑳])/g, '\n$1')
    .split('\n')
    .flatMap((line) => sentencesOfLine(line).map((sentence, at) => ({ sentence, onNewLine: at === 0 })))
    .map(({ sentence, onNewLine }) => {
      const item = onNewLine && itemSign.test(sentence)
      const bare = item ? sentence.replace(itemSign, '') : sentence
      return { text: bare, opens: item ? 'item' : moreSign.test(bare) ? 'more' : 'nothing', onNewLine }
    })
}

/** At 。！？, and at a space after a verb's ending where the writer uses no full stops. */
function sentencesOfLine(line: string): readonly string[] {
  return line
    .replace(/(?<=[。！？!?])(?![。！？!?）)」』"”])/g, '\n')
    .replace(/(?<=(?:です|ます|ません|ました|ください|か|けど|ので|んで|ね|よ))[ 　]+(?=[^\s\d])/g, '\n')
    .split('\n')
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

const asking =
  /[?？]|(か|かね|かな|でしょう|ましょう|っけ|どうすれば|どこから.{0,12}ば|のは|扱えば|だめ|ダメ)[。.!！…\s]*$|教えて|おしえて|ご?教示|ご?指南|ご?教授|知りたい|伺い|うかがい|お聞き|お尋ね|ください|下さい|ちょうだい|頂けます|いただけ|お願いし|お願いい|ほしい|欲しい|たのむ|頼む|迷って|気になって|[分わ]かりません|[分わ]からない/

function asks(sentence: string): boolean {
  return (
    asking.test(sentence) ||
    /^(what|how|can|could|do|does|is|are|should|when|where|who|why|may)\b/i.test(sentence)
  )
}

interface Group {
  readonly asked: string[]
  readonly told: string[]
  readonly item: boolean
}

function questionsOf(sentences: readonly Sentence[]): readonly AskedQuestion[] {
  const listed = sentences.filter((sentence) => sentence.opens === 'item').length >= 2
  const groups: Group[] = []
  const before: string[] = []
  let told: string[] = []
  let more = false
  for (const { text, opens, onNewLine } of sentences) {
    const last = groups.at(-1)
    const item = listed && opens === 'item'
    const belowList = last?.item === true && onNewLine
    more ||= opens === 'more'
    if (item && groups.length === 1 && last !== undefined && isLeadIn(last))
      before.push(...(groups.pop()?.asked ?? []))
    if (item || (asks(text) && (last === undefined || more))) {
      groups.push({ asked: [text], told, item })
      told = []
      more = false
    } else if (asks(text) && last !== undefined && !belowList) {
      last.asked.push(text)
      last.told.push(...told)
      told = []
    } else if (last === undefined) {
      before.push(text)
    } else {
      told.push(text)
    }
  }
  if (groups.length === 0) return [{ text: before.join('\n'), context: '' }]
  groups.at(-1)?.told.push(...told)
  return atMost(groups).map(({ asked, told }) => ({
    text: asked.join('\n'),
    context: [...before, ...told].join('\n'),
  }))
}

/** 「次の3点を教えてください。」 above a list. */
function isLeadIn({ asked, item }: Group): boolean {
  return !item && asked.every((sentence) => !/[?？]|か。?$/.test(sentence))
}

function atMost(groups: readonly Group[]): readonly Group[] {
  const rest = groups.slice(mostQuestions - 1)
  if (rest.length <= 1) return groups
  const joined = {
    asked: rest.flatMap(({ asked }) => asked),
    told: rest.flatMap(({ told }) => told),
    item: false,
  }
  return [...groups.slice(0, mostQuestions - 1), joined]
}

/** Of its letters, so many may be Japanese in an English mail: a company's name, a department, an item of the sheet. */
const foreignShare = 0.25

function languageOf(text: string): Language {
  const japanese = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu)?.length ?? 0
  const latin = text.match(/[a-z]/gi)?.length ?? 0
  if (japanese > 0 && japanese > foreignShare * (japanese + latin)) return 'ja'
  if (japanese > 0 && !/\b(the|is|are|do|does|can|we|you|our|to|for|how|what)\b/i.test(text)) return 'ja'
  return latin > 0 ? 'en' : 'other'
}
