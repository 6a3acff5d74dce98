#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, which its command line would download at first use: the same engine as
 * WASM, spoken to over stdio in JSON-RPC as the native one is. prisma.config.ts points to it.
 */
import { randomUUID } from 'node:crypto'
import readline from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { loadEngine } from './load-engine.mjs'

const args = process.argv.slice(2)
const CHAR_OID = 18
const TEXT_OID = 25

if (args[0] === '--version') {
  console.log('schema-engine-wasm')
  process.exit(0)
}

const url = datasourceUrl() ?? process.env.DATABASE_URL

if (args.includes('cli')) await answerCanConnect()

const engine = await loadEngine()
let current
let instance

for (const fault of ['uncaughtException', 'unhandledRejection'])
  process.on(fault, (error) => {
    const panic = globalThis.PRISMA_WASM_PANIC_REGISTRY.message
    process.stdout.write(
      `${JSON.stringify(failure(current, `schema engine: ${panic || error?.stack || error}`))}\n`,
      () => process.exit(1),
    )
  })

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue
  const request = JSON.parse(line)
  if (!request.method) continue
  current = request.id
  try {
    say({ jsonrpc: '2.0', id: request.id, result: (await call(request)) ?? {} })
  } catch (error) {
    say(failure(request.id, String(error.message ?? error), error.code))
  }
}
process.exit(0)

async function call({ id, method, params }) {
  instance ??= await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapterFactory()),
  )
  if (method === 'getDatabaseVersion') return instance.version(params)
  const result = await instance[method](params)
  if (method !== 'diff') return result
  if (result.stdout != null)
    say({ jsonrpc: '2.0', id: `p${id}`, method: 'print', params: { content: result.stdout } })
  return { exitCode: result.exitCode, stdout: null }
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

function failure(id, message, code = null) {
  return {
    jsonrpc: '2.0',
    id,
    error: {
      code: 4466,
      message: 'An error happened. Check the data field for details.',
      data: { is_panic: false, message, meta: null, error_code: code },
    },
  }
}

function adapterFactory() {
  const pool = new pg.Pool({ connectionString: url })
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  factory.connect = async () => adapted(await connect(), pool)
  factory.connectToShadowDb = async () => {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`
    const outer = await factory.connect()
    await outer.executeScript(`CREATE DATABASE "${name}"`)
    const shadowUrl = new URL(url)
    shadowUrl.pathname = `/${name}`
    const shadowPool = new pg.Pool({ connectionString: shadowUrl.toString() })
    const shadow = adapted(await new PrismaPg(shadowPool).connect(), shadowPool)
    shadow.dispose = async () => {
      await shadowPool.end()
      await outer.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`)
    }
    return shadow
  }
  return factory
}

/** adapter-pg does not know the catalogue's "char" type, and splits scripts at every ';', also inside $$ bodies. */
function adapted(adapter, pool) {
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  let chars = []
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    chars = []
    for (const [index, field] of (result.fields ?? []).entries())
      if (field.dataTypeID === CHAR_OID) {
        field.dataTypeID = TEXT_OID
        chars.push(index)
      }
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of chars) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

/** `schema-engine cli can-connect-to-database` */
async function answerCanConnect() {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    process.exit(0)
  } catch (error) {
    console.error(
      JSON.stringify({
        level: 'ERROR',
        fields: { message: error.message, is_panic: false, error_code: 'P1001' },
      }),
    )
    process.exit(1)
  }
}

function datasourceUrl() {
  const at = args.indexOf('--datasource')
  const value = at < 0 ? undefined : args[at + 1]
  if (!value) return undefined
  try {
    return JSON.parse(value).url
  } catch {
    return JSON.parse(Buffer.from(value, 'base64').toString()).url
  }
}
