import { matchesOf, type Span } from './span.ts'

const prefecture =
  '(?:北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)'
const name = '[一-龠々ァ-ヶぁ-ん]'
const municipality = `${name}{1,7}?[市区町村郡]`
/** 丁目・番・号, or 1-2-3; then a building and a floor. */
const block = '(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?:丁目|番地|番|号|条|-)'
const blocks = `(?:(?:${name}{0,10}?${block} ?)+(?:[0-9]{1,4}号?)?)`
const building =
  '(?: ?[一-龠々ァ-ヶーA-Za-z0-9]{1,14}(?:ビル|マンション|ハイツ|コーポ|タワー|荘|館|棟)(?:[A-Z]?棟)?)?(?: ?[0-9]{1,4}(?:階|F|号室))?'

const patterns = [
  `${prefecture} ?(?:${municipality}){1,3}(?:${blocks}${building}|[0-9]{1,5}(?![0-9人名台社件年月日時個か])|[一-龠々ァ-ヶ]{1,6}(?=[のにへをはが、。で]|$))?`,
  `(?<![一-龠々])[一-龠々]{1,5}市[一-龠々]{1,4}区(?:${blocks}${building})?`,
  `(?<![一-龠々])[一-龠々]{1,5}[市区郡町村](?:[一-龠々ァ-ヶぁ-ん]{1,10}?)(?:${block} ?)+(?:[0-9]{1,4}号?)?${building}`,
  `(?<![一-龠々])[一-龠々ァ-ヶ]{2,10}[0-9]{1,2}丁目(?:[0-9]{1,3}番(?:地|(?:[0-9]{1,3}号)?)?|[0-9-]+)?`,
  `[0-9]{1,4}(?:-[0-9]{1,4}){1,3},? [A-Z][a-z]+(?:,? [A-Z][a-z]+(?:-(?:ku|shi|cho|machi))?){0,3}`,
  `[0-9]{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St\\.|Avenue|Ave\\.|Road|Rd\\.|Lane|Drive|Boulevard|Blvd\\.?)(?:, [A-Z][a-z]+)*`,
].map((pattern) => new RegExp(pattern, 'g'))

/** A prefecture or a town alone points at nobody. */
export function findAddresses(text: string): readonly Span[] {
  return patterns.flatMap((pattern) => matchesOf('住所', pattern, text))
}
