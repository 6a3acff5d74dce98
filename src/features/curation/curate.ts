import type { Context } from '../../chat/context.ts'
import { scopeOf } from '../../ports/unit-of-work.ts'
import { isOfDesk } from '../membership/index.ts'
import type { CurationAction } from './actions.ts'
import { approve, drop, giveBack, present } from './approve.ts'
import type { CurationPorts, Deed, Values } from './at-hand.ts'
import { draftFromTicket } from './draft-from-ticket.ts'
import { find, showCandidate, showEntry, showHistory } from './look-up.ts'
import { propose } from './propose.ts'
import { askToUndo, undo } from './undo.ts'

/**
 * What a button or form around the knowledge base leads to; `values`: of a form that was submitted. Decided from what is stored.
 * `onStale` answers what is not this person's to press.
 */
export function curate(
  ctx: Context,
  ports: CurationPorts,
  action: CurationAction,
  values: Values | undefined,
  onStale: () => Promise<void>,
): Promise<void> {
  if (!isOfDesk(ctx)) return onStale()
  switch (action.type) {
    case 'curation.fromTicket':
      return draftFromTicket(ctx, ports, action)
    case 'curation.edit':
    case 'curation.change':
    case 'curation.retire':
      return values ? propose(ctx, ports, action, values) : onStale()
    case 'curation.approve':
      return approve(ctx, ports, action.number)
    case 'curation.return':
    case 'curation.drop':
    case 'curation.show':
    case 'curation.find':
    case 'curation.entry':
    case 'curation.history':
    case 'curation.undo':
    case 'curation.undoNow': {
      const library = ports.library()
      return ports.unitOfWork.decide(scopeOf(ctx), (stores, say) =>
        decide({ ctx, stores, say, library }, action, values),
      )
    }
  }
}

type AtOnce = Exclude<
  CurationAction,
  {
    type: 'curation.fromTicket' | 'curation.edit' | 'curation.change' | 'curation.retire' | 'curation.approve'
  }
>

function decide(it: Deed, action: AtOnce, values: Values | undefined): Promise<void> {
  switch (action.type) {
    case 'curation.return':
      return values ? giveBack(it, action.number, (values.reason ?? '').trim()) : present(it, action.number)
    case 'curation.drop':
      return drop(it, action.number)
    case 'curation.show':
      return showCandidate(it, action.number)
    case 'curation.find':
      return find(it, values?.words ?? '')
    case 'curation.entry':
      return showEntry(it, action.entry)
    case 'curation.history':
      return showHistory(it, action.entry)
    case 'curation.undo':
      return askToUndo(it, action.entry)
    case 'curation.undoNow':
      return undo(it, action.entry, action.revision)
  }
}
