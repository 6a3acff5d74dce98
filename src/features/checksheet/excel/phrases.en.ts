import type { UnreadableFile } from '../../../ports/spreadsheets.ts'
import { ja } from './phrases.ja.ts'
import type { Why } from './problem.ts'

const MEGABYTE = 1024 * 1024

function problem(why: Why): string {
  switch (why.kind) {
    case 'notOurs':
      return 'This is not a checksheet from this desk. Please fill in the file that “Get it as Excel” sends you.'
    case 'otherSheet':
      return `This is another checksheet (${why.found}). Please send the file of ${why.expected}.`
    case 'otherVersion':
      return `The version of the checksheet differs (the file has ${why.found}, the current one is ${why.expected}). Please get the current file and copy your entries into it.`
    case 'tampered':
      return 'The hidden sheet that the import needs was changed. Please get the file again and copy only your entries into it.'
    case 'noTable':
      return 'The table to fill in was not found. Please check that its row of headings is still there.'
    case 'columnMissing':
      return `The column “${why.head}” was not found. Please restore its heading.`
    case 'rowMissing':
      return `The row of No. ${why.number} is missing (${why.criterion}). Please restore it.`
    case 'rowTwice':
      return `This row repeats the criterion of ${why.first}. Please delete one of them.`
    case 'rowUnknown':
      return 'This row is not part of the checksheet. Please delete it.'
    case 'textChanged':
      return `“${why.head}” was changed. Please restore “${why.expected}”.`
    case 'merged':
      return `Cells were merged (${why.range}). Please unmerge them and fill in each cell.`
    case 'formula':
      return 'This cell holds a formula. Please enter its value only.'
    case 'error':
      return `This cell holds an error (${why.found}). Please delete it and enter a value.`
    case 'notText':
      return `This was saved as ${{ number: 'a number', date: 'a date', truth: 'TRUE or FALSE' }[why.type]} (${why.found}). Please format the cell as text and enter it again.`
    case 'notALevel': {
      const choice = `The choices are ${why.labels.map((it) => `“${it}”`).join(', ')}.`
      return why.nearest === undefined
        ? `“${why.found}” is not one of the choices. ${choice}`
        : `“${why.found}” is not one of the choices. “${why.nearest}” is the nearest. ${choice}`
    }
    case 'reasonMissing':
      return `“${why.level}” needs a reason. Please enter it in the column of reasons.`
    case 'tooLong':
      return `This is too long (${why.length.toLocaleString('en')} characters). Please keep it within ${why.most.toLocaleString('en')}.`
    case 'evidenceElsewhere':
      return `Evidence belongs into the first row of its item (${why.belongs}). Please put all of it there.`
  }
}

function unreadable(file: UnreadableFile): string {
  const save = 'Please open it in Excel and save it as “Excel Workbook (.xlsx)”.'
  switch (file.kind) {
    case 'empty':
      return 'The file is empty. Please send it again.'
    case 'tooLarge':
      return `The file is too large (${Math.ceil(file.bytes / MEGABYTE)} MB). Please keep it within 10 MB, for example by removing pictures and other sheets.`
    case 'tooMuchInside':
      return 'There is too much inside the file, so reading it was stopped. Please copy only your entries into the file that you got from us.'
    case 'plainText':
      return `This is a text file, such as CSV. ${save}`
    case 'oldExcel':
      return `This file has an old format (.xls). ${save}`
    case 'encrypted':
      return 'The file is protected by a password. Please save it without one and send it again.'
    case 'binaryExcel':
      return `This file has a binary format (.xlsb). ${save}`
    case 'macros':
      return `Files with macros cannot be imported. ${save}`
    case 'word':
      return 'This is a Word file. Please send the checksheet in Excel.'
    case 'powerPoint':
      return 'This is a PowerPoint file. Please send the checksheet in Excel.'
    case 'openDocument':
      return 'This file has the OpenDocument format (.ods). Please save it as “Excel 2007–365 (.xlsx)”.'
    case 'notASpreadsheet':
      return 'This is not an Excel file. Please send the checksheet in Excel (.xlsx).'
    case 'damaged':
      return 'The file is damaged or was cut short. Please save it again and send it.'
    case 'busy':
      return 'The desk is busy at the moment. Please send it again in a few minutes.'
  }
}

export const en: typeof ja = {
  problem,
  unreadable,
  at: (place, words) => `${place}: ${words}`,
  workbook: ja.workbook,
}
