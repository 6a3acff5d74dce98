/**
 * Whom and what the Playground knows: one tenant with six people, who are all in one team and one group chat. Its page is the
 * client of one of them. The ids have the shapes that Teams gives them.
 */

export const TENANT = '6f0c2a51-3f5e-4b7c-9d1a-2c8b7e4f1a01'

export const BOT = {
  id: '28:2d7c6c0e-54b3-4c55-9a0e-9b6b0f3d8e11',
  name: 'ガイドライン対応 相談窓口',
} as const

export const PEOPLE = {
  tanaka: { name: '田中 花子', id: '29:tanaka', aadObjectId: 'b1e6a3c4-0001-4a6e-8f10-5d2f9c7e0001' },
  suzuki: { name: '鈴木 一郎', id: '29:suzuki', aadObjectId: 'b1e6a3c4-0002-4a6e-8f10-5d2f9c7e0002' },
  sato: { name: '佐藤 誠', id: '29:sato', aadObjectId: 'b1e6a3c4-0003-4a6e-8f10-5d2f9c7e0003' },
  takahashi: { name: '高橋 恵', id: '29:takahashi', aadObjectId: 'b1e6a3c4-0004-4a6e-8f10-5d2f9c7e0004' },
  ito: { name: '伊藤 学', id: '29:ito', aadObjectId: 'b1e6a3c4-0005-4a6e-8f10-5d2f9c7e0005' },
  stranger: { name: '見知らぬ人', id: '29:stranger', aadObjectId: 'b1e6a3c4-0006-4a6e-8f10-5d2f9c7e0006' },
} as const
export type PersonName = keyof typeof PEOPLE

/** Conversations in which several read along; a team's id is its General channel's too. */
export const PLACES = {
  general: '19:general@thread.tacv2',
  consulting: '19:consulting@thread.tacv2',
  group: '19:group@thread.v2',
} as const
export type SharedPlace = keyof typeof PLACES

/** The personal chat of the page's own user with the desk; the others' are not shown in it. */
export const PERSONAL_CHAT = 'a:personal-chat'

/** The configuration file, which must name exactly five people beside the page's own user. YAML is a superset of JSON. */
export function playgroundConfig(own: PersonName): string {
  const users = Object.entries(PEOPLE).map(([key, { id, name, aadObjectId }]) => ({
    id,
    name,
    aadObjectId,
    userPrincipleName: `${key}@minato.example`,
    givenName: name.split(' ')[1] ?? name,
    surname: name.split(' ')[0] ?? name,
    email: `${key}@minato.example`,
  }))
  return JSON.stringify({
    version: '0.1.1',
    tenantId: TENANT,
    bot: BOT,
    currentUser: users.find(({ id }) => id === PEOPLE[own].id),
    users: users.filter(({ id }) => id !== PEOPLE[own].id),
    personalChat: { id: PERSONAL_CHAT },
    groupChat: { id: PLACES.group, name: '打ち合わせ' },
    team: {
      id: PLACES.general,
      name: 'みなと製作所',
      aadGroupId: '6f0c2a51-3f5e-4b7c-9d1a-2c8b7e4f1a02',
      channels: [{ id: PLACES.consulting, name: '相談' }],
    },
  })
}
