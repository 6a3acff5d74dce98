import type { Embedder } from '../../ports/embedding.ts'
import { type Llm, type LlmCall, LlmFault, type LlmTask, type LlmUsage } from '../../ports/llm.ts'
import type { OpenMask, PersonalMask } from '../../ports/privacy.ts'
import type { ModelStep, ParagraphCheck } from './model-step.ts'
import type { Asked } from './reply.ts'

export interface ModelPorts {
  readonly llm: Llm
  /** The one that embedded the entries; absent: the search goes by words alone. */
  readonly embedder?: Embedder
  /** Without one no word goes to a model. */
  readonly openMask: OpenMask
  /** After so long the reply stands as it is. */
  readonly answerMs: number
  /** Runs `work` once after `ms`. @returns prevents it */
  readonly after: (ms: number, work: () => void) => () => void
  /** A fault that is not the model's: ours. */
  readonly onFault: (error: unknown) => void
}

/** The talk with a model about one mail. */
export interface Session extends ModelPorts {
  readonly asked: Asked
  readonly mask: PersonalMask
  readonly steps: ModelStep[]
  /** Milliseconds. */
  readonly left: () => number
}

/** So much of a question, and of a whole mail, a model reads (UTF-16 units). */
const QUESTION_CHARACTERS = 2_000
export const MAIL_CHARACTERS = 6_000

/** Whole sentences of it, without personal data: a name that is cut in half would not be known for one. */
export function readable({ mask }: Pick<Session, 'mask'>, text: string, most = QUESTION_CHARACTERS): string {
  const head = text.length <= most ? text : text.slice(0, most).replace(/[^。．.!?！？\n]*$/, '')
  return mask.mask(head)
}

/** Puts a call on record once it is known what became of it. */
export type End = (outcome: 'used' | 'retried' | 'dropped', paragraphs?: readonly ParagraphCheck[]) => void

/** @throws LlmFault, on record already */
export async function call<Item, Name extends string>(
  { llm, asked, left, steps }: Session,
  step: ModelStep['step'],
  task: LlmTask<{ readonly items: readonly Item[] }, Name>,
  values: Readonly<Record<Name, string>>,
): Promise<{ readonly items: readonly Item[]; readonly ended: End }> {
  const record = ({ model, ms, promptTokens, completionTokens }: LlmUsage, outcome: ModelStep['outcome']) =>
    ({ step, model, ms: Math.round(ms), promptTokens, completionTokens, outcome }) satisfies ModelStep
  try {
    const within: LlmCall = { organisationId: asked.organisationId, withinMs: left() }
    const { value, usage } = await llm.fill(task, values, within)
    return {
      items: value.items,
      ended: (outcome, paragraphs) =>
        steps.push({ ...record(usage, outcome), ...(paragraphs ? { paragraphs: [...paragraphs] } : {}) }),
    }
  } catch (error) {
    if (error instanceof LlmFault) steps.push(record(error.usage, error.kind))
    throw error
  }
}
