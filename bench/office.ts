import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { openCommandDesk } from '#src/commands/command-desk.ts'
import { readConfig } from '#src/config.ts'
import { createAdministration } from '#src/features/membership/index.ts'
import type { Database } from '#src/services/database/open-database.ts'
import type { InstantPlatform } from './platform.ts'
import { type Server, startServer } from './process.ts'

export const MEMBERS = Array.from({ length: 20 }, (_, at) => `0MEMBER${at}`)

/** Answered from the knowledge base, each in its own words. */
export const QUESTIONS = [
  '達成率はどのように計算されますか。',
  'お世話になっております。結果に出る◎○△×はどういう意味でしょうか。',
  '退職者のアカウントはいつまでに削除すればよいでしょうか。',
  '私物のスマートフォンで会社のメールを見ている社員がいます。禁止しないと達成にならないのでしょうか。',
  '情報セキュリティの基本方針には、どのようなことを書けばよいでしょうか。',
  'バックアップはどのくらいの頻度で取ればよいですか。',
]

export async function temporaryDirectory(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-bench-'))
  return { path: directory, remove: () => rm(directory, { recursive: true, force: true }) }
}

/** The desk as an operator runs it, on the embedded database, with twenty members of one customer. */
export async function startDesk(
  platform: InstantPlatform,
  /** What there is to begin with, besides. */
  prepare: (database: Database) => Promise<void> = async () => undefined,
): Promise<Server> {
  const directory = await temporaryDirectory()
  const environment = {
    DATA_DIR: directory.path,
    WEB_CHAT: 'off',
    LOG_LEVEL: 'info',
    ...platform.environment,
  }
  const prepared = await openCommandDesk(
    readConfig(environment),
    pino({ level: 'silent' }),
    path.resolve('knowledge'),
  )
  const administration = createAdministration(prepared.unitOfWork, prepared.providerId, 'bench')
  for (const name of MEMBERS) await administration.addMember(platform.member(name), 'staff', name, 'MINATO')
  await prepare(prepared.database)
  await prepared.database.close()
  const server = await startServer('src/main.ts', environment)
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await directory.remove()
    },
  }
}
