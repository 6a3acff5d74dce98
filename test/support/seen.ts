import type { Person, SeenMessage } from './world.ts'

/** What the desk said last, as this person sees it. */
export async function newestOf(person: Person): Promise<SeenMessage> {
  const newest = (await fromDesk(person)).at(-1)
  if (!newest) throw new Error('the desk has said nothing')
  return newest
}

export async function fromDesk(person: Person): Promise<readonly SeenMessage[]> {
  return (await person.sees()).filter(({ from }) => from === 'desk')
}
