/** The parts of lunr 2.3.9 and lunr-languages 1.22.0 that we use; lunr ships no types. */
declare module 'lunr' {
  interface Token {
    toString(): string
  }
  interface Builder {
    ref(field: string): void
    field(name: string): void
    use(plugin: (builder: Builder) => void): void
    add(document: object): void
    tokenizer: (text: unknown) => readonly Token[]
    readonly pipeline: { reset(): void }
    readonly searchPipeline: { reset(): void }
  }
  interface Query {
    term(word: string, options: object): void
  }
  interface Index {
    query(build: (query: Query) => void): readonly { readonly ref: string }[]
  }
  interface Lunr {
    (build: (this: Builder) => void): Index
    readonly Token: new (text: string) => Token
    /** Present once lunr-languages' Japanese is loaded. */
    readonly ja: {
      (this: Builder): void
      readonly tokenizer: (text: string) => readonly Token[]
    }
  }
  const lunr: Lunr
  export default lunr
}

declare module 'lunr-languages/lunr.stemmer.support.js' {
  import type { Lunr } from 'lunr'
  export default function extend(lunr: Lunr): void
}
declare module 'lunr-languages/tinyseg.js' {
  export { default } from 'lunr-languages/lunr.stemmer.support.js'
}
declare module 'lunr-languages/lunr.ja.js' {
  export { default } from 'lunr-languages/lunr.stemmer.support.js'
}
