import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { browser, command, fieldHub, fieldLaptop, type Browser, type FieldHub, type FieldLaptop } from '../world/processes.ts'
import { drafted, signatureOf } from '../world/selling.ts'

// C-1010 ZEN of the demo company's facts (4.6), from a laptop without a network to a change order: a hub on PostgreSQL and a laptop as processes of their own.

/** The last spot that Amelia's laptop had on the 18th. */
const pricedOn = '2026-11-16'
const shown = (figures: any[]) => figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost, f.margin, f.percent])
const inPounds = (cost: string, margin: string, percent: string) => ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', cost, margin, percent]) // prettier-ignore
/** A person at their screen, as other stories call a house. */
const doing = (person: Browser) => ({
  do: async (operation: string, input: unknown = {}): Promise<any> => {
    const { status, body } = await person.post(operation, input)
    if (status !== 200) throw new Error(`${operation} was refused: ${status} ${JSON.stringify(body)}`)
    return body
  },
})

let hub: FieldHub
let laptop: FieldLaptop
let amelia: ReturnType<typeof doing>, grace: ReturnType<typeof doing>
let desk: string
/** Waits until what head office did has come down. */
async function heard(there: () => Promise<boolean>): Promise<void> {
  await laptop.person.post('sync.now', {})
  for (let tries = 0; tries < 200; tries++) {
    if (await there()) return
    await wait(100)
  }
  throw new Error(`it did not come down: ${JSON.stringify(await laptop.status())} ${laptop.said()}`)
}
/** Proves a file where nothing of Harmony lies: no store, no keys but the one that is given. */
async function verified(
  bytes: Buffer,
  name: string,
  key?: string,
): Promise<{ status: number | null; answer: any; stands: Record<string, string> }> {
  const folder = mkdtempSync(path.join(desk, 'clean-'))
  writeFileSync(path.join(folder, name), bytes)
  if (key !== undefined) writeFileSync(path.join(folder, 'company.key'), key)
  const before = readdirSync(folder)
  const { status, answer } = await command(['verify', name, '--json', ...(key === undefined ? [] : ['--key', 'company.key'])], '', folder)
  expect(readdirSync(folder)).toEqual(before)
  return { status, answer, stands: Object.fromEntries(answer.checks.map((one: any) => [one.check, one.stands])) }
}

beforeAll(async () => {
  desk = mkdtempSync(path.join(os.tmpdir(), 'golden-'))
  hub = await fieldHub('postgres', 'field_golden')
  laptop = await fieldLaptop(hub, hub.address, 'amelia.ford')
  await laptop.start()
  await laptop.person.signIn('amelia.ford')
  amelia = doing(laptop.person)
  await laptop.inStep()
  const atHeadOffice = browser(() => hub.address)
  await atHeadOffice.signIn('grace.patel')
  grace = doing(atHeadOffice)
}, 180_000)
afterAll(async () => {
  await laptop?.end()
  await hub?.end()
  rmSync(desk, { recursive: true, force: true })
})

describe('★ C-1010 ZEN, captured where there is no network', () => {
  let order: any
  let companyKey = ''
  const there = () => grace.do('orders.get', { order: order.id })

  it('is worked out on the laptop alone: 6,400.00, costs 4,645.40, earns 1,754.60 = 27.42 %', async () => {
    companyKey = (await hub.call('signing.keys')).own
    await hub.kill()
    order = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn, start: '2026-11-18' })
    expect(order).toMatchObject({ oneOff: '640000', oneOffTax: '128000', number: null, state: 'draft' })
    expect(shown(order.figures)).toEqual(inPounds('464540', '175460', '27.42'))
  }, 60_000)

  it('is looked at, signed and printed at the customer’s table, and proves itself anywhere', async () => {
    const { payload } = await amelia.do('orders.paper', { order: order.id, day: '2026-11-18' })
    const looked = await amelia.do('signing.preview', { payload })
    const signing = { ...signatureOf(payload), document: looked.file, viewed: looked.file.hash }
    order = await amelia.do('orders.capture', { order: order.id, signing })
    expect(order).toMatchObject({
      state: 'captured',
      number: null,
      signedOn: '2026-11-18',
      reference: expect.stringMatching(/^[A-Z]\d+-\d{6}$/),
    })
    for (let tries = 0; tries < 100 && (await laptop.status()).connection !== 'offline'; tries++) await wait(100)
    expect(await laptop.status()).toMatchObject({ connection: 'offline', unsent: 2 })
    for (const [operation, name] of [
      ['signing.export', 'evidence.json'],
      ['signing.print', 'order.pdf'],
    ] as const) {
      const { status, answer, stands } = await verified(
        await laptop.person.file(operation, { signature: order.signature }),
        name,
        companyKey,
      )
      expect({ status, broken: answer.broken, signer: answer.signer, ok: answer.ok }).toEqual({ status: 0, broken: null, signer: 'Ruth Zentner', ok: true }) // prettier-ignore
      // The hub has not heard of it yet.
      expect(stands).toMatchObject({ payload: 'yes', document: 'yes', seal: 'yes', key: 'yes', pin: 'yes', file: 'yes', receipt: 'absent' })
    }
    const bytes = await laptop.person.file('signing.export', { signature: order.signature })
    const forged = Buffer.from(bytes.toString('utf8').replace('"unitPrice":"6400"', '"unitPrice":"6300"'))
    const { status, answer } = await verified(forged, 'evidence.json')
    expect([status === 0, answer.ok, answer.broken.check]).toEqual([false, false, 'payload'])
  }, 120_000)

  it('is the hub’s once the laptop meets it: the number beside the reference, everything else the same', async () => {
    await hub.start()
    await laptop.inStep()
    const at = await there()
    // Two orders of the demo company's autumn were there before.
    expect(at).toMatchObject({ state: 'qualityCheck', number: 'NLUK-ORD-26-000003', reference: order.reference, documentHash: order.documentHash, signature: order.signature }) // prettier-ignore
    expect([at.lines, at.costs]).toEqual([order.lines, order.costs])
    expect(shown(at.figures)).toEqual(inPounds('464540', '175460', '27.42'))
    expect(await amelia.do('orders.get', { order: order.id })).toMatchObject({ state: 'qualityCheck', number: 'NLUK-ORD-26-000003', reference: order.reference }) // prettier-ignore
    for (const text of ['NLUK-ORD-26-000003', order.reference])
      expect((await amelia.do('search.find', { text, kinds: ['order'] })).found).toMatchObject([{ id: order.id }])
    expect((await laptop.outbox()).every((row) => row.state === 'settled')).toBe(true)
    // The device compares its copy in a round of its own after it got the last change.
    await heard(async () => (await hub.call('sync.seal')).allInStep)
    expect(await hub.call('sync.seal')).toMatchObject({ allInStep: true, waiting: 0 })
  }, 120_000)

  it('proves itself again with the hub’s countersignature, which came down to the laptop', async () => {
    for (const [operation, name] of [
      ['signing.export', 'evidence.json'],
      ['signing.print', 'order.pdf'],
    ] as const) {
      const { status, stands } = await verified(await laptop.person.file(operation, { signature: order.signature }), name, companyKey)
      expect({ status, ...stands }).toMatchObject({ status: 0, payload: 'yes', document: 'yes', seal: 'yes', key: 'yes', receipt: 'yes', pin: 'yes', file: 'yes' }) // prettier-ignore
    }
    const { status, answer } = await verified(await laptop.person.file('signing.export', { signature: order.signature }), 'evidence.json', 'f'.repeat(64)) // prettier-ignore
    expect([status === 0, answer.broken.check]).toEqual([false, 'pin'])
  }, 120_000)

  it('is accepted by Grace and executed by the service: C-1010 with its line and purchases, the margin as it was captured', async () => {
    for (const { id } of (await there()).approvals) await hub.call('approvals.decide', { ids: [id], decision: 'approve', note: 'Known for long' }) // prettier-ignore
    expect(await grace.do('orders.acceptQuality', { order: order.id })).toMatchObject({ state: 'accepted', decidedBy: 'Grace Patel' })
    order = await hub.call('orders.execute', { order: order.id, contractNumber: 'C-1010' })
    expect(order).toMatchObject({ state: 'executing', contract: expect.any(String) })
    const margin = await hub.call('purchases.margin', { line: order.lines[0].contractLine, day: pricedOn })
    expect(shown(margin.planned)).toEqual(inPounds('464540', '175460', '27.42'))
    await heard(async () => (await amelia.do('orders.get', { order: order.id })).contract === order.contract)
    expect(await amelia.do('orders.get', { order: order.id })).toMatchObject({ state: 'executing' })
    const { rows } = await amelia.do('contracts.lines', { filter: { field: 'contract', is: 'equal', value: order.contract } })
    expect(rows.map((line: any) => [line.number, line.product, line.state, line.unitPrice])).toEqual([[1, 'FW-HA', 'awaiting', '6400'], [2, 'FW-SUP', 'draft', null]]) // prettier-ignore
  }, 120_000)

  it('★ its hardware from another supplier: 4,629.00, 1,771.00 = 27.67 %; on the laptop too, and the evidence stays what it was', async () => {
    const [dealer] = (await hub.call('purchases.suppliers', { filter: { field: 'code', is: 'equal', value: 'RHENUS' } })).rows
    const evidence = await laptop.person.file('signing.export', { signature: order.signature })
    const ordered = await hub.call('purchases.changeOrder', {
      contract: order.contract, line: order.lines[0].contractLine, reason: 'Cheaper in Germany', effective: pricedOn,
      changes: [{ does: 'change', costLine: order.costs[0].costLine, supplier: dealer.id, currency: 'EUR', unitCost: '4480.00' }],
    }) // prettier-ignore
    expect([shown(ordered.marginBefore), shown(ordered.marginAfter)]).toEqual([inPounds('464540', '175460', '27.42'), inPounds('462900', '177100', '27.67')]) // prettier-ignore
    await heard(async () => (await amelia.do('purchases.get', { contract: order.contract })).costs.some((cost: any) => cost.currency === 'EUR' && cost.unitCost === '4480')) // prettier-ignore
    const margin = await amelia.do('purchases.margin', { line: order.lines[0].contractLine, day: pricedOn })
    expect(shown(margin.planned)).toEqual(inPounds('462900', '177100', '27.67'))
    expect((await laptop.person.file('signing.export', { signature: order.signature })).equals(evidence)).toBe(true)
    await heard(async () => (await hub.call('sync.seal')).allInStep)
    expect(await hub.call('sync.seal')).toMatchObject({ allInStep: true, waiting: 0 })
    const audited = await command(['audit', ...hub.where])
    expect([audited.status, audited.answer?.result?.ok]).toEqual([0, true])
  }, 120_000)
})
