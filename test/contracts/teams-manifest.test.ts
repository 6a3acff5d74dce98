import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { intentOf } from '#src/app/intent.ts'
import type { TeamsPlace } from '#src/platforms/teams/places.ts'
import { run } from '#test/support/running-desk.ts'

const APP_ID = '2d7c6c0e-54b3-4c55-9a0e-9b6b0f3d8e11'
const URL_OF_DESK = 'https://desk.example.com'

const Commands = z.array(z.object({ title: z.string(), description: z.string() }))
const Manifest = z.looseObject({
  manifestVersion: z.string(),
  id: z.string(),
  developer: z.record(z.string(), z.string()),
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  bots: z
    .array(
      z.looseObject({
        botId: z.string(),
        scopes: z.array(z.string()),
        supportsFiles: z.boolean(),
        isNotificationOnly: z.boolean(),
        commandLists: z.array(z.object({ scopes: z.array(z.string()).length(1), commands: Commands })),
      }),
    )
    .length(1),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.object({ id: z.string(), resource: z.string() }),
  authorization: z.object({
    permissions: z.object({
      resourceSpecific: z.array(z.object({ name: z.string(), type: z.literal('Application') })),
    }),
  }),
})

/**
 * What lets the desk hear messages that do not mention it, in each kind of place where it listens to such.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-messages-with-rsc
 */
const HEARS_ALL_BY = {
  channel: 'ChannelMessage.Read.Group',
  groupChat: 'ChatMessage.Read.Chat',
} as const satisfies Record<Exclude<TeamsPlace['kind'], 'personal'>, string>

/** Not where a developer's own .env is. */
const command = (
  out: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> =>
  run(
    [path.resolve('src/commands/manifest-teams.ts'), '--out', out, ...words],
    { PATH: process.env.PATH, ...env },
    tmpdir(),
  )
const THIS_DESK = ['--app-id', APP_ID, '--url', URL_OF_DESK]

/** Microsoft's own, as published with its toolkit. They are of draft 4, of which they use nothing that has changed since. */
async function complaints(kind: 'MicrosoftTeams' | 'MicrosoftTeams.Localization', document: unknown) {
  const { manifestVersion } = await template()
  const build = path.dirname(fileURLToPath(import.meta.resolve('@microsoft/app-manifest')))
  const file = path.join(build, 'json-schemas/teams', `v${manifestVersion}`, `${kind}.schema.json`)
  const { $schema: _, ...schema } = z.looseObject({}).parse(JSON.parse(await readFile(file, 'utf8')))
  const ajv = new Ajv({ strict: false, unicodeRegExp: false }).addFormat('uri', (it) => URL.canParse(it))
  const validate = ajv.compile(schema)
  validate(document)
  return validate.errors ?? []
}

const template = async () =>
  Manifest.parse(JSON.parse(await readFile('manifests/teams/manifest.json', 'utf8')))

/** https://www.w3.org/TR/png/#11IHDR */
function headerOf(png: Uint8Array) {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect(bytes.toString('latin1', 12, 16)).toBe('IHDR')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), transparent: bytes[25] === 6 }
}

describe('the app that is uploaded to Teams', () => {
  let directory: string
  let files: Readonly<Record<string, Uint8Array>>
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-teams-'))
    const out = path.join(directory, 'app.zip')
    expect(await command(out, THIS_DESK)).toContain('app.zip')
    files = unzipSync(await readFile(out))
  })
  afterAll(() => rm(directory, { recursive: true }))

  const fileAt = (name: string): Uint8Array => {
    const file = files[name]
    if (!file) throw new Error(`${name} is not in the zip`)
    return file
  }
  const documentAt = (name: string): unknown => JSON.parse(new TextDecoder().decode(fileAt(name)))
  const manifest = () => Manifest.parse(documentAt('manifest.json'))

  test('is what Microsoft’s newest schema says an app is, in both languages', async () => {
    const build = path.dirname(fileURLToPath(import.meta.resolve('@microsoft/app-manifest')))
    const versions = (await readdir(path.join(build, 'json-schemas/teams'))).flatMap(
      (it) => /^v1\.(\d+)$/.exec(it)?.[1] ?? [],
    )
    const { manifestVersion, localizationInfo } = manifest()
    expect(manifestVersion).toBe(`1.${Math.max(...versions.map(Number))}`)
    expect(await complaints('MicrosoftTeams', documentAt('manifest.json'))).toEqual([])
    expect(localizationInfo.additionalLanguages).toEqual([{ languageTag: 'en', file: 'en.json' }])
    expect(await complaints('MicrosoftTeams.Localization', documentAt('en.json'))).toEqual([])
  })

  test('holds what it names, no placeholder, and nothing else', () => {
    const { icons, localizationInfo } = manifest()
    const named = [...Object.values(icons), ...localizationInfo.additionalLanguages.map(({ file }) => file)]
    expect(Object.keys(files).sort()).toEqual(['manifest.json', ...named].sort())
    expect(new TextDecoder().decode(fileAt('manifest.json'))).not.toMatch(/\{\{|\}\}/)
  })

  test('is this desk’s: its id and its address', () => {
    const { id, bots, webApplicationInfo, validDomains, developer } = manifest()
    expect([id, bots[0]?.botId, webApplicationInfo.id]).toEqual([APP_ID, APP_ID, APP_ID])
    expect(validDomains).toEqual(['desk.example.com'])
    expect(webApplicationInfo.resource).toBe(URL_OF_DESK)
    expect(developer.privacyUrl).toBe(URL_OF_DESK)
  })

  test('has icons of the sizes that Teams draws', () => {
    const { icons } = manifest()
    expect(headerOf(fileAt(icons.color))).toMatchObject({ width: 192, height: 192 })
    expect(headerOf(fileAt(icons.outline))).toEqual({ width: 32, height: 32, transparent: true })
  })

  test('is the same file for the same values, wherever they come from', async () => {
    const [once, again] = [path.join(directory, 'once.zip'), path.join(directory, 'again.zip')]
    await command(once, THIS_DESK)
    await command(again, [], { MICROSOFT_APP_ID: APP_ID, PUBLIC_URL: URL_OF_DESK })
    expect(await readFile(once)).toEqual(await readFile(again))
  })
})

test('the desk is where it answers, exchanges files, and reads along where it was asked', async () => {
  const { bots, authorization } = await template()
  expect(bots[0]).toMatchObject({
    scopes: ['personal', 'team', 'groupChat'],
    supportsFiles: true,
    isNotificationOnly: false,
  })
  expect(authorization.permissions.resourceSpecific.map(({ name }) => name)).toEqual(
    Object.values(HEARS_ALL_BY),
  )
})

test('every command that Teams offers is understood, in both languages', async () => {
  const english = z
    .record(z.string(), z.string())
    .parse(JSON.parse(await readFile('manifests/teams/en.json', 'utf8')))
  const { bots } = await template()
  const lists = bots[0]?.commandLists ?? []
  expect(lists.flatMap(({ scopes }) => scopes)).toEqual(bots[0]?.scopes)
  const translated = lists.flatMap(({ scopes, commands }, list) =>
    commands.flatMap(({ title }, at) => {
      const key = `bots[0].commandLists[${list}].commands[${at}]`
      expect(english).toHaveProperty([`${key}.description`])
      return [title, english[`${key}.title`] ?? ''].map((words) => ({
        personal: scopes[0] === 'personal',
        words,
      }))
    }),
  )
  for (const { personal, words } of translated) {
    const place = { platform: 'teams', workspace: 'T', channel: 'C' } as const
    const conversation = personal
      ? ({ ...place, kind: 'direct', user: 'U' } as const)
      : ({ ...place, kind: 'shared' } as const)
    expect(intentOf(words, conversation).kind, words).not.toBe('ask')
  }
})

test.each([
  ['nothing', [], 1, ['MICROSOFT_APP_ID: missing', 'PUBLIC_URL: missing']],
  [
    'an id that is none',
    ['--app-id', 'desk', '--url', URL_OF_DESK],
    1,
    ['--app-id: found "desk"; expected a GUID'],
  ],
  ['an address without TLS', ['--app-id', APP_ID, '--url', 'http://desk.example.com'], 1, ['--url: found']],
  ['a word that it does not know', ['--host', 'desk.example.com'], 2, ["Unknown option '--host'"]],
] as const)('%s is refused by name', async (_name, words, code, told) => {
  const refusal = command(path.join(tmpdir(), 'unwritten.zip'), words)
  await expect(refusal).rejects.toThrow(`ended with ${code}`)
  for (const line of told) await expect(refusal).rejects.toThrow(line)
})
