/** What of the notices that they got somebody wants to see; no words: the newest. */
export interface PastNotices {
  readonly words: string
}

const LOOK =
  '((を|が)?(見る|見たい(です)?|見せて|見せてほしい(です)?|表示(して|する)?|確認(したい(です)?|する)?|開く|開いて|教えて|知りたい(です)?|お願いします?|出して)(ください|下さい)?)?'
const WHICH = '((過去|これまで|今まで|最近|最新|直近|以前|前回)の)?'
const ALL = new RegExp(`^${WHICH}お知らせ((の)?(一覧|履歴|リスト|バックナンバー))?${LOOK}$`)
const ALL_ENGLISH =
  /^(show|list|see)?(me)?(the|all|our|my)?(all|past|recent|latest|last|previous|earlier)?notices?(list|history)?(please)?$/i

const NAMED = /^お知らせ(?:の(?:検索|一覧|履歴))?[\s:：]+(.+)$/
const QUOTED =
  /^お知らせ(?:を|から|で)?「([^「」]{1,40})」(?:で|を)?(?:検索|探す|探して|探したい)?(?:する|して|したい(?:です)?)?(?:ください|下さい)?$/
const ABOUT =
  /^(.{1,40}?)(?:について|に関する|に関して|関連|関係)?の(?:過去の)?お知らせ(?:を|が)?(?:見たい(?:です)?|見せて|探して|探したい(?:です)?|検索(?:して|したい(?:です)?)?)(?:ください|下さい)?$/
const ENGLISH = /^(?:(?:past|recent|latest) )?notices? (?:about|on|with) (.{1,60})$/i

/** Words to look for, no sentence: kanji, katakana, letters and digits, some joined by の; others in 「」. */
const TERM =
  /^[\p{Script=Han}\p{Script=Katakana}ー々A-Za-z0-9.・/-]+(の[\p{Script=Han}\p{Script=Katakana}ー々A-Za-z0-9.・/-]+)*$/u
const MOST = 40

/** A message that does nothing but ask for notices that were sent: 「お知らせ一覧」, 「お知らせ 多要素認証」; undefined for any other. */
export function pastNoticesIn(text: string): PastNotices | undefined {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/[。．.!?？]+$/u, '')
  const bare = written.replace(/[\s、,「」“”"']/g, '')
  if (ALL.test(bare) || ALL_ENGLISH.test(bare)) return { words: '' }
  const quoted = QUOTED.exec(written.replace(/\s/g, ''))?.[1]
  if (quoted !== undefined) return { words: quoted }
  const english = ENGLISH.exec(written)?.[1]
  if (english !== undefined && !/[?？]/.test(text)) return { words: english.trim() }
  const named = NAMED.exec(written)?.[1] ?? ABOUT.exec(written)?.[1]
  if (named === undefined || /[?？]/.test(text)) return undefined
  const words = named.trim().replace(/^「(.+)」$/, '$1')
  const isQuoted = words !== named.trim()
  const isTerm = words.length <= MOST && words.split(/[\s、,]+/).every((it) => TERM.test(it))
  return isQuoted || isTerm ? { words } : undefined
}

const PREFERENCES =
  /^お知らせの?(送り先|設定|受け取り|受取|受信|種類|時間帯)(の(設定|変更|確認))?((を|が)?(変更|変え|設定|選び|選択|確認|見|開)(する|したい(です)?|して|たい(です)?|る|ます|いて)?)?(ください|下さい)?$|^noticesettings?$/i

/** A message that does nothing but ask where notices go, which and when. */
export const asksForPreferences = (text: string): boolean =>
  PREFERENCES.test(text.normalize('NFKC').replace(/[\s。.、,!「」“”"']/g, ''))
