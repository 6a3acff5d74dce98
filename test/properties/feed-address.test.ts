import { expect, test } from 'vitest'
import { isPublic, readAddress } from '#src/services/calendar/feed-address.ts'

test.each([
  ...['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '169.253.255.255', '223.255.255.255'],
  ...['2001:4860:4860::8888', '2606:4700:4700::1111', '2400:8500::1'],
])('%s is of the public internet', (address) => {
  expect(isPublic(address)).toBe(true)
})

test.each([
  ...['127.0.0.1', '127.255.255.255', '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '172.16.0.1'],
  ...['172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.8'],
  ...[
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.9',
    '192.88.99.1',
    '224.0.0.1',
    '239.255.255.250',
  ],
  ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe'],
  ...['::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '100::1', 'fc00::1', 'fd12::1'],
  ...['fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::'],
  ...['3fff::1', '5f00::1', 'localhost', '', '1.2.3', '0177.0.0.1'],
])('%s is not', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.each([
  ['https://calendar.example.com/a.ics', 'https://calendar.example.com/a.ics'],
  ['  webcal://calendar.example.com/a.ics ', 'https://calendar.example.com/a.ics'],
  ['WEBCALS://calendar.example.com/a.ics', 'https://calendar.example.com/a.ics'],
  ['https://8.8.8.8:8443/a', 'https://8.8.8.8:8443/a'],
])('%s can be tried', (words, href) => {
  expect(readAddress(words, 'public')).toEqual({ kind: 'address', url: new URL(href) })
})

test.each([
  ['', 'notAddress'],
  ['カレンダー', 'notAddress'],
  ['https://', 'notAddress'],
  ['https://a b/', 'notAddress'],
  ['file:///etc/passwd', 'notAddress'],
  ['ftp://example.com/a.ics', 'notAddress'],
  ['https://me:secret@example.com/a.ics', 'notAddress'],
  ['http://calendar.example.com/a.ics', 'notHttps'],
  ['https://127.0.0.1/', 'privateAddress'],
  ['https://[::1]/', 'privateAddress'],
  ['https://169.254.169.254/latest', 'privateAddress'],
  // The same numbers in other words.
  ['https://0/', 'privateAddress'],
  ['https://2130706433/', 'privateAddress'],
  ['https://0x7f.1/', 'privateAddress'],
  ['https://0177.0.0.1/', 'privateAddress'],
  ['https://127.1/', 'privateAddress'],
  ['https://１２７.0.0.1/', 'privateAddress'],
  ['https://[::ffff:7f00:1]/', 'privateAddress'],
])('%s is refused: %s', (words, why) => {
  expect(readAddress(words, 'public')).toEqual({ kind: 'failed', why })
})

test('this machine’s own addresses are read from only where that is set, and no others of its network', () => {
  for (const words of ['http://127.0.0.1:5232/a.ics', 'http://localhost/a.ics', 'https://[::1]/a.ics'])
    expect(readAddress(words, 'loopback').kind).toBe('address')
  for (const [words, why] of [
    ['https://169.254.169.254/', 'privateAddress'],
    ['http://10.0.0.1/', 'privateAddress'],
    ['http://calendar.example.com/', 'notHttps'],
  ])
    expect(readAddress(words ?? '', 'loopback')).toEqual({ kind: 'failed', why })
})
