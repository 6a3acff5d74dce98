const SUBSCRIBE =
  /^((web)?会議の|面談の|予約の|予定の)?((外部)?カレンダー|カレンダ)(を|に|で|の|へ)?(購読|連携|同期|登録|追加|つな(ぐ|ぎ|げ))(を|の)?(リンク|url|設定|解除)?(を|が)?(したい(です)?|する|します|ください|下さい|ほしい|欲しい|見たい|見せて(ください|下さい)?|たい(です)?|る|お願いします|停止|やめたい(です)?|やめる)?$|^(subscribe(by|tothe)?calendar|calendar(feed|subscription|link))$/i

/** 「カレンダーを購読したい」: nothing but that. */
export const asksForCalendar = (text: string): boolean =>
  SUBSCRIBE.test(text.normalize('NFKC').replace(/[\s。.、,!「」]/g, ''))
