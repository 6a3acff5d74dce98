import { CannotStart } from '../../ports/cannot-start.ts'

/** What is wrong with a file, where a person can mend it. */
export interface Problem {
  readonly file: string
  /** 1 is the first. */
  readonly line: number
  /** Names the key, what was found and what is expected. */
  readonly reason: string
}

/** The files of `knowledge/` cannot be used. All problems of all files at once. */
export class KnowledgeError extends CannotStart {
  override readonly name = 'KnowledgeError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('\n'))
    this.problems = problems
  }
}
