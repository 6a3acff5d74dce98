import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { launchBrowser } from '#test/support/web/browser.ts'
import { begin } from './begin.ts'
import { ask } from './consultations.ts'
import { endAndRenew, upgrade } from './contracts.ts'
import { answerByPerson } from './escalation.ts'
import { meet } from './meetings.ts'
import { notify } from './notices.ts'
import { openPictures } from './pictures.ts'
import { fillSheet, reviewSheet } from './sheet.ts'
import { stage } from './stage.ts'
import { PICTURES } from './transcript.ts'

/** Where the transcript is written, with pictures beside it: npm run rehearsal */
const TRANSCRIPT = process.env.REHEARSAL

test('nine months of two customers, each on their platform', async () => {
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const pictures = TRANSCRIPT
    ? await openPictures(browser, path.join(path.dirname(TRANSCRIPT), PICTURES))
    : undefined
  const it = await stage(browser, pictures)
  try {
    const cast = await begin(it)
    await ask(it, cast)
    await fillSheet(it, cast)
    await reviewSheet(it, cast)
    await answerByPerson(it, cast)
    await meet(it, cast)
    await notify(it, cast)
    await upgrade(it, cast)
    await endAndRenew(it, cast)
    expect(await it.complaints()).toEqual([])
    expect(it.troubles()).toEqual([])
    const { prisma } = it.database
    expect(await prisma.inboundEvent.count({ where: { state: { not: 'handled' } } })).toBe(0)
    expect(await prisma.outboundMessage.count({ where: { state: { in: ['waiting', 'failed'] } } })).toBe(0)
  } finally {
    if (TRANSCRIPT) await writeFile(TRANSCRIPT, it.transcript.text())
    await pictures?.close()
  }
})
