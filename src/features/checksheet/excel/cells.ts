import type { Cell, CellStyle, Formula, Row } from '../../../ports/spreadsheets.ts'

export const cell = (
  style: CellStyle,
  value: string | number | Formula,
  more: Pick<Cell, 'span'> = {},
): Cell => ({ style, value, ...more })

export const EMPTY: Row = { cells: [] }

/** Points. */
const LINE = 17
const MOST = 405

/** As high as its longest text needs: width in characters, of which a full-width one is two. */
export function heightFor(texts: readonly { readonly text: string; readonly width: number }[]): number {
  const lines = texts.map(({ text, width }) =>
    text
      .split('\n')
      .reduce((sum, it) => sum + Math.max(1, Math.ceil((widthOf(it) * 1.06) / Math.max(width - 1, 1))), 0),
  )
  return Math.min(MOST, Math.max(1, ...lines) * LINE + 4)
}

const widthOf = (text: string): number => {
  let width = 0
  for (const it of text) width += /[\u0020-\u007e\uff61-\uff9f]/.test(it) ? 1 : 2
  return width
}
