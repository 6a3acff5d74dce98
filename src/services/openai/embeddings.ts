import type OpenAI from 'openai'
import type { Embedder } from '../../ports/embedding.ts'
import { LlmFault } from '../../ports/llm.ts'
import { type Answered, type Meter, meteredCall, NOTHING } from './metered-call.ts'

/** Texts a request; what a provider takes at once is far more. */
const BATCH = 64
/** A text's limit is 8,191 tokens, and a Japanese character one at most. */
const MOST_CHARACTERS = 6_000
const WITHIN_MS = 60_000

/** `organisationId`: the provider's own: embeddings are the whole desk's. */
export function createEmbedder(
  client: OpenAI,
  model: string,
  organisationId: string,
  meter: Meter,
  withinMs = WITHIN_MS,
): Embedder {
  async function embedBatch(texts: readonly string[]): Promise<readonly Float32Array[]> {
    const input = texts.map((it) => it.slice(0, MOST_CHARACTERS).toWellFormed())
    const tokens = input.reduce((sum, it) => sum + it.length, 0)
    const began = performance.now()
    const { value, spent } = await meteredCall(
      meter,
      { organisationId, model, tokens, withinMs },
      async (signal): Promise<Answered<readonly Float32Array[]>> => {
        // Without this the client asks for base64, which not every compatible server speaks.
        const reply = await client.embeddings.create({ model, input, encoding_format: 'float' }, { signal })
        return {
          value: reply.data
            .toSorted((a, b) => a.index - b.index)
            .map((it) => Float32Array.from(it.embedding)),
          spent: reply.usage && { promptTokens: reply.usage.prompt_tokens, completionTokens: 0 },
        }
      },
    )
    const length = value[0]?.length ?? 0
    if (value.length === texts.length && length > 0 && value.every((it) => it.length === length)) return value
    throw new LlmFault('malformed', {
      ...{ model, ...(spent ?? NOTHING) },
      ms: performance.now() - began,
    })
  }

  return {
    model,
    embed: async (texts) => {
      const vectors: Float32Array[] = []
      for (let at = 0; at < texts.length; at += BATCH)
        vectors.push(...(await embedBatch(texts.slice(at, at + BATCH))))
      return vectors
    },
  }
}
