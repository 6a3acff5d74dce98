import { matchesOf, type Span } from './span.ts'
import { type Analyse, isProper } from './tokens.ts'

const syllable =
  '(?:(?:[kgsztdnhbpmr]y|sh|ch|ts|[kgsztdnhbpmyrwjf])?[aiueo]+|n(?![aiueoy])|(?:kk|ss|tt|pp|tch)(?=[aiueoyhs]))'
const romaji = new RegExp(`^${syllable}{2,7}$`, 'i')
const pair = /(?<![\w@./-])(?:[A-Z]\. ?|[A-Z][A-Za-z]+ )[A-Z][A-Za-z]+(?![\w@/-])/g
const addressed = /\b(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.? [A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)?/g
const introduced =
  /(?:\b(?:[Mm]y name is|[Tt]his is|I am|I'm|Regards,|Sincerely,|Thanks,|[Ss]igned|Dear|Hi|Hello|[Cc]olleague|[Nn]amed|[Cc]alled)\s+)(?<it>[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+)?)/g
const called =
  /(?<![\w@./-])(?<it>[A-Z][A-Za-z]+)(?= ?(?:さん|さま|様|氏|くん|君|殿|先生|部長|課長|係長|社長|専務|常務|主任|店長|工場長|名義))/g

/** Words that open an English sentence, or stand for things: no given names. */
const common =
  /^(?:A|An|The|My|Our|Your|His|Her|Its|Their|This|That|These|Those|Is|Are|Was|Were|Do|Does|Did|Can|Could|May|Might|Must|Should|Shall|Will|Would|Has|Have|Had|What|When|Where|Which|Who|Whom|Whose|Why|How|If|In|On|At|By|For|From|To|Of|With|And|Or|But|Please|Call|Regards|Dear|Thank|Thanks|Hello|Hi|Best|Kind|Yes|No|Not|We|You|They|He|She|It|I|New|Home|Pro|Level|Lecture|Course|Practice|Learning|Check|Sheet|Guideline|Guidelines|Security|Action|Cyber|Information|Policy|Department|Affairs|General|Office|Mail|Web|Wi|Question|Answer|Part|Item|Section|Version|Server|Cloud|Data|Backup|Windows|Linux|Japan|Japanese|English|Tokyo|Osaka|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December|ID|PC|OS|IT|AI|USB|PDF|URL|Attack|Surface|Zero|Trust|Center|Centre|Framework|Standard|Power|Automate|Visual|Studio|Code|Active|Directory|Remote|Desktop|Access|Control|Manager|System|Management)$/

/** Names in Latin letters. What sounds Japanese is looked up in the dictionary by its sound. */
export function findLatinNames(text: string, analyse: Analyse): readonly Span[] {
  const soundsLikeName = (word: string): boolean => {
    const kana = katakanaOf(word)
    const [only, ...others] = kana === undefined ? [] : analyse(kana)
    return only !== undefined && others.length === 0 && only.isKnown && isProper(only)
  }
  return [
    ...matchesOf('人名', addressed, text),
    ...matchesOf('人名', introduced, text).filter(
      ({ from, to }) => !words(text, from, to).some((it) => common.test(it)),
    ),
    ...matchesOf('人名', called, text),
    ...pairs(text).filter(({ from, to }) => {
      const [first = '', second = ''] = words(text, from, to)
      if (common.test(first) || common.test(second)) return false
      const isJapanese = [first, second].every((it) => romaji.test(it) || /^[A-Z]\.?$/.test(it))
      if (isJapanese) return soundsLikeName(first) || soundsLikeName(second) || !isEnglish(text)
      return /^[A-Z][a-z]+$/.test(first) && /^[A-Z][a-z]+$/.test(second) && isEnglish(text)
    }),
  ]
}

const words = (text: string, from: number, to: number) => text.slice(from, to).split(/(?<=\.) ?| /)
const isEnglish = (text: string) => !/[ぁ-んァ-ヶ一-龠]/.test(text)

/** Also those that begin with the second word of another: 「Can Robert Fischer」. */
function pairs(text: string): readonly Span[] {
  const found: Span[] = []
  for (let at = 0; ; ) {
    pair.lastIndex = at
    const match = pair.exec(text)
    if (!match) return found
    found.push({ label: '人名', from: match.index, to: match.index + match[0].length })
    at = match.index + Math.max(1, match[0].search(/[. ]/))
  }
}

const kana: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['', 'アイウエオ'],
    ['k', 'カキクケコ'],
    ['s', 'サシスセソ'],
    ['t', 'タチツテト'],
    ['n', 'ナニヌネノ'],
    ['h', 'ハヒフヘホ'],
    ['m', 'マミムメモ'],
    ['y', 'ヤ*ユ*ヨ'],
    ['r', 'ラリルレロ'],
    ['w', 'ワ***ヲ'],
    ['g', 'ガギグゲゴ'],
    ['z', 'ザジズゼゾ'],
    ['d', 'ダヂヅデド'],
    ['b', 'バビブベボ'],
    ['p', 'パピプペポ'],
  ].flatMap(([consonant = '', row = '']) =>
    [...'aiueo'].map((vowel, at) => [consonant + vowel, row[at] ?? '']),
  ),
)
const special: Readonly<Record<string, string>> = {
  shi: 'シ',
  chi: 'チ',
  tsu: 'ツ',
  fu: 'フ',
  ji: 'ジ',
  sha: 'シャ',
  shu: 'シュ',
  sho: 'ショ',
  cha: 'チャ',
  chu: 'チュ',
  cho: 'チョ',
  ja: 'ジャ',
  ju: 'ジュ',
  jo: 'ジョ',
  ...Object.fromEntries(
    [
      ['k', 'キ'],
      ['g', 'ギ'],
      ['n', 'ニ'],
      ['h', 'ヒ'],
      ['b', 'ビ'],
      ['p', 'ピ'],
      ['m', 'ミ'],
      ['r', 'リ'],
    ].flatMap(([it = '', first = '']) =>
      [
        ['a', 'ャ'],
        ['u', 'ュ'],
        ['o', 'ョ'],
      ].map(([vowel = '', second = '']) => [`${it}y${vowel}`, first + second]),
    ),
  ),
}

/** @returns undefined for what cannot be said in Japanese */
function katakanaOf(word: string): string | undefined {
  if (!romaji.test(word)) return undefined
  let rest = word.toLowerCase().replace(/oh(?![aiueo])/g, 'ou')
  let said = ''
  while (rest !== '') {
    const length = [3, 2, 1].find(
      (it) => (special[rest.slice(0, it)] ?? kana[rest.slice(0, it)]) !== undefined,
    )
    if (length !== undefined) {
      const part = rest.slice(0, length)
      said += special[part] ?? kana[part]
      rest = rest.slice(length)
    } else if (rest.startsWith('n') || rest.startsWith('m')) {
      said += 'ン'
      rest = rest.slice(1)
    } else if (rest[0] === rest[1] || rest.startsWith('tc')) {
      said += 'ッ'
      rest = rest.slice(1)
    } else return undefined
  }
  return said.includes('*') ? undefined : said
}
