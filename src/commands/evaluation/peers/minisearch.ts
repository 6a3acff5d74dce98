import MiniSearch from 'minisearch'
import { type Peer, spaced } from './peer.ts'

export const miniSearch = (tokens: Peer['tokens']): Peer => ({
  library: 'MiniSearch',
  tokens,
  setting: tokens === 'ours' ? 'our words' : 'its own tokenizer: spaces and punctuation',
  build(documents) {
    const index = new MiniSearch({
      fields: ['question', 'text'],
      ...(tokens === 'ours' ? { tokenize: spaced } : {}),
    })
    index.addAll(documents)
    return {
      search: (words, limit) =>
        index
          .search(words)
          .slice(0, limit)
          .map(({ id }) => String(id)),
    }
  },
})
