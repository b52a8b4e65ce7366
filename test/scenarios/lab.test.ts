import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const gbp = (unitPrice: string | null, bands: readonly (readonly [string | null, string])[] = []) => ({
  currency: 'GBP',
  unitPrice,
  bands: bands.map(([upTo, price]) => ({ upTo, unitPrice: price })),
})
/** Workstation care, facts 4.4. */
const workstations = [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00']] as const // prettier-ignore

describe.each(stores)('prices against what was invoiced, on %s', (dialect) => {
  let house: House
  let mill: string
  const customerOf = async (code: string): Promise<string> =>
    (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: code } })).rows[0].id
  const linesOf = async (product: string) =>
    (await house.do('contracts.lines', { filter: { field: 'product', is: 'equal', value: product } })).rows

  beforeAll(async () => {
    house = await freshHouse(dialect, 'lab')
    await house.do('demo.seed')
    // Mill Lane has counted workstations all year: eleven months are due at once.
    mill = await customerOf('MIL')
    const contract = await house.do('contracts.open', { entity: 'NLUK', customer: mill, number: 'C-9001', state: 'active' })
    const counts = [['2026-01-01', '2026-03-31', '20'], ['2026-04-01', '2026-06-30', '24'], ['2026-07-01', '2026-11-30', '101']] as const // prettier-ignore
    for (const [start, end, quantity] of counts)
      await house.do('contracts.addLine', { contract: contract.id, product: 'WS-DEV', quantity, currency: 'GBP', start, end, taxCodes: ['UK-S20'], poNumber: 'ML-1' })
    await house.do('contracts.addLine', { contract: contract.id, product: 'WS-DEV', quantity: '10', unitPrice: '8.00', currency: 'GBP', start: '2026-10-01', taxCodes: ['UK-S20'], poNumber: 'ML-1' })
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    await house.do('billing.post', { run })
  }, 120_000) // prettier-ignore
  afterAll(() => house?.close())

  const replay = (more: object) => house.do('lab.replay', { product: 'WS-DEV', currency: 'GBP', models: [], ...more })
  const invoiced = async (product: string, currency: string): Promise<bigint> => {
    const { rows } = await house.do('billing.chargeList', { filter: { all: [{ field: 'product', is: 'equal', value: product }, { field: 'currency', is: 'equal', value: currency }] }, limit: 1000 }) // prettier-ignore
    return (rows as { net: string }[]).reduce((sum, { net }) => sum + BigInt(net), 0n)
  }

  describe('the lab', () => {
    it('on the current model reproduces the invoices, to the penny', async () => {
      const models = [{ name: 'as sold', model: 'fillUp', bands: gbp(null, workstations).bands }]
      const told = await replay({ models })
      const actual = await invoiced('WS-DEV', 'GBP')
      expect(BigInt(told.actual.revenue)).toBe(actual)
      expect(told).toMatchObject({ reproduced: true, models: [{ name: 'as sold', revenue: actual.toString(), difference: '0' }] })
      expect(told.customers.every(({ models: [one] }: { models: { difference: string }[] }) => one!.difference === '0')).toBe(true)
      expect(told.months.every((m: { actual: string; models: string[] }) => m.models[0] === m.actual)).toBe(true)
    })
    it.each(['MS-USER', 'EDR', 'EP-IN', 'SV-DEV', 'BKP-GB', 'M365-A'])(
      'on the list prices of %s reproduces its invoices',
      async (product) => {
        const { behaviours } = await house.do('catalog.document', { product })
        for (const { currency, ...listed } of behaviours.sell.prices) {
          const told = await replay({ product, currency, models: [{ name: 'list', model: behaviours.sell.model, ...listed }] })
          expect([currency, told.reproduced, told.models[0].difference]).toEqual([currency, true, '0'])
        }
      },
    )
    it('shows what other models would have brought, month by month', async () => {
      const told = await replay({
        customer: mill,
        models: [
          { name: 'look-up', model: 'lookUp', bands: gbp(null, workstations).bands },
          { name: 'flat', model: 'flat', unitPrice: '8.00', minimum: '200.00' },
          { name: 'package', model: 'package', unitPrice: '60.00', packageSize: '10', cap: '500.00' },
          { name: 'commit', model: 'flat', unitPrice: '7.00', commit: { quantity: '50', overage: '8.50' } },
        ],
      })
      // Three months of 20, three of 24, five of 101; two of 10 at an agreed price stay at 80.00.
      const months = (a: bigint, b: bigint, c: bigint): string => (3n * a + 3n * b + 5n * c + 2n * 8000n).toString()
      expect(told.models.map((m: { name: string; revenue: string }) => [m.name, m.revenue])).toEqual([
        ['look-up', months(18_000n, 21_600n, 63_125n)],
        ['flat', months(20_000n, 20_000n, 80_800n)],
        ['package', months(12_000n, 18_000n, 50_000n)],
        ['commit', months(35_000n, 35_000n, 35_000n + 51n * 850n)],
      ])
      expect(told.customers).toHaveLength(1)
      expect(told.months[0]).toEqual({ month: '2026-01', actual: '18000', models: ['18000', '20000', '12000', '35000'] })
      // 24 stand where 26 cost less: three charges.
      expect(told.models[0]).toMatchObject({ cliffs: 3 })
      expect(told.models[0].steps[0].say).toBe('pricing.cliffReason')
    })
    it('tries models on agreed prices too, when it is told to', async () => {
      const models = [{ name: 'flat', model: 'flat', unitPrice: '1.00' }]
      const [kept, all] = [await replay({ customer: mill, models }), await replay({ customer: mill, models, agreedToo: true })]
      expect(BigInt(kept.models[0].revenue) - BigInt(all.models[0].revenue)).toBe(2n * 8000n - 2n * 1000n)
    })
    it('knows the margin where the purchases are known', async () => {
      const told = await replay({ product: 'M365-A', currency: 'GBP', models: [{ name: 'dearer', model: 'flat', unitPrice: '18.60' }] })
      expect(told.actual.cost).toMatch(/^\d+$/)
      expect(BigInt(told.actual.margin)).toBe(BigInt(told.actual.revenue) - BigInt(told.actual.cost))
      expect(BigInt(told.models[0].margin)).toBeGreaterThan(BigInt(told.actual.margin))
      expect((await replay({})).actual).toMatchObject({ cost: null, margin: null })
    })
    it('asks for something to look at', async () => {
      expect(await house.refused('lab.replay', { currency: 'GBP', models: [] })).toBe('lab.nothingChosen')
      expect(await house.refused('lab.replay', { product: 'NONE', currency: 'GBP', models: [] })).toBe('lab.unknownProduct')
      expect(await house.refused('lab.replay', { product: 'WS-DEV', currency: 'GBP', models: [{ name: 'x', model: 'lookUp' }] })).toBe('pricing.missingBands')
      expect(await house.refused('lab.replay', { product: 'WS-DEV', currency: 'GBP', models: [], from: '2026-12-01', to: '2026-01-01' })).toBe('lab.endBeforeStart')
    }) // prettier-ignore
  })

  describe('a rehearsal', () => {
    const draftOf = async (product: string, sell: object) => {
      const { behaviours } = await house.do('catalog.document', { product })
      return { ...behaviours, sell: { ...behaviours.sell, ...sell } }
    }
    it('of what is on sale changes nothing', async () => {
      const told = await house.do('lab.rehearse', { product: 'WS-DEV', behaviours: await draftOf('WS-DEV', {}) })
      expect(told).toMatchObject({ from: '2026-01-01', to: '2027-01-01', agreedCount: 1, unpriced: [], cliffs: [] })
      expect(told.totals.map((t: { difference: string }) => t.difference)).toEqual(['0'])
      expect(BigInt(told.totals[0].charged)).toBe(await invoiced('WS-DEV', 'GBP'))
    })
    it('of another model says who would pay what, and who would stand on a cliff', async () => {
      const behaviours = await draftOf('WS-DEV', { model: 'lookUp' })
      const told = await house.do('lab.rehearse', { product: 'WS-DEV', behaviours })
      const own = told.customers.find((c: { customer: string }) => c.customer === mill)
      // Five months of 101: 793.75 filled up become 631.25 looked up; 20 and 24 stay.
      expect(own).toMatchObject({ lineCount: 4, agreed: false, cliffs: 3 })
      expect(BigInt(own.difference)).toBe(5n * (63_125n - 79_375n))
      expect(told.cliffs[0].currency).toBe('GBP')
      expect(told.customers.map((c: { customerName: string }) => c.customerName)).toContain('Pennine Freight Ltd')
    })
    it('says for which currencies the draft has no price, and leaves what is charged in them', async () => {
      const behaviours = await draftOf('EDR', { prices: [gbp(null, [[null, '4.00']])] })
      const told = await house.do('lab.rehearse', { product: 'EDR', behaviours })
      expect(told).toMatchObject({ unpriced: ['EUR'], totals: [{ currency: 'EUR', difference: '0' }] })
    })
    it('is of a draft that could be published', async () => {
      const behaviours = await draftOf('EDR', { model: 'flat' })
      expect(await house.refused('lab.rehearse', { product: 'EDR', behaviours })).toBe('pricing.missingPrice')
      expect(await house.refused('lab.rehearse', { product: 'NONE', behaviours })).toBe('lab.unknownProduct')
    })
  })

  describe('a line that changed after it was billed', () => {
    const bill = async (asOf: string) => {
      const { run, charges } = await house.do('billing.propose', { asOf })
      if (charges > 0) await house.do('billing.post', { run })
      return charges
    }
    it('comes to the same by its own prices, corrections and all', async () => {
      const surgery = await customerOf('QUA')
      const contract = await house.do('contracts.open', { entity: 'NLUK', customer: surgery, number: 'C-9003', state: 'active' })
      const line = await house.do('contracts.addLine', {
        contract: contract.id,
        product: 'NIGHT',
        quantity: '2',
        currency: 'GBP',
        start: '2026-06-01',
        taxCodes: ['UK-S20'],
        poNumber: 'ML-3',
      })
      await bill('2026-12-02')
      // In the middle of October one more, learned of in December: two periods are taken up again.
      await house.do('contracts.changeQuantity', { line: line.id, quantity: '3', effective: '2026-10-16' })
      expect(await bill('2026-12-03')).toBeGreaterThan(0)
      const models = [
        { name: 'list', model: 'flat', unitPrice: '1250.00' },
        { name: 'half', model: 'flat', unitPrice: '625.00' },
      ]
      const told = await replay({ product: 'NIGHT', customer: surgery, models })
      // June to September 2, October 2 and from the 16th 3, November and December 3.
      expect(told).toMatchObject({ reproduced: true, models: [{ difference: '0' }, {}] })
      const october = 15n * 250_000n + 16n * 375_000n
      expect(BigInt(told.actual.revenue) - (4n * 250_000n + 2n * 375_000n)).toBe((2n * october + 31n) / 62n)
      const [, other] = told.models
      const twice = BigInt(other.revenue) * 2n - BigInt(told.actual.revenue)
      // Each charge is rounded once, so half the price is half the amount to a penny a charge.
      expect(twice >= -10n && twice <= 10n).toBe(true)
    })
  })

  describe('a new version', () => {
    it('is published as a document, and prices alone keep what else is said', async () => {
      const { behaviours } = await house.do('catalog.document', { product: 'MS-USER' })
      const raised = { ...behaviours, sell: { ...behaviours.sell, prices: [{ ...gbp('40.00') }] }, renew: { ...behaviours.renew, noticeDays: 60 } }
      const second = await house.do('catalog.publishVersion', { product: 'MS-USER', validFrom: '2026-12-01', behaviours: raised })
      expect(second).toMatchObject({ version: 2, model: 'flat', measure: 'agreed', revenue: 'recurring', serviceCode: '998313', behaviours: { renew: { noticeDays: 60 } } })
      const { model, basis, measure, revenue, serviceCode } = second
      const third = await house.do('catalog.publishVersion', { product: 'MS-USER', validFrom: '2027-01-01', model, basis, measure, revenue, serviceCode, prices: [gbp('41.00')] })
      expect(third.behaviours).toEqual({ ...second.behaviours, sell: { ...second.behaviours.sell, prices: third.prices } })
      const card = await house.do('catalog.card', { product: 'MS-USER', version: 2 })
      expect(card.sections.at(-1).steps.map((s: { say: string }) => s.say)).toContain('catalog.renew.auto.notice.other')
    }) // prettier-ignore
    it('shows every line that it would touch, with the price before and after', async () => {
      const told = await house.do('catalog.effects', { product: 'MS-USER', version: 2, search: 'C-3002' })
      expect(told).toMatchObject({
        total: 1,
        rows: [{ contractNumber: 'C-3002', version: 1, agreed: true, before: { amount: '10450000', per: 'month' }, after: { amount: '10450000', per: 'month' }, sections: ['sell', 'renew'] }],
      }) // prettier-ignore
      const bare = await house.do('contracts.open', { entity: 'NLUK', customer: mill, number: 'C-9002', state: 'active' })
      await house.do('contracts.addLine', { contract: bare.id, product: 'MS-USER', quantity: '3', currency: 'GBP', start: '2027-02-01', taxCodes: ['UK-S20'], poNumber: 'ML-2' })
      const draft = (await house.do('catalog.document', { product: 'MS-USER', version: 3 })).behaviours
      const behaviours = { ...draft, sell: { ...draft.sell, prices: [gbp('50.00')] } }
      const { rows } = await house.do('catalog.effects', { product: 'MS-USER', behaviours, search: 'C-9002' })
      expect(rows).toMatchObject([{ version: 3, agreed: false, before: { amount: '12300' }, after: { amount: '15000' }, sections: ['sell'] }])
      const inRupees = { ...draft, sell: { ...draft.sell, prices: [{ currency: 'INR', unitPrice: '1', bands: [] }] } }
      expect((await house.do('catalog.effects', { product: 'MS-USER', behaviours: inRupees, search: 'C-9002' })).rows[0].after).toBeNull()
    }) // prettier-ignore
    it('leaves a list of lines that hold to an older one', async () => {
      const behind = { field: 'behind', is: 'equal', value: true }
      const { rows } = await house.do('catalog.affected', { filter: behind })
      expect([...new Set(rows.map((r: { product: string }) => r.product))]).toEqual(['MS-USER'])
      expect(rows.every((r: { version: number; currentVersion: number }) => r.version < r.currentVersion)).toBe(true)
      expect((await house.do('catalog.affected', { search: 'C-9002' })).rows).toMatchObject([{ version: 3, behind: false }])
      expect((await linesOf('MS-USER')).length).toBeGreaterThan(rows.length)
    })
    it.each([
      ['another kind', (d: any) => ({ ...d, sell: { ...d.sell, kind: 'oneOff' } }), {}, 'catalog.kindChanges'],
      ['a term that is missing', (d: any) => ({ ...d, renew: { ...d.renew, noticeDays: null } }), {}, 'catalog.termMissing'],
      ['time without a project', (d: any) => ({ ...d, deliver: { ...d.deliver, withTime: true } }), {}, 'catalog.timeNeedsProject'],
      ['overlapping bands', (d: any) => ({ ...d, sell: { ...d.sell, model: 'fillUp', prices: [gbp(null, [['5', '1'], ['5', '2'], [null, '3']])] } }), {}, 'pricing.bandsOverlap'],
      ['prices beside the behaviours', (d: any) => d, { model: 'flat' }, 'catalog.bothTerms'],
      ['nothing', () => undefined, {}, 'catalog.noTerms'],
    ] as const)('is refused for %s', async (_what, change, more, code) => {
      const { behaviours } = await house.do('catalog.document', { product: 'MS-USER' })
      expect(await house.refused('catalog.publishVersion', { product: 'MS-USER', validFrom: '2027-06-01', behaviours: change(behaviours), ...more })).toBe(code)
    }) // prettier-ignore
  })
})
