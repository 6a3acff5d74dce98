/** Japanese: within 「」 whatever was quoted before stands in 『』. */
export const quoted = (words: string): string => `「${words.replaceAll('「', '『').replaceAll('」', '』')}」`
