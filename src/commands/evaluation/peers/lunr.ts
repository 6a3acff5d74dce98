import lunr from 'lunr'
import japanese from 'lunr-languages/lunr.ja.js'
import stemmerSupport from 'lunr-languages/lunr.stemmer.support.js'
import segmenter from 'lunr-languages/tinyseg.js'
import { type Peer, spaced } from './peer.ts'

for (const extend of [stemmerSupport, segmenter, japanese]) extend(lunr)

const spacedTokens = (text: unknown) => spaced(String(text)).map((word) => new lunr.Token(word))

export const lunrPeer = (tokens: Peer['tokens']): Peer => ({
  library: 'Lunr',
  tokens,
  setting: tokens === 'ours' ? 'our words' : 'lunr-languages, Japanese',
  build(documents) {
    const index = lunr(function () {
      this.use(lunr.ja)
      if (tokens === 'ours') {
        this.tokenizer = spacedTokens
        this.pipeline.reset()
        this.searchPipeline.reset()
      }
      this.ref('id')
      for (const field of ['question', 'text']) this.field(field)
      for (const document of documents) this.add(document)
    })
    const cut = tokens === 'ours' ? spacedTokens : lunr.ja.tokenizer
    return {
      // Not `search`: its query language would read signs of a question as operators.
      search: (words, limit) =>
        index
          .query((query) => {
            for (const token of cut(words)) query.term(token.toString(), {})
          })
          .slice(0, limit)
          .map(({ ref }) => ref),
    }
  },
})
