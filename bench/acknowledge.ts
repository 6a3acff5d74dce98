import { type Measurement, measurement, quantile, ratioAtLeast } from './measure.ts'
import { MEMBERS, QUESTIONS, startDesk } from './office.ts'
import { atOnce, type InstantPlatform, poster } from './platform.ts'
import { type Server, startServer } from './process.ts'
import { startInstantSlack } from './slack.ts'
import { startInstantTeams } from './teams.ts'

const EVENTS = 2_000
const WIDTH = 32

/** How fast direct messages are acknowledged: by the desk only when they are on disk, by the platform's bare app at once. */
export const measureAcknowledging = async (): Promise<readonly Measurement[]> => [
  ...(await measureOn('slack', await startInstantSlack(), 'bench/bare-bolt.ts', 'a bare Bolt app')),
  ...(await measureOn(
    'teams',
    await startInstantTeams(),
    'bench/bare-botbuilder.ts',
    'a bare botbuilder app that verifies the same token',
  )),
]

async function measureOn(
  name: string,
  platform: InstantPlatform,
  peerScript: string,
  peerName: string,
): Promise<readonly Measurement[]> {
  const peer = await startServer(peerScript, platform.environment)
  const desk = await startDesk(platform)
  try {
    await hammer(peer, platform, 300)
    await hammer(desk, platform, 300)
    const theirs = await hammer(peer, platform, EVENTS)
    const ours = await hammer(desk, platform, EVENTS)
    const note = `${EVENTS} direct messages over ${WIDTH} connections; the desk stores each before it acknowledges, answers them meanwhile, and its database flushes every commit; reference: ${peerName}`
    return [
      measurement(
        `${name} events acknowledged`,
        'events/s',
        ours.perSecond,
        theirs.perSecond,
        note,
        ratioAtLeast(0.5),
      ),
      measurement(`${name} acknowledgement p99`, 'ms', ours.p99, theirs.p99, 'of the same requests'),
    ]
  } finally {
    await desk.stop()
    await peer.stop()
    await platform.close()
  }
}

async function hammer({ url }: Server, platform: InstantPlatform, events: number) {
  const { post, close } = poster(url, WIDTH)
  const requests = Array.from({ length: events }, (_, at) =>
    platform.question(MEMBERS[at % MEMBERS.length] ?? '', QUESTIONS[at % QUESTIONS.length] ?? ''),
  )
  const began = performance.now()
  const times = await atOnce(events, WIDTH, (at) => {
    const request = requests[at]
    if (!request) throw new Error('no request')
    return post(request)
  })
  const seconds = (performance.now() - began) / 1_000
  close()
  return { perSecond: events / seconds, p99: quantile(times, 0.99) }
}
