/**
 * Asks for what is wanted one question at a time: whatever comes to be wanted while one is under way is asked for with the next.
 * Alone it waits for nobody; among many it costs a fraction.
 * @param ask answers in the order of the keys; when it rejects, all that were asked with it do
 */
export function together<Key, Value>(
  ask: (keys: readonly Key[]) => Promise<readonly Value[]>,
  most: number,
): (key: Key) => Promise<Value> {
  interface Wanted extends PromiseWithResolvers<Value> {
    readonly key: Key
  }
  let waiting: Wanted[] = []
  let asking = false

  async function askAll(): Promise<void> {
    asking = true
    while (waiting.length > 0) {
      const now = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        const answers = await ask(now.map(({ key }) => key))
        for (const [at, { resolve }] of now.entries()) resolve(answers[at] as Value)
      } catch (error) {
        for (const { reject } of now) reject(error)
      }
    }
    asking = false
  }

  return (key) => {
    const wanted = { key, ...Promise.withResolvers<Value>() }
    waiting.push(wanted)
    if (!asking) void askAll()
    return wanted.promise
  }
}
