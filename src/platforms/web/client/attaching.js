import { h, icon, iconButton } from './dom.js'
import { WORDS } from './words.js'

/** As the desk has it; it refuses more. */
const MAX_BYTES = 25 * 1024 * 1024
const MAX_FILES = 10

/** @import { Answered, File } from './types.d.ts' */

/**
 * A file that was chosen: on its way to the desk, there, or refused.
 * @typedef {{ readonly chosen: globalThis.File, state: 'uploading' | 'done' | 'tooLarge' | 'failed',
 *   locator: File['locator'] }} Attached
 */

/**
 * Files that are chosen for what is being written. Each is brought at once, so that what is sent again needs no file again.
 * @param {{ upload: (file: globalThis.File) => Promise<Answered<{ locator: Readonly<Record<string, string>> }>>,
 *   changed: () => void, removed: () => void }} options
 */
export function createAttaching({ upload, changed, removed }) {
  /** @type {readonly Attached[]} */
  let files = []
  const chips = h('ul', { class: 'chips', hidden: true, 'aria-live': 'polite' })
  const picker = h('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    tabindex: '-1',
    'aria-hidden': 'true',
  })

  const attach = (/** @type {readonly Attached[]} */ chosen) => {
    files = chosen.slice(0, MAX_FILES)
    chips.hidden = files.length === 0
    chips.replaceChildren(
      ...files.map((file) => {
        const { name } = file.chosen
        const remove = iconButton('close', WORDS.detach(name), () => {
          attach(files.filter((it) => it !== file))
          removed()
        })
        const bad = file.state === 'failed' || file.state === 'tooLarge'
        return h(
          'li',
          { class: bad ? 'chip is-bad' : 'chip' },
          icon('file'),
          h('span', {}, name),
          file.state !== 'done' && h('small', {}, WORDS.upload[file.state]),
          remove,
        )
      }),
    )
    changed()
  }
  /** @param {Attached} file */
  const bring = async (file) => {
    const answered =
      file.chosen.size > MAX_BYTES
        ? /** @type {const} */ ({ ok: false, status: 413 })
        : await upload(file.chosen)
    if (answered.ok) file.locator = answered.answer.locator
    file.state = answered.ok ? 'done' : answered.status === 413 ? 'tooLarge' : 'failed'
    attach(files)
  }
  picker.addEventListener('change', () => {
    /** @type {readonly Attached[]} */
    const added = [...(picker.files ?? [])]
      .slice(0, MAX_FILES - files.length)
      .map((chosen) => ({ chosen, state: 'uploading', locator: undefined }))
    picker.value = ''
    attach([...files, ...added])
    for (const it of added) void bring(it)
    removed()
  })

  return {
    chips,
    picker,
    choose: () => picker.click(),
    clear: () => attach([]),
    isEmpty: () => files.length === 0,
    /** Whether all of them are with the desk. */
    isReady: () => files.every((it) => it.state === 'done'),
    /** @returns {readonly File[]} what is said of them */
    chosen: () =>
      files.map(({ chosen: { name, type, size }, locator }) => ({
        name,
        mimeType: type,
        bytes: size,
        ...(locator ? { locator } : {}),
      })),
  }
}
