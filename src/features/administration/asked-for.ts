/** What the provider's people may ask the administration for in words. */
export type AskedFor =
  | { readonly kind: 'menu' | 'tickets' }
  | { readonly kind: 'customer'; readonly called: string }

const MENU =
  /^(管理(者)?(用)?(の)?メニュー|admin(istration)?menu)((を)?(開く|開いて|表示(する|して)?|見せて|見たい))?(ください|下さい)?$/i

const TICKETS =
  /^(相談の状況|ticketfigures)((を)?(開く|開いて|表示(する|して)?|見せて|見たい))?(ください|下さい)?$/i

const OF =
  /^(?<called>[^、。,.!?！？\n]{2,60}?)(?:様|さん|さま)?の?(?:現在の|今の)?ご?契約(?:状況|内容|情報|一覧)?(?:と残り回数|と回数)?(?:を|は)?(?:見(?:たい|せて|る)|確認(?:したい|する)?|表示(?:して|する)?|教えて)?(?:です|ください|下さい)?$/u
const OF_ENGLISH = /^(?:show(?: me)? )?(?:the )?contracts?(?: and quota)? of (?<called>[^?\n]{2,60})$/i
const QUOTA_OF =
  /^(?<called>[^、。,.!?！？\n]{2,60}?)(?:様|さん|さま)?の(?:残り)?回数(?:を|は)?(?:見(?:たい|せて)|確認(?:したい)?|教えて)?(?:です|ください|下さい)?$/u

/** A message that does nothing but ask for the menu, or for one customer's contracts; what asks anything else is a question. */
export function administrationIn(text: string): AskedFor | undefined {
  const words = text
    .normalize('NFKC')
    .replace(/[「」『』“”"]/g, '')
    .replace(/[。.!]+$/u, '')
    .trim()
  if (words.length > 80) return undefined
  if (MENU.test(words.replace(/\s/g, ''))) return { kind: 'menu' }
  if (TICKETS.test(words.replace(/\s/g, ''))) return { kind: 'tickets' }
  const found =
    OF_ENGLISH.exec(words) ?? OF.exec(words.replace(/\s/g, '')) ?? QUOTA_OF.exec(words.replace(/\s/g, ''))
  const called = found?.groups?.called?.trim()
  return called ? { kind: 'customer', called: short(called) } : undefined
}

/** A name without what most names begin or end with. */
function short(name: string): string {
  const rest = name.replace(/株式会社|有限会社|合同会社|\(株\)|\(有\)/g, '').trim()
  return rest === '' ? name : rest
}
