import {
  mayRead,
  type NewRoomMessage,
  type Room,
  type RoomMessage,
  type RoomPerson,
} from '#src/platforms/web/room.ts'

/** The room without a database. */
export function memoryRoom(people: readonly RoomPerson[]): Room {
  const messages = new Map<string, RoomMessage>()
  let seq = 0

  const put = (message: Omit<RoomMessage, 'seq'>): RoomMessage => {
    seq += 1
    const stored = structuredClone({ ...message, seq })
    messages.set(message.id, stored)
    return stored
  }
  const now = () => new Date().toISOString()

  return {
    people: async () => people,
    message: async (id) => messages.get(id),
    add: async (it: NewRoomMessage) =>
      messages.get(it.id) ?? put({ ...it, createdAt: now(), editedAt: null }),
    async replace(id, body) {
      const before = messages.get(id)
      if (!before || before.body.kind === 'deleted') return undefined
      if (JSON.stringify(before.body) === JSON.stringify(body)) return before
      return put({ ...before, body, editedAt: now() })
    },
    async remove(id) {
      const before = messages.get(id)
      if (!before || before.body.kind === 'deleted') return before
      return put({ ...before, body: { kind: 'deleted' } })
    },
    changes: async (after, readers, limit) =>
      [...messages.values()]
        .filter((it) => it.seq > after && readers.some((reader) => mayRead(reader, it.place)))
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit),
  }
}
