import { type Draft, ModelStep } from '#src/features/consultation/index.ts'
import { type TestDesk, type TestDeskOptions, testDesk } from '#test/support/desk.ts'
import { type Filling, type ModelServer, modelServer } from './server.ts'

/** As it is in the environment, and nowhere else. */
export const API_KEY = 'sk-test-5d41402abc4b2a76b9719d911017c592'

export interface ModelDesk extends TestDesk {
  readonly model: ModelServer
  /** What the model had to do with the newest draft. */
  readonly steps: readonly ModelStep[]
}

/** The desk with a model behind real HTTP, which answers well unless a test has it do otherwise. */
export async function modelDesk(
  { environment = {}, ...options }: TestDeskOptions,
  filling?: Filling,
): Promise<ModelDesk> {
  const model = await modelServer(filling)
  let newest: Draft | undefined
  const desk = await testDesk({
    drafted: (draft) => {
      newest = draft
    },
    ...options,
    environment: { OPENAI_API_KEY: API_KEY, OPENAI_BASE_URL: model.url, ...environment },
  })
  return Object.create(desk, {
    model: { value: model },
    steps: { get: () => (newest?.kind === 'reply' ? ModelStep.array().parse(newest.model) : []) },
  })
}
