import type { Person, SeenMessage } from './world.ts'

/** What the desk said last, as this person sees it. */
export async function newestOf(person: Person): Promise<SeenMessage> {
  const newest = (await fromDesk(person)).at(-1)
  if (!newest) throw new Error('the desk has said nothing')
  return newest
}

/** What it made of their question last, which it may have followed by the number of a ticket. */
export async function answerTo(person: Person): Promise<SeenMessage> {
  const answer = (await fromDesk(person)).findLast(({ words }) => !TICKET.test(words))
  if (!answer) throw new Error('the desk has answered nothing')
  return answer
}

const TICKET = /^(?:コンサルタントに引き継ぎました|Handed to a consultant)/

export async function fromDesk(person: Person): Promise<readonly SeenMessage[]> {
  return (await person.sees()).filter(({ from }) => from === 'desk')
}
