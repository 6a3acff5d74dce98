import type { OpenMask } from '#src/ports/privacy.ts'

/** Takes out the names that are known, and nothing else. */
export const maskKnownNames: OpenMask = (known) => {
  const placeholders = known.map((name, at) => ({ name, placeholder: `［人名${at + 1}］` }))
  return {
    mask: (text) =>
      placeholders.reduce((masked, { name, placeholder }) => masked.replaceAll(name, placeholder), text),
    restore: (text) =>
      placeholders.reduce((masked, { name, placeholder }) => masked.replaceAll(placeholder, name), text),
  }
}
