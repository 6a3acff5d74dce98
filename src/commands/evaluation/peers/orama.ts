import { create, insertMultiple, search } from '@orama/orama'
import { createTokenizer } from '@orama/tokenizers/japanese'
import { type Peer, spaced } from './peer.ts'

const spacedTokenizer = {
  language: 'japanese',
  normalizationCache: new Map<string, string>(),
  tokenize: spaced,
}

export const orama = (tokens: Peer['tokens']): Peer => ({
  library: 'Orama',
  tokens,
  setting: tokens === 'ours' ? 'our words' : 'its own Japanese tokenizer',
  async build(documents) {
    const index = create({
      schema: { question: 'string', text: 'string' },
      components: { tokenizer: tokens === 'ours' ? spacedTokenizer : createTokenizer() },
    })
    await insertMultiple(index, [...documents])
    return {
      search: async (words, limit) =>
        (await search(index, { term: words, limit, threshold: 1 })).hits.map(({ id }) => id),
    }
  },
})
