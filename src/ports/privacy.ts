/** Takes personal data out of what leaves the desk, and puts it back into what returns. */
export interface PersonalMask {
  /** The same person or number has the same placeholder in every text of one mask. */
  mask(text: string): string
  /** Placeholders become what they stand for; whatever this mask did not make stays. */
  restore(text: string): string
}

/** A mask for one mail. `known`: names that certainly are personal, of members and their organisation. */
export type OpenMask = (known: readonly string[]) => PersonalMask
