/** Parametrised SQL, embedded or PostgreSQL: where Prisma has no word for what is meant, or is too slow. */
export interface Sql {
  query<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
}

const prepared = new Map<string, string>()

/**
 * A statement that each connection plans once and then runs by its name: for one that is run often and costs more to plan than to
 * run. @param name at most 63 bytes, never of two statements
 */
export function prepare(name: string, statement: string): string {
  prepared.set(statement, name)
  return statement
}

/** Empty for what is planned each time. */
export const nameOf = (statement: string): string => prepared.get(statement) ?? ''

/** A session keeps so many plans at most. */
const MOST_KEPT = 1_000

/**
 * As {@link nameOf}, with a name for whatever is said a second time. Where all share one session, to parse and to plan is more
 * than half of what a statement costs.
 */
export function namesOfRepeated(): (statement: string) => string {
  const seen = new Set<string>()
  const names = new Map<string, string>()
  return (statement) => {
    const given = nameOf(statement) || names.get(statement)
    if (given) return given
    if (seen.has(statement)) names.set(statement, `repeated_${names.size}`)
    else if (seen.size < MOST_KEPT) seen.add(statement)
    return names.get(statement) ?? ''
  }
}
