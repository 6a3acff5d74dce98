/** Why a start is refused, in words that an operator can act upon: no stack is needed to understand it. */
export class CannotStart extends Error {
  override readonly name: string = 'CannotStart'
}
