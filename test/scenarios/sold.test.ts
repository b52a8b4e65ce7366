import { freshHouse, type House } from '../world/house.ts'
import { captured, customerOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

// From a campaign to a contract: what was hoped for is won when its order is accepted, and what the campaign brought is the contract.
describe.each(stores)('what is sold on %s', (dialect) => {
  let house: House
  let amelia: Pick<House, 'do' | 'refused'>
  beforeAll(async () => {
    house = await freshHouse(dialect, 'sold')
    await house.do('demo.seed')
    amelia = await house.as('amelia.ford')
  }, 120_000)
  afterAll(() => house?.close())

  const results = async (campaign: string) => {
    const { counts, amounts, contracts } = await house.do('campaigns.results', { campaign })
    return { won: counts.won, sums: amounts.find((one: any) => one.currency === 'GBP'), contracts }
  }
  const hoped = async (campaign: string, name: string) => {
    const customer = (await customerOf(house, 'ZEN')).id
    return amelia.do('opportunities.save', { entity: 'NLUK', customer, name, currency: 'GBP', amount: '600000', closeOn: '2026-12-18', campaign }) // prettier-ignore
  }
  const ordered = async (opportunity: string): Promise<string> => {
    const customer = (await customerOf(house, 'ZEN')).id
    const quote = await amelia.do('quotes.save', { entity: 'NLUK', customer, opportunity, pricedOn: '2026-11-16', lines: [{ product: 'FW-HA', quantity: '1' }] }) // prettier-ignore
    const order = await amelia.do('orders.fromQuote', { quote: quote.id })
    await captured(amelia, order.id)
    return order.id
  }

  it('is won when finance accepts the order, and worth to its campaign what the contract brings', async () => {
    const [{ id: campaign }] = (await house.do('campaigns.list', { search: 'Backup check' })).rows
    const before = await results(campaign)
    const opportunity = await hoped(campaign, 'Firewall by campaign')
    const at = async () => (await amelia.do('opportunities.get', { opportunity: opportunity.id })).opportunity
    const order = await ordered(opportunity.id)
    expect(await at()).toMatchObject({ outcome: 'open', contract: null })
    await house.do('orders.acceptQuality', { order })
    expect(await at()).toMatchObject({ stage: 'won', outcome: 'won', probability: 100, closedOn: '2026-11-30', contract: null })
    const { contract } = await house.do('orders.execute', { order, contractNumber: 'C-1910' })
    expect(await at()).toMatchObject({ outcome: 'won', contract })
    const after = await results(campaign)
    expect(after.won).toBe(before.won + 1)
    expect(BigInt(after.sums.won) - BigInt(before.sums?.won ?? 0)).toBe(600000n)
    // The firewalls at 6,400.00; the support from the second year on is a draft that nobody has signed, and brings nothing yet.
    expect(BigInt(after.sums.lifetime) - BigInt(before.sums?.lifetime ?? 0)).toBe(640000n)
    expect(after.contracts).toContainEqual({ contract, contractNumber: 'C-1910', customerName: 'Zenith Legal' })
  })

  it('stays open when the order is sent back, and what was given up is won after all', async () => {
    const opportunity = await hoped(
      (await house.do('campaigns.list', { search: 'Backup check' })).rows[0].id,
      'Firewall on second thoughts',
    )
    const order = await ordered(opportunity.id)
    const at = async () => (await amelia.do('opportunities.get', { opportunity: opportunity.id })).opportunity
    await house.do('orders.sendBack', { order, reason: 'No contact' })
    await amelia.do('opportunities.move', { opportunity: opportunity.id, stage: 'lost', lostReason: 'Not heard of again' })
    await amelia.do('orders.supplement', { order, poNumber: 'PO-1' })
    expect(await at()).toMatchObject({ outcome: 'lost', lostReason: 'Not heard of again' })
    // The second pair is more than the customer's credit.
    for (const { id } of (await house.do('orders.get', { order })).approvals) await house.do('approvals.decide', { ids: [id], decision: 'approve', note: 'Known for long' }) // prettier-ignore
    await house.do('orders.acceptQuality', { order })
    expect(await at()).toMatchObject({ outcome: 'won', lostReason: null })
  })
})
