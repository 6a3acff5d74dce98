/** @import { Answered, Card, Desk, File, FormAnswer, Message, Place, Unsent, Welcome } from './types.d.ts' */

/**
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<Answered<T>>}
 */
async function ask(method, path, body) {
  try {
    const response = await fetch(path, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) return { ok: false, status: response.status }
    return { ok: true, answer: await response.json() }
  } catch {
    return { ok: false, status: 0 }
  }
}

/** @returns {Promise<Answered<Desk>>} */
export const getDesk = () => ask('GET', '/chat/people')

/** @param {string} person @returns {Promise<Answered<Welcome>>} */
export const getWelcome = (person) => ask('GET', `/chat/welcome?person=${encodeURIComponent(person)}`)

/** @param {string} person @returns {Promise<Answered<{ card: Card }>>} */
export const getHome = (person) => ask('GET', `/chat/home?person=${encodeURIComponent(person)}`)

/**
 * Brings a file, before the message that speaks of it.
 * @param {string} person @param {globalThis.File} file
 * @returns {Promise<Answered<{ locator: Readonly<Record<string, string>> }>>}
 */
export async function uploadFile(person, file) {
  try {
    const query = new URLSearchParams({ person, name: file.name })
    const type = file.type || 'application/octet-stream'
    const response = await fetch(`/chat/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: file,
    })
    if (!response.ok) return { ok: false, status: response.status }
    return { ok: true, answer: await response.json() }
  } catch {
    return { ok: false, status: 0 }
  }
}

/** The same again is the same message. @param {Unsent} unsent @returns {Promise<Answered<Message>>} */
export const postMessage = ({ id, person, place, text, files }) =>
  ask('POST', '/chat/messages', { id, person, place: relative(place), text, files })

/** @param {string} id @param {string} person @param {string} text @returns {Promise<Answered<Message>>} */
export const editMessage = (id, person, text) => ask('PATCH', `/chat/messages/${id}`, { person, text })

/** @param {string} id @param {string} person @returns {Promise<Answered<Message>>} */
export const deleteMessage = (id, person) => ask('DELETE', `/chat/messages/${id}`, { person })

/**
 * Without a message the button stood on the person's Home.
 * @param {{ id: string, person: string, message: string | undefined, action: string }} press
 * @returns {Promise<Answered<FormAnswer>>}
 */
export const postPress = (press) => ask('POST', '/chat/actions', press)

/** @param {string} person @param {string} action @returns {Promise<Answered<FormAnswer>>} */
export const openForm = (person, action) => ask('POST', '/chat/forms/open', { person, action })

/**
 * @param {{ id: string, person: string, message: string | undefined, opener: string, action: string,
 *   values: Readonly<Record<string, string>>, files: readonly File[] }} form
 * @returns {Promise<Answered<FormAnswer>>}
 */
export const submitForm = (form) => ask('POST', '/chat/forms/submit', form)

/** @param {Place} place */
const relative = (place) =>
  place.kind === 'direct'
    ? { kind: 'direct' }
    : { kind: 'channel', channel: place.channel, thread: place.thread }
