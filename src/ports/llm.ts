import type { z } from 'zod'

/** A language model that fills a schema. It drafts; code decides what becomes of it. */
export interface Llm {
  /** @throws LlmFault, whatever the model or its server did */
  fill<Filled, Name extends string>(
    task: LlmTask<Filled, Name>,
    values: Readonly<Record<Name, string>>,
    call: LlmCall,
  ): Promise<LlmResult<Filled>>
}

/** What a prompt is asked for: the file of `prompts/` with this name must name this schema, and may use these values. */
export interface LlmTask<Filled, Name extends string = string> {
  readonly prompt: string
  readonly schema: string
  readonly fills: z.ZodType<Filled>
  /** Each is handed to the model as data, never as an instruction. */
  readonly values: readonly Name[]
}

export interface LlmCall {
  /** Whose budget it is. */
  readonly organisationId: string
  /** Milliseconds after which the call has ended, waiting and retries included. */
  readonly withinMs: number
}

export interface LlmResult<Filled> {
  readonly value: Filled
  readonly usage: LlmUsage
}

export interface LlmUsage {
  readonly model: string
  /** Of the whole call, waiting and retries included. */
  readonly ms: number
  readonly promptTokens: number
  readonly completionTokens: number
}

/**
 * `refused`: the model declined, or the provider's filter did. `malformed`: the reply does not fill the schema. `truncated`: it
 * broke off. `repeated`: it holds words of its instructions, in a row. `rejected`: the server does not accept the request, such as a
 * wrong key. `open`: after many faults nothing is sent for a while.
 */
export const llmFaults = [
  'timeout',
  'rateLimited',
  'server',
  'unreachable',
  'rejected',
  'refused',
  'malformed',
  'truncated',
  'repeated',
  'overBudget',
  'open',
] as const
export type LlmFaultKind = (typeof llmFaults)[number]

/** Says nothing of what was sent or received, and never the server's own words: those may quote a key or a mail. */
export class LlmFault extends Error {
  override readonly name = 'LlmFault'
  readonly kind: LlmFaultKind
  readonly usage: LlmUsage
  constructor(kind: LlmFaultKind, usage: LlmUsage) {
    super(`the model call ended: ${kind}`)
    this.kind = kind
    this.usage = usage
  }
}
