import { defineConfig } from 'prisma/config'

// The schema engine runs as WASM behind a small shim: nothing is downloaded, and the command line works without a network.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= new URL(
  './prisma/offline/schema-engine.mjs',
  import.meta.url,
).pathname

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1:5432/academy_desk' },
})
