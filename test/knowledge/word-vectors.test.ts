import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { createLibrary } from '#src/services/knowledge/library.ts'
import { createWordVectorCache } from '#src/services/knowledge/word-vector-cache.ts'
import { ownDatabase, served } from '#test/support/database.ts'

const calibration = { constant: -3, coverage: 2, lead: 4, votes: 3, foreign: -1 }
const log = pino({ level: 'silent' })

/** Processes that serve what the database holds, without vectors yet; training on a `few` entries takes a moment. */
async function database(entries: 'few' | 'all') {
  const own = await ownDatabase()
  onTestFinished(() => own.close())
  if (entries === 'few') await own.sql.query(`DELETE FROM knowledge_entry WHERE id NOT LIKE 'FAQ-00%'`)
  await own.prisma.wordVectors.deleteMany()
  const { tokenizer } = await served()
  const library = () =>
    createLibrary(own, { tokenizer, synonyms: { of: () => new Set<string>() }, calibration, log })
  return { own, library }
}

test('a start serves by words at once; what one process trains, all rank with', async () => {
  const { own, library } = await database('few')
  const [one, other] = [library(), library()]
  await one.load()
  await other.load()
  const scores = () =>
    [one, other].map((it) => it.current().index.search('私物のスマホを仕事に使ってよいですか')[0]?.score)
  const [byWords] = scores()
  expect(byWords).toBeGreaterThan(0)

  await Promise.all([one.train(), other.train()])
  expect(await own.prisma.wordVectors.count()).toBe(1)
  await Promise.all([one.load(), other.load()])
  const [mine, theirs] = scores()
  expect(mine).not.toBe(byWords)
  expect(theirs).toBe(mine)
})

test('whoever stops in the middle leaves the training to another', async () => {
  const { own, library } = await database('all')
  const ending = library()
  await ending.load()
  ending.start()
  await expect.poll(() => own.prisma.wordVectors.count()).toBe(1)
  await ending.stop(10_000)
  expect(await own.prisma.wordVectors.count({ where: { trainedAt: null } })).toBe(0)
})

test('a claim holds for minutes, and whoever died does not hold it for ever', async () => {
  const { own } = await database('few')
  const cache = createWordVectorCache(own)
  expect(await cache.claim('texts')).toBe(true)
  expect(await cache.claim('texts')).toBe(false)
  await own.prisma.wordVectors.updateMany({ data: { claimedAt: new Date(Date.now() - 6 * 60_000) } })
  expect(await cache.claim('texts')).toBe(true)
  await cache.release('texts')
  expect(await cache.find('texts')).toBeUndefined()
  expect(await cache.claim('texts')).toBe(true)
})
