import { randomUUID } from 'node:crypto'
import type { FileRef } from '../../core/kernel/shape.ts'
import { freshHouse, type House } from '../world/house.ts'
import { drafted } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

jest.setTimeout(60_000)

type Acting = Pick<House, 'do' | 'refused'>
const backup = [{ product: 'FW-HA', quantity: '1' }]

describe.each(stores)('what is signed by a link becomes an order, on %s', (dialect) => {
  let house: House
  let amelia: Acting
  const clock = Date.parse('2026-11-18T10:00:00Z')
  beforeAll(async () => {
    house = await freshHouse(dialect, 'signing-follow-up', { clock: () => clock })
    await house.do('demo.seed')
    amelia = await house.as('amelia.ford')
  }, 120_000)
  afterAll(() => house?.close())

  /** As somebody without any sign-in would. */
  const visit = async (operation: string, input: object): Promise<any> => {
    const caller = house.harmony.visitor({ address: '203.0.113.7', language: 'en' })
    const outcome = await house.harmony.run({ id: randomUUID(), operation, input, caller })
    return outcome.ok ? outcome.result : outcome.refusal.refused
  }
  interface Link {
    readonly link: string
    readonly invitation: string
    readonly document: FileRef
    readonly consent: string
  }
  const linkFor = async (record: 'orders' | 'quotes', row: any): Promise<Link> => {
    const { payload } = record === 'orders' ? await amelia.do('orders.paper', { order: row.id }) : await amelia.do('orders.quotePaper', { quote: row.id }) // prettier-ignore
    const { file } = await amelia.do('signing.preview', { payload })
    const input = { record, subject: row.id, entity: row.entity, customer: row.customer, payload, document: file, signer: 'Ruth Zentner' }
    return { ...(await amelia.do('signing.invite', input)), document: file, consent: payload.consent }
  }
  const sign = async ({ link, document, consent }: Link, more: object = {}): Promise<any> => {
    await visit('signing.openLink', { link })
    return visit('signing.signByLink', { link, signer: 'Ruth Zentner', role: 'Practice manager', viewed: document.hash, consent, ...more })
  }
  /** What the host does when it hears of it takes a moment. */
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 200; tries++) {
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error('it never came')
  }
  const orderOf = (order: string): Promise<any> => amelia.do('orders.get', { order })
  const capturedSoon = async (order: string): Promise<any> => {
    await until(async () => (await orderOf(order)).state !== 'draft')
    return orderOf(order)
  }
  const rowsOf = async (table: string, where: string): Promise<number> =>
    (await house.harmony.database.read((session) => session.rows(`select id from ${table} where ${where}`))).length

  it('an order is captured like one that was signed beside the salesperson: number, quality check, evidence', async () => {
    const order = await drafted(amelia, 'ZEN', backup)
    const link = await linkFor('orders', order)
    const { signature } = await sign(link, { image: 'M10 100 L20 40' })
    const taken = await capturedSoon(order.id)
    expect(taken).toMatchObject({ state: 'qualityCheck', signature, capturedBy: 'Amelia Ford', signedOn: expect.any(String) })
    expect(taken.number).toMatch(/^NLUK-ORD-26-\d{6}$/)
    expect(taken.signed).toMatchObject({ method: 'link', image: 'M10 100 L20 40', payloadHash: taken.documentHash })
    expect((await amelia.do('orders.signedByLink', {})).rows).toEqual([])
  })

  it('again it stays as it is: the same number, one document, whoever asks', async () => {
    const order = await drafted(amelia, 'ZEN', backup)
    const { signature } = await sign(await linkFor('orders', order))
    const taken = await capturedSoon(order.id)
    const again = await Promise.all([amelia, house, amelia].map((who) => who.do('orders.takeSignature', { signature })))
    expect(again.map(({ number, signature: by }) => [number, by])).toEqual(Array(3).fill([taken.number, signature]))
    expect(await rowsOf('order_documents', `"order" = '${order.id}'`)).toBe(1)
    expect(await house.refused('orders.takeSignature', { signature: randomUUID() })).toBe('orders.unknownSignature')
  })

  it('what is out of the ordinary asks for the same approvals, in the name of whoever sells', async () => {
    const order = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1', priceBy: 'discount', percent: '30' }])
    const asked = (await amelia.do('orders.check', { order: order.id })).approvals.map(({ kind }: any) => kind)
    expect(asked).toContain('orders.discount')
    await sign(await linkFor('orders', order))
    const { approvals } = await capturedSoon(order.id)
    expect(approvals.map((a: any) => a.kind).sort()).toEqual([...asked].sort())
    expect(new Set(approvals.map((a: any) => a.askedByName))).toEqual(new Set(['Amelia Ford']))
    expect(await amelia.refused('approvals.decide', { ids: [approvals[0].id], decision: 'approve', note: 'Mine' })).not.toBe('')
  })

  it('a quote that is opened counts as seen; signed, its order is prepared, captured, and the quote accepted', async () => {
    const [customer] = (await amelia.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows
    const quote = await amelia.do('quotes.save', { entity: 'NLUK', customer: customer.id, lines: backup, pricedOn: '2026-11-18' })
    expect(await amelia.refused('orders.quotePaper', { quote: quote.id })).toBe('quotes.notIssued')
    await amelia.do('quotes.issue', { quote: quote.id })
    const link = await linkFor('quotes', quote)
    await visit('signing.openLink', { link: link.link })
    await until(async () => (await amelia.do('quotes.get', { quote: quote.id })).state === 'viewed')
    const { signature } = await sign(link)
    await until(async () => (await amelia.do('quotes.get', { quote: quote.id })).state === 'accepted')
    const [{ id }] = (await amelia.do('orders.list', { filter: { field: 'quote', is: 'equal', value: quote.id } })).rows
    const order = await orderOf(id)
    expect(order).toMatchObject({ state: 'qualityCheck', signature, quoteVersion: 1, ownerName: 'Amelia Ford', oneOff: quote.oneOff })
    expect(order.lines).toHaveLength(1)
  })

  it('a quote reads with the options that nobody chose beside its lines, in no total; what is signed is without them', async () => {
    const [customer] = (await amelia.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows
    const options = [{ product: 'FW-HA', quantity: '1', optional: true }, { product: 'SSL', quantity: '2', optional: true, chosen: true }, { product: 'NIGHT', quantity: '1', optional: true }] // prettier-ignore
    // Firewall pair first, so that the order of the lines is not the order of the paper.
    const said = { entity: 'NLUK', customer: customer.id, lines: [options[0], ...backup, ...options.slice(1)], pricedOn: '2026-11-18' }
    const quote = await amelia.do('quotes.save', said)
    await amelia.do('quotes.issue', { quote: quote.id })
    const { payload: signed } = await amelia.do('orders.quotePaper', { quote: quote.id })
    const { payload: read } = await amelia.do('orders.quotePaper', { quote: quote.id, options: true })
    expect(signed.lines.map((line: any) => [line.position, line.product, line.optional])).toEqual([[1, backup[0]!.product, null], [2, 'SSL', null]]) // prettier-ignore
    expect(read.lines.slice(0, 2)).toEqual(signed.lines)
    expect(read.lines.slice(2)).toMatchObject([
      { position: 3, product: 'FW-HA', optional: 'option', amount: '640000' },
      { position: 4, product: 'NIGHT', optional: 'option', amount: '125000' },
    ])
    expect({ ...read, lines: signed.lines }).toEqual(signed)
    const { file } = await amelia.do('signing.preview', { payload: read })
    expect(file).toMatchObject({ mime: 'application/pdf' })
    // Without options of its own it reads as it is signed.
    const plain = await amelia.do('quotes.save', { ...said, lines: backup })
    await amelia.do('quotes.issue', { quote: plain.id })
    expect(await amelia.do('orders.quotePaper', { quote: plain.id, options: true })).toEqual(
      await amelia.do('orders.quotePaper', { quote: plain.id }),
    )
  })

  it('nobody signs by a link what it no longer says: a changed draft, a new version, a declined quote take their links back', async () => {
    const order = await drafted(amelia, 'ZEN', backup)
    const old = await linkFor('orders', order)
    await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '2' }], { id: order.id })
    expect(await sign(old)).toBe('signing.linkTakenBack')
    const quote = await amelia.do('quotes.save', { entity: 'NLUK', customer: order.customer, lines: backup, pricedOn: '2026-11-18' })
    await amelia.do('quotes.issue', { quote: quote.id })
    const first = await linkFor('quotes', quote)
    await amelia.do('quotes.issue', { quote: quote.id })
    expect(await sign(first)).toBe('signing.linkTakenBack')
    const second = await linkFor('quotes', quote)
    await amelia.do('quotes.decline', { quote: quote.id, reason: 'Too dear' })
    expect(await sign(second)).toBe('signing.linkTakenBack')
  })

  it('what something is in the way of is kept and shown among the tasks, and taken in once nothing is', async () => {
    const { customer } = await drafted(amelia, 'ZEN', backup)
    const quote = await amelia.do('quotes.save', { entity: 'NLUK', customer, lines: backup, pricedOn: '2026-11-18' })
    await amelia.do('quotes.issue', { quote: quote.id })
    const link = await linkFor('quotes', quote)
    const become = (state: string) => house.harmony.database.transact((session) => session.run(`update quotes set state = '${state}' where id = '${quote.id}'`)) // prettier-ignore
    await visit('signing.openLink', { link: link.link })
    await until(async () => (await amelia.do('quotes.get', { quote: quote.id })).state === 'viewed')
    await become('accepted')
    const { signature } = await sign(link)
    expect(await house.refused('orders.takeSignature', { signature })).toBe('quotes.closed')
    expect((await amelia.do('orders.signedByLink', {})).rows).toMatchObject([{ id: signature, signer: 'Ruth Zentner', createdBy: 'Amelia Ford' }]) // prettier-ignore
    expect(await amelia.do('desk.tasks', {})).toContainEqual(expect.objectContaining({ task: 'orders.toTake', count: 1 }))
    await become('viewed')
    const caller = house.harmony.scheduler
    await house.harmony.run({ id: randomUUID(), operation: 'orders.takeSignature', input: { signature }, caller })
    expect((await amelia.do('orders.signedByLink', {})).rows).toEqual([])
  })
})
