import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { init } from 'echarts/dist/echarts.esm.min'
import type { Chart } from '../../ports/charts.ts'
import { barsOf } from './bars.ts'
import type { Drawing } from './drawing.ts'
import { FONT } from './look.ts'
import { radarOf } from './radar.ts'

const fonts = fileURLToPath(new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-jp')))
const FONT_FILES = ['NotoSansJP-Regular.otf', 'NotoSansJP-Bold.otf'].map((it) => `${fonts}${it}`)

/** PNG bytes. */
export function drawChart(chart: Chart): Uint8Array {
  const { width, height, option } = drawingOf(chart)
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    drawn.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option })
    return rasterised(drawn.renderToSVGString())
  } finally {
    drawn.dispose()
  }
}

function drawingOf(chart: Chart): Drawing {
  switch (chart.kind) {
    case 'radar':
      return radarOf(chart)
    case 'bars':
      return barsOf(chart)
  }
}

export const rasterised = (svg: string): Uint8Array =>
  new Resvg(svg, {
    font: { fontFiles: FONT_FILES, loadSystemFonts: false, defaultFontFamily: FONT },
  })
    .render()
    .asPng()
