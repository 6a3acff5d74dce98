import type { Course } from '../../../chat/context.ts'

/** Whose consultants' channel this one is to be. `organisation`: its code, as it was written. */
export type ChannelWish =
  | { readonly kind: 'default' }
  | { readonly kind: 'course'; readonly course: Course }
  | { readonly kind: 'organisation'; readonly organisation: string }

const SET =
  /^このチャン?ネルを((?<course>学習コース|実践コース)の|(?<organisation>[A-Z0-9][A-Z0-9-]{1,31})の|コンサルタントの)?相談窓口に(する|して(ください|下さい)?|設定(する|して(ください|下さい)?)?)$/i

const LIST =
  /^(コンサルタントの)?相談窓口(のチャン?ネル)?の?一覧(を)?(見る|見たい(です)?|見せて|表示(する|して)?)?(ください|下さい)?$/

/** 「このチャンネルを学習コースの相談窓口にする」; `words` without spaces and stops. */
export function channelWish(words: string): ChannelWish | undefined {
  const found = SET.exec(words)
  if (!found) return undefined
  const { course, organisation } = found.groups ?? {}
  if (organisation) return { kind: 'organisation', organisation: organisation.toUpperCase() }
  if (course) return { kind: 'course', course: course === '学習コース' ? 'learning' : 'practice' }
  return { kind: 'default' }
}

/** 「相談窓口の一覧」 */
export const asksForChannels = (words: string): boolean => LIST.test(words)
