import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowed } from '#src/platforms/download.ts'

const HOSTS = ['files.slack.com', '.sharepoint.com']
const KNOWN = /^(files\.slack\.com|[a-z0-9.-]+\.sharepoint\.com)$/

test('whatever an address looks like, only a platform’s own host is asked, over https, at its own port', () => {
  const anyHost = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.constantFrom(
      ...['files.slack.com', 'FILES.SLACK.COM', 'files.slack.com.', 'a.sharepoint.com', 'sharepoint.com'],
      ...[
        'xsharepoint.com',
        'files.slack.com.evil.jp',
        'evil.jp#.sharepoint.com',
        'evil.jp\\.sharepoint.com',
      ],
      ...['evil.jp?.sharepoint.com', 'evil.jp%2f.sharepoint.com', '127.0.0.1', '[::1]', 'localhost', '0'],
    ),
  )
  const anyAddress = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'file://', 'ftp://', 'HTTPS://', '//', 'data:', ''),
      fc.constantFrom('', 'user@', 'files.slack.com@', 'a:b@'),
      anyHost,
      fc.constantFrom('', ':443', ':80', ':8080'),
      fc.string({ maxLength: 5 }),
    )
    .map(([scheme, user, host, port, path]) => `${scheme}${user}${host}${port}/${path}`)
  fc.assert(
    fc.property(anyAddress, (address) => {
      const url = allowed(address, undefined, { hosts: HOSTS, added: [] })
      if (!url) return
      expect(url.protocol).toBe('https:')
      expect(url.hostname).toMatch(KNOWN)
      expect([url.port, url.username, url.password]).toEqual(['', '', ''])
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['https://files.slack.com/files-pri/T1-F1/x.pdf', true],
  ['https://minato-my.sharepoint.com/personal/x', true],
  ['https://files.slack.com:8443/x', false],
  ['http://files.slack.com/x', false],
  ['https://docs.google.com/x', false],
  ['http://127.0.0.1:4000/x', true],
  ['http://127.0.0.1:4001/x', false],
  ['https://stand-in.example.com/x', true],
  ['http://stand-in.example.com/x', false],
])('%s may be asked: %s', (address, may) => {
  const added = ['127.0.0.1:4000', 'stand-in.example.com']
  expect(allowed(address, undefined, { hosts: HOSTS, added }) !== undefined).toBe(may)
})

test('a redirect is judged as the address that it leads to', () => {
  const from = new URL('https://files.slack.com/a')
  const options = { hosts: HOSTS, added: [] }
  expect(allowed('/b', from, options)?.href).toBe('https://files.slack.com/b')
  expect(allowed('https://acme.slack.com/?redir=x', from, options)).toBeUndefined()
  expect(allowed('http://169.254.169.254/', from, options)).toBeUndefined()
  expect(allowed('//evil.jp/', from, options)).toBeUndefined()
})
