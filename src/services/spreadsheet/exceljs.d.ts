import 'exceljs'

/** It is there, but not among its types. */
declare module 'exceljs' {
  interface Worksheet {
    readonly dataValidations: { add(range: string, validation: DataValidation): void }
  }
}
