import OpenAI from 'openai'

export interface OpenAiAccount {
  readonly apiKey: string
  /** Azure (https://NAME.openai.azure.com/openai/v1/) or a compatible server; absent: OpenAI itself. */
  readonly baseUrl: string | undefined
}

/** Retrying and timing are ours (metered-call.ts), and nothing is logged: its lines hold requests. */
export const openClient = ({ apiKey, baseUrl }: OpenAiAccount): OpenAI =>
  new OpenAI({ apiKey, baseURL: baseUrl ?? 'https://api.openai.com/v1', maxRetries: 0, logLevel: 'off' })
