import type { Cast } from './begin.ts'
import type { Stage } from './stage.ts'

/** Mails of every kind. */
export async function ask(
  it: Stage,
  { tanaka, suzuki, ito, moriInSlack, kobayashi, sato }: Cast,
): Promise<void> {
  it.act('3. メールのような相談に、資料をもとに答える')
  await it.at('2026-04-02T10:00')
  await it.says(
    tanaka,
    'お世話になっております。総務の田中です。私物のスマホでメールを見ている社員がいるのですが、規程では触れていません。禁止しないと達成にはならないのでしょうか。あと、退職者のアカウントは何日以内に消せばよいですか。',
  )
  await it.pictured('answer', '一通の相談への回答：二つの質問に、それぞれ出典がある', '田中様', '出典を見る')
  await it.presses(tanaka, '解決しました')
  await it.says(tanaka, 'ありがとうございました。助かりました。')
  await it.says(ito, '情報資産管理台帳のひな型をいただけますか。')
  await it.says(ito, '他社さんの達成率は、どのくらいでしょうか。')
  await it.says(ito, 'この回答は、AIが書いているのでしょうか。書いた内容は誰が見ますか。')
  await it.says(suzuki, '管理画面のパスワードは Kanri-2468 なのですが、強度は足りていますか。')
  await it.presses(sato, '担当する')
  const thread = await it.threadOf(sato, '管理画面のパスワード')
  await it.says(
    sato,
    'パスワードそのものは、窓口の記録では伏せており、拝見していません。長さは12文字以上とし、ほかで使っていないものに変えたうえで、多要素認証もあわせてお使いください。',
    thread,
  )
  await it.presses(sato, '解決')
  await it.presses(suzuki, '5（満足）')
  await it.says(suzuki, '達成率はどのように計算されますか。', { channel: 'C0MINATO', mention: true })
  await it.says(suzuki, '残り回数を教えてください。', { channel: 'C0MINATO', mention: true })
  await it.says(moriInSlack, 'IDの棚卸しは、どのくらいの頻度で行えばよいですか。')
  await it.says(kobayashi, '結果に出る◎○△×はどういう意味ですか。')
  await it.page('web-chat', '小林のWebチャット')
  await it.presses(kobayashi, '解決しました')
  await it.says(ito, 'これまでの相談を見たい')
}
