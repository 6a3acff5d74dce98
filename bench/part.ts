import { PARTS } from './parts.ts'

/** One part, in a process of its own: what it measured, as JSON. */
const [name = ''] = process.argv.slice(2)
const part = PARTS[name]
if (!part) throw new Error(`there is no part "${name}"`)
process.stdout.write(JSON.stringify(await part.measure()), () => process.exit(0))
