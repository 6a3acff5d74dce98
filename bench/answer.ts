import { type Measurement, measurement, quantile } from './measure.ts'
import { MEMBERS, QUESTIONS, startDesk } from './office.ts'
import { type Server, startServer } from './process.ts'
import { atOnce, type InstantSlack, messageRequest, poster, startInstantSlack } from './slack.ts'

const ROUNDS = 10

/** From the moment a member sends a question to the moment its answer is posted. */
export async function measureAnswering(): Promise<readonly Measurement[]> {
  const slack = await startInstantSlack()
  const bolt = await startServer('bench/bare-bolt.ts', { ...slack.environment, ANSWERS: 'on' })
  const desk = await startDesk(slack)
  try {
    const lines: Measurement[] = []
    for (const members of [1, 20]) {
      const times = (server: Server) => ask(server, slack, members, members === 1 ? 100 : members * ROUNDS)
      await ask(desk, slack, members, members * 3)
      await ask(bolt, slack, members, members * 3)
      const theirs = await times(bolt)
      const ours = await times(desk)
      for (const [label, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const)
        lines.push(
          measurement(
            `question to answer posted, ${members} ${members === 1 ? 'member' : 'members at once'}, ${label}`,
            'ms',
            quantile(ours, share),
            quantile(theirs, share),
            members === 1 && label === 'p95'
              ? 'aim: under 300 ms; reference: a bare Bolt app that posts one fixed sentence'
              : 'reference: a bare Bolt app that posts one fixed sentence',
          ),
        )
    }
    return lines
  } finally {
    await desk.stop()
    await bolt.stop()
    await slack.close()
  }
}

/** Each of so many members asks again as soon as the answer is there. */
async function ask(
  { url }: Server,
  slack: InstantSlack,
  members: number,
  questions: number,
): Promise<readonly number[]> {
  const { post, close } = poster(url, members)
  const free = MEMBERS.slice(0, members)
  const times = await atOnce(questions, members, async (at) => {
    const user = free.pop()
    if (!user) throw new Error('every member is waiting')
    const request = messageRequest(user, QUESTIONS[at % QUESTIONS.length] ?? '')
    const answered = slack.posted(user)
    const began = performance.now()
    await post(request)
    await answered
    free.push(user)
    return performance.now() - began
  })
  close()
  return times
}
