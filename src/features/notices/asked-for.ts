const MENU =
  /^お知らせ(の|を|は)?(配信|作成|送信|管理|発信|出す|作る|送る|流す)?((を|が)?(する|したい(です)?|します|開く|開いて|出したい(です)?|作りたい(です)?|送りたい(です)?|お願いします))?(ください|下さい)?$|^(send|compose|manage)?(an?)?notices?$/i

/** A message that does nothing but ask for notices: to send some, of the provider's people. */
export const asksForNotices = (text: string): boolean =>
  MENU.test(text.normalize('NFKC').replace(/[\s。.、,!「」“”"']/g, ''))
