import { freshHouse, type House } from '../world/house.ts'
import { captured, customerOf, drafted } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

type Acting = Pick<House, 'do' | 'refused'>
const pricedOn = '2026-11-18'
/** What of a line somebody who writes a change order sends again. */
const again = ({ product, quantity, priceBy, percent, unitPrice, description }: any) => ({
  product, quantity, priceBy, percent, unitPrice: priceBy === 'price' ? unitPrice : null, description,
}) // prettier-ignore

describe.each(stores)('change orders on %s', (dialect) => {
  let house: House
  let amelia: Acting, grace: Acting
  beforeAll(async () => {
    house = await freshHouse(dialect, 'amended')
    await house.do('demo.seed')
    ;[amelia, grace] = await Promise.all([house.as('amelia.ford'), house.as('grace.patel')])
  }, 120_000)
  afterAll(() => house?.close())

  const three = [
    { product: 'MS-USER', quantity: '12' },
    { product: 'SSL', quantity: '2', priceBy: 'discount', percent: '15' },
    { product: 'FW-HA', quantity: '1' },
  ]
  const signed = async (lines: readonly object[] = three): Promise<any> =>
    captured(amelia, (await drafted(amelia, 'HAV', lines, { poNumber: 'PO-77' })).id)
  const saved = (draft: any, lines: readonly object[], more: object = {}): Promise<any> =>
    amelia.do('orders.save', {
      id: draft.id,
      entity: draft.entity,
      customer: draft.customer,
      poNumber: draft.poNumber,
      pricedOn,
      lines,
      ...more,
    })
  const get = (order: string): Promise<any> => grace.do('orders.get', { order })
  const open = async (order: string): Promise<string[]> => (await get(order)).approvals.filter(({ state }: any) => state === 'open').map(({ kind }: any) => kind) // prettier-ignore

  it('adds, removes and changes quantities; until it is signed the first order counts', async () => {
    const first = await signed()
    const draft = await amelia.do('orders.amend', { order: first.id })
    expect(draft).toMatchObject({ state: 'draft', number: null, replaces: first.id, signature: null, signedOn: null, documentHash: null, termValue: first.termValue }) // prettier-ignore
    expect(draft.reference).toMatch(/^HQ-\d{8}$/)
    expect(draft.lines.map((l: any) => [l.product, l.quantity, l.unitPrice])).toEqual(first.lines.map((l: any) => [l.product, l.quantity, l.unitPrice])) // prettier-ignore
    expect(draft.costs.length).toBe(first.costs.length)
    expect(await open(first.id)).toEqual(['orders.discount'])
    const [users, , firewall] = draft.lines
    const changed = await saved(draft, [{ ...again(users), quantity: '15' }, again(firewall), { product: 'BKP-GB', quantity: '1' }])
    expect(changed).toMatchObject({ replaces: first.id, state: 'draft' })
    expect((await get(first.id)).state).toBe('qualityCheck')
    const { payload } = await amelia.do('orders.paper', { order: draft.id })
    expect(payload).toMatchObject({ kind: 'changeOrder', changes: first.number, reference: draft.reference })
    const second = await captured(amelia, draft.id)
    expect(second).toMatchObject({ state: 'qualityCheck', replaces: first.id })
    expect(second.number).not.toBe(first.number)
    const gone = await get(first.id)
    expect(gone).toMatchObject({ state: 'cancelled', signature: first.signature, amendments: [{ id: second.id, number: second.number }] })
    // Nobody is asked about what no longer counts.
    expect(await open(first.id)).toEqual([])
    expect((await get(second.id)).replaced).toMatchObject({ id: first.id, state: 'cancelled' })
    await grace.do('orders.acceptQuality', { order: second.id })
    const done = await house.do('orders.execute', { order: second.id })
    const { rows } = await grace.do('contracts.lines', { filter: { field: 'contract', is: 'equal', value: done.contract }, limit: 100 })
    // The support that the firewall prepares for its second year comes with it as a draft.
    expect(rows.filter((l: any) => l.state !== 'draft').map((l: any) => [l.product, l.quantity]).sort()).toEqual([['BKP-GB', '1'], ['FW-HA', '1'], ['MS-USER', '15']]) // prettier-ignore
    const bought = await grace.do('purchases.list', { filter: { field: 'contract', is: 'equal', value: done.contract }, limit: 100 })
    expect(bought.rows.map(({ item }: any) => item).sort()).toEqual(second.costs.map(({ item }: any) => item).sort())
    expect(await grace.refused('orders.acceptQuality', { order: first.id })).toBe('orders.notInCheck')
  })

  it('is begun once, from what is signed and not executed', async () => {
    const first = await signed()
    const draft = await amelia.do('orders.amend', { order: first.id })
    expect(await amelia.refused('orders.amend', { order: first.id })).toBe('orders.amendedAlready')
    expect(await amelia.refused('orders.amend', { order: draft.id })).toBe('orders.notSigned')
    await amelia.do('orders.cancel', { order: draft.id, reason: 'They keep it as it is' })
    expect((await get(first.id)).amendments).toEqual([])
    await amelia.do('orders.amend', { order: first.id })
  })

  it('takes the place of nothing that is another customer’s, or no signed order', async () => {
    const first = await signed()
    const other = await customerOf(house, 'ZEN')
    const lines = [{ product: 'SSL', quantity: '1' }]
    expect(await amelia.refused('orders.save', { entity: 'NLUK', customer: other.id, lines, replaces: first.id })).toBe(
      'orders.replacesOther',
    )
    const draft = await amelia.do('orders.amend', { order: first.id })
    expect(await amelia.refused('orders.save', { id: draft.id, entity: 'NLUK', customer: other.id, lines })).toBe('orders.replacesOther')
    expect(await amelia.refused('orders.save', { entity: 'NLUK', customer: first.customer, lines, replaces: draft.id })).toBe(
      'orders.notSigned',
    )
  })

  it('is not accepted beside what was executed or changed in the meantime', async () => {
    const lines = [{ product: 'MS-USER', quantity: '4' }]
    const first = await signed(lines)
    const draft = await amelia.do('orders.amend', { order: first.id })
    // Somebody else’s change order, begun by a program before this one was.
    const rival = await amelia.do('orders.save', { entity: 'NLUK', customer: first.customer, lines: [{ product: 'MS-USER', quantity: '6' }], pricedOn, replaces: first.id }) // prettier-ignore
    await captured(amelia, rival.id)
    const late = await captured(amelia, draft.id)
    expect(await grace.refused('orders.acceptQuality', { order: late.id })).toBe('orders.replacedMeanwhile')
    await amelia.do('orders.cancel', { order: rival.id, reason: 'Signed twice' })
    await grace.do('orders.acceptQuality', { order: late.id })

    const other = await signed(lines)
    const change = await amelia.do('orders.amend', { order: other.id })
    await grace.do('orders.acceptQuality', { order: other.id })
    await house.do('orders.execute', { order: other.id })
    // What the customer signs is taken in all the same; what is done about it is finance’s.
    const after = await captured(amelia, change.id)
    expect(await grace.refused('orders.acceptQuality', { order: after.id })).toBe('orders.replacedMeanwhile')
    expect((await get(other.id)).state).not.toBe('cancelled')
  })

  it('counts against the credit once, not beside the order whose place it takes', async () => {
    // 7,680.00 of 10,000.00: twice would be too much.
    const first = await captured(amelia, (await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])).id)
    await grace.do('orders.acceptQuality', { order: first.id })
    const draft = await amelia.do('orders.amend', { order: first.id })
    const check = await amelia.do('orders.check', { order: draft.id })
    expect([check.creditExceeded, check.approvals]).toEqual([false, []])
    const second = await captured(amelia, draft.id)
    expect(await open(second.id)).toEqual([])
    await grace.do('orders.acceptQuality', { order: second.id })
    const credit = await grace.do('approvals.credit', { customer: first.customer, entity: 'NLUK' })
    expect(credit.orders.map(({ id }: any) => id)).toEqual([second.id])
  })

  it('says a list price on paper only where the customer pays less', async () => {
    const draft = await drafted(amelia, 'HAV', [
      { product: 'SSL', quantity: '1', priceBy: 'price', unitPrice: '250' },
      { product: 'SSL', quantity: '1', priceBy: 'discount', percent: '10' },
      { product: 'SSL', quantity: '1' },
    ])
    const { payload } = await amelia.do('orders.paper', { order: draft.id })
    expect(payload.lines.map((l: any) => [l.unitPrice, l.listPrice, l.discountPercent])).toEqual([['250', null, null], ['189', '210', '10'], ['210', null, null]]) // prettier-ignore
  })

  it('keeps the price that was signed where the list has moved since', async () => {
    const first = await signed([{ product: 'FW-HA', quantity: '1' }])
    await house.do('catalog.publishVersion', {
      product: 'FW-HA',
      validFrom: '2026-11-20',
      prices: [{ currency: 'GBP', unitPrice: '6650.00', bands: [] }],
    })
    const draft = await amelia.do('orders.amend', { order: first.id })
    expect(draft.lines[0]).toMatchObject({ priceBy: 'price', unitPrice: '6400', version: first.lines[0].version })
    const two = await saved(draft, [{ ...again(draft.lines[0]), quantity: '2' }])
    expect(two).toMatchObject({ oneOff: '1280000', lines: [{ unitPrice: '6400', quantity: '2' }] })
  })
})
