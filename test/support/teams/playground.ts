import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'

import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { cardComplaints } from '#test/support/adaptive-cards/card-check.ts'
import { type PlaygroundPerson, playgroundPerson } from './playground-person.ts'
import { createScreen } from './playground-screen.ts'
import { openStreams } from './playground-streams.ts'
import { type PersonName, playgroundConfig } from './playground-things.ts'

/** Microsoft's own stand-in for Teams: its client and its connector, as a process beside the desk. */
export interface Playground {
  /** Its page, the client of one person. */
  readonly url: string
  person(name: PersonName): PlaygroundPerson
  /** How often the desk was seen typing. */
  typing(): number
  /** What it refused of the desk, and what is wrong with the cards that it was sent. */
  complaints(): readonly string[]
  close(): Promise<void>
}

/**
 * It has no option for the address that it listens at, and would otherwise be open to the network; and it would outlive whoever
 * started it, were that killed.
 */
const KEPT_CLOSE = `data:text/javascript,${encodeURIComponent(
  `import { Server } from 'node:net'
  const { listen } = Server.prototype
  Server.prototype.listen = function (port, ...rest) { return listen.call(this, port, '127.0.0.1', ...rest) }
  process.stdin.on('end', () => process.exit()).resume()`,
)}`

/** Its page belongs to `own`. */
export async function startPlayground(deskUrl: string, own: PersonName = 'tanaka'): Promise<Playground> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-playground-'))
  const config = path.join(directory, 'playground.yml')
  await writeFile(config, playgroundConfig(own))
  const cli = fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'))
  const endpoint = `${deskUrl}/api/messages`
  const child = spawn(
    process.execPath,
    ['--import', KEPT_CLOSE, cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', '0', '--dt'],
    {
      cwd: directory,
      stdio: 'pipe',
      env: {
        PATH: process.env.PATH,
        HOME: directory,
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
        M365_AGENTS_PLAYGROUND_LOGFILE: path.join(directory, 'playground.log'),
        APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      },
    },
  )
  const ended = once(child, 'exit')
  const written: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        written.push(line)
        const [, port] = /^Listening on (\d+)$/.exec(line) ?? []
        if (port) resolve(`http://127.0.0.1:${port}`)
      })
    void ended.then(([code]) =>
      reject(new Error(`the Playground ended with ${code}:\n${written.join('\n')}`)),
    )
  })
  const screen = createScreen()
  const streams = await openStreams(url, screen.show)
  const side = { url, own, streams, screen, told: new Map() }
  return {
    url,
    person: (name) => playgroundPerson(name, side),
    typing: () => screen.typing,
    complaints: () => [
      ...streams.answered
        // It makes several messages of words and a card in one, and tells none of their ids.
        .filter(({ what, status }) => status >= 300 || (what === 'message' && status === 202))
        .map(({ what, status, answer }) => `${what}: ${status} ${JSON.stringify(answer ?? '')}`),
      ...screen.cards.flatMap(cardComplaints),
    ],
    close: async () => {
      streams.close()
      child.kill('SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
