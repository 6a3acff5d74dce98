import type { EChartsOption } from 'echarts'
import { COLOURS } from './look.ts'

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly option: Pick<EChartsOption, 'backgroundColor' | 'graphic' | 'radar'>
}

export type Point = readonly [number, number]

interface Stroke {
  readonly stroke?: string
  readonly lineWidth?: number
  readonly lineDash?: [number, number]
}

/** Above the grid of a radar. */
const ABOVE = 10

/** A shape, drawn over those before it. */
export const text = (
  words: string,
  [x, y]: Point,
  {
    size,
    colour = COLOURS.ink,
    bold = false,
    align = 'left',
  }: {
    readonly size: number
    readonly colour?: string
    readonly bold?: boolean
    readonly align?: 'left' | 'center' | 'right'
  },
) => ({
  type: 'text' as const,
  ...{ x, y, z: ABOVE },
  style: {
    ...{ text: words, fill: colour, align, verticalAlign: 'middle' as const },
    ...{ fontSize: size, fontWeight: bold ? ('bold' as const) : ('normal' as const) },
  },
})

export const rectangle = (
  { x, y, width, height }: { readonly [at in 'x' | 'y' | 'width' | 'height']: number },
  fill: string,
  radius = 0,
) => ({
  type: 'rect' as const,
  z: ABOVE,
  shape: { x, y, width, height, r: radius },
  style: { fill },
})

export const polygon = (points: readonly Point[], fill: string, stroke: Stroke = {}) => ({
  type: 'polygon' as const,
  z: ABOVE,
  shape: { points: points.map(([x, y]): [number, number] => [x, y]) },
  style: { fill, ...stroke },
})

export const line = (points: readonly Point[], stroke: Stroke) => ({
  type: 'polyline' as const,
  z: ABOVE,
  shape: { points: points.map(([x, y]): [number, number] => [x, y]) },
  style: { fill: 'none', lineJoin: 'round' as const, lineCap: 'round' as const, ...stroke },
})

export const dot = ([cx, cy]: Point, radius: number, fill: string, stroke: Stroke = {}) => ({
  type: 'circle' as const,
  z: ABOVE,
  shape: { cx, cy, r: radius },
  style: { fill, ...stroke },
})
