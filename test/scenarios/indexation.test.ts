import { companyWith } from '../world/customers.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** CPI 3.4 % from October 2025 to October 2026 (facts 4.6), and the month that is not published yet. */
const consumerPrices = 'Month;Value;Published\n2025-10;125.0;2025-11-19\n2026-09;129.0;2026-10-21\n2026-10;129.25;2026-11-18'
const plusOne = { by: 'index', index: 'CPIH', lagMonths: 2, margin: '1', ratchet: false }
const started = { start: '2024-12-01', billedTo: '2026-11-30', timing: 'advance', anchor: 'anniversary' }
const december = { effective: '2026-12-01' }

describe.each(stores)('price rises on %s', (dialect) => {
  let house: House
  const byNumber: Record<string, { contract: string; lines: string[] }> = {}
  const sold = async (number: string, customer: string, entity: string, ...lines: object[]) => {
    const { id } = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: customer } })).rows[0]
    const contract = (await house.do('contracts.open', { entity, customer: id, number, state: 'active' })).id
    const ids: string[] = []
    for (const line of lines) ids.push((await house.do('contracts.addLine', { contract, quantity: '1', ...started, ...line })).id)
    byNumber[number] = { contract, lines: ids }
  }
  const proposals = async (filter?: object) => (await house.do('indexation.proposals', filter ? { filter } : {})).rows
  const proposalOf = async (number: string) => (await proposals({ field: 'contractNumber', is: 'equal', value: number }))[0]
  const lineOf = async (number: string) => (await house.do('contracts.get', { contract: byNumber[number]!.contract })).lines[0]

  beforeAll(async () => {
    house = await freshHouse(dialect, 'indexation')
    await companyWith(house, 'HAV', 'MIL', 'RMK', 'BAY')
    const gbp = { currency: 'GBP', taxCodes: ['UK-S20'] }
    // What the demo company shows as raised already, here before its rise.
    await sold('U-1001', 'HAV', 'NLUK', {
      ...gbp,
      product: 'MS-USER',
      quantity: '42',
      unitPrice: '38.00',
      poNumber: 'HV-1',
      uplift: plusOne,
    })
    await sold('U-1009', 'MIL', 'NLUK', { ...gbp, product: 'NIGHT', unitPrice: '1250.00', poNumber: 'MLT-1', uplift: plusOne })
    await sold('U-1010', 'MIL', 'NLUK', {
      ...gbp,
      product: 'NIGHT',
      unitPrice: '1250.00',
      poNumber: 'MLT-1',
      uplift: { ...plusOne, capPercent: '4' },
    })
    await sold('U-2001', 'RMK', 'NLDE', { currency: 'EUR', taxCodes: ['DE-S19'], product: 'MS-USER', quantity: '10', uplift: { by: 'fixed', margin: '3', ratchet: true } }) // prettier-ignore
    await sold('U-2002', 'RMK', 'NLDE', { currency: 'EUR', taxCodes: ['DE-S19'], product: 'MS-USER', boundUntil: '2027-06-30', uplift: { by: 'fixed', margin: '3', ratchet: true } }) // prettier-ignore
    await sold('U-2003', 'BAY', 'NLDE', {
      currency: 'EUR',
      taxCodes: ['DE-S19'],
      product: 'MS-USER',
      uplift: { ...plusOne, index: 'DE-VPI' },
    })
  }, 60_000)
  afterAll(() => house?.close())

  it('an index is named, and its values pasted; the same again changes nothing', async () => {
    expect(await house.refused('indexation.recordValues', { index: 'CPIH', pasted: consumerPrices })).toBe('indexation.unknownIndex')
    await house.do('indexation.saveSeries', {
      code: 'CPIH',
      names: { en: 'Consumer prices', de: 'Verbraucherpreise' },
      source: 'ONS, D7BT',
      base: '2015 = 100',
    })
    expect(await house.do('indexation.recordValues', { index: 'CPIH', pasted: consumerPrices })).toEqual({
      recorded: 3,
      replaced: 0,
      unchanged: 0,
    })
    expect(await house.do('indexation.recordValues', { index: 'CPIH', pasted: consumerPrices })).toEqual({
      recorded: 0,
      replaced: 0,
      unchanged: 3,
    })
    expect((await house.do('indexation.series', { search: 'CPIH' })).rows).toMatchObject([
      { code: 'CPIH', month: '2026-10', value: '129.25', valueCount: 3 },
    ])
  })
  it.each([
    ['a month that is none', { month: '2026-13' }, 'indexation.badMonth'],
    ['nothing', { value: '0' }, 'indexation.notPositive'],
    ['a value before its month', { published: '2026-09-30' }, 'indexation.publishedBefore'],
    ['a value of tomorrow', { published: '2099-01-01' }, 'indexation.notPublishedYet'],
    ['the same value', {}, 'indexation.unchangedValue'],
    ['a slip of the point', { value: '1292.5' }, 'indexation.unusual'],
  ])('%s is refused', async (_what, wrong, code) => {
    const right = { index: 'CPIH', month: '2026-10', value: '129.25', published: '2026-11-19' }
    expect(await house.refused('indexation.recordValue', { ...right, ...wrong })).toBe(code)
  })
  it('a line that is no value is named, and nothing is recorded', async () => {
    const pasted = '2026-08;128.9\n2026-07 128.8'
    expect(await house.refused('indexation.recordValues', { index: 'CPIH', pasted })).toBe('indexation.badLine')
    expect((await house.do('indexation.values', { filter: { field: 'index', is: 'equal', value: 'CPIH' } })).total).toBe(3)
  })

  it('C-1001 and C-1009: 38.00 becomes 39.67, 1,250.00 becomes 1,305.00, and 1,300.00 with a cap of 4 %', async () => {
    const { looked } = await house.do('indexation.propose', december)
    expect(looked).toBe(6)
    expect(await proposalOf('U-1001')).toMatchObject({
      state: 'proposed', oldPrice: '38', newPrice: '39.67', factor: '1.044', rise: '4.39', morePerYear: '84168', effective: '2026-12-01', letterOn: '2026-09-02',
      index: 'CPIH', reason: null, batchNumber: 'UP-2026-12-01',
    }) // prettier-ignore
    expect(await proposalOf('U-1009')).toMatchObject({ newPrice: '1305', factor: '1.044', morePerYear: '66000' })
    expect(await proposalOf('U-1010')).toMatchObject({ newPrice: '1300', factor: '1.04' })
    expect(await proposalOf('U-2001')).toMatchObject({ oldPrice: '44', newPrice: '45.32', index: null, morePerYear: '15840' })
  })
  it('a bound price and a missing value are excepted with their reason', async () => {
    expect(await proposalOf('U-2002')).toMatchObject({ state: 'excepted', reason: 'bound', about: { day: '2027-06-30' } })
    expect(await proposalOf('U-2003')).toMatchObject({
      state: 'excepted',
      reason: 'noIndexValue',
      about: { index: 'DE-VPI', month: '2026-10' },
      newPrice: null,
    })
  })
  it('why: each step, and the same price again from the trace alone', async () => {
    const { id } = await proposalOf('U-1010')
    const { steps, holds } = await house.do('indexation.why', { proposal: id })
    expect(holds).toBe(true)
    expect(steps.map((s: any) => s.say.replace('indexation.why.', ''))).toEqual(['due.anniversary', 'price.line', 'index', 'margin', 'cap', 'rounded', 'perYear', 'letter']) // prettier-ignore
    const of = (name: string) => steps[2].values.find((v: any) => v.name === name).value
    expect([of('base'), of('from'), of('current'), of('to'), of('change'), of('lag')]).toEqual([
      '125',
      '2025-10',
      '129.25',
      '2026-10',
      '3.4',
      '2',
    ])
  })
  it('proposing again finds nothing new but what stood in the way', async () => {
    await house.do('indexation.saveSeries', { code: 'DE-VPI', names: { en: 'Consumer prices Germany', de: 'Verbraucherpreisindex' }, source: 'Destatis', base: '2020 = 100' }) // prettier-ignore
    await house.do('indexation.recordValues', { index: 'DE-VPI', pasted: '2025-10;120,0\n2026-10;123,0' })
    const { batch } = await house.do('indexation.propose', december)
    const { totals } = await house.do('indexation.batch', { batch })
    expect(totals.map((t: any) => [t.state, t.reason, t.lines])).toEqual([
      ['excepted', 'bound', 1],
      ['proposed', null, 1],
    ])
    expect(await proposalOf('U-2003')).toMatchObject({ state: 'proposed', newPrice: '45.54', batchNumber: 'UP-2026-12-01-2' })
    expect(await house.do('indexation.propose', { ...december, customer: (await proposalOf('U-1001')).customer })).toMatchObject({
      looked: 1,
    })
    expect(await proposals()).toHaveLength(6)
  })
  it('what is asked must be possible', async () => {
    expect(await house.refused('indexation.propose', { effective: '2026-12-01', until: '2026-11-30' })).toBe('indexation.badWindow')
    expect(await house.refused('indexation.propose', { effective: '2026-12-01', until: '2027-12-01' })).toBe('indexation.badWindow')
    expect(await house.refused('indexation.propose', { ...december, letterDays: -1 })).toBe('indexation.badNotice')
    expect(await house.refused('indexation.propose', { ...december, knownOn: '2099-01-01' })).toBe('indexation.knownLater')
    expect(await house.refused('indexation.propose', { ...december, index: 'US-CPI' })).toBe('indexation.unknownIndex')
    expect(await house.refused('indexation.propose', { ...december, entity: 'NONE' })).toBe('indexation.unknownEntity')
  })

  it('prices are approved, left, rejected and reopened by people; a bound one is not', async () => {
    const [bound, night, capped] = [await proposalOf('U-2002'), await proposalOf('U-1009'), await proposalOf('U-1010')]
    expect(await house.refused('indexation.approve', { batch: bound.batch, proposals: [bound.id] })).toBe('indexation.notNow')
    await house.do('indexation.except', { proposals: [night.id], note: 'Promised to wait' })
    expect(await proposalOf('U-1009')).toMatchObject({ state: 'excepted', reason: 'byHand', note: 'Promised to wait' })
    await house.do('indexation.reopen', { proposals: [night.id] })
    await house.do('indexation.reject', { proposals: [capped.id], note: 'Ends soon' })
    expect(await house.do('indexation.approve', { batch: night.batch })).toEqual({ count: 3, more: false })
    await house.do('indexation.approve', { batch: bound.batch })
    expect((await proposals()).map((p: any) => [p.contractNumber, p.state]).toSorted()).toEqual([
      ['U-1001', 'approved'], ['U-1009', 'approved'], ['U-1010', 'rejected'], ['U-2001', 'approved'], ['U-2002', 'excepted'], ['U-2003', 'approved'],
    ]) // prettier-ignore
    expect(await house.refused('indexation.discard', { batch: night.batch })).toBe('indexation.batchUnderWay')
  })
  it('one letter for each customer and legal entity, in the customer’s language, kept as it is', async () => {
    const { batch } = await proposalOf('U-1001')
    expect(await house.do('indexation.printLetters', { batch })).toMatchObject({ letters: 3 })
    const letters = (await house.do('indexation.letters', { order: ['number'] })).rows
    expect(letters.map((l: any) => [l.number, l.language, l.lines])).toEqual([
      ['UP-2026-12-01-HAV', 'en', 1],
      ['UP-2026-12-01-MIL', 'en', 1],
      ['UP-2026-12-01-RMK', 'de', 1],
    ])
    expect(letters[0].file).toMatchObject({ mime: 'application/pdf', name: 'UP-2026-12-01-HAV.pdf' })
    expect(await house.do('indexation.printLetters', { batch })).toMatchObject({ letters: 3 })
    expect(await proposalOf('U-1009')).toMatchObject({ state: 'lettered' })
    await house.do('indexation.accept', { proposals: [(await proposalOf('U-1009')).id], note: 'By e-mail' })
    expect(await house.refused('indexation.reopen', { proposals: [(await proposalOf('U-1009')).id] })).toBe('indexation.notNow')
  }, 30_000)
  it('accepted prices come into force alone where that is asked for, the others then', async () => {
    const { batch } = await proposalOf('U-1001')
    expect(await house.do('indexation.apply', { batch, acceptedOnly: true })).toMatchObject({ applied: 1 })
    expect(await house.do('indexation.apply', { batch })).toMatchObject({ applied: 3 })
    expect(await house.do('indexation.apply', { batch })).toMatchObject({ applied: 3 })
    expect((await proposals({ field: 'batch', is: 'equal', value: batch })).map((p: any) => p.state).toSorted()).toEqual([
      'applied',
      'applied',
      'applied',
      'rejected',
    ])
  })
  it('what has moved since is left for a person', async () => {
    const { batch, line } = await proposalOf('U-2003')
    await house.do('contracts.changePrice', { line, effective: '2026-12-01', unitPrice: '43.00', amendment: 'A-1' })
    expect(await house.do('indexation.apply', { batch })).toMatchObject({ applied: 0 })
    expect(await proposalOf('U-2003')).toMatchObject({ state: 'excepted', reason: 'moved' })
  })
  it('C-1001: billing of 1 December charges 42 × 39.67 = 1,666.14', async () => {
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLUK' })
    const charges = (await house.do('billing.chargeList', { filter: { field: 'run', is: 'equal', value: run }, limit: 1000 })).rows
    const net = (number: string) => charges.filter((c: any) => c.contractNumber === number).map((c: any) => [c.from, c.net])
    expect(net('U-1001')).toEqual([['2026-12-01', '166614']])
    expect(net('U-1009')).toEqual([['2026-12-01', '130500']])
    expect(net('U-1010')).toEqual([['2026-12-01', '125000']])
  })
  it('a year later it is the raised price that rises; in the year nothing is proposed again', async () => {
    await house.do('indexation.propose', { effective: '2027-05-01', dueBy: 'day', customer: (await proposalOf('U-1001')).customer })
    const [may] = await proposals({ field: 'effective', is: 'equal', value: '2027-05-01' })
    expect(may).toMatchObject({ state: 'excepted', reason: 'raisedLately', about: { day: '2026-12-01' } })
  })
  it('a rise that was taken back may be proposed again for its year', async () => {
    const { line } = await proposalOf('U-2001')
    const change = (await house.do('contracts.timeline', { contract: byNumber['U-2001']!.contract })).events.find(
      (e: any) => e.event === 'uplift' && e.change,
    )
    await house.do('contracts.retract', { change: change.change, reason: 'Agreed otherwise' })
    await house.do('indexation.propose', { ...december, entity: 'NLDE' })
    expect(await proposalOf('U-2001')).toMatchObject({
      line,
      state: 'proposed',
      oldPrice: '44',
      newPrice: '45.32',
      batchNumber: 'UP-2026-12-01-4',
    })
  })
  it('a batch that nobody was told of is discarded, and proposed anew', async () => {
    const [may] = await proposals({ field: 'effective', is: 'equal', value: '2027-05-01' })
    await house.do('indexation.discard', { batch: may.batch })
    expect(await proposals({ field: 'effective', is: 'equal', value: '2027-05-01' })).toEqual([])
    expect(await house.refused('indexation.discard', { batch: may.batch })).toBe('indexation.unknownBatch')
  })
  it('the raised price is on the line, and what it was before is kept', async () => {
    expect(await lineOf('U-1001')).toMatchObject({ unitPrice: '38' })
  })
})
