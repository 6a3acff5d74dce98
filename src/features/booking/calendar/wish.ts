const SUBSCRIBE =
  /^((web)?会議の|面談の|予約の|予定の)?(外部)?カレンダー[をにでとのへ]?(購読|連携|同期|登録)[のを]?(リンク|url|設定|解除)?[をが]?(したい|する|します|お願いします|ください|ほしい|欲しい|見たい|やめたい|やめる)?(です)?$|^(subscribeby(my)?calendar|calendar(feed|subscription|link))$/i

/** 「カレンダーを購読したい」: nothing but that. */
export const asksForCalendar = (text: string): boolean =>
  SUBSCRIBE.test(text.normalize('NFKC').replace(/[\s。.、,!「」]/g, ''))
