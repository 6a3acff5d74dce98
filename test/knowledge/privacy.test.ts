import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { redact } from '#src/features/consultation/index.ts'
import { createOpenMask } from '#src/services/privacy/open-mask.ts'
import { scoreOf } from '#test/support/personal-score.ts'
import { impersonal, personal, personalEnglish } from './personal-sentences.ts'
import { unseen, unseenImpersonal } from './unseen-sentences.ts'

const openMask = await createOpenMask()
const sentences = [personal, personalEnglish, impersonal]

test('nineteen of twenty names, addresses and numbers are kept from the model, and hardly anything else', () => {
  const { recall, precision, wrong } = scoreOf(sentences.flat(), () => openMask([]))
  expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.97)
})

test('so it is with sentences that no rule was made by', () => {
  const { recall, precision, wrong } = scoreOf([...unseen, ...unseenImpersonal], () => openMask([]))
  expect(recall, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.97)
})

test('nothing in the knowledge base is taken for somebody’s, or for a secret', async () => {
  const folders = ['faq', 'guides', 'lectures'].map(
    (it) => new URL(`../../knowledge/${it}/`, import.meta.url),
  )
  const files = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => new URL(name, folder))),
  )
  for (const file of files.flat()) {
    const text = await readFile(file, 'utf8')
    expect(openMask([]).mask(text)).toBe(text)
    expect(redact(text, '').text).toBe(text)
  }
})
