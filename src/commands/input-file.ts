import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { MAX_IMPORT_BYTES } from '../features/administration/decode-file.ts'

/** The file that a command names cannot be read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

/**
 * The content of the file that `admin import FILE` or `admin notice draft FILE` names: read at the terminal, since the desk that carries it
 * out may have another working directory. Light to load. @throws Unreadable
 */
export async function inputOf(name: string, args: readonly string[]): Promise<Uint8Array | undefined> {
  if (name !== 'admin') return undefined
  const { positionals } = parseArgs({ args: [...args], strict: false, allowPositionals: true })
  const file = fileIn(positionals)
  if (file === undefined) return undefined
  try {
    const { size } = await stat(file)
    if (size > MAX_IMPORT_BYTES)
      throw new Unreadable(`${file} has ${size} bytes: at most ${MAX_IMPORT_BYTES} are read`)
    return await readFile(file)
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The folder that `admin backup FOLDER` names, as seen from here: the desk that carries it out may have another working directory. */
export function fromHere(name: string, args: readonly string[]): readonly string[] {
  if (name !== 'admin') return args
  const { tokens } = parseArgs({ args: [...args], strict: false, allowPositionals: true, tokens: true })
  const [deed, folder] = tokens.filter((it) => it.kind === 'positional')
  if (deed?.value !== 'backup' || folder === undefined) return args
  return args.with(folder.index, path.resolve(folder.value))
}

function fileIn([subject, verb, file]: readonly string[]): string | undefined {
  if (subject === 'import') return verb
  return subject === 'notice' && verb === 'draft' ? file : undefined
}
