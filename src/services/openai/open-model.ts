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

/** What embeds a question's few words does it at once, or is done without. */
const QUESTION_MS = 2_000

export interface OpenedModel {
  readonly llm: Llm
  /** For entries, and for questions, which wait less. */
  readonly embedders: { readonly entries: Embedder; readonly questions: Embedder }
}

/** One account's two models. They break apart: embeddings may work where answers do not. */
export function openModel(
  settings: ModelSettings,
  prompts: ReadonlyMap<string, Prompt>,
  {
    requestMs = 15_000,
    providerId,
    ...ports
  }: {
    readonly usage: ModelUsage
    readonly providerId: string
    readonly log: Logger
    /** One request ends after so long. */
    readonly requestMs?: number | undefined
  },
): OpenedModel {
  const client = openClient(settings)
  const meter = () => ({ ...ports, requestMs, breaker: createBreaker() })
  const embedding = meter()
  const embedder = (withinMs?: number) =>
    createEmbedder(client, settings.embeddingModel, providerId, embedding, withinMs)
  return {
    llm: createLlm(client, settings.model, prompts, meter()),
    embedders: { entries: embedder(), questions: embedder(QUESTION_MS) },
  }
}
