import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clamdScan } from '#src/services/scanning/clamd.ts'
import { contentOf, typeOf } from '#src/services/scanning/file-type.ts'
import { EICAR, scriptedClamd } from '#test/support/clamd.ts'
import { compoundFile, zipOf, zipWith } from '#test/support/files.ts'

async function* pieces(...them: readonly (string | Uint8Array)[]) {
  for (const it of them) yield typeof it === 'string' ? Buffer.from(it) : it
}

describe('a file that clamd looks at', () => {
  test('is sent whole, over a connection of its own, and called clean, or by what was found', async () => {
    const clamd = await scriptedClamd()
    const scan = clamdScan(clamd)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 5 }), async (chunks) => {
        expect(await scan(pieces(...chunks))).toEqual({ kind: 'clean' })
        expect(clamd.streams.at(-1)).toEqual(Buffer.concat(chunks))
      }),
      { numRuns: 20 },
    )
    expect(clamd.connections()).toBe(20)
    expect(await scan(pieces(EICAR.slice(0, 30), EICAR.slice(30)))).toEqual({
      ...{ kind: 'found', malware: 'Win.Test.EICAR_HDB-1' },
    })
    expect(clamd.complaints).toEqual([])
  })

  test('may be too large for it: clamd says so before all of it was sent', async () => {
    const clamd = await scriptedClamd()
    clamd.behaves({ most: 100_000 })
    const chunk = new Uint8Array(200_000)
    expect(await clamdScan(clamd)(pieces(...Array.from({ length: 40 }, () => chunk)))).toEqual({
      kind: 'tooLarge',
    })
  })

  test.each(['silent', 'hangsUp', 'faults'] as const)('comes to nothing where clamd %s', async (manner) => {
    const clamd = await scriptedClamd()
    clamd.behaves(manner)
    await expect(clamdScan({ ...clamd, silentMs: 200, fileMs: 400 })(pieces('x'))).rejects.toThrow()
  })

  test('comes to nothing where nobody listens, or what is read breaks off', async () => {
    const clamd = await scriptedClamd()
    async function* broken() {
      yield Buffer.from('x')
      throw new Error('broken off')
    }
    await expect(clamdScan(clamd)(broken())).rejects.toThrow('broken off')
    await clamd.close()
    await expect(clamdScan(clamd)(pieces('x'))).rejects.toThrow()
  })
})

describe('a file’s type', () => {
  const verdict = (name: string, content: string | Uint8Array, mimeType = 'application/octet-stream') =>
    typeOf(
      { name, mimeType },
      contentOf(typeof content === 'string' ? Buffer.from(content, 'latin1') : content, new Uint8Array()),
    )
  const PNG = '\x89PNG\r\n\x1a\n'

  test.each([
    ['規程.pdf', '%PDF-1.7'],
    ['画面.png', PNG],
    ['画面.jpg', '\xff\xd8\xff\xe0'],
    // Renamed pictures are pictures.
    ['画面.jpeg', PNG],
    ['図.webp', 'RIFF\x01\x02\x03\x04WEBPVP8 '],
    ['録画.mp4', '\0\0\0\x18ftypmp42'],
    ['写真.heic', '\0\0\0\x18ftypheic'],
    ['台帳.xlsx', zipWith({})],
    ['台帳.xls', compoundFile('Workbook')],
    ['台帳（暗号化）.xlsx', compoundFile('EncryptedPackage')],
    ['規程.docx', zipOf('[Content_Types].xml', 'word/document.xml')],
    ['説明.pptx', zipOf('[Content_Types].xml', 'ppt/presentation.xml')],
    ['一覧.csv', '\x8e\x91\x8eY,\x94\xd4\x8d\x86\r\n'],
    ['メモ.txt', '\xff\xfeB0D0'],
    ['BMの件.txt', 'BM'],
    ['空.txt', ''],
    ['image', PNG],
  ])('%s is taken', (name, content) => {
    expect(verdict(name, content)).toBe('allowed')
  })

  test.each([
    ['規程.pdf', 'MZ\x90\0'],
    ['規程.pdf', PNG],
    ['画面.png', '%PDF-1.7'],
    ['画面.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['メモ.txt', '<!DOCTYPE html><script>1</script>'],
    ['メモ.txt', '#!/bin/sh\n'],
    ['メモ.csv', '\x7fELF\x02'],
    ['規程.docx', zipWith({})],
    ['台帳.xlsx', zipWith({ 'xl/vbaProject.bin': new Uint8Array(1) })],
    ['台帳.xlsx', zipOf('a.exe')],
    ['規程.pdf', ''],
  ])('%s that is something else is not', (name, content) => {
    expect(verdict(name, content)).toBe('disguised')
  })

  test.each([
    'x.exe',
    'x.pdf.exe',
    'x.js',
    'x.html',
    'x.svg',
    'x.zip',
    'x.xlsm',
    'x.lnk',
    'x.bat',
    'x.iso',
    'x',
  ])('%s is none of those that are', (name) => {
    expect(verdict(name, 'MZ\x90\0')).toBe('notAllowed')
  })

  test('declared as something else is not taken, where the declaration says anything', () => {
    expect(verdict('image', '%PDF-1.7', 'image/png')).toBe('disguised')
    expect(verdict('規程.pdf', '%PDF-1.7', 'video/mp4')).toBe('disguised')
    expect(verdict('一覧.csv', 'a,b', 'application/vnd.ms-excel')).toBe('allowed')
  })

  test('whatever the bytes, what begins as a program is never handed over', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.constantFrom('a.txt', 'a.pdf', 'a.png', 'a.xlsx', 'a', 'a.mp4'),
        (rest, name) => {
          for (const magic of ['\x7fELF', '#!', '<script', '<html ', ' <!doctype html'])
            expect(
              verdict(
                name,
                Buffer.concat([
                  Buffer.from(
                    `${magic}${magic.startsWith('<') || magic.startsWith(' ') ? '>' : ''}`,
                    'latin1',
                  ),
                  rest,
                ]),
              ),
            ).not.toBe('allowed')
        },
      ),
    )
  })
})
