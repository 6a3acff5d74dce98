import type { Task, TaskReminder } from './tasks.ts'

/** What organisations have to do, once a program was delivered. */
export interface TaskStore {
  /** One of each of these rows, open; one that there is begins anew. */
  add(
    organisationId: string,
    counsellingId: string,
    tasks: readonly { readonly row: number; readonly dueOn: string | undefined }[],
  ): Promise<void>
  of(organisationId: string): Promise<readonly Task[]>
  /** Until the decision commits nobody else decides about it. */
  find(organisationId: string, number: number, row: number): Promise<Task | undefined>
  /** Writes its state, who looks after it and its day. */
  save(task: Task): Promise<void>
  /** @returns false where it was told before of this day, or the day is another now */
  tell(task: Task, kind: TaskReminder): Promise<boolean>
  /** Customers with something open whose day lies before `until`, by id, at most `limit`. Desk only. */
  due(until: string, limit: number, after?: string): Promise<readonly string[]>
}
