import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { LlmFault, type LlmFaultKind } from '../../ports/llm.ts'
import type { ModelUsage, Reservation, SpentTokens } from '../../ports/model-usage.ts'
import type { Breaker } from './breaker.ts'
import { faultOf, type RequestFault } from './faults.ts'

/** What every call of a provider passes: the budget before it, the breaker, the time it may take. */
export interface Meter {
  readonly usage: ModelUsage
  readonly breaker: Breaker
  /** One request ends after so long. */
  readonly requestMs: number
  readonly log: Logger
}

export interface MeteredCall {
  readonly organisationId: string
  readonly model: string
  /** More than it will take. */
  readonly tokens: number
  readonly withinMs: number
}

export interface Answered<T> {
  readonly value: T
  /** Undefined where the server does not tell. */
  readonly spent: SpentTokens | undefined
}

const MOST_REQUESTS = 3
const FIRST_PAUSE_MS = 500

export const NOTHING: SpentTokens = { promptTokens: 0, completionTokens: 0 }

/** One call: requests until one is answered, at most three. @throws LlmFault */
export async function meteredCall<T>(
  meter: Meter,
  call: MeteredCall,
  request: (signal: AbortSignal) => Promise<Answered<T>>,
): Promise<Answered<T>> {
  const { breaker, log } = meter
  const began = performance.now()
  const fault = (kind: LlmFaultKind): LlmFault =>
    new LlmFault(kind, { model: call.model, ms: performance.now() - began, ...NOTHING })
  if (!breaker.admits()) throw fault('open')
  const reservation = await reserve(meter, call)
  if (!reservation) throw fault('overBudget')
  const ended = await untilAnswered(meter, began + call.withinMs, request)
  if (ended.kind === 'fault') {
    const { kind, mayHaveSpent } = ended.fault
    if (kind === 'refused') breaker.succeeded()
    else breaker.failed()
    log.warn({ model: call.model, kind, ms: Math.round(performance.now() - began) }, 'model: no answer')
    if (!mayHaveSpent) await settle(meter, reservation, NOTHING)
    throw fault(kind)
  }
  breaker.succeeded()
  if (ended.answered.spent) await settle(meter, reservation, ended.answered.spent)
  return ended.answered
}

type Ended<T> =
  | { readonly kind: 'answered'; readonly answered: Answered<T> }
  | { readonly kind: 'fault'; readonly fault: RequestFault }

async function untilAnswered<T>(
  { requestMs }: Meter,
  ends: number,
  request: (signal: AbortSignal) => Promise<Answered<T>>,
): Promise<Ended<T>> {
  for (let requests = 1; ; requests += 1) {
    try {
      const left = Math.max(0, Math.ceil(ends - performance.now()))
      return { kind: 'answered', answered: await request(AbortSignal.timeout(Math.min(requestMs, left))) }
    } catch (error) {
      const fault = faultOf(error)
      const wait = fault.afterMs ?? FIRST_PAUSE_MS * 2 ** (requests - 1) * (0.75 + Math.random() / 2)
      // What cannot be answered in time is not waited for.
      if (!fault.again || requests === MOST_REQUESTS || performance.now() + wait >= ends)
        return { kind: 'fault', fault }
      await pause(wait)
    }
  }
}

/** What cannot be counted is not spent. */
async function reserve(
  { usage, breaker, log }: Meter,
  { organisationId, model, tokens }: MeteredCall,
): Promise<Reservation | undefined> {
  try {
    const reservation = await usage.reserve(organisationId, model, tokens)
    if (!reservation) log.warn({ organisationId, model }, 'model: the budget of the day is used up')
    return reservation
  } catch (error) {
    breaker.failed()
    log.error({ err: error }, 'model: the budget could not be read')
    return undefined
  }
}

/** The answer is there and may be used: what was set aside stays counted. */
async function settle({ log }: Meter, reservation: Reservation, spent: SpentTokens): Promise<void> {
  await reservation
    .settle(spent)
    .catch((error: unknown) => log.error({ err: error }, 'model: what was spent could not be recorded'))
}
