import { z } from 'zod'
import type { Calibration } from '../../ports/knowledge.ts'
import { type Parsed, parseYaml } from './read-document.ts'

const Weights = z.strictObject({
  constant: z.number(),
  coverage: z.number(),
  lead: z.number(),
  votes: z.number(),
  foreign: z.number(),
})

/** knowledge/calibration.yaml, which `npm run knowledge:calibrate` writes. */
export const parseCalibration = (file: string, source: string): Parsed<Calibration> =>
  parseYaml(file, source, Weights)
