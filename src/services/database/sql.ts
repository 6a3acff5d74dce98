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
