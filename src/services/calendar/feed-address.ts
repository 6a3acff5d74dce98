import { BlockList, isIP } from 'node:net'
import type { FeedFault } from '../../ports/busy-calendars.ts'

/** Which addresses beside public ones are read from; `loopback`: this machine's own, and those without encryption. */
export type Reach = 'public' | 'loopback'

export type FeedAddress =
  | { readonly kind: 'address'; readonly url: URL }
  | {
      readonly kind: 'failed'
      readonly why: Extract<FeedFault, 'notAddress' | 'notHttps' | 'privateAddress'>
    }

/** Reads what somebody wrote, or a server led to; numbers are judged at once, names once they are resolved. */
export function readAddress(words: string, reach: Reach): FeedAddress {
  const written = words.trim().replace(/^webcals?:\/\//i, 'https://')
  if (!URL.canParse(written) || /\s/.test(written)) return { kind: 'failed', why: 'notAddress' }
  const url = new URL(written)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { kind: 'failed', why: 'notAddress' }
  if (url.username !== '' || url.password !== '') return { kind: 'failed', why: 'notAddress' }
  const host = hostOf(url)
  if (isIP(host) !== 0 && !isReachable(host, reach)) return { kind: 'failed', why: 'privateAddress' }
  const onLoopback = reach === 'loopback' && (host === 'localhost' || (isIP(host) !== 0 && isLoopback(host)))
  if (url.protocol === 'http:' && !onLoopback) return { kind: 'failed', why: 'notHttps' }
  return { kind: 'address', url }
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Whether a number may be connected to. */
export const isReachable = (address: string, reach: Reach): boolean =>
  isPublic(address) || (reach === 'loopback' && isLoopback(address))

/** Whether an IP address is of the public internet: IANA's registries of special-purpose addresses, RFC 6890. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4')
    case 6:
      return unicast.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
    // No number at all.
    default:
      return false
  }
}

const isLoopback = (address: string): boolean =>
  loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const listOf = (...subnets: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [net = '', prefix = ''] = subnet.split('/')
    list.addSubnet(net, Number(prefix), isIP(net) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const loopback = listOf('127.0.0.0/8', '::1/128')

/** All of IPv6 that is given out; mapped, compatible and NAT64 (64:ff9b::/96) forms of IPv4 lie outside. */
const unicast = listOf('2000::/3')

const notPublic = listOf(
  // This network, private ones, carriers' own, loopback, link-local: a cloud's metadata among them.
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  // Protocols', documentation's, 6to4 relays', private ones, benchmarks'.
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24'],
  // Multicast, reserved, broadcast.
  ...['224.0.0.0/4', '240.0.0.0/4'],
  // Teredo and other protocols', documentation's, 6to4, which hold IPv4 addresses or none.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
)
