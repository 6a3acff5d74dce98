import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Locale } from '../../chat/context.ts'
import { type FileRef, MAX_FILE_BYTES, MAX_FILES, safeFileName } from '../../chat/file.ts'
import type { NoticeOf, UploadTo } from '../../chat/message.ts'
import { pagePhrases } from '../../features/attachments/index.ts'
import { type FileOwner, type Files, FileTooLarge } from '../../ports/files.ts'
import type { SignedLinks } from '../links/signed-links.ts'
import { boundaryOf, MalformedBody, multipart, type Part } from './multipart.ts'
import { escapeHtml, sendNotFound, sendPage } from './page.ts'
import { plain, type Route } from './server.ts'

/** `To`: what files are attached to, as an address names it. */
export interface Uploads<To = UploadTo> {
  readonly files: Pick<Files, 'write'>
  /** Undefined where nothing may be attached by this address any more. */
  readonly offer: (to: To) => Promise<Offer | undefined>
  readonly attach: (to: To, file: FileRef) => Promise<Exclude<UploadState, 'tooLarge'>>
  readonly log: Logger
}

interface Offer {
  readonly subject: string
  /** Said in the stead of what is said of a consultation. */
  readonly words?: { readonly about: string; readonly limits: string }
  readonly locale: Locale
  readonly owner: FileOwner
}

export type UploadState = keyof (typeof pagePhrases)['ja']['upload']['state']

interface Outcome {
  readonly name: string
  readonly state: UploadState
}

/** With what surrounds the files. */
const MOST_BYTES = MAX_FILES * MAX_FILE_BYTES + 1_000_000

/** GET and POST /upload/:token: a page that works without a script, for whoever was given its address. */
export function uploadRoute({
  links,
  ...uploads
}: Uploads & { readonly links: Pick<SignedLinks, 'uploadOf'> }): Route {
  return pageRoute('/upload/', (token) => links.uploadOf(token), uploads)
}

/** GET and POST /notices/upload/:token: the same for a notice that an admin writes. */
export function noticeUploadRoute({
  links,
  ...uploads
}: Uploads<NoticeOf> & { readonly links: Pick<SignedLinks, 'noticeOf'> }): Route {
  return pageRoute('/notices/upload/', (token) => links.noticeOf('upload', token), uploads)
}

function pageRoute<To extends object>(
  prefix: string,
  named: (token: string) => To | undefined,
  uploads: Uploads<To>,
): Route {
  const { offer, log } = uploads
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (!path.startsWith(prefix)) return false
    answer(request, response, path.slice(prefix.length)).catch((error: unknown) => {
      if (request.socket.destroyed) return
      log.error({ err: error }, 'an upload could not be taken')
      if (!response.headersSent) plain(response, 503, 'Service Unavailable')
    })
    return true
  }

  async function answer(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    const to = named(token)
    const offered = to && (await offer(to))
    if (!to || !offered) {
      request.resume()
      return sendNotFound(response)
    }
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        request.resume()
        return sendForm(response, offered)
      case 'POST':
        return take(request, response, to, offered)
      default:
        request.resume()
        return plain(response, 405, 'Method Not Allowed')
    }
  }

  async function take(
    request: IncomingMessage,
    response: ServerResponse,
    to: To,
    { locale, owner }: Offer,
  ): Promise<void> {
    const boundary = boundaryOf(request.headers['content-type'])
    const outcomes: Outcome[] = []
    if (boundary === undefined) {
      request.resume()
      return sendOutcome(response, locale, outcomes, 'broken')
    }
    try {
      for await (const part of multipart(atMost(request, MOST_BYTES), boundary)) {
        // A browser sends an empty part where no file was chosen.
        if (!part.fileName) continue
        const chosen = outcomes.length < MAX_FILES
        outcomes.push({
          name: safeFileName(part.fileName),
          state: chosen ? await receive(uploads, to, owner, { ...part, name: part.fileName }) : 'tooMany',
        })
      }
    } catch (error) {
      if (!(error instanceof MalformedBody)) throw error
      request.resume()
      return sendOutcome(response, locale, outcomes, 'broken')
    }
    log.info({ to, files: outcomes.map(({ state }) => state) }, 'files were brought by the upload page')
    sendOutcome(response, locale, outcomes, outcomes.length === 0 ? 'none' : undefined)
  }
}

async function receive<To>(
  { files, attach }: Uploads<To>,
  to: To,
  owner: FileOwner,
  { name, mimeType, content }: Part & { readonly name: string },
): Promise<Outcome['state']> {
  try {
    return await attach(to, await files.write(owner, { name, mimeType }, content))
  } catch (error) {
    if (error instanceof FileTooLarge) return 'tooLarge'
    throw error
  }
}

/** Leaving it early does not cut the connection, over which the answer goes. */
async function* atMost(request: IncomingMessage, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    bytes += piece.length
    if (bytes > most) throw new MalformedBody('the body is larger than all files may be')
    yield piece
  }
}

function sendForm(response: ServerResponse, { subject, locale, words: own }: Offer): void {
  const words = pagePhrases[locale].upload
  const { about, limits } = own ?? { about: words.about(subject), limits: words.limits }
  sendPage(response, 200, {
    lang: locale,
    title: words.title,
    body: `<p>${escapeHtml(about)}</p><form method="post" enctype="multipart/form-data"><label for="files">${words.label}</label><input id="files" type="file" name="files" multiple required aria-describedby="limits"><p class="subtle" id="limits">${escapeHtml(limits)}</p><button type="submit">${words.send}</button></form>`,
  })
}

function sendOutcome(
  response: ServerResponse,
  locale: Locale,
  outcomes: readonly Outcome[],
  problem: 'broken' | 'none' | undefined,
): void {
  const words = pagePhrases[locale].upload
  const any = outcomes.some(({ state }) => state === 'attached')
  const lines = outcomes.map(
    ({ name, state }) =>
      `<li${state === 'attached' ? '' : ' class="bad"'}>${escapeHtml(name)}<br><small>${words.state[state]}</small></li>`,
  )
  sendPage(response, any ? 200 : 400, {
    lang: locale,
    title: any ? words.received : words.nothing,
    body: [
      lines.length > 0 ? `<ul>${lines.join('')}</ul>` : '',
      problem ? `<p class="bad" role="alert">${words[problem]}</p>` : '',
      any && !problem ? `<p>${words.ok}</p>` : '',
      // The same address, as the page itself: an empty reference.
      `<a class="button" href="">${words.again}</a>`,
    ].join(''),
  })
}
