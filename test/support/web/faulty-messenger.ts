import type { Messenger, SendResult } from '#src/ports/messenger.ts'
import type { SendFault } from '#test/support/world.ts'

/** A messenger whose next sends and updates go wrong as they are told to. */
export function faultyMessenger(inner: Messenger, nextFault: () => SendFault | undefined): Messenger {
  const meddled = async (post: () => Promise<SendResult>): Promise<SendResult> => {
    const fault = nextFault()
    if (!fault) return post()
    switch (fault.kind) {
      case 'rateLimited':
        return { kind: 'later', reason: 'ratelimited', afterMs: fault.retryAfterSeconds * 1000 }
      case 'refused':
        return { kind: 'refused', reason: fault.reason }
      case 'cutAfterPosting':
        await post()
        throw new Error('The connection was cut after posting')
      case 'cutBeforePosting':
        throw new Error('The connection was cut before posting')
    }
  }
  return {
    ...inner,
    send: (delivery) => meddled(() => inner.send(delivery)),
    update: (delivery, message) => meddled(() => inner.update(delivery, message)),
  }
}
