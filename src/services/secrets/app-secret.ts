import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotStart } from '../../ports/cannot-start.ts'
import type { Secrets } from './sealer.ts'

/** In the directory of an embedded database. */
export const SECRET_FILE = 'app-secret'

/**
 * The desk's own secret: the one it was given, else one that its directory keeps, made at first use and readable by this user
 * only. Whoever has the directory to itself may call this.
 * @throws CannotStart when there is neither
 */
export async function appSecret(
  given: { readonly current: string | undefined; readonly previous: string | undefined },
  directory: string | undefined,
): Promise<Secrets> {
  if (given.current !== undefined) return { current: given.current, previous: given.previous }
  if (directory === undefined)
    throw new CannotStart('APP_SECRET: missing; expected at least 32 characters, the same in every process')
  return { current: await ofDirectory(path.join(directory, SECRET_FILE)), previous: given.previous }
}

async function ofDirectory(file: string): Promise<string> {
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < 32)
    throw new CannotStart(
      `${file}: is damaged; restore it, or delete it and let the workspaces install again`,
    )
  return secret
}
