/** Parametrised SQL, embedded or PostgreSQL: where Prisma has no word for what is meant, or is too slow. */
export interface Sql {
  query<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>
}
