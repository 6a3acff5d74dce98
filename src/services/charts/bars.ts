import type { BarChart } from '../../ports/charts.ts'
import { type Drawing, rectangle, text } from './drawing.ts'
import { COLOURS, shortened, WIDTH } from './look.ts'

const TOP = 84
const ROW = 48
const THICK = 22
const BAR = { from: 330, to: 720 }

export const barsOf = ({ title, bars, none }: BarChart): Drawing => ({
  width: WIDTH,
  height: Math.max(TOP + bars.length * ROW + 24, 200),
  option: {
    backgroundColor: COLOURS.ground,
    graphic: {
      elements: [
        text(shortened(title, 32), [32, 44], { size: 25, bold: true }),
        ...bars.flatMap(({ label, value, symbol }, at) => {
          const y = TOP + (at + 0.5) * ROW
          const box = { x: BAR.from, y: y - THICK / 2, width: BAR.to - BAR.from, height: THICK }
          const share = Math.min(Math.max(value ?? 0, 0), 100) / 100
          return [
            text(shortened(label, 14), [32, y], { size: 19 }),
            ...(value === undefined ? [] : [rectangle(box, COLOURS.track, THICK / 2)]),
            ...(share === 0
              ? []
              : [
                  rectangle(
                    { ...box, width: Math.max(box.width * share, THICK) },
                    COLOURS.present,
                    THICK / 2,
                  ),
                ]),
            text(value === undefined ? none : `${value}%`, [806, y], {
              ...{ size: 20, bold: true, align: 'right' },
              colour: value === undefined ? COLOURS.quiet : COLOURS.ink,
            }),
            text(value === undefined ? '' : (symbol ?? ''), [846, y], {
              size: 24,
              bold: true,
              align: 'center',
            }),
          ]
        }),
      ],
    },
  },
})
