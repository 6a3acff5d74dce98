import type { Context } from '../chat/context.ts'
import type { InboundEvent } from '../chat/event.ts'
import { withWords } from '../chat/words.ts'
import { hiddenSign, redact, type SecretKind, secretsCard } from '../features/consultation/index.ts'
import type { Sender } from '../features/membership/index.ts'
import type { Say, Scope, UnitOfWork } from '../ports/unit-of-work.ts'
import type { Stores } from './ports.ts'

/** An event as everybody may read it: the desk's rules, a model, the consultants, the log. */
export interface Readable {
  readonly event: InboundEvent
  /** What was taken out of it. */
  readonly secrets: readonly SecretKind[]
  /** Decisions about it also take that out of what the desk has stored of it. */
  readonly unitOfWork: UnitOfWork<Stores>
}

export function withoutSecrets(
  arrived: InboundEvent,
  unitOfWork: UnitOfWork<Stores>,
  sender: Sender,
): Readable {
  const sign = hiddenSign(sender.kind === 'member' ? sender.member.locale : 'ja')
  const found = new Set<SecretKind>()
  const event = withWords(arrived, (words) => {
    const redaction = redact(words, sign)
    for (const kind of redaction.found) found.add(kind)
    return redaction.text
  })
  if (found.size === 0) return { event, secrets: [], unitOfWork }
  const hide = (words: string): string => redact(words, sign).text
  const hiding = around(unitOfWork, async (scope, stores, _, work) => {
    if (scope.claim) await stores.questions.hide(scope.claim, hide)
    return work()
  })
  return { event, secrets: [...found], unitOfWork: hiding }
}

/** The code that somebody registers by may be written by others, too: what the desk has stored of it loses it with the decision. */
export const withoutCode = (unitOfWork: UnitOfWork<Stores>): UnitOfWork<Stores> =>
  around(unitOfWork, async (scope, stores, _, work) => {
    if (scope.claim) await stores.questions.hide(scope.claim, hideCodes)
    return work()
  })

/** Whatever width, case and dashes it was typed in. */
const hideCodes = (words: string): string =>
  /(GA|ST)\s*[-‐‑–—−ー]/i.test(words.normalize('NFKC')) ? '••••' : words

/** Where no answer's card warns, each decision does so at its end. */
export function warning(
  unitOfWork: UnitOfWork<Stores>,
  { conversation, member: { locale } }: Pick<Context, 'conversation' | 'member'>,
  event: InboundEvent,
  secrets: readonly SecretKind[],
): UnitOfWork<Stores> {
  if (secrets.length === 0) return unitOfWork
  return around(unitOfWork, async (_, __, say, work) => {
    const result = await work()
    await say.send(conversation, secretsCard(secrets, event.type === 'form' ? 'form' : 'post', locale))
    return result
  })
}

const around = (
  unitOfWork: UnitOfWork<Stores>,
  step: <T>(scope: Scope, stores: Stores, say: Say, work: () => Promise<T>) => Promise<T>,
): UnitOfWork<Stores> => ({
  decide: <T>(scope: Scope, work: (stores: Stores, say: Say) => Promise<T>) =>
    unitOfWork.decide(scope, (stores, say) => step(scope, stores, say, () => work(stores, say))),
})
