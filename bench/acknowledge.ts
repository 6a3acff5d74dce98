import { type Measurement, measurement, quantile } from './measure.ts'
import { MEMBERS, QUESTIONS, startDesk } from './office.ts'
import { type Server, startServer } from './process.ts'
import { atOnce, messageRequest, poster, startInstantSlack } from './slack.ts'

const EVENTS = 2_000
const WIDTH = 32

/** How fast direct messages are acknowledged: by the desk only when they are on disk, by a bare Bolt app at once. */
export async function measureAcknowledging(): Promise<readonly Measurement[]> {
  const slack = await startInstantSlack()
  const bolt = await startServer('bench/bare-bolt.ts', slack.environment)
  const desk = await startDesk(slack)
  try {
    await hammer(bolt, 300)
    await hammer(desk, 300)
    const theirs = await hammer(bolt, EVENTS)
    const ours = await hammer(desk, EVENTS)
    const note = `${EVENTS} direct messages over ${WIDTH} connections; the desk stores each before it acknowledges, answers them meanwhile, and its database flushes every commit; aim: at least 0.5 of a bare Bolt app`
    return [
      measurement('slack events acknowledged', 'events/s', ours.perSecond, theirs.perSecond, note),
      measurement('slack acknowledgement p99', 'ms', ours.p99, theirs.p99, 'of the same requests'),
    ]
  } finally {
    await desk.stop()
    await bolt.stop()
    await slack.close()
  }
}

async function hammer({ url }: Server, events: number) {
  const { post, close } = poster(url, WIDTH)
  const requests = Array.from({ length: events }, (_, at) =>
    messageRequest(MEMBERS[at % MEMBERS.length] ?? '', QUESTIONS[at % QUESTIONS.length] ?? ''),
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
