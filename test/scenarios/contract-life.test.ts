import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The demo company's clock stands on 30 November 2026. */
const today = '2026-11-30'
const gbp = { currency: 'GBP', taxCodes: ['UK-S20'] }

describe.each(stores)('the life of a contract line on %s', (dialect) => {
  let house: House
  let customers: Record<string, string>
  let nth = 0
  beforeAll(async () => {
    house = await freshHouse(dialect, 'contract life')
    await house.do('demo.seed')
    customers = Object.fromEntries((await house.do('customers.list', { limit: 100 })).rows.map((c: any) => [c.code, c.id]))
  }, 60_000)
  afterAll(() => house?.close())

  const opened = async (state: 'draft' | 'active' = 'active', customer = 'QUA') =>
    (await house.do('contracts.open', { entity: 'NLUK', customer: customers[customer], number: `L-${(nth += 1)}`, state })).id as string
  const sold = (contract: string, more: object = {}) =>
    house.do('contracts.addLine', { contract, product: 'NIGHT', quantity: '10', unitPrice: '30', start: '2026-01-01', ...gbp, ...more })
  /** A line that runs, of a contract of its own. */
  const running = async (more: object = {}) => sold(await opened(), more)
  const lineNow = async (line: string) => (await house.do('contracts.lines', { filter: { field: 'id', is: 'equal', value: line } })).rows[0]
  const known = async (contract: string, effective: string, knownAt?: string) =>
    (await house.do('contracts.asKnown', { contract, effective, ...(knownAt ? { knownAt } : {}) })).lines
  const events = async (contract: string) => (await house.do('contracts.timeline', { contract })).events

  describe('begins', () => {
    it('as a draft, is signed, and waits until it is delivered and activated', async () => {
      const contract = await opened('draft')
      const support = await sold(contract, {
        product: 'FW-SUP',
        unitPrice: null,
        quantity: '1',
        start: '2026-12-01',
        awaits: 'Firewall pair',
      })
      expect(support).toMatchObject({ state: 'draft', months: 12, anchor: 'anniversary', termEnd: '2029-11-30', end: null })
      const plain = await sold(contract, { product: 'BKP-GB', unitPrice: null, quantity: '100' })
      expect(await house.do('contracts.sign', { contract, signedOn: '2026-11-20' })).toMatchObject({
        state: 'draft',
        signedOn: '2026-11-20',
      })
      expect((await lineNow(support.id)).state).toBe('draft')
      expect(await house.refused('contracts.sign', { contract })).toBe('contracts.nothingToSign')
      expect(await house.refused('contracts.activateLine', { line: support.id })).toBe('contracts.notInForce')
      await house.do('contracts.activate', { contract })
      expect([(await lineNow(support.id)).state, (await lineNow(plain.id)).state]).toEqual(['awaiting', 'active'])
      expect(await house.refused('contracts.activateLine', { line: support.id, on: '2026-12-15' })).toBe('contracts.notDelivered')
      expect(await house.refused('contracts.deliver', { line: plain.id })).toBe('contracts.notAwaiting')
      await house.do('contracts.deliver', { line: support.id, on: '2026-12-10', reference: 'DN-77' })
      expect(await house.do('contracts.activateLine', { line: support.id, on: '2026-12-15' })).toMatchObject({
        state: 'active', start: '2026-12-15', termEnd: '2029-12-14', life: { deliveredOn: '2026-12-10', delivery: 'DN-77', activatedOn: '2026-12-15', awaits: null },
        recorded: [{ act: 'activate', effective: '2026-12-15', sets: [] }],
      }) // prettier-ignore
      expect(await house.refused('contracts.activateLine', { line: support.id })).toBe('contracts.notAwaiting')
    })
    it('under a contract in force as a draft, that its own signature puts into force', async () => {
      const contract = await opened()
      await sold(contract)
      await house.do('contracts.sign', { contract, signedOn: '2026-01-01' })
      const more = await sold(contract, { product: 'MS-USER', unitPrice: '40', state: 'draft' })
      expect(more.state).toBe('draft')
      await house.do('contracts.sign', { contract, signedOn: '2026-11-25' })
      expect(await lineNow(more.id)).toMatchObject({ state: 'awaiting' })
      expect(await house.do('contracts.activateLine', { line: more.id })).toMatchObject({
        state: 'active',
        start: today,
        life: { signedOn: '2026-11-25' },
      })
    })
    it('by a project where there is time on it, and once where it is sold once', async () => {
      const contract = await opened()
      const time = { product: 'TM-ENG', quantity: '3', unitPrice: '95', start: today }
      expect(await house.refused('contracts.addLine', { contract, ...gbp, ...time })).toBe('contracts.projectNeeded')
      expect(await sold(contract, { ...time, project: 'P-12' })).toMatchObject({
        kind: 'oneOff',
        state: 'active',
        life: { project: 'P-12' },
        termEnd: null,
      })
      expect(await sold(contract, { product: 'BLK-40', quantity: '1', unitPrice: null })).toMatchObject({ kind: 'prepay', state: 'active' })
    })
    it('with the terms of its product, or with those agreed', async () => {
      const line = await running()
      expect(line).toMatchObject({
        termEnd: '2026-12-31',
        boundUntil: null,
        life: { renewal: { mode: 'auto', noticeDays: 90 }, uplift: { by: 'index', margin: '1' } },
      })
      const agreed = { mode: 'none', initialMonths: 6 }
      const sell = { contract: line.contract, product: 'NIGHT', quantity: '1', start: '2026-01-01', ...gbp }
      for (const renewal of [
        { mode: 'auto', initialMonths: 0 },
        { mode: 'auto', noticeDays: 99999 },
        { mode: 'auto', extensionMonths: 9007199254740991 },
      ])
        expect(await house.refused('contracts.addLine', { ...sell, renewal })).toBe('contracts.badRenewal')
      expect(await house.refused('contracts.renewDue', { asOf: '2999-12-31' })).toBe('contracts.tooFarAhead')
      expect(await running({ renewal: agreed, boundUntil: '2026-06-30' })).toMatchObject({
        termEnd: '2026-06-30',
        end: '2026-06-30',
        boundUntil: '2026-06-30',
      })
    })
    it('C-1006 MIL LIC-YR: six seats end with the others; the stub of 261 days is 849.50', async () => {
      const contract = await opened('active', 'MIL')
      const seats = await sold(contract, { product: 'LIC-YR', quantity: '30', unitPrice: null, anchor: 'calendar', end: '2026-12-31' })
      const shown = await house.do('contracts.coTerm', { joins: seats.id, quantity: '6', start: '2026-04-15' })
      const stub = { from: '2026-04-15', lastDay: '2026-12-31', days: 261, of: 365, amount: { currency: 'GBP', minor: '84950' } }
      expect(shown).toEqual({
        start: '2026-04-15',
        end: '2026-12-31',
        anchorOn: null,
        stub,
        next: null,
        periods: [stub],
        total: stub.amount,
      })
      const six = await sold(contract, {
        product: 'LIC-YR',
        quantity: '6',
        unitPrice: null,
        start: '2026-04-15',
        joins: seats.id,
        poNumber: 'PO-6',
      })
      expect(six).toMatchObject({ end: '2026-12-31', termEnd: seats.termEnd, months: 12, anchor: 'calendar' })
      expect(
        await house.refused('contracts.addLine', {
          contract,
          product: 'LIC-YR',
          quantity: '6',
          ...gbp,
          start: '2027-01-01',
          joins: seats.id,
        }),
      ).toBe('contracts.joinsTooLate')
      const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLUK' })
      const { charges } = await house.do('billing.charges', { run })
      expect(charges.filter((c: any) => c.line === six.id).map((c: any) => [c.from, c.net])).toEqual([['2026-04-15', '84950']])
      await house.do('billing.cancel', { run })
    })
    it('counts its periods from the anniversary of the line that it joins', async () => {
      const contract = await opened()
      const first = await sold(contract, { anchor: 'anniversary', months: 3, start: '2026-01-15' })
      const joining = await sold(contract, { start: '2026-02-01', joins: first.id })
      expect(joining).toMatchObject({ anchor: 'anniversary', months: 3, life: { anchorOn: '2026-01-15' } })
      expect((await house.do('contracts.coTerm', { joins: first.id, quantity: '1', start: '2026-02-01' })).stub).toMatchObject({
        lastDay: '2026-04-14',
        days: 73,
        of: 90,
      })
    })
  })

  describe('changes from a day on', () => {
    it('in quantity and price, back-dated too, and what was known stays known', async () => {
      const line = await running()
      expect(await house.do('contracts.changeQuantity', { line: line.id, quantity: '12', effective: '2026-06-10', reason: 'two more since June' })).toMatchObject({
        quantity: '12', changes: 1, recheckFrom: '2026-06-10', life: { signed: { quantity: '10' } }, recorded: [{ act: 'quantity', effective: '2026-06-10', quantity: '12' }],
      }) // prettier-ignore
      expect(await house.do('contracts.changePrice', { line: line.id, unitPrice: '33', effective: '2027-03-01' })).toMatchObject({
        unitPrice: '30',
        changes: 2,
      })
      expect((await known(line.contract, '2026-06-09'))[0]).toMatchObject({ quantity: '10', unitPrice: '30', changes: 0 })
      expect((await known(line.contract, '2026-06-10'))[0]).toMatchObject({ quantity: '12', unitPrice: '30', changes: 1 })
      expect((await known(line.contract, '2027-03-01'))[0]).toMatchObject({ quantity: '12', unitPrice: '33', changes: 2 })
      expect(await known(line.contract, '2026-06-10', '2026-11-29T00:00:00Z')).toEqual([])
      const told = await events(line.contract)
      expect(told.filter((e: any) => e.change).map((e: any) => [e.event, e.on, e.ahead])).toEqual([['quantity', '2026-06-10', false], ['price', '2027-03-01', true]]) // prettier-ignore
      expect(told.map((e: any) => e.event)).toEqual([
        'start',
        'quantity',
        'customerNoticeBy',
        'supplierNoticeBy',
        'termEnd',
        'renews',
        'price',
        'upliftDue',
      ])
    })
    it('brings the row up to the day that a change was recorded for', async () => {
      const line = await running()
      await house.do('contracts.changeQuantity', { line: line.id, quantity: '14', effective: '2027-02-01' })
      expect(await lineNow(line.id)).toMatchObject({ quantity: '10' })
      expect((await house.do('contracts.roll', { asOf: '2027-01-31' })).asOf).toBe('2027-01-31')
      expect(await lineNow(line.id)).toMatchObject({ quantity: '10' })
      await house.do('contracts.roll', { asOf: '2027-02-01' })
      expect(await lineNow(line.id)).toMatchObject({ quantity: '14' })
    })
    it('in version, by a ramp, by a free period, and takes back what was wrong', async () => {
      const line = await running()
      expect(await house.refused('contracts.changeVersion', { line: line.id, version: 7 })).toBe('contracts.unknownVersion')
      expect(await house.do('contracts.changeVersion', { line: line.id, listPrice: true })).toMatchObject({ version: 1, unitPrice: null })
      const steps = [{ from: '2027-01-01', quantity: '20' }, { from: '2027-07-01', quantity: '40', unitPrice: '25' }] // prettier-ignore
      expect((await house.do('contracts.ramp', { line: line.id, steps, amendment: 'A-1' })).recorded.map((c: any) => [c.number, c.act, c.effective, c.sets])).toEqual([
        [2, 'ramp', '2027-01-01', ['quantity']], [3, 'ramp', '2027-07-01', ['quantity', 'unitPrice']],
      ]) // prettier-ignore
      const free = await house.do('contracts.freePeriod', { line: line.id, from: '2027-03-01', until: '2027-03-31' })
      expect(free.recorded.map((c: any) => [c.effective, c.billing])).toEqual([['2027-03-01', false], ['2027-04-01', true]]) // prettier-ignore
      expect((await known(line.contract, '2027-03-31'))[0]).toMatchObject({ billing: false, quantity: '20' })
      expect(await house.refused('contracts.freePeriod', { line: line.id, from: '2027-03-15', until: '2027-04-15' })).toBe(
        'contracts.notCharged',
      )
      const back = await house.do('contracts.retract', { change: free.recorded[1].id, reason: 'not agreed' })
      expect(back.recorded).toHaveLength(2)
      expect((await known(line.contract, '2027-03-31'))[0]).toMatchObject({ billing: true })
      expect(await house.refused('contracts.retract', { change: free.recorded[0].id })).toBe('contracts.retractedBefore')
      expect(await house.refused('contracts.retract', { change: back.recorded[0].id })).toBe('contracts.notRetractable')
    })
    it('is suspended and resumed', async () => {
      const line = await running()
      expect(await house.do('contracts.suspend', { line: line.id, from: '2026-11-01' })).toMatchObject({ state: 'suspended' })
      expect(await house.refused('contracts.suspend', { line: line.id })).toBe('contracts.notCharged')
      expect(await house.refused('contracts.resume', { line: line.id, on: '2026-10-01' })).toBe('contracts.notSuspended')
      expect(await house.do('contracts.resume', { line: line.id, on: '2026-12-15' })).toMatchObject({ state: 'suspended' })
      await house.do('contracts.roll', { asOf: '2026-12-15' })
      expect(await lineNow(line.id)).toMatchObject({ state: 'active' })
    })
    it('takes a suspension back with its end, and resumes no free period', async () => {
      const line = await running()
      await house.do('contracts.freePeriod', { line: line.id, from: '2026-12-01', until: '2026-12-31' })
      expect(await house.refused('contracts.resume', { line: line.id, on: '2026-12-10' })).toBe('contracts.notSuspended')
      const { recorded } = await house.do('contracts.suspend', { line: line.id, from: '2027-01-05', until: '2027-01-20' })
      expect((await house.do('contracts.retract', { change: recorded[0].id })).recorded).toHaveLength(2)
      expect((await house.do('contracts.suspend', { line: line.id, from: '2027-01-10' })).recorded).toHaveLength(1)
    })
    it('ten at once are all recorded, one after the other', async () => {
      const line = await running()
      await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          house.do('contracts.changeQuantity', { line: line.id, quantity: `${20 + i}`, effective: `2027-01-${11 + i}` }),
        ),
      )
      const { changes, line: row } = await house.do('contracts.line', { line: line.id })
      expect(changes.map((c: any) => c.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(row).toMatchObject({ changes: 10, quantity: '10', recheckFrom: '2027-01-11' })
      expect((await known(line.contract, '2027-01-20'))[0]).toMatchObject({ quantity: '29' })
    })
    it('shows no sum that no invoice could hold', async () => {
      const line = await running()
      const much = '99999999999999999999'
      expect(await house.refused('contracts.coTerm', { joins: line.id, quantity: much, unitPrice: '7', start: today })).toBe(
        'contracts.tooLarge',
      )
      await house.do('contracts.changeQuantity', { line: line.id, quantity: much })
      expect(await house.refused('contracts.terminate', { line: line.id, end: today, method: 'noticeCharge' })).toBe('contracts.tooLarge')
    })
    it.each([
      ['contracts.changeQuantity', { quantity: '-1' }, 'contracts.negativeQuantity'],
      ['contracts.changeQuantity', { quantity: 'many' }, 'input.invalidNumber'],
      ['contracts.changeQuantity', { quantity: '5', effective: '2026-11-01' }, 'contracts.noDecrease'],
      ['contracts.changeQuantity', { quantity: '20', effective: '2025-12-31' }, 'contracts.effectiveBeforeStart'],
      ['contracts.changeQuantity', { quantity: '20', effective: '2026-03-31' }, 'contracts.billedBefore'],
      ['contracts.trueUp', { measured: '9' }, 'contracts.negativeTrueUp'],
      ['contracts.changePrice', { unitPrice: '31', effective: '2026-09-30' }, 'contracts.priceBound'],
      ['contracts.changePrice', { unitPrice: '-1' }, 'contracts.negativePrice'],
      ['contracts.ramp', { steps: [] }, 'contracts.badSteps'],
      ['contracts.ramp', { steps: [{ from: '2027-01-01' }] }, 'contracts.badSteps'],
      ['contracts.ramp', { steps: [{ from: '2026-08-01', unitPrice: '5' }] }, 'contracts.priceBound'],
      ['contracts.freePeriod', { from: '2026-12-01', until: '2026-11-30' }, 'contracts.endBeforeStart'],
      ['contracts.endLine', { end: '2025-12-31' }, 'contracts.endBeforeStart'],
      ['contracts.endLine', { end: '2026-03-30' }, 'contracts.endBeforeBilled'],
    ])('%s with %j is refused: %s', async (operation, input, code) => {
      const line = await running({ product: 'M365-A', unitPrice: '20', billedTo: '2026-03-31', boundUntil: '2026-09-30' })
      expect(await house.refused(operation, { line: line.id, ...input })).toBe(code)
    })
    it('moves a bound price by an amendment that both signed', async () => {
      const line = await running({ boundUntil: '2027-09-30' })
      expect(await house.do('contracts.changePrice', { line: line.id, unitPrice: '28', amendment: 'A-2' })).toMatchObject({
        unitPrice: '28',
        recorded: [{ amendment: 'A-2' }],
      })
    })
    it('trues up to what was measured', async () =>
      expect(await house.do('contracts.trueUp', { line: (await running()).id, measured: '13.5' })).toMatchObject({ quantity: '13.5' }))
  })

  describe('ends', () => {
    it('by notice with the term that it is in time for, unless the notice is withdrawn', async () => {
      const line = await running()
      expect(await house.refused('contracts.giveNotice', { line: line.id, by: 'customer', end: '2026-12-31' })).toBe(
        'contracts.noticeTooLate',
      )
      const [given] = await house.do('contracts.giveNotice', { line: line.id, by: 'customer' })
      expect(given).toMatchObject({ state: 'notice', end: '2027-12-31', life: { noticeOn: today, noticeBy: 'customer' } })
      expect(await house.refused('contracts.giveNotice', { line: line.id, by: 'supplier' })).toBe('contracts.noticeGiven')
      expect(await house.refused('contracts.renew', { line: line.id })).toBe('contracts.noticeGiven')
      const [back] = await house.do('contracts.withdrawNotice', { line: line.id })
      expect(back).toMatchObject({ state: 'active', end: null, life: { noticeOn: null, noticeBy: null } })
      expect(await house.refused('contracts.withdrawNotice', { line: line.id })).toBe('contracts.noNotice')
      const [early] = await house.do('contracts.giveNotice', { line: line.id, by: 'customer', end: '2026-12-31', accept: true })
      expect(early).toMatchObject({ end: '2026-12-31' })
      await house.do('contracts.roll', { asOf: '2026-12-31' })
      expect(await lineNow(line.id)).toMatchObject({ state: 'notice' })
      await house.do('contracts.roll', { asOf: '2027-01-01' })
      expect(await lineNow(line.id)).toMatchObject({ state: 'ended' })
    })
    it('for a whole contract at once', async () => {
      const contract = await opened()
      await sold(contract)
      await sold(contract, { renewal: { mode: 'auto', initialMonths: 12, extensionMonths: 1, noticeDays: 30 } })
      const given = await house.do('contracts.giveNotice', { contract, by: 'supplier', on: '2026-11-15' })
      expect(given.map((line: any) => line.end)).toEqual(['2027-12-31', '2026-12-31'])
      expect((await house.do('contracts.withdrawNotice', { contract })).map((line: any) => line.state)).toEqual(['active', 'active'])
      expect(await house.refused('contracts.giveNotice', { by: 'customer' })).toBe('contracts.whichLines')
    })
    it('is renewed by hand or by itself, on the same line', async () => {
      const manual = await running({ renewal: { mode: 'manual', initialMonths: 12, extensionMonths: 6 } })
      expect(manual).toMatchObject({ end: '2026-12-31', termEnd: '2026-12-31' })
      expect(await house.do('contracts.renew', { line: manual.id, boundUntil: '2027-06-30' })).toMatchObject({
        end: '2027-06-30', termEnd: '2027-06-30', boundUntil: '2027-06-30', recorded: [{ act: 'renew', effective: '2027-01-01', end: '2027-06-30' }],
      }) // prettier-ignore
      expect(await house.refused('contracts.renew', { line: manual.id, termEnd: '2027-06-30' })).toBe('contracts.termBackwards')
      const auto = await running({ start: '2025-01-01', renewal: { mode: 'auto', initialMonths: 12, extensionMonths: 6 } })
      expect((await house.do('contracts.renewDue', { asOf: '2026-12-31' })).renewed).toBeGreaterThan(0)
      expect(await lineNow(auto.id)).toMatchObject({ termEnd: '2026-12-31', end: null })
      await house.do('contracts.renewDue', { asOf: '2027-01-01' })
      expect(await lineNow(auto.id)).toMatchObject({ termEnd: '2027-06-30' })
      expect((await house.do('contracts.renewDue', { asOf: '2027-01-01' })).renewed).toBe(0)
      expect((await events(auto.contract)).filter((e: any) => e.event === 'renew').map((e: any) => e.on)).toEqual([
        '2026-01-01',
        '2026-07-01',
        '2027-01-01',
      ])
    })
    it('is not renewed by itself once an end is agreed, and goes on by terms to a later one', async () => {
      const renewal = { mode: 'auto', initialMonths: 12, extensionMonths: 1, noticeDays: 60 }
      const ends = await running({ renewal })
      await house.do('contracts.endLine', { line: ends.id, end: '2026-12-31' })
      const given = await running({ renewal })
      await house.do('contracts.giveNotice', { line: given.id, by: 'customer' })
      await house.do('contracts.renewDue', { asOf: '2027-01-01' })
      expect(await lineNow(ends.id)).toMatchObject({ end: '2026-12-31', termEnd: '2026-12-31' })
      expect(await lineNow(given.id)).toMatchObject({ end: '2027-01-31', termEnd: '2027-01-31', state: 'notice' })
    })
    it('while the customer may still step back, at once and in part', async () => {
      const line = await running({ product: 'M365-A', unitPrice: '20', start: '2026-11-26' })
      expect(await house.do('contracts.changeQuantity', { line: line.id, quantity: '8', effective: '2026-11-26' })).toMatchObject({
        quantity: '8',
      })
      expect(await house.refused('contracts.changeQuantity', { line: line.id, quantity: '7', effective: '2026-12-03' })).toBe(
        'contracts.noDecrease',
      )
      expect(await house.do('contracts.line', { line: line.id })).toMatchObject({
        changes: [{ quantity: '8' }],
        customerNoticeBy: '2027-10-26',
        customerEnd: '2027-11-25',
      })
      const [given] = await house.do('contracts.giveNotice', { line: line.id, by: 'customer' })
      expect(given).toMatchObject({ end: today })
    })
    it.each([
      ['credit', {}, '0', null],
      ['buyOut', { percent: '50' }, '15000', '150'],
      ['noticeCharge', {}, '30000', '300'],
    ])(
      'early with %s: the rest of the term is shown first, and what is paid is a line of its own',
      async (method, more, charge, unitPrice) => {
        const line = await running()
        const end = { line: line.id, end: '2026-11-30', method, on: '2026-09-01', ...more }
        const shown = await house.do('contracts.terminate', end, { rehearse: true })
        expect(shown).toMatchObject({ regularEnd: '2026-12-31', rest: { minor: '30000' }, charge: { minor: charge } })
        expect(await lineNow(line.id)).toMatchObject({ end: null })
        const done = await house.do('contracts.terminate', end)
        expect(done.line).toMatchObject({ end: '2026-11-30', recorded: [{ act: 'terminate' }] })
        if (unitPrice === null) expect(done.chargedBy).toBeNull()
        else
          expect(done.chargedBy).toMatchObject({
            kind: 'oneOff',
            unitPrice,
            quantity: '1',
            start: '2026-11-30',
            life: { continues: line.id },
          })
      },
    )
    it('moves to another customer, with its terms and all that is to come', async () => {
      const contract = await opened()
      const line = await sold(contract, { anchor: 'anniversary', start: '2026-01-15', poNumber: 'PO-9' })
      await house.do('contracts.changeQuantity', { line: line.id, quantity: '12', effective: '2026-06-01' })
      await house.do('contracts.changeQuantity', { line: line.id, quantity: '15', effective: '2027-02-01' })
      await house.do('contracts.suspend', { line: line.id, from: '2026-11-20', until: '2026-12-10' })
      expect(await house.refused('contracts.novate', { contract, to: customers['QUA'], from: '2026-12-01', number: 'N-1' })).toBe(
        'contracts.sameCustomer',
      )
      const { contract: moved, lines } = await house.do('contracts.novate', {
        contract,
        to: customers['HAV'],
        from: '2026-12-01',
        number: `N-${dialect}`,
      })
      expect(moved).toMatchObject({ customer: customers['HAV'], state: 'active' })
      expect(lines).toMatchObject([{ start: '2026-12-01', quantity: '12', unitPrice: '30', poNumber: null, termEnd: line.termEnd, life: { continues: line.id, anchorOn: '2026-01-15', signed: { quantity: '12' } } }]) // prettier-ignore
      expect(await lineNow(line.id)).toMatchObject({ end: '2026-11-30' })
      expect((await known(moved.id, '2026-12-10'))[0]).toMatchObject({ quantity: '12', billing: false })
      expect((await known(moved.id, '2026-12-11'))[0]).toMatchObject({ billing: true })
      expect((await known(moved.id, '2027-02-01'))[0]).toMatchObject({ quantity: '15' })
      expect(await house.refused('contracts.novate', { contract, to: customers['HAV'], from: '2027-01-01', number: 'N-2' })).toBe(
        'contracts.nothingToMove',
      )
    })
  })

  describe('is billed by what holds when', () => {
    /** Proposes for a day, answers what a line is charged, and posts it. */
    const bill = async (asOf: string, ...lines: readonly string[]) => {
      const { run } = await house.do('billing.propose', { asOf, entity: 'NLUK' })
      const { charges } = await house.do('billing.charges', { run })
      await house.do('billing.post', { run })
      return charges.filter((c: any) => lines.includes(c.line)).map((c: any) => [c.from, c.net])
    }
    const sum = (charges: readonly (readonly [string, string])[]) => charges.reduce((total, [, net]) => total + BigInt(net), 0n)

    it('C-1004 PEN M365-A: five seats more from 12 November are 55.73, then 88.00 a month', async () => {
      const line = await running({ product: 'M365-A', quantity: '85', unitPrice: null, start: '2026-11-01' })
      expect(await bill('2026-11-01', line.id)).toEqual([['2026-11-01', '149600']])
      await house.do('contracts.changeQuantity', { line: line.id, quantity: '90', effective: '2026-11-12' })
      expect(sum(await bill('2026-11-30', line.id))).toBe(5573n)
      expect(await bill('2026-12-01', line.id)).toEqual([['2026-12-01', '158400']])
    })
    it('C-1008 QUA: a year in advance that ends after 153 days gives 8,363.84 back, and keeps 6,036.16', async () => {
      const line = await running({ product: 'FW-SUP', quantity: '1', unitPrice: '14400', start: '2026-07-01', months: 12, state: 'draft' })
      await house.do('contracts.sign', { contract: line.contract })
      await house.do('contracts.deliver', { line: line.id, on: '2026-06-30' })
      await house.do('contracts.activateLine', { line: line.id, on: '2026-07-01' })
      expect(await bill('2026-07-01', line.id)).toEqual([['2026-07-01', '1440000']])
      const end = { line: line.id, end: today, method: 'credit' }
      expect(await house.do('contracts.terminate', end, { rehearse: true })).toMatchObject({
        credit: { minor: '836384' },
        charge: { minor: '0' },
      })
      await house.do('contracts.terminate', end)
      expect(await bill(today, line.id)).toEqual([['2026-12-01', '-836384']])
      expect(await bill('2027-12-01', line.id)).toEqual([])
    })
    it('gives back what was billed beyond an end, and bills the buy-out once', async () => {
      const line = await running({ months: 12, start: '2026-01-01' })
      expect(await bill('2026-12-01', line.id)).toEqual([['2026-01-01', '360000']])
      const { chargedBy, credit } = await house.do('contracts.terminate', {
        line: line.id,
        end: '2026-11-30',
        method: 'buyOut',
        percent: '25',
        on: '2026-09-01',
      })
      expect(credit).toEqual({ currency: 'GBP', minor: '30575' })
      expect(await bill('2026-12-02', line.id, chargedBy.id)).toEqual([['2026-12-01', '-30575'], ['2026-11-30', '7644']]) // prettier-ignore
      expect(await bill('2027-06-01', line.id, chargedBy.id)).toEqual([])
    })
    it('credits a suspension and a free period that are learned of late', async () => {
      const line = await running({ start: '2026-11-01' })
      expect(await bill('2026-12-02', line.id)).toEqual([['2026-11-01', '30000'], ['2026-12-01', '30000']]) // prettier-ignore
      await house.do('contracts.suspend', { line: line.id, from: '2026-11-16', until: '2026-11-30' })
      await house.do('contracts.freePeriod', { line: line.id, from: '2026-12-01', until: '2026-12-31' })
      expect(sum(await bill('2026-12-03', line.id))).toBe(-45000n)
      expect(await bill('2027-01-01', line.id)).toEqual([['2027-01-01', '30000']])
    })
    it('credits the old customer of a novation, and bills the new one from its day', async () => {
      const line = await running({ start: '2026-12-01', months: 3 })
      expect(await bill('2026-12-04', line.id)).toEqual([['2026-12-01', '30326']])
      const { lines } = await house.do('contracts.novate', {
        contract: line.contract,
        to: customers['BEN'],
        from: '2026-12-16',
        number: `NB-${dialect}`,
      })
      const after = await bill('2026-12-20', line.id, lines[0].id)
      expect(sum(after)).toBe(0n)
      expect(after).toHaveLength(2)
    })
    it('takes a change back, and with it the difference', async () => {
      const line = await running({ start: '2026-12-01' })
      expect(await bill('2026-12-05', line.id)).toEqual([['2026-12-01', '30000']])
      const { recorded } = await house.do('contracts.changePrice', { line: line.id, unitPrice: '40', effective: '2026-12-01' })
      expect(sum(await bill('2026-12-06', line.id))).toBe(10000n)
      await house.do('contracts.retract', { change: recorded[0].id })
      expect(sum(await bill('2026-12-07', line.id))).toBe(-10000n)
      expect(await bill('2026-12-08', line.id)).toEqual([])
    })
    it('moves a change to another day: both are known, and only the difference is billed', async () => {
      const line = await running({ start: '2026-12-01' })
      expect(await bill('2026-12-05', line.id)).toEqual([['2026-12-01', '30000']])
      const { recorded } = await house.do('contracts.changePrice', { line: line.id, unitPrice: '40', effective: '2026-12-01', amendment: 'A-7' }) // prettier-ignore
      expect(sum(await bill('2026-12-06', line.id))).toBe(10000n)
      const move = { change: recorded[0].id, effective: '2026-12-11' }
      const { totals, differences } = await house.do('contracts.rehearse', { contract: line.contract, change: { operation: 'contracts.moveChange', input: move } }) // prettier-ignore
      // 300.00 × 10/31 = 96.77 and 400.00 × 21/31 = 270.97, where 400.00 was charged.
      expect(sum(differences.map((d: any) => [d.from, d.net]))).toBe(-3226n)
      expect(totals).toMatchObject([{ difference: '-3226' }])
      const moved = await house.do('contracts.moveChange', { ...move, reason: 'agreed for the 11th' })
      expect(moved.recorded.map((c: any) => [c.act, c.effective, c.unitPrice, c.amendment])).toEqual([
        ['retract', '2026-12-01', null, null],
        ['price', '2026-12-11', '40', 'A-7'],
      ])
      expect(sum(await bill('2026-12-07', line.id))).toBe(-3226n)
      expect(await bill('2026-12-08', line.id)).toEqual([])
      expect(await house.refused('contracts.moveChange', move)).toBe('contracts.retractedBefore')
      const again = { change: moved.recorded[1].id, effective: '2026-12-11' }
      expect(await house.refused('contracts.moveChange', again)).toBe('contracts.sameDay')
      expect(await house.refused('contracts.moveChange', { ...again, effective: '2026-11-30' })).toBe('contracts.effectiveBeforeStart')
      const { recorded: ended } = await house.do('contracts.endLine', { line: line.id, end: '2027-12-31' })
      expect(await house.refused('contracts.moveChange', { change: ended[0].id, effective: '2026-12-20' })).toBe('contracts.notMovable')
    })
    it('moves many lines to another version in one act, each by its own rules', async () => {
      const contract = await opened()
      const seats = { product: 'M365-M', unitPrice: null }
      const lines = [
        await sold(contract, seats),
        await sold(contract, { ...seats, boundUntil: '2027-12-31' }),
        await sold(contract, { product: 'M365-M' }),
      ]
      const { version } = await house.do('catalog.publishVersion', { product: 'M365-M', validFrom: '2026-12-01', model: 'flat', basis: 'month', measure: 'agreed', revenue: 'recurring', prices: [{ currency: 'GBP', unitPrice: '23.00', packageSize: null, bands: [] }] }) // prettier-ignore
      const move = { lines: lines.map((line) => line.id), version, effective: '2027-01-01' }
      const would = await house.do('contracts.rehearseVersions', move)
      expect(would.outcomes.map((one: any) => [one.lineNumber, one.done, one.refusal])).toEqual([[1, true, null], [2, false, 'contracts.priceBound'], [3, true, null]]) // prettier-ignore
      expect((await known(contract, '2027-01-01')).map((line: any) => line.version)).toEqual([1, 1, 1])
      expect(await house.do('contracts.changeVersions', move)).toEqual(would)
      expect((await known(contract, '2027-01-01')).map((line: any) => line.version)).toEqual([version, 1, version])
      expect(await house.refused('contracts.changeVersions', { lines: [] })).toBe('contracts.noneChosen')
    })
    it('moves no decrease into a term that allows none', async () => {
      const seats = { product: 'M365-A', unitPrice: '10', start: '2026-01-01', billedTo: '2026-11-30' }
      const line = await running(seats)
      const { recorded } = await house.do('contracts.changeQuantity', { line: line.id, quantity: '8', effective: '2027-01-01' })
      expect(await house.refused('contracts.moveChange', { change: recorded[0].id, effective: '2026-12-15' })).toBe('contracts.noDecrease')
      expect((await house.do('contracts.moveChange', { change: recorded[0].id, effective: '2027-02-01' })).recorded).toHaveLength(2)
    })
  })

  describe('rehearses', () => {
    const billed = async (line: any) => {
      const { run } = await house.do('billing.propose', { asOf: today, entity: 'NLUK' })
      await house.do('billing.post', { run })
      return line
    }
    const rehearse = (contract: string, operation: string, input: object) =>
      house.do('contracts.rehearse', { contract, change: { operation, input } })

    it('a back-dated change: what each period would cost, and the difference of what is billed', async () => {
      const line = await billed(await running({ start: '2026-09-01' }))
      const change = { line: line.id, quantity: '12', effective: '2026-10-16' }
      const told = await rehearse(line.contract, 'contracts.changeQuantity', change)
      expect(told.lines).toMatchObject([{
        before: { stretches: [{ from: '2026-09-01', to: null, quantity: '10' }] },
        after: { stretches: [{ from: '2026-09-01', to: '2026-10-16', quantity: '10' }, { from: '2026-10-16', to: null, quantity: '12' }] },
      }]) // prettier-ignore
      // Sixteen of October's 31 days at 60.00 more, November whole, and twelve months to come.
      expect(told.periods.slice(0, 3).map((p: any) => [p.from, p.before, p.after, p.difference])).toEqual([
        ['2026-10-01', '30000', '33097', '3097'], ['2026-11-01', '30000', '36000', '6000'], ['2026-12-01', '30000', '36000', '6000'],
      ]) // prettier-ignore
      expect(told).toMatchObject({ from: '2026-10-16', to: '2027-11-30', blocked: [], result: { quantity: '12' } })
      expect(await lineNow(line.id)).toMatchObject({ quantity: '10' })
      await house.do('contracts.changeQuantity', change)
      const { run } = await house.do('billing.propose', { asOf: today, entity: 'NLUK' })
      const { charges } = await house.do('billing.charges', { run })
      const proposed = charges.filter((c: any) => c.line === line.id).reduce((sum: bigint, c: any) => sum + BigInt(c.net), 0n)
      expect(proposed).toBe(9097n)
      expect(told.differences.reduce((sum: bigint, c: any) => sum + BigInt(c.net), 0n)).toBe(9097n)
      await house.do('billing.cancel', { run })
    })
    it.each([
      ['contracts.changePrice', { unitPrice: '31.37', effective: '2026-10-07' }],
      ['contracts.changeVersion', { listPrice: true, effective: '2026-11-11' }],
      [
        'contracts.ramp',
        {
          steps: [
            { from: '2026-09-15', quantity: '11' },
            { from: '2026-10-15', quantity: '13', unitPrice: '29' },
            { from: '2027-03-01', quantity: '40' },
          ],
        },
      ],
      ['contracts.freePeriod', { from: '2026-09-20', until: '2026-10-09' }],
      ['contracts.suspend', { from: '2026-11-03' }],
      ['contracts.endLine', { end: '2026-10-31' }],
      ['contracts.giveNotice', { by: 'customer', end: '2026-11-15', accept: true }],
      ['contracts.renew', {}],
    ])('%s %j: what was rehearsed is what is proposed', async (operation, input) => {
      const line = await billed(await running({ start: '2026-09-01' }))
      const told = await rehearse(line.contract, operation, { line: line.id, ...input })
      await house.do(operation, { line: line.id, ...input })
      const { run } = await house.do('billing.propose', { asOf: today, entity: 'NLUK' })
      const { charges } = await house.do('billing.charges', { run })
      const proposed = charges.filter((c: any) => c.line === line.id)
      await house.do('billing.cancel', { run })
      const shown = (rows: any[]) => rows.map((c) => `${c.from} ${c.to} ${c.net}`).toSorted()
      expect(shown(told.differences)).toEqual(shown(proposed))
    })
    it('a novation: what the one no longer pays, the other does', async () => {
      const line = await running({ start: '2026-09-01' })
      const told = await rehearse(line.contract, 'contracts.novate', {
        contract: line.contract,
        to: customers['BEN'],
        from: '2027-01-01',
        number: 'R-1',
      })
      expect(told.lines).toHaveLength(2)
      expect(told.totals).toMatchObject([{ currency: 'GBP', difference: '0' }])
    })
    it('and refuses what the operation refuses, what does not fit it, and lines of others', async () => {
      const line = await running()
      const refused = (operation: string, input: object) =>
        house.refused('contracts.rehearse', { contract: line.contract, change: { operation, input } })
      expect(await refused('contracts.changeQuantity', { line: line.id, quantity: '-2' })).toBe('contracts.negativeQuantity')
      expect(await refused('contracts.changeQuantity', { line: line.id })).toBe('contracts.badChange')
      expect(await refused('contracts.changeQuantity', { line: (await running()).id, quantity: '2' })).toBe('contracts.unknownLine')
      expect(await refused('billing.post', {})).toBe('input.malformed')
    })
  })
})
