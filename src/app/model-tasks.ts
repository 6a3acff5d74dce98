import { readCriteria, writeComment } from '../features/checksheet/index.ts'
import { modelTasks } from '../features/consultation/index.ts'
import { draftFaqTask, judgeContradictionTask } from '../features/curation/index.ts'
import { writeReply } from '../features/escalation/answer/index.ts'
import { ticketSummary } from '../features/escalation/index.ts'
import type { LlmTask } from '../ports/llm.ts'

/** Everything that a model is asked for: each has its prompt, and every prompt its task. */
export const deskTasks: readonly LlmTask<unknown>[] = [
  ...modelTasks,
  readCriteria,
  writeComment,
  ticketSummary,
  writeReply,
  draftFaqTask,
  judgeContradictionTask,
]
