export { type HandOutPorts, handOut, writeWorkbook, XLSX } from './hand-out.ts'
export { type FetchBytes, settleImport, type TakeInPorts, takeIn, workbookIn } from './take-in.ts'
