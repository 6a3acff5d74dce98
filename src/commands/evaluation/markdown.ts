/** A table; columns of figures stand to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const isFigures = (column: number) => rows.every((cells) => /^([≤+−]? ?\d|$)/.test(cells[column] ?? ''))
  return [head, head.map((_, column) => (isFigures(column) ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.map(escaped).join(' | ')} |`)
    .join('\n')
}

const escaped = (cell: string): string => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
/** Of a metric between 0 and 1. */
export const metric = (value: number): string => value.toFixed(3)
export const ms = (value: number): string => value.toFixed(value < 1 ? 2 : 1)
