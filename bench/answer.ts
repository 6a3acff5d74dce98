import { atMost, type Measurement, measurement, quantile } from './measure.ts'
import { MEMBERS, QUESTIONS, startDesk } from './office.ts'
import { atOnce, type InstantPlatform, poster } from './platform.ts'
import { type Server, startServer } from './process.ts'
import { startInstantSlack } from './slack.ts'
import { startInstantTeams } from './teams.ts'

const ROUNDS = 10

/** From the moment a member sends a question to the moment its answer is posted. */
export const measureAnswering = async (): Promise<readonly Measurement[]> => [
  ...(await measureOn('slack', await startInstantSlack(), 'bench/bare-bolt.ts', [1, 20])),
  ...(await measureOn('teams', await startInstantTeams(), 'bench/bare-botbuilder.ts', [1, 20])),
]

async function measureOn(
  name: string,
  platform: InstantPlatform,
  peerScript: string,
  crowds: readonly number[],
): Promise<readonly Measurement[]> {
  const peer = await startServer(peerScript, { ...platform.environment, ANSWERS: 'on' })
  const desk = await startDesk(platform)
  try {
    const lines: Measurement[] = []
    for (const members of crowds) {
      const times = (server: Server) => ask(server, platform, members, members === 1 ? 100 : members * ROUNDS)
      await ask(desk, platform, members, members * 3)
      await ask(peer, platform, members, members * 3)
      const theirs = await times(peer)
      const ours = await times(desk)
      for (const [label, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const)
        lines.push(
          measurement(
            `${name}: question to answer posted, ${members} ${members === 1 ? 'member' : 'members at once'}, ${label}`,
            'ms',
            quantile(ours, share),
            quantile(theirs, share),
            "reference: the platform's bare app that posts one fixed sentence",
            members === 1 && label === 'p95' ? atMost(300) : undefined,
          ),
        )
    }
    return lines
  } finally {
    await desk.stop()
    await peer.stop()
    await platform.close()
  }
}

/** Each of so many members asks again as soon as the answer is there. */
async function ask(
  { url }: Server,
  platform: InstantPlatform,
  members: number,
  questions: number,
): Promise<readonly number[]> {
  const { post, close } = poster(url, members)
  const free = MEMBERS.slice(0, members)
  const times = await atOnce(questions, members, async (at) => {
    const name = free.pop()
    if (!name) throw new Error('every member is waiting')
    const request = platform.question(name, QUESTIONS[at % QUESTIONS.length] ?? '')
    const answered = platform.posted(name)
    const began = performance.now()
    await post(request)
    await answered
    free.push(name)
    return performance.now() - began
  })
  close()
  return times
}
