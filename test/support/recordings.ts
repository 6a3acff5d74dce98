import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const Recording = z.object({ about: z.url(), body: z.unknown().optional(), activity: z.unknown().optional() })

export interface Recording {
  readonly name: string
  /** What the platform sent: its documentation's shape, our own values. */
  readonly body: unknown
}

/** Everything in `test/recordings` that this platform sends, kind by kind. */
export async function recordingsOf(platform: 'slack' | 'teams'): Promise<readonly Recording[]> {
  const folder = path.resolve('test/recordings', platform)
  const files = (await readdir(folder)).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const { body, activity } = Recording.parse(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
      return { name: path.basename(file, '.json'), body: body ?? activity }
    }),
  )
}
