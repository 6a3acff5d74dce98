import { type Allowance, allowances, type Entitlement } from '../../chat/context.ts'
import type { Catalogue, Product } from '../../ports/products.ts'
import { type Balance, type Counts, type Hold, leftOf, totalOf, usableOn } from './ledger.ts'
import { decidePurchase, type PersonReason, type PurchaseOutcome } from './purchase.ts'

/** What is counted for an organisation, as the ledger has it. */
export interface Account {
  readonly balances: readonly Balance[]
  readonly holds: readonly Hold[]
}

/** Read outside any decision. */
export type ReadAccount = (organisationId: string, now: Date) => Promise<Account>

/** What of the account is asked for. */
export const accountViews = ['status', 'renewal', 'upgrade', 'contents'] as const
export type AccountView = (typeof accountViews)[number]

export interface AllowanceLine extends Counts {
  readonly allowance: Allowance
  readonly left: number
}

/** What can be used today, all sources together; of a contract that has not begun, what it will bring. */
export function allowanceLines(
  { contract, standing }: Entitlement,
  { balances }: Pick<Account, 'balances'>,
  today: string,
): readonly AllowanceLine[] {
  const counted = balances.filter((it) =>
    standing === 'notBegun' ? it.termId === contract?.termId : usableOn(it, today),
  )
  return linesOf(counted)
}

/** One for each allowance of which there is any. */
export const linesOf = (balances: readonly Balance[]): readonly AllowanceLine[] =>
  allowances.flatMap((allowance) => {
    const total = totalOf(balances.filter((it) => it.allowance === allowance))
    return total.granted > 0 ? [{ ...total, allowance, left: leftOf(total) }] : []
  })

/** The day of the Web meeting that comes next. */
export const nextMeeting = ({ holds }: Pick<Account, 'holds'>, today: string): string | undefined =>
  holds
    .filter(({ allowance, usedOn }) => allowance === 'webMeeting' && usedOn >= today)
    .map(({ usedOn }) => usedOn)
    .toSorted()[0]

/** A product that could be bought today, and what would come of it; or that a person decides about. */
export type Offer =
  | ({ readonly product: Product } & Extract<PurchaseOutcome, { kind: 'sold' }>)
  | { readonly product: Product; readonly kind: 'person'; readonly why: PersonReason }

/** Of the package at hand, in the order of the catalogue. */
export function offersOn(
  catalogue: Catalogue,
  { contract, contracts }: Pick<Entitlement, 'contract' | 'contracts'>,
  today: string,
): readonly Offer[] {
  const own = catalogue.products.find(({ code }) => code === contract?.product)?.package
  const main = own ?? catalogue.packages[0]?.code
  return catalogue.products
    .filter((product) => product.package === main)
    .flatMap((product): readonly Offer[] => {
      const outcome = decidePurchase(catalogue, contracts, { id: 'offer', product, purchasedOn: today })
      return outcome.kind === 'refused' ? [] : [{ ...outcome, product }]
    })
}

/** The offer by which one goes on: a renewal, an upgrade, or else a course. */
export function nextOffer(offers: readonly Offer[]): Offer | undefined {
  const of = (kind: Product['kind']) => offers.filter(({ product }) => product.kind === kind)
  return [...of('renewal'), ...of('upgrade'), ...of('course')][0]
}

const RENEWAL = /更新|継続|続け|次の(期間|契約|年度)|来期|renew|continu|next (term|year|period)/i
const UPGRADE = /アップグレード|差額|実践コース(と(の)?違い|に(移|変|切))|コースの違い|upgrade/i
const CONTENTS =
  /(何|なに|どれ)が(使え|見られ|含まれ)|使える(もの|内容|機能)|ご利用いただける内容|what (can we use|is included)/i

/** What a question about one's own account asks for, told from its words. */
export function viewOf(words: string): AccountView {
  const plain = words.normalize('NFKC')
  if (UPGRADE.test(plain)) return 'upgrade'
  if (RENEWAL.test(plain)) return 'renewal'
  return CONTENTS.test(plain) ? 'contents' : 'status'
}

const SUBJECT =
  '((うち|弊社|当社|自社|御社|私たち|現在|今|いま)の)?((ご)?契約(の)?(状況|内容|期間|情報)?|マイアカウント|残り(の)?回数|残(り)?(の)?(状況)?|回数(の状況)?|(あと|残り)何回)'
const ASKING =
  '((は|を|が|って)?(いつまで|何回|どう(なって(い)?る|です)|教えて|見せて|知りたい|確認(したい|する)?|表示(する|して)?)?(です|でしょう|ます)?(か)?(ください|下さい|お願いします)?)?'
const STATUS_COMMAND = new RegExp(
  `^(${SUBJECT}${ASKING}|いつまで(使え(る|ます)|です|利用でき(る|ます))?か?|(my|our)?(contract|account|plan)(status)?|(our)?quota|howmanyleft)$`,
  'i',
)
const RENEWAL_COMMAND =
  /^((契約(の|を))?(更新|継続)(を|に(ついて)?)?((し)?たい(です)?|する(には|方法)?|したいのですが|お願い(します)?|希望(します)?|について)?(教えて)?(ください|下さい)?|年間継続プログラム(について|とは)?|renew(al)?)$/i
const UPGRADE_COMMAND =
  /^((実践コース(へ|に)?(の)?)?アップグレード(したい(です)?|する(には)?|について|(と|との)の?違い(は)?|(を)?希望(します)?)?|(実践コース|学習コース)との違い(は)?|コースの違い(は)?|upgrade)$/i
const CONTENTS_COMMAND = /^((今|いま|うちで)?(何|なに)が使え(る|ます)か?|使えるもの|ご利用いただける内容)$/

/** The view that a message asks for which is nothing but that; undefined for any other message. */
export function accountCommand(words: string): AccountView | undefined {
  const plain = words.normalize('NFKC').replace(/[\s。.、,!?！？「」“”"']/g, '')
  if (STATUS_COMMAND.test(plain)) return 'status'
  if (RENEWAL_COMMAND.test(plain)) return 'renewal'
  if (UPGRADE_COMMAND.test(plain)) return 'upgrade'
  return CONTENTS_COMMAND.test(plain) ? 'contents' : undefined
}
