import type OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { type Llm, LlmFault, type LlmFaultKind, type LlmResult } from '../../ports/llm.ts'
import { messagesOf } from '../prompts/messages.ts'
import type { Prompt } from '../prompts/prompt.ts'
import { repeats } from '../prompts/repeats.ts'
import { type Answered, type Meter, meteredCall, NOTHING } from './metered-call.ts'

/** No reply of ours is longer; one that is breaks off, and is not used. */
const MOST_COMPLETION_TOKENS = 3_000

/** The request's own characters are counted as tokens, which Japanese comes near to; the schema comes on top. */
const SCHEMA_TOKENS = 500

type Completion = OpenAI.Chat.Completions.ChatCompletion

/** Speaks `chat.completions` with a JSON schema, which OpenAI, Azure and most compatible servers understand. */
export function createLlm(
  client: OpenAI,
  model: string,
  prompts: ReadonlyMap<string, Prompt>,
  meter: Meter,
): Llm {
  return {
    fill: async (task, values, { organisationId, withinMs }) => {
      const began = performance.now()
      const prompt = prompts.get(task.prompt)
      if (!prompt) throw new Error(`no prompt ${task.prompt}`)
      const { system, user } = messagesOf(prompt, values)
      const tokens = system.length + user.length + SCHEMA_TOKENS + MOST_COMPLETION_TOKENS
      const answered = await meteredCall(meter, { organisationId, model, tokens, withinMs }, (signal) =>
        complete(
          client,
          {
            model,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            response_format: zodResponseFormat(task.fills, task.schema),
            max_completion_tokens: MOST_COMPLETION_TOKENS,
          },
          signal,
        ),
      )
      const usage = { model, ms: performance.now() - began, ...(answered.spent ?? NOTHING) }
      const said = contentOf(answered.value)
      if (said.kind !== 'content') throw new LlmFault(said.kind, usage)
      const filled = task.fills.safeParse(said.content)
      if (!filled.success) throw new LlmFault('malformed', usage)
      if (repeats(prompt.instructions, filled.data)) throw new LlmFault('repeated', usage)
      return { value: filled.data, usage } satisfies LlmResult<unknown>
    },
  }
}

async function complete(
  client: OpenAI,
  request: OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming,
  signal: AbortSignal,
): Promise<Answered<Completion>> {
  const completion = await client.chat.completions.create(request, { signal })
  const { usage } = completion
  return {
    value: completion,
    spent: usage && { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens },
  }
}

type Said =
  | { readonly kind: 'content'; readonly content: unknown }
  | { readonly kind: Extract<LlmFaultKind, 'refused' | 'truncated' | 'malformed'> }

function contentOf(completion: Completion): Said {
  const choice = completion.choices?.[0]
  if (!choice) return { kind: 'malformed' }
  if (choice.finish_reason === 'length') return { kind: 'truncated' }
  if (choice.finish_reason === 'content_filter' || choice.message.refusal) return { kind: 'refused' }
  try {
    return { kind: 'content', content: JSON.parse(choice.message.content ?? '') }
  } catch {
    return { kind: 'malformed' }
  }
}
