import type { Alignment, Borders, Fill, Font, Style } from 'exceljs'
import type { CellStyle, Highlight } from '../../ports/spreadsheets.ts'

const FONT = 'Yu Gothic'
const INK = 'FF1F2937'
const QUIET = 'FF8A94A3'
const AS_TEXT = '@'

const fill = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } })
const font = (size: number, more: Partial<Font> = {}): Partial<Font> => ({
  ...{ name: FONT, family: 2, size, color: { argb: INK } },
  ...more,
})
const line = { style: 'thin' as const, color: { argb: 'FFD0D7E2' } }
const box: Partial<Borders> = { top: line, bottom: line, left: line, right: line }
const wrapped: Partial<Alignment> = { vertical: 'top', wrapText: true }
const middle: Partial<Alignment> = { vertical: 'top', horizontal: 'center', wrapText: true }
const head: Partial<Alignment> = { vertical: 'middle', horizontal: 'center', wrapText: true }
const locked = { locked: true }
const open = { locked: false }

export const STYLES: Readonly<Record<CellStyle, Partial<Style>>> = {
  title: { font: font(16, { bold: true }), alignment: { vertical: 'middle' }, protection: locked },
  heading: {
    font: font(12, { bold: true, color: { argb: 'FF1D4F91' } }),
    alignment: { vertical: 'middle' },
    protection: locked,
  },
  note: { font: font(10.5), alignment: wrapped, protection: locked },
  columnHead: {
    font: font(10.5, { bold: true, color: { argb: 'FFFFFFFF' } }),
    ...{ fill: fill('FF33506F'), border: box, alignment: head, protection: locked },
  },
  inputHead: {
    font: font(10.5, { bold: true, color: { argb: 'FFFFFFFF' } }),
    ...{ fill: fill('FF1D5FBF'), border: box, alignment: head, protection: locked },
  },
  text: { font: font(10.5), border: box, alignment: wrapped, protection: locked },
  quiet: {
    font: font(10.5, { color: { argb: QUIET } }),
    border: box,
    alignment: wrapped,
    protection: locked,
  },
  quietCentred: {
    font: font(10.5, { color: { argb: QUIET } }),
    ...{ border: box, alignment: middle, protection: locked },
  },
  centred: { font: font(10.5), border: box, alignment: middle, protection: locked },
  strong: { font: font(10.5, { bold: true }), border: box, alignment: middle, protection: locked },
  number: { font: font(10.5), border: box, alignment: middle, numFmt: '0', protection: locked },
  percent: { font: font(10.5), border: box, alignment: middle, numFmt: '0"%"', protection: locked },
  change: { font: font(10.5), border: box, alignment: middle, numFmt: '+0;-0;0', protection: locked },
  total: {
    font: font(10.5, { bold: true }),
    ...{ fill: fill('FFEAF0F8'), border: box, alignment: middle, numFmt: '0', protection: locked },
  },
  totalPercent: {
    font: font(10.5, { bold: true }),
    ...{ fill: fill('FFEAF0F8'), border: box, alignment: middle, numFmt: '0"%"', protection: locked },
  },
  input: {
    font: font(10.5),
    ...{ fill: fill('FFFFFDF2'), border: box, alignment: wrapped, numFmt: AS_TEXT, protection: open },
  },
  choice: {
    font: font(10.5),
    ...{ fill: fill('FFFFFDF2'), border: box, alignment: middle, numFmt: AS_TEXT, protection: open },
  },
  blocked: { font: font(10.5), fill: fill('FFF1F3F6'), border: box, numFmt: AS_TEXT, protection: locked },
  reply: {
    font: font(10.5),
    ...{ fill: fill('FFEFF6FF'), border: box, alignment: wrapped, numFmt: AS_TEXT, protection: locked },
  },
}

const shade = (argb: string): Partial<Style> => ({
  fill: { type: 'pattern', pattern: 'solid', bgColor: { argb } },
})

export const SHADES: Readonly<Record<Highlight['colour'], Partial<Style>>> = {
  good: shade('FFDDF3E4'),
  doubtful: shade('FFFFF0C7'),
  away: shade('FFE5E7EB'),
}
