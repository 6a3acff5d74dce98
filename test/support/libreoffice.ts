import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Every formula is computed again as a file is opened, whoever wrote its last result. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"><value>0</value></prop></item>
</oor:items>`

/** LibreOffice opens a workbook and saves it as something else. @throws where Debian's libreoffice-calc is missing */
export async function throughLibreOffice(workbook: Uint8Array, format: 'xlsx' | 'pdf'): Promise<Uint8Array> {
  const directory = await mkdtemp(path.join(tmpdir(), 'academy-desk-office-'))
  try {
    const profile = path.join(directory, 'profile')
    await mkdir(path.join(profile, 'user'), { recursive: true })
    await writeFile(path.join(profile, 'user', 'registrymodifications.xcu'), SETTINGS)
    await writeFile(path.join(directory, 'sheet.xlsx'), workbook)
    await promisify(execFile)('soffice', [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      ...['--headless', '--convert-to', format, '--outdir', path.join(directory, 'out')],
      path.join(directory, 'sheet.xlsx'),
    ])
    return await readFile(path.join(directory, 'out', `sheet.${format}`))
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
