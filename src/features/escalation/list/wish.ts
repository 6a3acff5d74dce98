const TICKETS =
  /^((私の|自分の|担当(の|している)?|未対応の)?(チケット|受付番号)(の?一覧)?|tickets?|mytickets)((を|が)?(見る|見たい(です)?|見せて|表示(する|して)?|開く|開いて))?(ください|下さい)?$/i

/** 「チケット」: those of one's own, or of the desk. */
export const asksForTickets = (text: string): boolean =>
  TICKETS.test(text.normalize('NFKC').replace(/[\s。.、,!「」“”"']/g, ''))
