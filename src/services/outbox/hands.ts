export interface Hands {
  /** There is, or may be, something to do. */
  wake(): void
  isFull(): boolean
  /** Resolves when something that was under way has ended; undefined when nothing is. */
  working(): Promise<unknown> | undefined
  /** Takes nothing new; resolves when what is under way is done. */
  stop(): Promise<void>
}

interface Work<Item> {
  readonly most: number
  /** Looks for more only when so many are free. */
  readonly batch: number
  take(free: number): Promise<readonly Item[]>
  /** Does not reject. */
  work(item: Item): Promise<void>
  onFault(error: unknown): void
}

/** So many at work at once, each taking up the next as soon as it is done. */
export function createHands<Item>({ most, batch, take, work, onFault }: Work<Item>): Hands {
  const busy = new Set<Promise<void>>()
  let taking: Promise<void> | undefined
  let again = false
  let stopping = false
  const free = () => most - busy.size

  function wake(): void {
    again = true
    if (taking || stopping || free() < batch) return
    taking = takeAll()
      .catch(onFault)
      .finally(() => {
        taking = undefined
        if (again) wake()
      })
  }

  async function takeAll(): Promise<void> {
    while (again && !stopping && free() >= batch) {
      again = false
      const wanted = free()
      const items = await take(wanted)
      if (items.length === wanted) again = true
      for (const item of items) {
        const working = work(item).finally(() => {
          busy.delete(working)
          if (again) wake()
        })
        busy.add(working)
      }
    }
  }

  return {
    wake,
    isFull: () => free() < batch,
    working: () => taking ?? (busy.size > 0 ? Promise.race(busy) : undefined),
    stop: async () => {
      stopping = true
      await taking
      await Promise.all(busy)
    },
  }
}
