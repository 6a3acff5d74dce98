/** Vectors of passages by a model, compared with a question's. */
export interface Embeddings {
  /**
   * How much nearer each passage is to the question than passages are on the whole, −2 to 2; 0 for one that is not embedded, and for all
   * where the question's vector is of another length.
   */
  similarities(question: Float32Array): Float32Array
}

export function createEmbeddings(vectors: readonly (Float32Array | undefined)[]): Embeddings {
  const lengths = vectors.map((vector) => (vector ? Math.hypot(...vector) : 0))
  return {
    similarities(question) {
      const length = Math.hypot(...question)
      const cosines = vectors.map((vector, passage) => {
        if (vector?.length !== question.length || length === 0) return undefined
        let product = 0
        for (const [d, value] of vector.entries()) product += value * (question[d] ?? 0)
        return product / (length * (lengths[passage] || 1))
      })
      const known = cosines.filter((it) => it !== undefined)
      const middle = known.reduce((sum, it) => sum + it, 0) / Math.max(1, known.length)
      return Float32Array.from(cosines, (it) => (it === undefined ? 0 : it - middle))
    },
  }
}
