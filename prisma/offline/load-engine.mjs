import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** Prisma's schema engine as WebAssembly, from its npm package: nothing is downloaded. */
export async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    message: '',
    set_message(message) {
      this.message = message
    },
  }
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const module = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {
    './schema_engine_bg.js': bindings,
  })
  bindings.__wbg_set_wasm(module.exports)
  module.exports.__wbindgen_start()
  return bindings
}
