/** Runs on a thread of its own: draws each chart that it is given. */
import { parentPort } from 'node:worker_threads'
import type { Chart } from '../../ports/charts.ts'
import { drawChart } from './draw.ts'

parentPort?.on('message', (chart: Chart) => {
  const png = new Uint8Array(drawChart(chart))
  parentPort?.postMessage(png, [png.buffer])
})
