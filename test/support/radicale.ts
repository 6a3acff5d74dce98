import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import ICAL from 'ical.js'
import { expect, onTestFinished } from 'vitest'

/** A calendar on a CalDAV server, and a client of it that heeds what invitations ask for. */
export interface CalDavCalendar {
  /** Does what the invitation asks: puts the meeting in, changes it, or marks it as cancelled. */
  take(invitation: Uint8Array): Promise<void>
  /** The meetings that the server itself finds between two instants (RFC 4791, 7.8). */
  between(from: Date, to: Date): Promise<readonly ICAL.Component[]>
}

/**
 * Radicale (Debian's package) on a free port of this machine, in a folder of its own; ended with the test.
 * @throws when it is not installed
 */
export async function radicale(): Promise<CalDavCalendar> {
  const folder = await mkdtemp(path.join(tmpdir(), 'academy-desk-radicale-'))
  const options = ['--config', '', '--auth-type', 'none', '--logging-level', 'info']
  const place = ['--storage-filesystem-folder', folder, '--server-hosts', '127.0.0.1:0']
  const server = spawn('radicale', [...options, ...place], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(server, 'exit')
  onTestFinished(async () => {
    if (server.pid !== undefined && server.exitCode === null) {
      server.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  })
  const log: string[] = []
  const port = await new Promise<string>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error('radicale cannot be started: apt-get install radicale', { cause })),
    )
    server.once('exit', () => reject(new Error(`radicale ended:\n${log.join('\n')}`)))
    let listening = ''
    createInterface(server.stderr).on('line', (line) => {
      log.push(line)
      listening = /Listening on '\[?127\.0\.0\.1\]?:(\d+)'/.exec(line)?.[1] ?? listening
      if (line.includes('server ready')) resolve(listening)
    })
  })
  const home = `http://127.0.0.1:${port}/desk/meetings/`
  const call = async (method: string, url: string, body?: string, headers = {}): Promise<string> => {
    const answer = await fetch(url, {
      method,
      headers: { authorization: `Basic ${btoa('desk:any')}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const words = await answer.text()
    if (!answer.ok)
      throw new Error(`${method} ${url}: ${answer.status} ${words}\n${log.slice(-5).join('\n')}`)
    return words
  }
  await call('MKCALENDAR', home)

  return {
    take: async (invitation) => {
      const calendar = ICAL.Component.fromString(new TextDecoder().decode(invitation))
      expect(['REQUEST', 'CANCEL']).toContain(calendar.getFirstPropertyValue('method'))
      // What a server keeps says nothing of what it was sent for. RFC 4791, 4.1
      calendar.removeProperty('method')
      const uid = String(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('uid'))
      await call('PUT', `${home}${uid}.ics`, `${calendar.toString()}\r\n`, {
        'content-type': 'text/calendar; charset=utf-8',
      })
    },
    between: async (from, to) => {
      const stamp = (instant: Date) => instant.toISOString().replace(/[-:]|\.\d+/g, '')
      const found = await call(
        'REPORT',
        home,
        `<?xml version="1.0"?><c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:">
           <d:prop><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
           <c:time-range start="${stamp(from)}" end="${stamp(to)}"/></c:comp-filter></c:comp-filter></c:filter>
         </c:calendar-query>`,
        { depth: '1', 'content-type': 'application/xml' },
      )
      return [...found.matchAll(/BEGIN:VCALENDAR[\s\S]*?END:VCALENDAR/g)].flatMap(([text]) =>
        ICAL.Component.fromString(unescaped(text)).getAllSubcomponents('vevent'),
      )
    },
  }
}

/** Out of XML: what it escapes in text. */
const unescaped = (text: string): string =>
  text.replaceAll('&#13;', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
