import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** A program of the machine, to its end. @throws with its stderr unless it ends with 0 */
export async function program(name: string, args: readonly string[]): Promise<void> {
  const child = spawn(name, [...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said}`)
}
