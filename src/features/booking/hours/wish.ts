const HOURS =
  /^(予定|受付時間|受け付け時間|予約の受付|空き時間|availability|hours)(の|を)?(設定|変更|確認|settings)?(を)?(したい(です)?|する|します|開く|開いて|見せて|見たい)?(ください|下さい)?$/i

/** 「予定の設定」「受付時間の設定」: nothing but that. */
export const asksForHours = (text: string): boolean => {
  const words = text.normalize('NFKC').replace(/[\s。.、,!「」]/g, '')
  return HOURS.test(words) && /設定|変更|settings|availability/i.test(words)
}
