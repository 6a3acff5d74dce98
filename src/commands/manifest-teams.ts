import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { zipSync } from 'fflate'
import { z } from 'zod'
import { ConfigError, environment } from '../config.ts'
import { Usage } from './usage.ts'

/**
 * Packs the Teams app: the manifest with this installation's ids and addresses, its icons and its languages. The same values give
 * the same bytes. Exit code 1 names what is missing or wrong, 2 says that the command was called wrongly.
 */
const USAGE = `npm run manifest:teams [-- --app-id ID --url https://… --website https://… --privacy https://… --terms https://… --out FILE.zip]
  --app-id  else MICROSOFT_APP_ID; --url  else PUBLIC_URL: the address of the desk; the three pages: else that address`

const directory = fileURLToPath(new URL('../../manifests/teams', import.meta.url))
const FILES = ['color.png', 'outline.png', 'en.json'] as const

/** Without a time of day, nothing in it changes from run to run. The earliest that a zip can say. */
const MTIME = new Date(1980, 0, 1)

const Options = {
  'app-id': { type: 'string' },
  url: { type: 'string' },
  website: { type: 'string' },
  privacy: { type: 'string' },
  terms: { type: 'string' },
  out: { type: 'string', default: path.join(directory, 'academy-desk-teams.zip') },
} as const

const address = z
  .string({ error: 'expected an address such as https://desk.example.com' })
  .refine((it) => URL.canParse(it) && new URL(it).protocol === 'https:', {
    error: 'expected an address that begins with https://',
  })
const Values = z.object({
  appId: z.guid({ error: 'expected a GUID such as 00000000-0000-0000-0000-000000000000' }),
  url: address,
  website: address.optional(),
  privacy: address.optional(),
  terms: address.optional(),
})
type Values = z.infer<typeof Values>

try {
  const { out, ...given } = readOptions()
  const values = readValues(given)
  await mkdir(path.dirname(out), { recursive: true })
  await writeFile(out, await pack(values))
  console.log(path.relative(process.cwd(), out))
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(error.message)
    process.exitCode = 1
  } else if (error instanceof Usage) {
    console.error(error.message)
    process.exitCode = 2
  } else throw error
}

/** @throws Usage on words that it does not know */
function readOptions() {
  try {
    return parseArgs({ options: Options }).values
  } catch (error) {
    throw new Usage(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
  }
}

/** What is given on the command line wins over the environment. @throws ConfigError naming every value that is not usable */
function readValues(given: Readonly<Record<string, string | undefined>>): Values {
  const env = environment()
  const sources = {
    appId: given['app-id'] ? ['--app-id', given['app-id']] : ['MICROSOFT_APP_ID', env.MICROSOFT_APP_ID],
    url: given.url ? ['--url', given.url] : ['PUBLIC_URL', env.PUBLIC_URL],
    website: ['--website', given.website],
    privacy: ['--privacy', given.privacy],
    terms: ['--terms', given.terms],
  } as const
  const parsed = Values.safeParse(
    Object.fromEntries(Object.entries(sources).map(([key, [, value]]) => [key, value || undefined])),
  )
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues.map(({ path: [key], message }) => {
      const [name, value] = Object.entries(sources).find(([it]) => it === key)?.[1] ?? []
      return `${name}: ${value ? `found "${value}"` : 'missing'}; ${message}`
    }),
  )
}

async function pack({ appId, url, website = url, privacy = url, terms = url }: Values): Promise<Uint8Array> {
  const { host, origin } = new URL(url)
  const filled = { appId: appId.toLowerCase(), host, url: origin, website, privacy, terms }
  const manifest = Object.entries(filled).reduce(
    (text, [name, value]) => text.replaceAll(`{{${name}}}`, JSON.stringify(value).slice(1, -1)),
    await readFile(path.join(directory, 'manifest.json'), 'utf8'),
  )
  const others = await Promise.all(
    FILES.map(async (file) => [file, await readFile(path.join(directory, file))] as const),
  )
  return zipSync(
    { 'manifest.json': new TextEncoder().encode(manifest), ...Object.fromEntries(others) },
    { mtime: MTIME, level: 9 },
  )
}
