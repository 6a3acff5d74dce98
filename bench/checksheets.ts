import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { init } from 'echarts/dist/echarts.esm.min'
import ExcelJS from 'exceljs'
import type { Answers } from '#src/features/checksheet/answer.ts'
import { changesIn, workbookOf } from '#src/features/checksheet/excel/index.ts'
import { resultsOf } from '#src/features/checksheet/rating.ts'
import type { RadarChart } from '#src/ports/charts.ts'
import type { Checksheet } from '#src/ports/checksheets.ts'
import type { Workbook } from '#src/ports/spreadsheets.ts'
import { createCharts } from '#src/services/charts/charts.ts'
import { rasterised } from '#src/services/charts/draw.ts'
import { parseChecksheet } from '#src/services/knowledge/read-checksheet.ts'
import { createSpreadsheets } from '#src/services/spreadsheet/spreadsheets.ts'
import { atMost, type Measurement, measurement, quantile, ratioAtMost } from './measure.ts'

const ROUNDS = 15
const RENDERS = 1_000
const SETTLED = 200
/** What would stay of a picture stays of a small one too, which is drawn in a fraction of the time. */
const FEW_AXES = 3
/** Threads that draw at once, and pictures that wait for each. */
const PAINTERS = 2
const BATCH = 20
const CROWD = 100
const MEGABYTE = 1024 * 1024

/** The checksheet as a picture and as a workbook: how fast, and whether anybody else feels it. */
export async function measureChecksheets(): Promise<readonly Measurement[]> {
  const charts = createCharts()
  const spreadsheets = createSpreadsheets()
  try {
    const sheet = readSheet()
    const answers = filled(sheet)
    const chart = chartOf(sheet, answers)
    const file = await spreadsheets.write(exportOf(sheet, answers))
    const importing = async () => {
      const read = await spreadsheets.read(file)
      if (read.kind !== 'read') throw new Error(read.kind)
      if (changesIn(sheet, read.workbook).kind !== 'entries') throw new Error('it was not taken')
    }
    const drawn = await race(
      () => charts.draw(chart),
      async () => bareChart(chart),
    )
    const imported = await race(importing, () => bareRead(file))
    const written = await race(
      () => spreadsheets.write(exportOf(sheet, answers)),
      () => bareWrite(exportOf(sheet, answers)),
    )
    const memory = await memoryOver({ ...chart, axes: chart.axes.slice(0, FEW_AXES) })
    const lag = await lagWhile(() =>
      Promise.all([charts.draw(chart), spreadsheets.write(exportOf(sheet, answers))]),
    )
    return [
      measurement(
        'results chart, p95',
        'ms',
        drawn.ours,
        drawn.theirs,
        'reference: a plain radar by echarts and resvg',
        atMost(1_000),
      ),
      measurement(
        'import of a full sheet, p95',
        'ms',
        imported.ours,
        imported.theirs,
        'reference: exceljs reading the same file',
        atMost(2_000),
      ),
      measurement(
        'export of a full sheet, p95',
        'ms',
        written.ours,
        written.theirs,
        'reference: exceljs writing the same cells, without styles, formulas, lists or locks',
      ),
      measurement(
        `memory after ${RENDERS} charts`,
        'MB',
        memory.after,
        memory.before,
        `reference: after ${SETTLED}; pictures leave nothing behind`,
        ratioAtMost(1.2),
      ),
      measurement(
        `event loop lag, ${CROWD} charts and exports at once, p99`,
        'ms',
        lag,
        50,
        'reference: the aim',
        atMost(50),
      ),
    ]
  } finally {
    await charts.stop()
    await spreadsheets.stop()
  }
}

function readSheet(): Checksheet {
  const read = parseChecksheet('guideline.yaml', readFileSync('knowledge/checksheets/guideline.yaml', 'utf8'))
  if (read.kind === 'failed') throw new Error('the checksheet cannot be read')
  return read.value
}

/** Every criterion is answered, every item has evidence. */
const filled = ({ items, levels }: Checksheet): Answers =>
  new Map(
    items.map(({ id: itemId, number, criteria }) => [
      itemId,
      {
        ...{ itemId, revision: 1, by: 'bench', at: new Date(), needsLook: false },
        marks: Object.fromEntries(
          criteria.map(({ id }, at) => {
            const level = levels[(number + at) % (levels.length - 1)]
            return [
              id,
              { level: level?.id ?? '', reason: level?.needsReason ? '対象の機器がないため' : '' },
            ] as const
          }),
        ),
        evidence: `2025年4月に改訂した端末管理規程 第${number}条。\n全社員に配付し、年1回確認。記録は総務の共有フォルダ。`,
      },
    ]),
  )

function chartOf(sheet: Checksheet, answers: Answers): RadarChart {
  const { categories } = resultsOf(sheet, answers)
  return {
    ...{ kind: 'radar', title: 'カテゴリ別の達成率', present: '今回', previous: '前回', none: '－' },
    axes: sheet.categories.map(({ number, name }) => ({
      label: `${number} ${name}`,
      value: categories.find((it) => it.number === number)?.rate,
      previous: (number * 37) % 101,
    })),
  }
}

const exportOf = (sheet: Checksheet, answers: Answers): Workbook =>
  workbookOf(sheet, answers, {
    ...{ organisation: '株式会社みなと製作所', provider: 'bench', run: { number: 1, marker: 'bench' } },
    ...{ exportedAt: new Date(), timeZone: 'Asia/Tokyo', results: resultsOf(sheet, answers) },
  })

function bareChart({ axes }: RadarChart): Uint8Array {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 720 })
  chart.setOption({
    animation: false,
    radar: { indicator: axes.map(({ label }) => ({ name: label, max: 100 })) },
    series: [{ type: 'radar', data: [{ value: axes.map(({ value }) => value ?? 0) }] }],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return rasterised(svg)
}

async function bareRead(file: Uint8Array): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: its own Buffer is that of an older Node
  await new ExcelJS.Workbook().xlsx.load(Buffer.from(file) as any)
}

async function bareWrite({ sheets }: Workbook): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  for (const { name, rows } of sheets)
    workbook
      .addWorksheet(name)
      .addRows(
        rows.map(({ cells }) =>
          cells.map((it) => (typeof it?.value === 'object' ? it.value.result : it?.value)),
        ),
      )
  await workbook.xlsx.writeBuffer()
}

/** Alternating, so that both meet the same machine; the first round is not counted. */
async function race(ours: () => Promise<unknown>, theirs: () => Promise<unknown>) {
  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [side, run] of [
      ['ours', ours],
      ['theirs', theirs],
    ] as const) {
      const began = performance.now()
      await run()
      if (round > 0) times[side].push(performance.now() - began)
    }
  return { ours: quantile(times.ours, 0.95), theirs: quantile(times.theirs, 0.95) }
}

async function memoryOver(chart: RadarChart) {
  const painters = Array.from({ length: PAINTERS }, () => createCharts())
  const batch = () =>
    Promise.all(painters.flatMap(({ draw }) => Array.from({ length: BATCH }, () => draw(chart))))
  try {
    let before = 0
    for (let count = 0; count < RENDERS; ) {
      count += (await batch()).length
      if (count === SETTLED) before = process.memoryUsage.rss() / MEGABYTE
    }
    return { before, after: process.memoryUsage.rss() / MEGABYTE }
  } finally {
    await Promise.all(painters.map((it) => it.stop()))
  }
}

/** As presses come in: each in a turn of its own, all of them before the first is done. */
async function lagWhile(ask: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const asked: Promise<unknown>[] = []
  for (let count = 0; count < CROWD; count += 1) {
    asked.push(ask())
    await nextTurn()
  }
  await Promise.all(asked)
  delay.disable()
  return delay.percentile(99) / 1e6
}
