import type { TestDesk } from './desk.ts'
import { fromDesk, newestOf } from './seen.ts'
import type { Person, SeenMessage } from './world.ts'

/** Says it, and what the desk answered last. */
export async function says(desk: TestDesk, person: Person, words: string): Promise<SeenMessage> {
  await person.says(words)
  await desk.settled()
  return newestOf(person)
}

/** Presses it, and what the desk said last. */
export async function presses(desk: TestDesk, person: Person, label: string): Promise<SeenMessage> {
  await person.presses(label)
  await desk.settled()
  return newestOf(person)
}

/** Fills in the item at hand by its form. */
export async function fills(
  desk: TestDesk,
  person: Person,
  values: Readonly<Record<string, string>>,
  label = '入力する',
): Promise<void> {
  await person.opens(label)
  const errors = await person.submits(values)
  if (Object.keys(errors).length > 0) throw new Error(JSON.stringify(errors))
  await desk.settled()
}

/** The newest card with these words. */
export async function cardWith(person: Person, words: string): Promise<SeenMessage> {
  const found = (await fromDesk(person)).findLast((it) => it.words.includes(words))
  if (!found) throw new Error(`no card says 「${words}」`)
  return found
}
