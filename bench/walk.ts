import { atMost, type Measurement, measurement, quantile } from './measure.ts'
import { MEMBERS, startDesk } from './office.ts'
import { type InstantPlatform, poster } from './platform.ts'
import { type Server, startServer } from './process.ts'
import { startInstantSlack } from './slack.ts'

const ITEMS = 60

/** From the moment a member says 次へ to the moment the next item of the checksheet is posted. */
export async function measureWalking(): Promise<readonly Measurement[]> {
  const platform = await startInstantSlack()
  const peer = await startServer('bench/bare-bolt.ts', { ...platform.environment, ANSWERS: 'on' })
  const desk = await startDesk(platform)
  try {
    const theirs = await walk(peer, platform)
    const ours = await walk(desk, platform)
    return [
      measurement(
        'slack: next item of the checksheet, p95',
        'ms',
        quantile(ours, 0.95),
        quantile(theirs, 0.95),
        "reference: the platform's bare app that posts one fixed sentence",
        atMost(200),
      ),
    ]
  } finally {
    await desk.stop()
    await peer.stop()
    await platform.close()
  }
}

async function walk({ url }: Server, platform: InstantPlatform): Promise<readonly number[]> {
  const [name = ''] = MEMBERS
  const { post, close } = poster(url, 1)
  const says = async (words: string): Promise<number> => {
    const answered = platform.posted(name)
    const began = performance.now()
    await post(platform.question(name, words))
    await answered
    return performance.now() - began
  }
  await says('チェックシート')
  const times: number[] = []
  // A stage has fewer items: it is begun again.
  for (let at = 0; at < ITEMS; at += 1) {
    if (at % 30 === 0) await says('1stだけ')
    times.push(await says('次へ'))
  }
  close()
  return times
}
