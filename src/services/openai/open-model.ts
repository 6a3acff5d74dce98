import type { Logger } from 'pino'
import type { Embedder } from '../../ports/embedding.ts'
import type { Llm } from '../../ports/llm.ts'
import type { ModelUsage } from '../../ports/model-usage.ts'
import type { Prompt } from '../prompts/prompt.ts'
import { createBreaker } from './breaker.ts'
import { type OpenAiAccount, openClient } from './client.ts'
import { createEmbedder } from './embeddings.ts'
import { createLlm } from './llm.ts'

export interface ModelSettings extends OpenAiAccount {
  readonly model: string
  readonly embeddingModel: string
}

/** One account's two models. They break apart: embeddings may work where answers do not. */
export function openModel(
  settings: ModelSettings,
  prompts: ReadonlyMap<string, Prompt>,
  {
    requestMs = 15_000,
    ...ports
  }: {
    readonly usage: ModelUsage
    readonly providerId: string
    readonly log: Logger
    /** One request ends after so long. */
    readonly requestMs?: number | undefined
  },
): { readonly llm: Llm; readonly embedder: Embedder } {
  const client = openClient(settings)
  const meter = () => ({ ...ports, requestMs, breaker: createBreaker() })
  return {
    llm: createLlm(client, settings.model, prompts, meter()),
    embedder: createEmbedder(client, settings.embeddingModel, ports.providerId, meter()),
  }
}
