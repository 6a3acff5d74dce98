import { dayOf } from '../../../chat/day.ts'
import {
  type Checksheet,
  type Criterion,
  categoryOf,
  type Item,
  levelOf,
} from '../../../ports/checksheets.ts'
import type { Cell, Formula, Highlight, Row, Sheet } from '../../../ports/spreadsheets.ts'
import { type Answers, answerTo, type Entry, markOf } from '../answer.ts'
import { standingOf } from '../rating.ts'
import { cell, heightFor } from './cells.ts'
import type { Export } from './export.ts'
import {
  addressOf,
  type Column,
  columnsOf,
  FIRST_ROW,
  HEAD_ROW,
  headOf,
  LIST_ROW,
  letterOf,
  MACHINE,
  quotedSheet,
  quotedText,
} from './layout.ts'
import { ja } from './phrases.ja.ts'

const WIDTHS: Readonly<Record<Column, number>> = {
  ...{ category: 16, number: 6, stage: 11, question: 34, verdict: 10, criterion: 48 },
  ...{ level: 13, reason: 24, evidence: 46, reply: 46, id: 12 },
}
const { workbook } = ja

/** One row for each criterion; what belongs to the item is repeated, so that rows can be filtered and none depends on its place. */
export function checkSheet(sheet: Checksheet, answers: Answers, its: Export): Sheet {
  const columns = columnsOf(its.replies !== undefined)
  const range = rangesOf(sheet, columns)
  const rows = sheet.items.flatMap((item) =>
    item.criteria.map((criterion, at) => ({ item, criterion, isFirst: at === 0 })),
  )
  const across = { span: columns.length }
  return {
    name: workbook.sheet.check,
    ...{ visibility: 'shown', protection: 'locked', paper: 'landscape', pictures: [] },
    columns: columns.map((it) => WIDTHS[it]),
    frozenRows: HEAD_ROW,
    filter: `A${HEAD_ROW}:${addressOf(columns.length, range.last)}`,
    highlights: highlightsOf(sheet, range),
    choices: [
      {
        range: `${range.levelLetter}${FIRST_ROW}:${range.levelLetter}${range.last}`,
        of: listOfLevels(sheet),
        refusal: workbook.refusal,
      },
    ],
    rows: [
      { height: 32, cells: [cell('title', workbook.title(sheet.title, sheet.version), across)] },
      { height: 20, cells: [cell('note', aboutOf(its), across)] },
      { height: 20, cells: [cell('note', workbook.hint, across)] },
      {
        height: 24,
        cells: columns.map((it) => cell(isInput(it) ? 'inputHead' : 'columnHead', headOf(sheet, it))),
      },
      ...rows.map(({ item, criterion, isFirst }, index): Row => {
        const entry = answerTo(answers, item)
        const reply = isFirst ? its.replies?.get(item.id) : undefined
        const row = FIRST_ROW + index
        const verdict = verdictOf(sheet, item, entry, row, range)
        return {
          height: heightFor([
            { text: criterion.text, width: WIDTHS.criterion },
            { text: item.question, width: WIDTHS.question },
            { text: isFirst ? entry.evidence : '', width: WIDTHS.evidence },
            { text: markOf(sheet, entry, criterion.id).reason, width: WIDTHS.reason },
            { text: reply ?? '', width: WIDTHS.reply },
          ]),
          cells: columns.map((it) => cellOf(it, { sheet, item, criterion, isFirst, entry, reply, verdict })),
        }
      }),
    ],
  }
}

export const aboutOf = ({ organisation, run, exportedAt, timeZone }: Export): string => {
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(exportedAt)
  return workbook.about(organisation, run.number, `${dayOf(exportedAt, timeZone)} ${time}`)
}

const isInput = (column: Column): boolean =>
  column === 'level' || column === 'reason' || column === 'evidence'

interface Place {
  readonly sheet: Checksheet
  readonly item: Item
  readonly criterion: Criterion
  /** Of the item's rows. */
  readonly isFirst: boolean
  readonly entry: Entry
  readonly reply: string | undefined
  readonly verdict: Formula
}

function cellOf(column: Column, place: Place): Cell {
  const { sheet, item, criterion, isFirst, entry, reply } = place
  const style = isFirst ? 'text' : 'quiet'
  const mark = markOf(sheet, entry, criterion.id)
  switch (column) {
    case 'category':
      return cell(style, `${item.category} ${categoryOf(sheet, item.category)?.name ?? ''}`)
    case 'number':
      return cell(isFirst ? 'strong' : 'quietCentred', item.number)
    case 'stage':
      return cell(style, sheet.stages.find(({ id }) => id === item.stage)?.label ?? item.stage)
    case 'question':
      return cell(style, item.question)
    case 'verdict':
      return cell(isFirst ? 'strong' : 'quietCentred', place.verdict)
    case 'criterion':
      return cell('text', criterion.text)
    case 'level':
      return cell('choice', levelOf(sheet, mark.level).label)
    case 'reason':
      return cell('input', mark.reason)
    case 'evidence':
      return isFirst ? cell('input', entry.evidence) : cell('blocked', '')
    case 'reply':
      return isFirst ? cell('reply', reply ?? '') : cell('blocked', '')
    case 'id':
      return cell('quiet', criterion.id)
  }
}

const listOfLevels = ({ levels }: Checksheet): string =>
  `${quotedSheet(MACHINE)}!$I$${LIST_ROW}:$I$${LIST_ROW + levels.length - 1}`

interface Ranges {
  readonly last: number
  readonly numberLetter: string
  readonly levelLetter: string
  readonly verdictLetter: string
}

export function rangesOf(sheet: Checksheet, columns: readonly Column[]): Ranges {
  const letter = (column: Column) => letterOf(columns.indexOf(column) + 1)
  return {
    last: FIRST_ROW - 1 + sheet.items.reduce((sum, { criteria }) => sum + criteria.length, 0),
    ...{ numberLetter: letter('number'), levelLetter: letter('level'), verdictLetter: letter('verdict') },
  }
}

/** Of the row's item, wherever its rows stand: as `standingOf` says it, and - where nobody has answered anything of it. */
function verdictOf(sheet: Checksheet, item: Item, entry: Entry, row: number, range: Ranges): Formula {
  const { last, numberLetter, levelLetter } = range
  const numbers = `$${numberLetter}$${FIRST_ROW}:$${numberLetter}$${last}`
  const levels = `$${levelLetter}$${FIRST_ROW}:$${levelLetter}$${last}`
  const own = `(${numbers}=$${numberLetter}${row})`
  const count = (labels: readonly string[]) =>
    labels.length === 0
      ? '0'
      : `SUMPRODUCT(${own}*(${labels.map((it) => `(${levels}&""=${quotedText(it)})`).join('+')}))`
  const labelled = (counts: 'met' | 'excluded') =>
    sheet.levels.filter((it) => it.counts === counts).map(({ label }) => label)
  const { met, unmet, excluded, blank } = workbook.verdict
  const all = `SUMPRODUCT(--${own})`
  return {
    formula:
      `IF(${count(['', levelOf(sheet, sheet.blank).label])}=${all},${quotedText(blank)},` +
      `IF(${count(labelled('excluded'))}=${all},${quotedText(excluded)},` +
      `IF(${count([...labelled('met'), ...labelled('excluded')])}=${all},${quotedText(met)},${quotedText(unmet)})))`,
    result: verdictWord(sheet, item, entry),
  }
}

export function verdictWord(sheet: Checksheet, item: Item, entry: Entry): string {
  const isBlank = item.criteria.every(({ id }) => markOf(sheet, entry, id).level === sheet.blank)
  return isBlank ? workbook.verdict.blank : workbook.verdict[standingOf(sheet, item, entry)]
}

function highlightsOf(sheet: Checksheet, { last, levelLetter, verdictLetter }: Ranges): readonly Highlight[] {
  const levels = (labels: readonly string[], colour: Highlight['colour']): readonly Highlight[] =>
    labels.length === 0
      ? []
      : [
          {
            colour,
            range: `${levelLetter}${FIRST_ROW}:${levelLetter}${last}`,
            formula: `OR(${labels.map((it) => `${levelLetter}${FIRST_ROW}&""=${quotedText(it)}`).join(',')})`,
          },
        ]
  const verdict = (word: string, colour: Highlight['colour']): Highlight => ({
    colour,
    range: `${verdictLetter}${FIRST_ROW}:${verdictLetter}${last}`,
    formula: `${verdictLetter}${FIRST_ROW}=${quotedText(word)}`,
  })
  const labels = (holds: (level: Checksheet['levels'][number]) => boolean) =>
    sheet.levels.filter(holds).map(({ label }) => label)
  return [
    ...levels(
      labels(({ counts }) => counts === 'met'),
      'good',
    ),
    ...levels(
      labels(({ awaits }) => awaits),
      'doubtful',
    ),
    ...levels(
      labels(({ counts }) => counts === 'excluded'),
      'away',
    ),
    verdict(workbook.verdict.met, 'good'),
    verdict(workbook.verdict.excluded, 'away'),
  ]
}
