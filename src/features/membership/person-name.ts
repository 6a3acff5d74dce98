export const MAX_NAME = 40

/** Someone's name as they wrote it, in one line and without what is added where they are addressed; empty when nothing is left. */
export const cleanName = (written: string): string =>
  [
    ...written
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/(様|さま|さん|殿)$/u, '')
      .trim(),
  ]
    .slice(0, MAX_NAME)
    .join('')
