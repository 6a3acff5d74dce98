/** Turns texts into vectors whose cosine says how near they are in meaning. */
export interface Embedder {
  /** Vectors of different models cannot be compared. */
  readonly model: string
  /** One vector a text, in their order, all of one length. @throws LlmFault */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}

/** What is kept of entries already embedded, so that only changed ones are sent again. */
export interface EmbeddingStore {
  /** By entry id. */
  load(model: string): Promise<ReadonlyMap<string, StoredEmbedding>>
  /** Replaces what was kept of these entries for this model. */
  keep(model: string, embeddings: ReadonlyMap<string, StoredEmbedding>): Promise<void>
}

export interface StoredEmbedding {
  /** Of the text that was embedded. */
  readonly contentHash: string
  readonly vector: Float32Array
}
