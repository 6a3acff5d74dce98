import { type Advise, draftReply } from '#src/features/consultation/index.ts'

/** Thinks as the desk does, but fails the first `times` times. */
export function failing(times: number): Advise {
  let left = times
  return async ({ mail, index, earlier }) => {
    if (left-- > 0) throw new Error('the knowledge base is on fire')
    return draftReply(mail, index, earlier)
  }
}

/** Thinks as the desk does, once `release` is called. */
export function waiting() {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: began, resolve: begin } = Promise.withResolvers<void>()
  const advise: Advise = async ({ mail, index, earlier }) => {
    begin()
    await released
    return draftReply(mail, index, earlier)
  }
  return { advise, began, release }
}
