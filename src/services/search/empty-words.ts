/**
 * Base forms that say nothing about what a question is about: verbs of doing and being, words of courtesy, of asking and of
 * addressing the desk. Kept short: the rarity of a word (idf) does the rest.
 */
export const emptyWords: ReadonlySet<string> = new Set(
  [
    'する ある いる なる やる できる 出来る おる 居る ござる 致す いたす 申す 存じる 存ずる',
    'くださる 下さる いただく 頂く 頂ける いただける くれる もらう もらえる 貰う 願う お願い 思う おもう 言う いう',
    '世話 お世話 よろしい よろしく 宜しい 宜しく 何卒 恐れ入る 恐縮 幸い 忙しい 多忙 ところ 皆様 ご担当者 担当者様',
    '教える 教示 ご教示 伺う 尋ねる お尋ね 御社 弊社 当社 貴社 うち 様 さん 氏 さま 殿 お ご 御',
    'こと もの ため よう 場合 どう こう そう 良い よい いい',
    'a an the this that these those it its is are was were be been am do does did done have has had will would shall should can',
    'could may might must i me my we us our you your he she they them their who whom what which when where why how if and or but',
    's t m re ve ll don doesn didn isn so not no any some there here of to in on at by for from with as about into than then please thank thanks let get got just',
  ].flatMap((line) => line.split(' ')),
)
