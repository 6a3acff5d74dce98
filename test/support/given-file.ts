import type { TestDesk, TestPlatform } from './desk.ts'
import { fromDesk } from './seen.ts'
import type { TeamsPerson } from './teams/teams-world.ts'
import type { Person, SeenMessage } from './world.ts'

/** The addresses of files and pages of the desk's in what somebody sees. */
export const linksIn = ({ words }: Pick<SeenMessage, 'words'>): readonly string[] =>
  [...words.matchAll(/https?:\/\/\S+\/(?:files|upload|notices\/(?:preview|upload))\/[\w-]+/g)].map(
    ([link]) => link,
  )

/**
 * The file that the desk handed over last: on Slack the file itself, on Teams once its reader lets it be put into their OneDrive; on
 * the web by a link to it.
 */
export async function givenFile(
  { platform }: Pick<TestDesk, 'platform'>,
  person: Person,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  if (platform === 'teams') await (person as TeamsPerson).consents()
  const seen = await fromDesk(person)
  if (platform !== 'web') {
    const file = seen.findLast(({ files }) => files)?.files?.[0]
    if (!file) throw new Error('no file was shared')
    return file
  }
  const message = seen.findLast((it) => linksIn(it).length > 0)
  const answer = await fetch((message && linksIn(message)[0]) ?? '')
  const [, name = ''] = /filename\*=UTF-8''(\S+)$/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  return { name: decodeURIComponent(name), content: new Uint8Array(await answer.arrayBuffer()) }
}

/** Names of every file that somebody has got and can open. */
export async function filesOf(person: Person, platform: TestPlatform): Promise<readonly string[]> {
  // In their own chat, Teams asks them first, for each of them.
  const consents = () =>
    (person as TeamsPerson).consents().then(
      () => true,
      () => false,
    )
  if (platform === 'teams') while (await consents());
  const names = new Set<string>()
  for (const message of await fromDesk(person)) {
    for (const { name } of message.files ?? []) names.add(name)
    for (const link of linksIn(message)) {
      const { ok, headers } = await fetch(link)
      const [, name = ''] = /filename\*=UTF-8''(\S+)$/.exec(headers.get('content-disposition') ?? '') ?? []
      if (ok) names.add(decodeURIComponent(name))
    }
  }
  return [...names].sort()
}
