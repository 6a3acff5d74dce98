import type { Role } from '../../chat/context.ts'
import { phrases } from './phrases.ts'

/** What someone is called whose name nobody gave; 様 is added where they are addressed. */
export const nameOr = (name: string | undefined, role: Role): string =>
  name?.trim() || phrases.ja.unnamed[role]
