import { goodFilling } from '#test/support/model/good-model.ts'
import { startModelServer, type Turn } from '#test/support/model/server.ts'
import type { Chance } from './chance.ts'
import { startWeather } from './weather.ts'

type Mood = 'good' | 'busy' | 'broken' | 'cut' | 'garbage' | 'refuses' | 'breaksOff' | 'hangs'

const MOODS: Readonly<Record<Mood, number>> = {
  ...{ good: 70, busy: 6, broken: 6, cut: 4, garbage: 4, refuses: 3, breaksOff: 3 },
  // Nobody answers: until the desk has had enough.
  hangs: 1,
}

/** What a good model is not scripted for. */
const UNSCRIPTED: ReadonlySet<string> = new Set(['ReadCriteria', 'FaqDraft', 'JudgedContradictions'])

/** A model that is good most of the time, and busy, broken, slow or foolish else. */
export async function startMoodyModel(chance: Chance) {
  let moods = 0
  let isCalm = false
  const server = await startModelServer(goodFilling, ({ schema }): Turn | undefined => {
    if (UNSCRIPTED.has(schema)) return { kind: 'refuses' }
    const mood = isCalm ? 'good' : chance.weighted(MOODS)
    if (mood !== 'good') moods += 1
    switch (mood) {
      case 'good':
        return undefined
      case 'busy':
        return { kind: 'status', status: 429, headers: { 'retry-after': '1' } }
      case 'broken':
        return { kind: 'status', status: 500 }
      case 'cut':
        return { kind: 'isCut' }
      case 'garbage':
        return { kind: 'says', content: 'もちろんです。お答えします。' }
      case 'refuses':
      case 'breaksOff':
      case 'hangs':
        return { kind: mood }
    }
  })
  const weather = await startWeather(new URL(server.url), chance.of('way'))
  return {
    environment: { OPENAI_API_KEY: 'a-key-of-the-chaos', OPENAI_BASE_URL: weather.url },
    faults: () => moods + weather.faults(),
    clear: () => {
      isCalm = true
      weather.clear()
    },
    close: async () => {
      await weather.close()
      server.close()
    },
  }
}
