import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFileName, sizeOf } from '#src/chat/file.ts'
import { attachmentNamed } from '#src/services/http/content-disposition.ts'

test('whatever a file is called, every system takes the name, and it shows as it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (name) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]/u)
      expect(safe).not.toMatch(/^[. ]|[. ]$/)
      expect([...safe].length).toBeGreaterThan(0)
      expect([...safe].length).toBeLessThanOrEqual(121)
      expect(safeFileName(safe)).toBe(safe)
    }),
  )
})

test.each([
  ['規程（案）.docx', '規程（案）.docx'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['請求書\u202Excod.exe', '請求書xcod.exe'],
  ['CON.txt', '_CON.txt'],
  ['', 'file'],
  ['...', 'file'],
  [`${'長'.repeat(300)}.pdf`, `${'長'.repeat(116)}.pdf`],
])('%j is called %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('a download’s name comes back from its header, whatever it holds, and the header is one line of ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      const header = attachmentNamed(name)
      expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!#$&+^`|~%-]*$/)
      const [, plain = '', encoded = ''] = /filename="([^"]*)"; filename\*=UTF-8''(.*)$/.exec(header) ?? []
      expect(decodeURIComponent(encoded)).toBe(name.toWellFormed())
      expect(plain).not.toMatch(/["\\]/)
    }),
  )
})

test('sizes are told as people read them', () => {
  expect([0, 1, 2_048, 1_048_576, 26_214_400].map(sizeOf)).toEqual([
    '1 KB',
    '1 KB',
    '2 KB',
    '1.0 MB',
    '25.0 MB',
  ])
})
