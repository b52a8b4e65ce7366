import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('selling on %s', (dialect) => {
  let house: House
  let amelia: Awaited<ReturnType<House['as']>>
  beforeAll(async () => {
    house = await freshHouse(dialect, 'selling')
    await house.do('demo.seed')
    amelia = await house.as('amelia.ford')
  }, 60_000)
  afterAll(() => house?.close())

  const customer = async (code: string) =>
    (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0].id as string
  const contactOf = async (code: string) =>
    (await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: await customer(code) } })).rows[0]
  const aLead = (more: object = {}) =>
    amelia.do('opportunities.saveLead', {
      entity: 'NLUK', name: 'Ursula Finch', company: 'Finch & Sons Ltd', email: 'ursula@finch.example', source: 'referral', ...more,
    }) // prettier-ignore
  const sale = async (more: object = {}) =>
    amelia.do('opportunities.save', {
      entity: 'NLUK', customer: await customer('HAV'), name: 'Second firewall', currency: 'GBP', amount: '640000', closeOn: '2026-12-18', ...more,
    }) // prettier-ignore

  it('takes a lead in, knows who it may be, and makes a customer, a contact and an opportunity of it in one act', async () => {
    const lead = await aLead()
    expect(lead).toMatchObject({ state: 'new', matchName: 'finch & sons ltd' })
    const twins = await amelia.do('opportunities.twins', { name: 'Somebody', company: 'FINCH & SONS LIMITED' })
    expect(twins.twins).toMatchObject([{ kind: 'lead', id: lead.id, by: 'name' }])
    expect((await amelia.do('opportunities.twins', { name: 'Who', email: 'C.Vale@HarbourVale.example' })).twins).toMatchObject([
      { kind: 'contact', name: 'Charlotte Vale', of: 'Harbour & Vale LLP', by: 'email' },
    ])
    const became = await amelia.do('opportunities.qualifyLead', {
      lead: lead.id,
      name: 'Managed users',
      amount: '1200000',
      closeOn: '2027-01-29',
    })
    expect(became.customer).toMatchObject({ name: 'Finch & Sons Ltd', country: 'GB', currency: 'GBP', zone: 'Europe/London' })
    expect(became.contact).toMatchObject({ name: 'Ursula Finch', customer: became.customer.id })
    expect(became.opportunity).toMatchObject({ stage: 'qualify', outcome: 'open', probability: 10, currency: 'GBP', lead: lead.id })
    expect(became.lead).toMatchObject({ state: 'qualified', customer: became.customer.id, opportunity: became.opportunity.id })
    expect(await amelia.refused('opportunities.qualifyLead', { lead: lead.id, name: 'Again', amount: '1', closeOn: '2027-01-29' })).toBe(
      'opportunities.leadClosed',
    )
    // The same company again is the same customer, and the same address the same contact.
    const again = await aLead({ company: 'Finch & Sons Limited', email: 'URSULA@finch.example' })
    const second = await amelia.do('opportunities.qualifyLead', { lead: again.id, name: 'Backup', amount: '90000', closeOn: '2027-01-29' })
    expect([second.customer.id, second.contact.id]).toEqual([became.customer.id, became.contact.id])
    expect((await amelia.do('opportunities.lead', { lead: again.id })).lead.state).toBe('qualified')
  })

  it('discards a lead with a reason, and takes it back', async () => {
    const lead = await aLead({ company: 'Nobody Ltd', email: null })
    expect(await amelia.refused('opportunities.moveLead', { lead: lead.id, state: 'discarded' })).toBe('opportunities.noReason')
    expect(await amelia.do('opportunities.moveLead', { lead: lead.id, state: 'discarded', reason: 'No budget' })).toMatchObject({
      reason: 'No budget',
    })
    expect(await amelia.do('opportunities.moveLead', { lead: lead.id, state: 'working' })).toMatchObject({ state: 'working', reason: null })
    const listed = await amelia.do('opportunities.leads', { search: 'Nobody' })
    expect(listed.rows).toMatchObject([{ company: 'Nobody Ltd', ownerName: 'Amelia Ford' }])
  })

  it('moves an opportunity over the board to won; what is lost says why', async () => {
    const opportunity = await sale()
    const moved = await amelia.do('opportunities.move', { opportunity: opportunity.id, stage: 'negotiate' })
    expect(moved).toMatchObject({ stage: 'negotiate', probability: 75, outcome: 'open', closedOn: null })
    expect(await amelia.refused('opportunities.move', { opportunity: opportunity.id, stage: 'lost' })).toBe('opportunities.noLostReason')
    const contract = (await house.do('contracts.list', { search: 'C-1001' })).rows[0].id
    const other = (await house.do('contracts.list', { search: 'C-1003' })).rows[0].id
    expect(await amelia.refused('opportunities.move', { opportunity: opportunity.id, stage: 'won', contract: other })).toBe(
      'opportunities.contractOfAnother',
    )
    const won = await amelia.do('opportunities.move', { opportunity: opportunity.id, stage: 'won', contract })
    expect(won).toMatchObject({ outcome: 'won', probability: 100, closedOn: '2026-11-30', contract })
    expect(await amelia.do('opportunities.get', { opportunity: opportunity.id })).toMatchObject({
      contractNumber: 'C-1001',
      ownerName: 'Amelia Ford',
    })
  })

  it('weighs what is open by month and currency', async () => {
    const before = await house.do('opportunities.forecast')
    await sale({ closeOn: '2028-03-10', amount: '100001', probability: 50 })
    await sale({ closeOn: '2028-03-31', amount: '100000', probability: 25, name: 'Another' })
    await sale({ closeOn: '2028-03-31', amount: '5000', currency: 'EUR', probability: 100, name: 'In euros' })
    const after = (await house.do('opportunities.forecast')).months.filter((m: any) => m.month === '2028-03')
    expect(before.months.filter((m: any) => m.month === '2028-03')).toEqual([])
    // 100,001 x 50 % + 100,000 x 25 % = 75,000.5, rounded once.
    expect(after).toEqual([
      { month: '2028-03', currency: 'EUR', opportunities: 1, amount: '5000', weighted: '5000', won: '0', late: false },
      { month: '2028-03', currency: 'GBP', opportunities: 2, amount: '200001', weighted: '75001', won: '0', late: false },
    ])
    const [row] = (await house.do('opportunities.list', { filter: { all: [{ field: 'closeOn', is: 'equal', value: '2028-03-10' }] } })).rows
    expect(row).toMatchObject({ weighted: '50001', customerName: 'Harbour & Vale LLP' })
    const slipped = await amelia.do('opportunities.save', { ...(await fields(row.id)), closeOn: '2028-04-10' })
    expect(slipped.slips).toBe(1)
  })
  const fields = async (id: string) => {
    const { opportunity: o } = await house.do('opportunities.get', { opportunity: id })
    const { entity, customer: who, contact, name, owner, currency, amount, probability, closeOn, nextStep, nextStepOn, campaign, note } = o
    return { id, entity, customer: who, contact, name, owner, currency, amount, probability, closeOn, nextStep, nextStepOn, campaign, note }
  }

  it('lets the house sell in stages of its own', async () => {
    const { stages } = await house.do('opportunities.stages')
    expect(stages.map((s: any) => s.code)).toEqual(['qualify', 'analyse', 'propose', 'negotiate', 'won', 'lost'])
    expect(await house.refused('opportunities.saveStages', { stages: stages.slice(0, 5) })).toBe('opportunities.noWay')
    expect(await house.refused('opportunities.saveStages', { stages: stages.filter((s: any) => s.code !== 'qualify') })).toBe(
      'opportunities.stageInUse',
    )
    const pilot = { code: 'pilot', names: { en: 'Pilot', de: 'Probelauf' }, rank: 4, probability: 60, outcome: 'open', active: true }
    const saved = await house.do('opportunities.saveStages', {
      stages: [...stages.map((s: any) => ({ ...s, rank: s.rank > 3 ? s.rank + 1 : s.rank })), pilot],
    })
    expect(saved.stages.map((s: any) => s.code)).toEqual(['qualify', 'analyse', 'propose', 'pilot', 'negotiate', 'won', 'lost'])
    expect(await amelia.do('opportunities.move', { opportunity: (await sale({ name: 'Pilot' })).id, stage: 'pilot' })).toMatchObject({
      probability: 60,
    })
  })

  it('puts what is due on the clocks of whom it is about, and shows it on the day', async () => {
    const alpen = await customer('KAV')
    const activity = await amelia.do('opportunities.saveActivity', { kind: 'call', topic: 'Ask about backup', customer: alpen, dueOn: '2026-11-30', dueTime: '10:15' }) // prettier-ignore
    expect(activity).toMatchObject({ zone: 'Asia/Kolkata', dueAt: '2026-11-30T04:45:00.000Z', done: false })
    expect(await amelia.refused('opportunities.saveActivity', { kind: 'call', topic: 'When?', customer: alpen, dueOn: '2026-11-30', dueTime: '25:10' })).toBe('opportunities.badTime') // prettier-ignore
    await amelia.do('opportunities.saveActivity', { kind: 'task', topic: 'Send the figures', customer: alpen, dueOn: '2026-11-27' })
    const day = await amelia.do('opportunities.myDay', { day: '2026-11-30' })
    expect(day.due.map((a: any) => a.topic)).toContain('Ask about backup')
    expect(day.late.map((a: any) => a.topic)).toContain('Send the figures')
    const done = await amelia.do('opportunities.finishActivity', {
      activity: activity.id,
      result: 'Wants a quote',
      doneAt: '2026-11-30T05:00:00Z',
    })
    expect(done).toMatchObject({ done: true, doneAt: '2026-11-30T05:00:00.000Z', doneBy: 'Amelia Ford', result: 'Wants a quote' })
    expect((await amelia.do('opportunities.myDay', { day: '2026-11-30' })).done.map((a: any) => a.topic)).toContain('Ask about backup')
    expect((await (await house.as('tom.okafor')).do('opportunities.myDay', { day: '2026-11-30' })).due.map((a: any) => a.topic)).not.toContain('Ask about backup') // prettier-ignore
  })

  it('plans the stops of a day, in an order of one’s own, each with what came of it', async () => {
    const day = '2026-12-03'
    const first = await amelia.do('opportunities.planVisit', {
      day,
      customer: await customer('HAV'),
      dueTime: '09:30',
      purpose: 'Yearly review',
    })
    const second = await amelia.do('opportunities.planVisit', { day, customer: await customer('QUA') })
    expect([first.rank, second.rank, first.zone]).toEqual([1, 2, 'Europe/London'])
    expect(await amelia.refused('opportunities.planVisit', { day })).toBe('opportunities.nobodyToVisit')
    await amelia.do('opportunities.orderVisits', { visits: [second.id, first.id] })
    const plan = (await amelia.do('opportunities.myDay', { day })).visits
    expect(plan.map((v: any) => [v.customerName, v.rank])).toEqual([['Quay Surgery', 1], ['Harbour & Vale LLP', 2]]) // prettier-ignore
    expect(plan[1].address).toEqual(['Accounts Payable', '3 Vale Court', 'Bristol BS8 2QH'])
    await amelia.do('opportunities.closeVisit', { visit: first.id, state: 'done', result: 'Happy, wants two more firewalls' })
    expect(await amelia.refused('opportunities.closeVisit', { visit: first.id, state: 'missed' })).toBe('opportunities.visitOver')
    const made = await amelia.do('opportunities.activities', { filter: { field: 'customer', is: 'equal', value: await customer('HAV') } })
    expect(made.rows).toContainEqual(
      expect.objectContaining({ kind: 'meeting', topic: 'Yearly review', done: true, result: 'Happy, wants two more firewalls' }),
    )
  })

  it('keeps an opt-out against every consent, for everybody with the address, until the person takes it back with evidence', async () => {
    const { id: contact, email } = await contactOf('PEN')
    const consent = async (who: object) => (await house.do('opportunities.consent', who)).consent.find((c: any) => c.channel === 'mail')
    const say = (act: string, more: object = {}) =>
      amelia.do('opportunities.recordConsent', { contact, channel: 'mail', act, lawfulBasis: 'consent', source: 'Telephone', ...more })
    expect((await consent({ contact })).consent).toBe('none')
    expect((await say('given')).consent).toBe('given')
    expect((await say('withdrawn', { source: 'Unsubscribe link' })).consent).toBe('withdrawn')
    // Said later by the clock, and still only a consent beside an opt-out.
    expect((await say('given', { saidAt: '2027-06-01T00:00:00Z' })).consent).toBe('withdrawn')
    expect(await consent({ contact })).toMatchObject({ consent: 'withdrawn', source: 'Unsubscribe link' })
    const lead = await aLead({ company: 'Elsewhere Ltd', email: email.toUpperCase() })
    expect((await consent({ lead: lead.id })).consent).toBe('withdrawn')
    expect((await house.do('opportunities.consent', { contact })).consent.map((c: any) => c.consent)).toEqual(['withdrawn', 'none', 'none'])
    const renewed = await house.do('opportunities.renewConsent', {
      contact,
      channel: 'mail',
      source: 'Form at the fair',
      evidence: 'F-2026-114',
    })
    expect(renewed).toMatchObject({ consent: 'given', events: [{ evidence: 'F-2026-114', lawfulBasis: 'consent' }] })
    expect([(await consent({ contact })).consent, (await consent({ lead: lead.id })).consent]).toEqual(['given', 'none'])
    expect(await house.refused('opportunities.renewConsent', { contact, channel: 'mail', source: 'Again', evidence: 'F' })).toBe(
      'opportunities.notWithdrawn',
    )
    // An opt-out that was on its way meanwhile wins again.
    expect((await say('withdrawn', { saidAt: '2026-11-01T08:00:00Z' })).consent).toBe('withdrawn')
    const stands = (await house.do('opportunities.consents', { search: 'Graham' })).rows.map((r: any) => [r.act, r.stands])
    expect(stands.filter(([act, holds]: [string, boolean]) => act === 'withdrawn' && holds)).toHaveLength(1)
    expect(stands.filter(([act]: [string]) => act === 'withdrawn')).toHaveLength(2)
    expect(stands.filter(([act]: [string]) => act === 'given').every(([, holds]: [string, boolean]) => !holds)).toBe(true)
  })

  it('finds leads and opportunities from everywhere', async () => {
    const found = async (text: string) => (await amelia.do('search.find', { text })).found.map((f: any) => [f.kind, f.title])
    expect(await found('Kestrel')).toEqual([['lead', 'Hannah Moss']]) // prettier-ignore
    expect(await found('Firewall pair with')).toContainEqual(['opportunity', 'Firewall pair with three years of support'])
    expect((await (await house.as('owen.price')).do('search.find', { text: 'Kestrel' })).found).toEqual([])
  })

  it('shows nobody the leads of another legal entity', async () => {
    const lead = await aLead({ company: 'British Only Ltd' })
    const jonas = await house.as('jonas.keller')
    expect((await jonas.do('opportunities.leads', { search: 'British Only' })).rows).toEqual([])
    expect(await jonas.refused('opportunities.lead', { lead: lead.id })).toBe('opportunities.unknownLead')
    const owen = await house.as('owen.price')
    expect(await owen.refused('opportunities.leads')).toBe('operation.forbidden')
  })
})
