import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('campaigns on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'campaigns')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  const field = (name: string, value: unknown, is = 'equal') => ({ field: name, is, value })
  const contact = async (name: string) => (await house.do('customers.contacts', { filter: field('name', name) })).rows[0]
  const prospects = async (filter: object) =>
    (await house.do('campaigns.prospects', { filter, limit: 100 })).rows.map((row: any) => row.name).toSorted()
  const words = [{ language: 'en', topic: 'Hello {{name}}', message: 'About {{company}}' }, { language: 'de', topic: 'Guten Tag {{name}}', message: 'Zu {{company}}' }] // prettier-ignore
  const planned = (more: object = {}) =>
    house.do('campaigns.save', {
      entity: 'NLUK', name: 'Spring', channel: 'mail', currency: 'GBP', budget: '100000', lawfulBasis: 'legitimateInterest',
      audience: { filter: field('country', 'GB') }, course: [{ afterDays: 0, channel: 'mail', texts: words }, { afterDays: 7, channel: 'phone', texts: words }], ...more,
    }) // prettier-ignore
  const members = async (campaign: string) =>
    new Map<string, any>(
      (await house.do('campaigns.members', { filter: field('campaign', campaign), limit: 100 })).rows.map((row: any) => [row.name, row]),
    )

  it('finds people by what contracts, funds and prices say of their customers', async () => {
    const [charlotte] = (await house.do('campaigns.prospects', { filter: field('name', 'Charlotte Vale') })).rows
    // 42 users at 38.00, two other lines at flat prices; 24 of 40 hours left.
    expect(charlotte).toMatchObject({ customerName: 'Harbour & Vale LLP', sellers: 'NLUK', contracts: 3, currency: 'GBP', fundLeft: 60, territory: 'SOUTH', openOpportunities: 1 }) // prettier-ignore
    expect(charlotte.products).toContain('MS-USER')
    expect(await prospects({ all: [field('products', 'EDR', 'contains')] })).toEqual(['Dr. Sabine Kolb', 'Josef Lindner', 'Thomas Ackroyd'])
    expect(await prospects({ all: [field('fundLeft', 65, 'less')] })).toEqual(['Charlotte Vale'])
    expect(await prospects({ all: [field('contracts', 0), field('personKind', 'contact')] })).toEqual(['Oliver Strand'])
    expect(await prospects({ all: [field('personKind', 'lead'), field('territory', 'SOUTH')] })).toEqual([
      'Dr. Neil Farrant',
      'Hannah Moss',
    ])
    // At look-up prices, a quantity that costs more than a greater one.
    expect(await prospects({ all: [field('onCliff', true)] })).toEqual(['Josef Lindner'])
    const jonas = await house.as('jonas.keller')
    const seen = await jonas.do('campaigns.prospects', { filter: field('name', 'Thomas Ackroyd') })
    expect(seen.rows[0]).toMatchObject({ sellers: 'NLDE', contracts: 1 })
  })

  it('finds whoever has a term that ends in time, whatever other lines of the customer ran out or run on', async () => {
    const preview = async (termEndsWithin: number) =>
      (await house.do('campaigns.preview', { channel: 'mail', lawfulBasis: 'contract', audience: { filter: field('customerName', 'Zenith Legal'), termEndsWithin } })).meant // prettier-ignore
    const customer = (await contact('Oliver Strand')).customer
    const { id } = await house.do('contracts.open', { entity: 'NLDE', customer, number: 'C-2099', state: 'active' })
    const line = { contract: id, product: 'MS-USER', quantity: '3', unitPrice: '30.00', currency: 'EUR', taxCodes: ['DE-S19'] }
    expect(await preview(100)).toBe(0)
    // One ran out in spring and was never ended, another ends in February.
    await house.do('contracts.addLine', { ...line, start: '2025-04-01', termEnd: '2026-03-31', billedTo: '2026-11-30' })
    expect(await preview(100)).toBe(0)
    await house.do('contracts.addLine', { ...line, start: '2026-03-01', termEnd: '2027-02-28', billedTo: '2026-11-30' })
    expect(await preview(100)).toBe(1)
    expect(await preview(89)).toBe(0)
    // Of a legal entity that the caller does not see, it says nothing.
    const amelia = await house.as('amelia.ford')
    const audience = { filter: field('customerName', 'Zenith Legal'), termEndsWithin: 100 }
    expect((await amelia.do('campaigns.preview', { channel: 'mail', lawfulBasis: 'contract', audience })).meant).toBe(0)
  })

  it('says before whom it would reach, and freezes them when it begins', async () => {
    const campaign = await planned({ name: 'Frozen' })
    const before = await house.do('campaigns.preview', { channel: 'mail', lawfulBasis: 'legitimateInterest', audience: campaign.audience })
    // Thomas Ackroyd opted out of mail in the demo company's first campaign.
    expect(before.leftOut).toEqual([{ notContacted: 'optedOut', people: 1 }, { notContacted: 'noAddress', people: 0 }]) // prettier-ignore
    expect(before.reached).toBe(before.meant - 1)
    const strict = await house.do('campaigns.preview', { channel: 'mail', lawfulBasis: 'consent', audience: campaign.audience })
    expect(strict.reached).toBe(0)
    const started = await house.do('campaigns.start', { campaign: campaign.id, startOn: '2026-11-30' })
    expect(started).toMatchObject({ members: before.meant, campaign: { state: 'running' } })
    expect(await house.refused('campaigns.start', { campaign: campaign.id })).toBe('campaigns.notDraft')
    expect(await house.refused('campaigns.save', { ...campaignInput(campaign), course: [] })).toBe('campaigns.begun')
    expect((await members(campaign.id)).get('Thomas Ackroyd')).toMatchObject({ notContacted: 'optedOut' })
    // Who comes later is no member.
    await house.do('customers.saveContact', { customer: (await contact('Ruth Penhale')).customer, name: 'Late Comer', email: 'late@quay.example', getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    expect((await members(campaign.id)).size).toBe(before.meant)
    const sends = (await house.do('campaigns.sends', { filter: field('campaign', campaign.id), limit: 100 })).rows
    expect(sends).toHaveLength(before.meant - 1)
    expect(sends.find((s: any) => s.name === 'Ruth Penhale')).toMatchObject({ topic: 'Hello Ruth Penhale', message: 'About Quay Surgery', dueOn: '2026-11-30', sendState: 'waiting' }) // prettier-ignore
    // The opt-out was of mail; the telephone is another channel.
    const calls = (await house.do('opportunities.activities', { filter: field('campaign', campaign.id), limit: 100 })).rows
    expect(calls.map((call: any) => call.dueOn)).toEqual(calls.map(() => '2026-12-07'))
    expect(calls.map((call: any) => call.contactName)).toContain('Thomas Ackroyd')
  })
  const campaignInput = ({ id, entity, name, channel, currency, budget, lawfulBasis, audience, course }: any) => ({ id, entity, name, channel, currency, budget, lawfulBasis, audience, course }) // prettier-ignore

  it('hands over what is due once, and leaves out who opted out since', async () => {
    const campaign = await planned({ name: 'Handed over' })
    await house.do('campaigns.start', { campaign: campaign.id, startOn: '2026-11-30' })
    const waiting = (
      await house.do('campaigns.sends', { filter: { all: [field('campaign', campaign.id), field('sendState', 'waiting')] }, limit: 100 })
    ).total
    const nadia = await contact('Nadia Farrow')
    await house.do('opportunities.recordConsent', { contact: nadia.id, channel: 'mail', act: 'withdrawn', source: 'Unsubscribe link' })
    const handed = await house.do('campaigns.handOver', { campaign: campaign.id })
    expect(handed).toMatchObject({ handedOver: waiting - 1, more: 0 })
    expect(handed.messages.map((m: any) => m.recipient)).not.toContain(nadia.email)
    expect(await house.do('campaigns.handOver', { campaign: campaign.id })).toMatchObject({ handedOver: 0 })
    const [hers] = (await house.do('campaigns.sends', { filter: { all: [field('campaign', campaign.id), field('name', 'Nadia Farrow')] } }))
      .rows
    expect(hers).toMatchObject({ sendState: 'stopped', notContacted: 'optedOut', handedOverAt: null })
    await house.do('campaigns.setState', { campaign: campaign.id, state: 'paused' })
    expect(await house.refused('campaigns.handOver', { campaign: campaign.id })).toBe('campaigns.notRunning')
    await house.do('campaigns.setState', { campaign: campaign.id, state: 'done' })
    expect(await house.refused('campaigns.setState', { campaign: campaign.id, state: 'running' })).toBe('campaigns.over')
  })

  it('scenario 9: who opted out elsewhere and is added by hand becomes a member that says so, and gets nothing', async () => {
    const campaign = await planned({ name: 'By hand', audience: { filter: field('name', 'Oliver Strand') } })
    await house.do('campaigns.start', { campaign: campaign.id })
    const { id } = await contact('Graham Holt')
    await house.do('opportunities.recordConsent', { contact: id, channel: 'mail', act: 'given', lawfulBasis: 'consent', source: 'Fair' })
    await house.do('opportunities.recordConsent', { contact: id, channel: 'mail', act: 'withdrawn', source: 'Unsubscribe link' })
    const added = await house.do('campaigns.addMember', { campaign: campaign.id, contact: id })
    expect(added).toMatchObject({ notContacted: 'optedOut', member: { name: 'Graham Holt' } })
    expect(
      (await house.do('campaigns.sends', { filter: { all: [field('campaign', campaign.id), field('name', 'Graham Holt')] } })).total,
    ).toBe(0)
    // Once more is the same member.
    expect((await house.do('campaigns.addMember', { campaign: campaign.id, contact: id })).member.id).toBe(added.member.id)
    expect((await members(campaign.id)).get('Graham Holt')).toMatchObject({ notContacted: 'optedOut' })
    expect(await house.refused('campaigns.addMember', { campaign: campaign.id })).toBe('campaigns.unknownPerson')
  })

  it('turns responses into leads, opt-outs and, in the end, revenue', async () => {
    const campaign = await planned({ name: 'Worth it' })
    await house.do('campaigns.start', { campaign: campaign.id })
    const { get } = { get: async (name: string) => (await members(campaign.id)).get(name) }
    const answered = await house.do('campaigns.respond', {
      member: (await get('Charlotte Vale')).id,
      response: 'interested',
      note: 'Wants a quote',
    })
    expect(answered.lead).toMatchObject({
      name: 'Charlotte Vale',
      company: 'Harbour & Vale LLP',
      source: 'campaign',
      campaign: campaign.id,
      state: 'new',
    })
    const lead = await get('Hannah Moss')
    expect((await house.do('campaigns.respond', { member: lead.id, response: 'interested' })).lead).toMatchObject({
      id: lead.lead,
      state: 'working',
      campaign: campaign.id,
    })
    const ruth = await contact('Ruth Penhale')
    const call = async () =>
      (await house.do('opportunities.activities', { filter: { all: [field('campaign', campaign.id), field('contact', ruth.id)] } })).rows[0]
    expect(await call()).toMatchObject({ kind: 'call', dueOn: '2026-12-07', optedOut: false })
    await house.do('campaigns.respond', { member: (await get('Ruth Penhale')).id, response: 'optOut' })
    // Who wants to hear no more is not rung up instead: every channel is closed, and the call that was planned says so.
    const said = (await house.do('opportunities.consent', { contact: ruth.id })).consent
    expect(said).toMatchObject(['mail', 'phone', 'post'].map((channel) => ({ channel, consent: 'withdrawn', source: 'Worth it' })))
    expect(await call()).toMatchObject({ optedOut: true })
    await house.do('campaigns.recordCost', { campaign: campaign.id, what: 'Printing', currency: 'GBP', amount: '12000' })
    await house.do('campaigns.recordCost', { campaign: campaign.id, what: 'Taken back', currency: 'GBP', amount: '-2000' })
    expect(await house.refused('campaigns.recordCost', { campaign: campaign.id, what: 'X', currency: 'EUR', amount: '1' })).toBe(
      'campaigns.otherCurrency',
    )

    const { opportunity } = await house.do('opportunities.qualifyLead', {
      lead: answered.lead.id,
      name: 'Users',
      amount: '1000000',
      closeOn: '2026-12-01',
    })
    expect(opportunity).toMatchObject({ campaign: campaign.id })
    const contract = (await house.do('contracts.list', { search: 'C-1001' })).rows[0].id
    await house.do('opportunities.move', { opportunity: opportunity.id, stage: 'won', contract })
    const run = (await house.do('billing.propose', { asOf: '2026-12-01' })).run
    await house.do('billing.post', { run })
    const { counts, amounts, contracts } = await house.do('campaigns.results', { campaign: campaign.id })
    expect(counts).toMatchObject({ responded: 3, interested: 2, leads: 2, qualified: 1, opportunities: 1, won: 1 })
    expect(contracts).toMatchObject([{ contractNumber: 'C-1001', customerName: 'Harbour & Vale LLP' }])
    const [gbp] = amounts
    const charged = (await house.do('billing.invoices', { limit: 1000 })).rows
    expect(charged.length).toBeGreaterThan(0)
    expect(gbp).toMatchObject({ currency: 'GBP', spent: '10000', won: '1000000', open: '0' })
    expect(BigInt(gbp.lifetime)).toBeGreaterThan(0n)
    // 42 users for December: a charge that is earned by the end of its invoice’s month is revenue at once.
    expect(gbp).toMatchObject({ invoiced: '166614', recognised: '166614' })
    // A year of firewall support (980.00) is earned month by month: none of it on the day of the run.
    const who = { entity: 'NLUK', customer: (await contact('Charlotte Vale')).customer, campaign: campaign.id }
    const support = await house.do('opportunities.save', {
      ...who,
      name: 'Support',
      currency: 'GBP',
      amount: '98000',
      closeOn: '2026-12-01',
    })
    const second = (await house.do('contracts.list', { search: 'C-1101' })).rows[0].id
    await house.do('opportunities.move', { opportunity: support.id, stage: 'won', contract: second })
    const [both] = (await house.do('campaigns.results', { campaign: campaign.id })).amounts
    expect(BigInt(both.invoiced) - BigInt(both.recognised)).toBe(98000n)
    expect(BigInt(both.invoiced)).toBeGreaterThan(166614n + 98000n)
  })
})
