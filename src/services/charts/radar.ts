import type { Axis, RadarChart } from '../../ports/charts.ts'
import { type Drawing, dot, line, type Point, polygon, text } from './drawing.ts'
import { COLOURS, onTwoLines, shortened, WIDTH, widthOf } from './look.ts'

const HEIGHT = 720
const CENTRE: Point = [WIDTH / 2, 414]
const RADIUS = 218
/** From the end of an axis to its label. */
const GAP = 20
const LINE = 22
const SCALE = [20, 40, 60, 80]
const DASH: [number, number] = [7, 5]

export function radarOf({ title, axes, present, previous, none }: RadarChart): Drawing {
  const now = axes.map(({ value }) => value)
  const before = previous === undefined ? [] : axes.map((it) => it.previous)
  return {
    ...{ width: WIDTH, height: HEIGHT },
    option: {
      backgroundColor: COLOURS.ground,
      radar: {
        ...{ center: [...CENTRE], radius: RADIUS, splitNumber: 5, clockwise: true },
        indicator: axes.map(({ label }) => ({ name: label, min: 0, max: 100 })),
        axisName: { show: false },
        axisLine: { lineStyle: { color: COLOURS.grid } },
        splitLine: { lineStyle: { color: COLOURS.grid } },
        splitArea: { areaStyle: { color: [COLOURS.ground, COLOURS.ring] } },
      },
      graphic: {
        elements: [
          text(shortened(title, 32), [32, 44], { size: 25, bold: true }),
          ...legend(present, previous),
          ...runsOf(now).flatMap((run) => area(run, axes.length)),
          ...runsOf(before).flatMap((run) => border(run, axes.length, COLOURS.previous, DASH)),
          ...runsOf(now).flatMap((run) => border(run, axes.length, COLOURS.present)),
          ...SCALE.map((share) =>
            text(`${share}`, [CENTRE[0] - 7, pointAt(0, axes.length, share)[1]], {
              ...{ size: 13, colour: COLOURS.quiet, align: 'right' },
            }),
          ),
          ...axes.flatMap((axis, at) => label(axis, at, axes.length, none)),
        ],
      },
    },
  }
}

interface Run {
  readonly values: readonly { readonly at: number; readonly value: number }[]
  /** Every axis has a value: the line is closed. */
  readonly closed: boolean
}

/** Neighbouring axes that have a value: what lies between runs has none. */
export function runsOf(values: readonly (number | undefined)[]): readonly Run[] {
  const gap = values.indexOf(undefined)
  const all = values.map((value, at) => ({ at, value }))
  if (gap === -1)
    return values.length === 0
      ? []
      : [
          {
            values: all.flatMap(({ at, value }) => (value === undefined ? [] : [{ at, value }])),
            closed: true,
          },
        ]
  const runs: { at: number; value: number }[][] = []
  let run: { at: number; value: number }[] = []
  for (const { at, value } of [...all.slice(gap), ...all.slice(0, gap), { at: gap, value: undefined }])
    if (value !== undefined) run.push({ at, value })
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  return runs.map((it) => ({ values: it, closed: false }))
}

const area = ({ values, closed }: Run, axes: number) => {
  const points = values.map(({ at, value }) => pointAt(at, axes, value))
  return values.length < 2 ? [] : [polygon(closed ? points : [CENTRE, ...points], COLOURS.presentFill)]
}

function border({ values, closed }: Run, axes: number, colour: string, dash?: [number, number]) {
  const points = values.map(({ at, value }) => pointAt(at, axes, value))
  const [first] = points
  const stroke = { stroke: colour, lineWidth: dash ? 2.5 : 3.5, ...(dash ? { lineDash: dash } : {}) }
  return [
    line(closed && first ? [...points, first] : points, stroke),
    ...points.map((it) =>
      dash
        ? dot(it, 4, COLOURS.ground, { stroke: colour, lineWidth: 2 })
        : dot(it, 5, colour, { stroke: COLOURS.ground, lineWidth: 1.5 }),
    ),
  ]
}

/** Of so many axes each label has a line alone. */
const CROWDED = 12
const NAME = 17
const VALUE = 19
const EDGE = 14

function label({ label: name, value }: Axis, at: number, axes: number, none: string) {
  const [x, y] = pointAt(at, axes, 100 * (1 + GAP / RADIUS))
  const sideways = (x - CENTRE[0]) / RADIUS
  const align = Math.abs(sideways) < 0.12 ? 'center' : sideways > 0 ? 'left' : 'right'
  const shown = value === undefined ? none : `${value}%`
  const valued = { size: VALUE, bold: true, colour: value === undefined ? COLOURS.quiet : COLOURS.present }
  if (axes > CROWDED) return onOneLine(name, shown, [x, y + (at === 0 ? -6 : 0)], align, valued)
  const lines = onTwoLines(name, 11)
  const height = (lines.length + 1) * LINE
  // Above the circle a label ends at its point, below it begins there.
  const top = y - height / 2 + ((y - CENTRE[1]) / RADIUS) * (height / 2) * 0.8
  return [...lines, shown].map((it, index) =>
    text(it, [x, top + (index + 0.5) * LINE], {
      ...(index === lines.length ? valued : { size: NAME }),
      align,
    }),
  )
}

function onOneLine(
  name: string,
  shown: string,
  [x, y]: Point,
  align: 'left' | 'center' | 'right',
  valued: Parameters<typeof text>[2],
) {
  const space = 8
  const taken = widthOf(shown) * VALUE + space
  const room = align === 'left' ? WIDTH - EDGE - x : align === 'right' ? x - EDGE : WIDTH / 4
  const words = shortened(name, (room - taken) / NAME)
  const width = widthOf(words) * NAME
  const from = align === 'left' ? x : align === 'right' ? x - width - taken : x - (width + taken) / 2
  return [
    text(words, [from + width, y], { size: NAME, align: 'right' }),
    text(shown, [from + width + space, y], valued),
  ]
}

function legend(present: string, previous: string | undefined) {
  const y = 84
  const sample = (x: number, colour: string, dash?: [number, number]) => [
    line(
      [
        [x, y],
        [x + 44, y],
      ],
      { stroke: colour, lineWidth: 3, ...(dash ? { lineDash: dash } : {}) },
    ),
    dot([x + 22, y], 5, dash ? COLOURS.ground : colour, { stroke: colour, lineWidth: 2 }),
  ]
  return [
    ...sample(32, COLOURS.present),
    text(present, [86, y], { size: 18 }),
    ...(previous === undefined
      ? []
      : [...sample(164, COLOURS.previous, DASH), text(previous, [218, y], { size: 18 })]),
  ]
}

/** @param share 0–100; more is beyond the end of the axis */
function pointAt(at: number, axes: number, share: number): Point {
  const angle = (2 * Math.PI * at) / axes - Math.PI / 2
  const distance = (RADIUS * share) / 100
  return [CENTRE[0] + distance * Math.cos(angle), CENTRE[1] + distance * Math.sin(angle)]
}
