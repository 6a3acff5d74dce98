import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { z } from 'zod'

/** What Slack's own types say a modal, a home and their blocks may be, strict: an unknown key or an unknown block is a violation. */
export interface PayloadSchema {
  readonly block: ValidateFunction
  readonly modal: ValidateFunction
  readonly home: ValidateFunction
}

/** Generated once per version of @slack/types (about 1.5 s) and kept under node_modules/.cache. */
export async function payloadSchema(): Promise<PayloadSchema> {
  const schema = Schema.parse(JSON.parse(await generatedSchema()))
  const ajv = new Ajv({ strict: false, allErrors: true })
  ajv.addSchema({ definitions: told(schema.definitions) }, 'slack')
  const validator = (name: string): ValidateFunction => {
    const found = ajv.getSchema(`slack#/definitions/${name}`)
    if (!found) throw new Error(`@slack/types has no ${name}`)
    return found
  }
  return { block: validator('KnownBlock'), modal: validator('ModalView'), home: validator('HomeView') }
}

const Schema = z.object({ definitions: z.record(z.string(), z.unknown()) })
type Definitions = z.infer<typeof Schema>['definitions']

async function generatedSchema(): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve('@slack/types/package.json')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')))
  const cache = join(dirname(manifest), '../../.cache/academy-desk-slack-types')
  const cached = join(cache, `${version}-views.json`)
  try {
    return await readFile(cached, 'utf8')
  } catch (error) {
    if (!isMissing(error)) throw error
  }
  const generated = JSON.stringify(await generate(join(dirname(manifest), 'dist/index.d.ts')))
  await mkdir(cache, { recursive: true })
  /** Renamed into place: test workers start together, and none may read half a schema. */
  const unfinished = `${cached}.${process.pid}`
  await writeFile(unfinished, generated)
  await rename(unfinished, cached)
  return generated
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function generate(types: string): Promise<object> {
  const { createGenerator } = await import('ts-json-schema-generator')
  const generator = createGenerator({ path: types, type: 'View', skipTypeCheck: true, expose: 'all' })
  return generator.createSchema('View')
}

/**
 * The same schema with unions told apart by `type`, so that a violation names what is wrong in the block that was meant
 * instead of why it is none of twenty others; and without the loose `Block` that would admit any block at all.
 */
function told(definitions: Definitions): Definitions {
  /** Which definition each `type` means, or undefined where `type` alone does not tell. */
  const meanings = (union: unknown): ReadonlyMap<string, string> | undefined => {
    const all = new Map<string, string>()
    for (const { $ref } of Union.safeParse(union).data?.anyOf ?? []) {
      const name = decodeURIComponent(($ref ?? '').replace('#/definitions/', ''))
      if (name === 'Block') continue
      const tag = tagOf(definitions[name])
      const inner = tag ? new Map([[tag, name]]) : meanings(definitions[name])
      if (!inner || [...inner.keys()].some((it) => all.has(it))) return undefined
      for (const [type, meant] of inner) all.set(type, meant)
    }
    return all.size > 0 ? all : undefined
  }

  const retold = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(retold)
    const it = z.record(z.string(), z.unknown()).safeParse(node).data
    if (!it) return node
    const types = meanings(it)
    if (!types) return Object.fromEntries(Object.entries(it).map(([key, value]) => [key, retold(value)]))
    return {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: [...types.keys()] } },
      allOf: [...types].map(([type, name]) => ({
        if: { required: ['type'], properties: { type: { const: type } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON schema
        then: { $ref: `#/definitions/${encodeURIComponent(name)}` },
      })),
    }
  }
  return Object.fromEntries(Object.entries(definitions).map(([name, node]) => [name, retold(node)]))
}

const Union = z.object({ anyOf: z.array(z.object({ $ref: z.string().optional() })) })
const Tagged = z.object({ properties: z.object({ type: z.object({ const: z.string() }) }) })

/** The one `type` of an object, also of one that comes in variants (an image by address or by file). */
function tagOf(node: unknown): string | undefined {
  const variants = z.object({ anyOf: z.array(Tagged) }).safeParse(node).data?.anyOf ?? [
    Tagged.safeParse(node).data,
  ]
  const tags = new Set(variants.map((it) => it?.properties.type.const))
  return tags.size === 1 ? [...tags][0] : undefined
}
