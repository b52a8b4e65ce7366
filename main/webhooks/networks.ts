import { BlockList, isIP } from 'node:net'

type Family = 'ipv4' | 'ipv6'
const familyOf = (address: string): Family => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
const listOf = (...ranges: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const range of ranges) add(list, range)
  return list
}
function add(list: BlockList, range: string): void {
  const [address = '', bits] = range.split('/')
  if (bits === undefined) list.addAddress(address, familyOf(address))
  else list.addSubnet(address, Number(bits), familyOf(address))
}

/** Not of the public network, by the registries of IANA (special-purpose addresses, IPv4 and IPv6). */
const special = listOf(
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  // Within what is given out at all (2000::/3): Teredo and others of the protocol, benchmarks, ORCHID, documentation, 6to4, AS112.
  '2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20',
) // prettier-ignore
const givenOut = listOf('2000::/3')
/** Where machines in a cloud learn their own secrets, what is nobody's, and what is everybody's: no setting opens these. */
const never = listOf(
  '0.0.0.0/8', '169.254.0.0/16', '100.100.100.200', '168.63.129.16', '192.0.0.192', '224.0.0.0/4', '240.0.0.0/4', '::', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254', 'fd20:ce::254',
) // prettier-ignore
const loopback = listOf('127.0.0.0/8', '::1')

/** An IPv4 address within an IPv6 one: `::ffff:10.0.0.1`, the translated `64:ff9b::10.0.0.1`, the compatible `::10.0.0.1`. */
function within(address: string): string | undefined {
  const words = wordsOf(address)
  if (!words) return undefined
  const [high, low] = [words[6]!, words[7]!]
  const zeros = (until: number, from = 0): boolean => words.slice(from, until).every((word) => word === 0)
  const holds = (zeros(5) && words[5] === 0xffff) || (zeros(6) && high !== 0) || (zeros(4) && words[4] === 0xffff && words[5] === 0) || (words[0] === 0x64 && words[1] === 0xff9b && zeros(6, 2)) // prettier-ignore
  return holds ? `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}` : undefined
}
function wordsOf(address: string): number[] | undefined {
  const plain = address.replace(/%.*$/, '')
  if (isIP(plain) !== 6) return undefined
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(plain)
  const text = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : plain
  const [left = '', right] = text.split('::')
  const numbers = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => parseInt(word, 16)))
  const [front, back] = [numbers(left), numbers(right ?? '')]
  return right === undefined ? front : [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}

/** Private places that the organisation has named: networks, addresses, and names of hosts. */
export interface Allowed {
  /** Each for itself: a network of IPv6 says nothing of IPv4, which lies within it on paper. */
  readonly networks: Readonly<Record<Family, BlockList>>
  readonly hosts: ReadonlySet<string>
}
export function allowedBy(entries: readonly string[]): Allowed {
  const networks = { ipv4: new BlockList(), ipv6: new BlockList() }
  const hosts = new Set<string>()
  for (const entry of entries) {
    const address = entry.split('/')[0]!
    if (isIP(address) === 0) hosts.add(entry.toLowerCase())
    else add(networks[familyOf(address)], entry)
  }
  return { networks, hosts }
}

export interface Place {
  /** Nobody reads on the way: the machine itself. */
  readonly loopback: boolean
  readonly allowed: boolean
}
/** Whether something may be sent to an address, asked for under a name. What lies within an address counts, however it is written. */
export function placeOf(address: string, host: string, { networks, hosts }: Allowed): Place {
  const real = within(address) ?? address.replace(/%.*$/, '')
  const family = familyOf(real)
  const isLoopback = loopback.check(real, family)
  if (isIP(real) === 0 || never.check(real, family)) return { loopback: isLoopback, allowed: false }
  const isPublic = !special.check(real, family) && (family === 'ipv4' || givenOut.check(real, family))
  return { loopback: isLoopback, allowed: isPublic || hosts.has(host.toLowerCase()) || networks[family].check(real, family) }
}
