import type { Context } from '../../chat/context.ts'
import type { FieldErrors, Form } from '../../chat/message.ts'
import { isOfDesk } from '../membership/index.ts'
import type { CurationForm } from './actions.ts'
import { type CurationPorts, namesOf, reading } from './at-hand.ts'
import { categoriesOf, contentIn, contentOf, isOpen, problemsOf } from './candidate.ts'
import { contentForm, errorsOf, findForm, reasonForm } from './forms.ts'

type Who = Pick<Context, 'organisation' | 'member'>
type Ports = Pick<CurationPorts, 'unitOfWork' | 'library' | 'knownNames'>

/** The form behind a button; undefined: it cannot be done, or is not theirs. Reads only. */
export async function openCurationForm(
  { unitOfWork, library }: Pick<Ports, 'unitOfWork' | 'library'>,
  who: Who,
  action: CurationForm,
): Promise<Form | undefined> {
  if (!isOfDesk(who)) return undefined
  const categories = categoriesOf(library().index)
  switch (action.type) {
    case 'curation.find':
      return findForm(action)
    case 'curation.edit':
      return unitOfWork.decide(reading(who), async ({ curation }) => {
        const candidate = await curation.find(action.number)
        if (!candidate || !isOpen(candidate) || candidate.kind === 'retire') return undefined
        const { entryId, content } = candidate
        const base = entryId === undefined ? undefined : await curation.entry(entryId)
        return contentForm(action, content, categories, base?.entry)
      })
    case 'curation.return':
      return unitOfWork.decide(reading(who), async ({ curation }) => {
        const candidate = await curation.find(action.number)
        return candidate?.state === 'proposed' ? reasonForm(action) : undefined
      })
    case 'curation.change':
    case 'curation.retire':
      return unitOfWork.decide(reading(who), async ({ curation }) => {
        const stored = await curation.entry(action.entry)
        if (stored?.state !== 'active') return undefined
        return action.type === 'curation.retire'
          ? reasonForm(action)
          : contentForm(action, contentOf(stored.entry), categories, stored.entry)
      })
  }
}

/** What keeps it from being proposed, field by field. Reads only. */
export async function checkCuration(
  ports: Ports,
  who: Who,
  action: CurationForm,
  values: Readonly<Record<string, string>>,
): Promise<FieldErrors> {
  if (action.type !== 'curation.edit' && action.type !== 'curation.change') return {}
  const { base, ticket } = await ports.unitOfWork.decide(reading(who), async ({ curation }) => {
    const candidate = action.type === 'curation.edit' ? await curation.find(action.number) : undefined
    const entry = action.type === 'curation.change' ? action.entry : candidate?.entryId
    return { ticket: candidate?.ticket, base: entry === undefined ? undefined : await curation.entry(entry) }
  })
  const namesIn = await namesOf(ports, ticket)
  const { index, materials } = ports.library()
  return errorsOf(problemsOf(contentIn(values), index, { base: base?.entry, namesIn, materials }))
}
