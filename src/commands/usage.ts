/** A command was called with words that it does not know. */
export class Usage extends Error {
  override readonly name = 'Usage'
}
