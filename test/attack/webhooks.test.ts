import type { Caller, Read } from '../../core/kernel/operation.ts'
import { modules } from '../../core/harmony.ts'
import { catalogueOf } from '../../core/webhooks/catalogue.ts'
import type { Happened } from '../../core/webhooks/message.ts'
import { kindsOf } from '../../main/storage/tables.ts'
import { targetOf } from '../../main/webhooks/address.ts'
import { heardBy } from '../../main/webhooks/audience.ts'
import { allowedBy, placeOf } from '../../main/webhooks/networks.ts'
import { send } from '../../main/webhooks/sending.ts'
import { receiver } from '../world/receiver.ts'

// Whoever may set up a webhook makes the hub call an address of theirs: it must reach nothing that only the hub can reach (SSRF), and tell nothing that its owner may not read.

const nothing = allowedBy([])
const faultOf = (address: string, allowed = nothing): string => {
  const target = targetOf(address, allowed)
  return 'fault' in target ? target.fault : 'fine'
}

describe('an address that somebody enters', () => {
  it.each([
    ['https://erp.example.com/hooks/harmony?to=1', 'fine'],
    ['https://erp.example.com:8443/', 'fine'],
    ['https://93.184.216.34/', 'fine'],
    ['https://[2606:2800:220:1:248:1893:25c8:1946]/', 'fine'],
    // This machine, in every way in which it can be written.
    ['https://127.0.0.1/', 'forbidden'],
    ['https://127.1/', 'forbidden'],
    ['https://2130706433/', 'forbidden'],
    ['https://0x7f000001/', 'forbidden'],
    ['https://0177.0.0.1/', 'forbidden'],
    ['https://017700000001/', 'forbidden'],
    ['https://0/', 'forbidden'],
    ['https://127。0。0。1/', 'forbidden'],
    ['https://①②⑦.0.0.1/', 'forbidden'],
    ['https://%31%32%37.0.0.1/', 'forbidden'],
    ['https://localhost/', 'forbidden'],
    ['https://LOCALHOST./', 'forbidden'],
    ['https://a.localhost/', 'forbidden'],
    ['https://[::1]/', 'forbidden'],
    ['https://[::]/', 'forbidden'],
    ['https://[::ffff:127.0.0.1]/', 'forbidden'],
    ['https://[::ffff:7f00:1]/', 'forbidden'],
    ['https://[0:0:0:0:0:ffff:7f00:0001]/', 'forbidden'],
    ['https://[::ffff:0:127.0.0.1]/', 'forbidden'],
    ['https://[::127.0.0.1]/', 'forbidden'],
    ['https://[64:ff9b::7f00:1]/', 'forbidden'],
    ['https://[64:ff9b::a00:1]/', 'forbidden'],
    ['https://[2002:7f00:1::]/', 'forbidden'],
    ['https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', 'forbidden'],
    // The network of the house, and what nobody is called in.
    ['https://10.0.0.1/', 'forbidden'],
    ['https://172.16.0.1/', 'forbidden'],
    ['https://172.31.255.255/', 'forbidden'],
    ['https://192.168.1.1/', 'forbidden'],
    ['https://100.64.0.1/', 'forbidden'],
    ['https://198.18.0.1/', 'forbidden'],
    ['https://192.0.0.192/', 'forbidden'],
    ['https://224.0.0.1/', 'forbidden'],
    ['https://255.255.255.255/', 'forbidden'],
    ['https://[fc00::1]/', 'forbidden'],
    ['https://[fd12:3456::1]/', 'forbidden'],
    ['https://[fe80::1]/', 'forbidden'],
    ['https://[ff02::1]/', 'forbidden'],
    ['https://[::ffff:10.0.0.1]/', 'forbidden'],
    // Where machines in a cloud learn their secrets.
    ['https://169.254.169.254/latest/meta-data/', 'forbidden'],
    ['https://2852039166/', 'forbidden'],
    ['https://0xA9.0xFE.0xA9.0xFE/', 'forbidden'],
    ['https://[::ffff:a9fe:a9fe]/', 'forbidden'],
    ['https://[fd00:ec2::254]/', 'forbidden'],
    ['https://100.100.100.200/', 'forbidden'],
    // Other ways of speaking, other services, other people's names.
    ['http://erp.example.com/', 'notHttps'],
    ['http://10.0.0.1/', 'notHttps'],
    ['http://127.0.0.1/', 'notHttps'],
    ['file:///etc/passwd', 'malformed'],
    ['gopher://erp.example.com/', 'malformed'],
    ['javascript:alert(1)', 'malformed'],
    ['erp.example.com', 'malformed'],
    ['https://', 'malformed'],
    ['https://erp.example.com/ HTTP/1.1\r\nx: y', 'malformed'],
    [`https://erp.example.com/${'a'.repeat(500)}`, 'malformed'],
    ['https://me:secret@erp.example.com/', 'credentials'],
    ['https://erp.example.com@10.0.0.1/', 'credentials'],
    ['https://erp.example.com/#part', 'credentials'],
    ['https://erp.example.com:22/', 'port'],
    ['https://erp.example.com:25/', 'port'],
    ['https://erp.example.com:80/', 'port'],
  ])('%s is %s', (address, expected) => {
    expect(faultOf(address)).toBe(expected)
  })

  it('may be of the house’s own network where the organisation names it, and of no other; what machines keep secrets in stays closed', () => {
    const allowed = allowedBy(['10.20.0.0/16', 'fd12::/16', 'erp.intern.example', '169.254.0.0/16', '127.0.0.0/8', '::/0'])
    const cases: readonly [string, string][] = [
      ['https://10.20.1.1/', 'fine'],
      ['https://10.21.1.1/', 'forbidden'],
      ['https://[fd12:3456::1]/', 'fine'],
      ['https://[::ffff:10.20.0.1]/', 'fine'],
      ['https://[::ffff:10.21.0.1]/', 'forbidden'],
      ['http://10.20.1.1/', 'notHttps'],
      ['http://127.0.0.1:8080/', 'fine'],
      ['http://localhost:8080/', 'fine'],
      ['https://169.254.169.254/', 'forbidden'],
      ['https://[fe80::1]/', 'forbidden'],
      ['https://[fd00:ec2::254]/', 'forbidden'],
      ['https://0.0.0.0/', 'forbidden'],
    ]
    expect(cases.map(([address]) => [address, faultOf(address, allowed)])).toEqual(cases)
    expect(placeOf('10.99.0.1', 'erp.intern.example', allowed).allowed).toBe(true)
    expect(placeOf('10.99.0.1', 'other.intern.example', allowed).allowed).toBe(false)
    expect(placeOf('169.254.169.254', 'erp.intern.example', allowed).allowed).toBe(false)
  })
})

describe('where a name leads', () => {
  const post = (address: string, resolve: (host: string) => Promise<readonly string[]>, allowed = nothing) => send(address, {}, '{}', { allowed, resolve, patience: 400 }) // prettier-ignore
  it('is looked up once, and one private address among several is one too many', async () => {
    for (const found of [['10.0.0.1'], ['::1'], ['::ffff:169.254.169.254'], ['93.184.216.34', '127.0.0.1'], ['2606:2800::1', 'fd00::1']]) {
      let asked = 0
      const resolve = async () => (asked++, found)
      expect([found, await post('https://rebinding.example.com/', resolve)]).toMatchObject([found, { taken: false, fault: 'forbidden' }])
      expect(asked).toBe(1)
    }
    expect(await post('https://nobody.example.com/', async () => [])).toMatchObject({ fault: 'unresolved' })
    expect(await post('https://nobody.example.com/', () => new Promise(() => undefined))).toMatchObject({ fault: 'timeOut' })
  })

  it('is called at the address that was looked at: who answers the next question otherwise is not asked', async () => {
    const here = await receiver()
    try {
      const allowed = allowedBy(['127.0.0.0/8'])
      const answers = ['127.0.0.1', '10.0.0.1']
      const url = here.url.replace('127.0.0.1', 'a.localhost')
      const sent = await post(url, async () => [answers.shift()!], allowed)
      expect([sent.taken, answers, here.all.length, here.all[0]!.headers.host]).toEqual([true, ['10.0.0.1'], 1, new URL(url).host])
      // Plain http leads nowhere but here, whatever the name says then.
      expect(await post(url, async () => ['93.184.216.34'], allowed)).toMatchObject({ taken: false, fault: 'forbidden' })
    } finally {
      await here.close()
    }
  })

  it('is judged before each attempt, whatever was saved', async () => {
    expect(await post('http://erp.example.com/', async () => ['93.184.216.34'])).toMatchObject({ fault: 'forbidden' })
    expect(await post('https://10.20.0.1/', async () => ['93.184.216.34'])).toMatchObject({ fault: 'forbidden' })
  })
})

describe('what an owner hears', () => {
  const [mine, theirs] = ['0198e6f2-7a30-7c4e-9b1d-2f6a4c8e0b13', '0198e6f2-7a30-7c4e-9b1d-2f6a4c8e0b14']
  const told = new Map(catalogueOf(modules).map((one) => [one.event, one]))
  const kinds = new Map(kindsOf(modules).map((kind) => [kind.record, kind]))
  const reading = (...seen: readonly string[]) => ({ get: async (_kind: unknown, id: string) => (seen.includes(id) ? { id, entity: 'NLUK' } : undefined) }) as unknown as Read // prettier-ignore
  const owner = (more: Partial<Caller> = {}): Caller => ({ user: 'u', name: 'Ada', permits: new Set(['contracts.read', 'ledger.read']), entities: 'all', language: 'en', ...more }) // prettier-ignore
  const happened = (about: Record<string, string>, event = 'contracts.opened'): Happened => ({
    eventId: 'evt', event, sequence: 7, at: '2026-11-30T09:00:00.000Z', about, rows: [mine, theirs].map((id) => ({ record: 'contracts', id })),
  }) // prettier-ignore
  const hears = (caller: Caller, of: Happened, seen: readonly string[] = [], webhook: object = {}) =>
    heardBy(caller, { rights: ['contracts.read'], entity: null, ...webhook }, of, { told, kinds, read: reading(mine, theirs), reader: () => reading(...seen) }) // prettier-ignore
  const both = { contract: mine, other: theirs, number: 'C-1003', name: 'Grace Patel' }

  it('is what they may read now, and might when they asked', async () => {
    expect(await hears(owner(), happened(both))).toMatchObject([{ as: 'contract', record: 'contracts', id: mine }, { as: 'other', id: theirs }]) // prettier-ignore
    expect(await hears(owner({ permits: new Set(['ledger.read']) }), happened(both))).toBeUndefined()
    expect(await hears(owner(), happened(both), [], { rights: ['ledger.read'] })).toBeUndefined()
    expect(await hears(owner(), happened(both, 'ledger.unheardOf'))).toBeUndefined()
  })
  it('is of other legal entities nothing, not even that it happened, and of rows those that they see themselves', async () => {
    const german = owner({ entities: ['NLDE'] })
    expect(await hears(german, happened({ ...both, entity: 'NLUK' }), [mine, theirs])).toBeUndefined()
    expect(await hears(german, happened(both), [mine])).toMatchObject([{ id: mine }])
    expect(await hears(german, happened(both))).toBeUndefined()
    expect(await hears(german, happened({ name: 'Grace Patel' }))).toBeUndefined()
    expect(await hears(german, happened({ entity: 'NLDE' }))).toEqual([])
    const bounded = owner({ bounds: { team: [], territories: [], rights: new Map() } })
    expect(await hears(bounded, happened(both), [theirs])).toMatchObject([{ id: theirs }])
    expect(await hears(bounded, happened(both))).toBeUndefined()
    expect(await hears(bounded, happened({ entity: 'NLDE' }))).toBeUndefined()
  })
  it('is of one legal entity alone where the webhook says so, whether the event names it or its rows do', async () => {
    expect(await hears(owner(), happened({ ...both, entity: 'NLDE' }), [], { entity: 'NLUK' })).toBeUndefined()
    expect(await hears(owner(), happened({ ...both, entity: 'NLUK' }), [], { entity: 'NLUK' })).toHaveLength(2)
    expect(await hears(owner(), happened(both), [], { entity: 'NLUK' })).toHaveLength(2)
    expect(await hears(owner(), happened(both), [], { entity: 'NLDE' })).toBeUndefined()
  })
  it('names no person, no reason, no file', async () => {
    const subjects = await hears(owner(), happened({ ...both, reason: 'lost telephone', login: 'grace.patel', file: 'salaries.xlsx' }))
    expect(JSON.stringify(subjects)).not.toMatch(/Grace|grace|telephone|salaries|C-1003/)
  })
})
