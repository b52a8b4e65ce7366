import { freshHouse, type House } from '../world/house.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { stores } from '../world/stores.ts'

// What a salesperson does without a network, and the opt-out that wins whatever arrives when (scenario 9 of the demo company's facts, 4.9).
describe.each(stores)('selling in the field, with a hub on %s', (dialect) => {
  let hub: House
  let amelia: Laptop
  let grace: Pick<House, 'do' | 'refused'>
  beforeAll(async () => {
    hub = await freshHouse(dialect, 'field selling', { shape: 'hub' })
    await hub.do('demo.seed', {})
    amelia = await freshLaptop(hub, 'amelia.ford')
    await amelia.sync()
    grace = await hub.as('grace.patel')
  })
  afterAll(async () => {
    await amelia?.close()
    await hub?.close()
  })
  const waiting = async () =>
    (await grace.do('sync.attentions', { limit: 100, filter: { field: 'state', is: 'not', value: 'resolved' } })).rows
  const contact = async (at: Pick<House, 'do'>, name: string) =>
    (await at.do('customers.contacts', { filter: { field: 'name', is: 'equal', value: name } })).rows[0]
  const campaign = async (at: Pick<House, 'do'>) => (await at.do('campaigns.list', { search: 'Backup check' })).rows[0].id

  it('carries her leads, opportunities, visits, stages and campaigns, and not those of others', async () => {
    const leads = (await amelia.do('opportunities.leads', { limit: 100 })).rows.map((row: any) => row.name).toSorted()
    expect(leads).toEqual(['Dr. Neil Farrant', 'Gareth Pugh', 'Hannah Moss'])
    const sales = (await amelia.do('opportunities.list', { limit: 100 })).rows.map((row: any) => row.name)
    expect(sales).toContain('Firewall pair with three years of support')
    expect(sales).not.toContain('Zweiter Abschnitt der Migration')
    expect((await amelia.do('opportunities.stages')).stages).toHaveLength(6)
    expect((await amelia.do('opportunities.myDay', { day: '2026-12-01' })).visits.map((v: any) => v.customerName)).toEqual([
      'Quay Surgery',
      'Zenith Legal',
    ])
    expect(await campaign(amelia)).toBe(await campaign(hub))
  })

  it('a lead that is taken in, qualified and moved without a network is the same at the hub, by the same ids', async () => {
    amelia.online = false
    const lead = await amelia.do('opportunities.saveLead', { entity: 'NLUK', name: 'Imogen Carr', company: 'Carr Brewing Ltd', email: 'imogen@carrbrewing.example', source: 'visit' }) // prettier-ignore
    await amelia.do('opportunities.saveActivity', {
      kind: 'call',
      topic: 'Asked about backup',
      lead: lead.id,
      alreadyDone: true,
      result: 'Two terabytes',
    })
    const became = await amelia.do('opportunities.qualifyLead', {
      lead: lead.id,
      name: 'Backup',
      currency: 'GBP',
      amount: '264000',
      closeOn: '2026-12-18',
    })
    await amelia.do('opportunities.move', { opportunity: became.opportunity.id, stage: 'negotiate' })
    const visit = (await amelia.do('opportunities.myDay', { day: '2026-12-01' })).visits[0]
    await amelia.do('opportunities.closeVisit', { visit: visit.id, state: 'done', result: 'The dispute is settled' })
    amelia.online = true
    expect(await amelia.sync()).toMatchObject({ left: 0 })
    expect(await waiting()).toEqual([])
    const { opportunity, customer } = await hub.do('opportunities.get', { opportunity: became.opportunity.id })
    expect(opportunity).toMatchObject({ stage: 'negotiate', amount: '264000', lead: lead.id })
    expect(customer).toMatchObject({ id: became.customer.id, name: 'Carr Brewing Ltd' })
    const done = await hub.do('opportunities.activities', { filter: { field: 'customer', is: 'equal', value: visit.customer } })
    expect(done.rows).toContainEqual(expect.objectContaining({ kind: 'meeting', result: 'The dispute is settled' }))
    expect((await amelia.outbox()).every(({ state }) => state === 'settled')).toBe(true)
    expect(await amelia.do('opportunities.get', { opportunity: became.opportunity.id })).toMatchObject({
      opportunity: { stage: 'negotiate' },
    })
  })

  it('an opportunity of which two changed different things keeps both; its amount is for people to settle', async () => {
    const [row] = (await hub.do('opportunities.list', { search: 'Device care' })).rows
    const input = async (at: Pick<House, 'do'>) => {
      const { id, entity, customer, contact: who, name, owner, currency, amount, probability, closeOn, nextStep, nextStepOn, campaign: of, note } = (await at.do('opportunities.get', { opportunity: row.id })).opportunity // prettier-ignore
      return {
        id,
        entity,
        customer,
        contact: who,
        name,
        owner,
        currency,
        amount,
        probability,
        closeOn,
        nextStep,
        nextStepOn,
        campaign: of,
        note,
      }
    }
    await amelia.do('opportunities.save', { ...(await input(amelia)), note: 'The trust decides in January' })
    await hub.do('opportunities.save', { ...(await input(hub)), nextStep: 'Call the head of school' })
    await amelia.sync()
    expect(await waiting()).toEqual([])
    expect(await input(hub)).toMatchObject({ note: 'The trust decides in January', nextStep: 'Call the head of school' })
    await amelia.do('opportunities.save', { ...(await input(amelia)), amount: '990000' })
    await hub.do('opportunities.save', { ...(await input(hub)), amount: '900000' })
    await amelia.sync()
    expect(await waiting()).toMatchObject([{ code: 'sync.conflict', operation: 'opportunities.save' }])
    expect(await input(hub)).toMatchObject({ amount: '900000' })
  })

  it('a quote that was saved again and again without a network, and asked for, is no conflict with itself', async () => {
    amelia.online = false
    const before = (await waiting()).length
    const { id: customer } = (await amelia.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'ZEN' } })).rows[0]
    const lines = (percent: string | null) => [
      { product: 'FW-HA', quantity: '1', priceBy: percent === null ? 'list' : 'discount', percent },
    ]
    const { id } = await amelia.do('quotes.save', { entity: 'NLUK', customer, lines: lines(null) })
    for (const percent of ['10', '30']) await amelia.do('quotes.save', { id, entity: 'NLUK', customer, lines: lines(percent) })
    await amelia.do('quotes.askApproval', { quote: id })
    expect(await amelia.refused('quotes.issue', { quote: id })).toBe('quotes.approvalNeeded')
    amelia.online = true
    await amelia.sync()
    expect((await waiting()).slice(before)).toEqual([])
    const { lines: held, approvals } = await hub.do('quotes.get', { quote: id })
    expect(held).toMatchObject([{ discountPercent: '30', unitPrice: '4480' }])
    expect(approvals.map(({ state }: { state: string }) => state)).toContain('open')
    // Meanwhile it became an ordinary one: what waits then is named by its customer and leads to the quote.
    amelia.online = false
    await amelia.do('quotes.askApproval', { quote: id })
    await hub.do('quotes.save', { id, entity: 'NLUK', customer, lines: lines(null) })
    amelia.online = true
    await amelia.sync()
    const [{ id: attention }] = (await waiting()).filter(({ code }: { code: string }) => code === 'quotes.nothingToApprove')
    const waits = (await hub.do('sync.attention', { attention })).attention
    expect(waits).toMatchObject({ matter: 'Zenith Legal', customer, record: 'quotes', subject: id })
    await hub.do('sync.resolve', { attention, how: 'drop', note: 'Nothing to ask' })
  })

  it('an approval that was asked for of a quote whose edit waits for a person waits with it, and is asked once that is decided', async () => {
    const known = new Set((await waiting()).map(({ id }: { id: string }) => id))
    const parked = async (): Promise<any[]> => {
      const rows = (await waiting()).filter((row: { id: string }) => !known.has(row.id))
      return Promise.all(rows.map(async (row: { id: string }) => (await hub.do('sync.attention', { attention: row.id })).attention))
    }
    const { id: customer } = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'ZEN' } })).rows[0]
    const discounted = (percent: string) => [{ product: 'FW-HA', quantity: '1', priceBy: 'discount', percent }]
    const { id } = await amelia.do('quotes.save', { entity: 'NLUK', customer, lines: discounted('25') })
    await amelia.sync()
    amelia.online = false
    await amelia.do('quotes.save', { id, entity: 'NLUK', customer, lines: discounted('40') })
    await amelia.do('quotes.askApproval', { quote: id })
    await hub.do('quotes.save', { id, entity: 'NLUK', customer, lines: discounted('30') })
    amelia.online = true
    await amelia.sync()
    // Nobody is asked about a quote that she has not seen: the question waits for the same person as her edit.
    const edit = (await parked()).find(({ operation }) => operation === 'quotes.save')
    expect(edit).toMatchObject({ code: 'sync.conflict', subject: id })
    const asking = { operation: 'quotes.askApproval', code: 'sync.waits', cause: edit.id, matter: 'Zenith Legal', subject: id }
    expect((await parked()).filter((one) => one.id !== edit.id)).toMatchObject([asking])
    const approvals = async () => (await hub.do('quotes.get', { quote: id })).approvals.filter(({ state }: any) => state === 'open')
    expect(await approvals()).toEqual([])
    // Asked again meanwhile, it waits behind the first question.
    await amelia.do('quotes.askApproval', { quote: id })
    await amelia.sync()
    expect((await parked()).filter((one) => one.id !== edit.id)).toMatchObject([asking, { ...asking, cause: expect.any(String) }])
    await hub.do('sync.resolve', { attention: edit.id, how: 'merge', choices: edit.fields.map((field: string) => ({ field, side: 'mine' })) }) // prettier-ignore
    for (let i = 0; i < 100 && (await parked()).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await parked()).toEqual([])
    expect((await hub.do('quotes.get', { quote: id })).lines).toMatchObject([{ discountPercent: '40' }])
    expect((await approvals()).length).toBeGreaterThan(0)
    await amelia.sync()
  })

  it('9: who opted out online and is added to a campaign offline stays opted out, and the member says why', async () => {
    const oliver = await contact(hub, 'Oliver Strand')
    const hannah = (await hub.do('opportunities.leads', { search: 'Hannah' })).rows[0].id
    await hub.do('opportunities.recordConsent', { lead: hannah, channel: 'mail', act: 'withdrawn', source: 'Unsubscribe link' })
    const added = await amelia.do('campaigns.addMember', { campaign: await campaign(amelia), lead: hannah })
    // The laptop cannot know yet.
    expect(added.notContacted).toBeNull()
    await amelia.sync()
    const members = async (at: Pick<House, 'do'>) => (await at.do('campaigns.members', { search: 'Hannah' })).rows
    expect(await members(hub)).toMatchObject([{ id: added.member.id, name: 'Hannah Moss', notContacted: 'optedOut' }])
    expect(await members(amelia)).toMatchObject([{ notContacted: 'optedOut' }])
    expect((await hub.do('campaigns.sends', { search: 'Hannah' })).total).toBe(0)

    // The other way round: an opt-out that is written down offline arrives after a consent that the hub took meanwhile, and wins.
    amelia.online = false
    await amelia.do('opportunities.recordConsent', {
      contact: oliver.id,
      channel: 'mail',
      act: 'withdrawn',
      source: 'Said so on the stairs',
    })
    await hub.do('opportunities.recordConsent', {
      contact: oliver.id,
      channel: 'mail',
      act: 'given',
      lawfulBasis: 'consent',
      source: 'Form',
      evidence: 'F-1',
    })
    amelia.online = true
    await amelia.sync()
    const consent = async (at: Pick<House, 'do'>) => (await at.do('opportunities.consent', { contact: oliver.id })).consent[0]
    for (const side of [hub, amelia]) expect(await consent(side)).toMatchObject({ consent: 'withdrawn', source: 'Said so on the stairs' })
    // Taking it back is the hub's alone.
    const renewal = { contact: oliver.id, channel: 'mail', source: 'Letter', evidence: 'L-7' }
    await expect(amelia.refused('opportunities.renewConsent', renewal)).resolves.toMatch(/^sync\./)
    await hub.do('opportunities.renewConsent', renewal)
    await amelia.sync()
    for (const side of [hub, amelia]) expect((await consent(side)).consent).toBe('given')
  })
})
