import type { Role } from '../../chat/context.ts'
import { unnamed } from './phrases.ja.ts'

/** What someone is called whose name nobody gave; 様 is added where they are addressed. */
export const nameOr = (name: string | undefined, role: Role): string => name?.trim() || unnamed[role]

/** Whether this is no one's name. */
export const isUnnamed = (name: string): boolean => Object.values<string>(unnamed).includes(name)
