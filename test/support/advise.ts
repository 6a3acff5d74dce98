import { type Advise, draftReply } from '#src/features/consultation/index.ts'

/** Thinks as the desk does, but fails the first `times` times. */
export function failing(times: number): Advise {
  let left = times
  return async (asked) => {
    if (left-- > 0) throw new Error('the knowledge base is on fire')
    return draftReply(asked.mail, asked)
  }
}

/** Thinks as the desk does, once `release` is called. */
export function waiting() {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: began, resolve: begin } = Promise.withResolvers<void>()
  const advise: Advise = async (asked) => {
    begin()
    await released
    return draftReply(asked.mail, asked)
  }
  return { advise, began, release }
}
