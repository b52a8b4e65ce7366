import fc from 'fast-check'
import { calculate } from '../calculate.ts'

const bands = (...rows: readonly (readonly [upTo: string | null, unitPrice: string, flatFee?: string])[]) =>
  rows.map(([upTo, unitPrice, flatFee]) => ({ upTo, unitPrice, ...(flatFee === undefined ? {} : { flatFee }) }))

const workstations = bands(['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00'])
const servers = bands(['5', '65'], ['20', '52'], [null, '45'])
const endpoints = bands(['50', '4.20'], ['200', '3.60'], [null, '3.10'])
const india = bands(['100', '620'], ['500', '540'], [null, '480'])
const backup = bands(['500', '0.18'], ['2000', '0.14'], [null, '0.11'])

describe('pricing.rate', () => {
  it.each([
    // Flat
    ['flat', 'GBP', '42', { unitPrice: '39.67' }, '166614'],
    ['flat', 'GBP', '1', { unitPrice: '0.005' }, '1'],
    ['flat', 'GBP', '1', { unitPrice: '0.00499999' }, '0'],
    ['flat', 'JPY', '3', { unitPrice: '33.5' }, '101'],
    ['flat', 'KWD', '1', { unitPrice: '1.0005' }, '1001'],
    ['flat', 'EUR', '0', { unitPrice: '10' }, '0'],
    ['flat', 'EUR', '10', { unitPrice: '10', free: '4' }, '6000'],
    ['flat', 'EUR', '3', { unitPrice: '10', free: '4' }, '0'],
    // Fill-up: the demo company's golden amounts and every band edge
    ['fillUp', 'GBP', '312', { bands: workstations }, '203500'],
    ['fillUp', 'GBP', '23', { bands: servers }, '124000'],
    ['fillUp', 'INR', '640', { bands: india }, '34520000'],
    ['fillUp', 'GBP', '1730', { bands: backup }, '26220'],
    ['fillUp', 'GBP', '2000.5', { bands: backup }, '30006'],
    ['fillUp', 'GBP', '25', { bands: workstations }, '22500'],
    ['fillUp', 'GBP', '26', { bands: workstations }, '23250'],
    ['fillUp', 'GBP', '100', { bands: workstations }, '78750'],
    ['fillUp', 'GBP', '101', { bands: workstations }, '79375'],
    ['fillUp', 'GBP', '250', { bands: workstations }, '172500'],
    ['fillUp', 'GBP', '251', { bands: workstations }, '173000'],
    ['fillUp', 'GBP', '25.5', { bands: workstations }, '22875'],
    // A flat fee is due as soon as its band is entered, by however little
    ['fillUp', 'EUR', '5', { bands: bands(['5', '1', '10'], [null, '1', '20']) }, '1500'],
    ['fillUp', 'EUR', '5.001', { bands: bands(['5', '1', '10'], [null, '1', '20']) }, '3500'],
    // Look-up: one band prices all; more can cost less
    ['lookUp', 'EUR', '201', { bands: endpoints }, '62310'],
    ['lookUp', 'EUR', '200', { bands: endpoints }, '72000'],
    ['lookUp', 'EUR', '50', { bands: endpoints }, '21000'],
    ['lookUp', 'EUR', '51', { bands: endpoints }, '18360'],
    ['lookUp', 'EUR', '50.5', { bands: endpoints }, '18180'],
    ['lookUp', 'EUR', '7', { bands: bands(['5', '1', '10'], [null, '1', '20']) }, '2700'],
    // Packages: begun ones count as full
    ['package', 'GBP', '10', { packageSize: '5', unitPrice: '12' }, '2400'],
    ['package', 'GBP', '10.01', { packageSize: '5', unitPrice: '12' }, '3600'],
    ['package', 'GBP', '10', { packageSize: '5', unitPrice: '12', free: '9' }, '1200'],
    ['package', 'GBP', '1', { packageSize: '0.3', unitPrice: '1' }, '400'],
    ['package', 'GBP', '12', { packageSize: '5', bands: bands(['10', '3'], [null, '2']) }, '800'],
    // Nothing is charged at zero, unless the charge says so: then the first band's flat fee
    ['fillUp', 'EUR', '0', { bands: bands(['5', '1', '10'], [null, '1', '20']) }, '0'],
    ['fillUp', 'EUR', '0', { bands: bands(['5', '1', '10'], [null, '1', '20']), chargeAtZero: true }, '1000'],
    ['flat', 'EUR', '0', { unitPrice: '10', chargeAtZero: true }, '0'],
  ])('%s in %s of %s with %j is %s', async (model, currency, quantity, more, minor) => {
    expect(await calculate('pricing.rate', { model, currency, quantity, ...more })).toMatchObject({ amount: { currency, minor } })
  })

  it.each([
    // A minimum and a cap act on the amount, at no quantity too
    ['below the minimum', '3', { unitPrice: '10', minimum: '50' }, '5000', { by: 'minimum', before: '30' }],
    ['at the minimum', '5', { unitPrice: '10', minimum: '50' }, '5000', undefined],
    ['nothing, with a minimum', '0', { unitPrice: '10', minimum: '50' }, '5000', { by: 'minimum', before: '0' }],
    ['above the cap', '9', { unitPrice: '10', cap: '75.5' }, '7550', { by: 'cap', before: '90' }],
    ['at the cap', '9', { unitPrice: '10', cap: '90' }, '9000', undefined],
    ['between both', '6', { unitPrice: '10', minimum: '50', cap: '90' }, '6000', undefined],
    ['a cap of nothing', '6', { unitPrice: '10', cap: '0' }, '0', { by: 'cap', before: '60' }],
    ['a minimum that is the cap', '6', { unitPrice: '10', minimum: '55', cap: '55' }, '5500', { by: 'cap', before: '60' }],
    // Included units are another word for free ones
    ['included units', '10', { unitPrice: '10', included: '4' }, '6000', undefined],
    ['included units said twice', '10', { unitPrice: '10', included: '4', free: '4.0' }, '6000', undefined],
    // A commitment is always charged; above it every unit has one price
    ['C-1007: above the commitment', '52', { unitPrice: '6.00', commit: { quantity: '50', overage: '6.50' } }, '31300', undefined],
    ['below the commitment', '20', { unitPrice: '6.00', commit: { quantity: '50', overage: '6.50' } }, '30000', undefined],
    ['nothing, with a commitment', '0', { unitPrice: '6.00', commit: { quantity: '50', overage: '6.50' } }, '30000', undefined],
    ['a commitment to nothing', '2', { unitPrice: '6.00', commit: { quantity: '0', overage: '6.50' } }, '1300', undefined],
    ['included units before the commitment', '60', { unitPrice: '6', included: '5', commit: { quantity: '50', overage: '7' } }, '33500', undefined],
    ['a commitment by bands', '320', { model: 'fillUp', bands: workstations, commit: { quantity: '312', overage: '4' } }, '206700', undefined],
    ['a commitment under a cap', '60', { unitPrice: '6', cap: '320', commit: { quantity: '50', overage: '7' } }, '32000', { by: 'cap', before: '370' }],
  ])('%s', async (_what, quantity, more, minor, bound) => {
    const { amount, trace } = await calculate('pricing.rate', { model: 'flat', currency: 'GBP', quantity, ...more })
    expect([amount.minor, trace.bound]).toEqual([minor, bound])
  }) // prettier-ignore

  const commit = { unitPrice: '6.00', commit: { quantity: '50', overage: '6.50' }, readings: ['52', '55', '58'] }
  const dated = [
    { day: '2026-11-11', quantity: '16' },
    { day: '2026-11-01', quantity: '10' },
    { day: '2026-11-21', quantity: '13' },
  ]
  it.each([
    ['C-1007: a commitment of three periods, each by its own', { ...commit, measure: 'sum' }, '99750', '9750', '165'],
    ['C-1007: by the highest', { ...commit, measure: 'peak' }, '105600', '15600', '58'],
    ['by the average', { ...commit, measure: 'average' }, '99750', '9750', '55'],
    ['by the last', { ...commit, measure: 'snapshot' }, '105600', '15600', '58'],
    ['never below the commitment', { ...commit, measure: 'sum', readings: ['1', '2', '53'] }, '91950', '1950', '56'],
    ['with a cap of every period', { ...commit, measure: 'sum', cap: '330' }, '99000', '9750', '165'],
    ['with included units of every period', { ...commit, measure: 'sum', included: '2' }, '95850', '5850', '165'],
    ['in the order of days', { ...commit, measure: 'snapshot', readings: dated.map((r) => ({ ...r, quantity: `${Number(r.quantity) * 5}` })) }, '119250', '29250', '65'],
    ['a mean of readings', { unitPrice: '3', measure: 'average', readings: ['33', '33', '34'] }, '10000', null, '33.333333333333'],
    ['the highest reading', { unitPrice: '3', measure: 'peak', readings: ['33', '35', '34'] }, '10500', null, '35'],
    ['levels weighed by the days of a period', { unitPrice: '3', measure: 'average', readings: dated, from: '2026-11-01', to: '2026-12-01' }, '3900', null, '13'],
    ['levels through the last reading', { unitPrice: '3', measure: 'average', readings: dated }, '3900', null, '13'],
    ['readings of the period only', { unitPrice: '3', measure: 'sum', readings: dated, from: '2026-11-10', to: '2026-11-21' }, '4800', null, '16'],
    ['readings of nothing', { unitPrice: '3', measure: 'peak', minimum: '9', readings: ['0'] }, '900', null, '0'],
  ])('prices readings: %s', async (_what, more, minor, overage, quantity) => {
    const answer = await calculate('pricing.rate', { model: 'flat', currency: 'GBP', ...more })
    expect([answer.amount?.minor, answer.overage?.minor ?? null, answer.quantity]).toEqual([minor, overage, quantity])
  }) // prettier-ignore

  it('keeps in its trace all that the amount is made of', async () => {
    const { trace, steps } = await calculate('pricing.rate', { model: 'flat', currency: 'GBP', measure: 'peak', cap: '340', ...commit })
    expect(trace).toEqual({
      model: 'flat', currency: 'GBP', quantity: '58', free: null, billable: '174', exact: '1020', rounding: 'halfAway', minor: '102000',
      fills: [{ from: '0', upTo: null, units: '50', unitPrice: '6', flatFee: null, amount: '300' }],
      over: { committed: '50', periods: 3, units: '24', unitPrice: '6.5', amount: '156' },
      bound: { by: 'cap', before: '1056' },
      measured: { measure: 'peak', levels: [{ day: null, quantity: '58', days: 1 }], days: 3 },
    }) // prettier-ignore
    expect(steps.map((s: any) => s.say)).toEqual([
      'pricing.costsPeriods', 'pricing.measured.peak', 'pricing.overAlike', 'pricing.committedPeriods', 'pricing.sum.units.all', 'pricing.over', 'pricing.bound.cap',
    ]) // prettier-ignore
  })
  it('keeps traces of plain prices as they were', async () => {
    const { trace } = await calculate('pricing.rate', {
      model: 'flat',
      currency: 'GBP',
      quantity: '2',
      unitPrice: '3',
      minimum: '1',
      cap: '9',
    })
    expect(Object.keys(trace).sort()).toEqual(['billable', 'currency', 'exact', 'fills', 'free', 'minor', 'model', 'quantity', 'rounding'])
  })

  it.each([
    ['a negative minimum', { quantity: '1', unitPrice: '1', minimum: '-1' }, 'pricing.negativeBound'],
    ['a negative cap', { quantity: '1', unitPrice: '1', cap: '-0.01' }, 'pricing.negativeBound'],
    ['a minimum above the cap', { quantity: '1', unitPrice: '1', minimum: '2', cap: '1.99' }, 'pricing.minimumAboveCap'],
    ['a negative commitment', { quantity: '1', unitPrice: '1', commit: { quantity: '-1', overage: '1' } }, 'pricing.negativeCommit'],
    ['a negative overage', { quantity: '1', unitPrice: '1', commit: { quantity: '1', overage: '-1' } }, 'pricing.negativePrice'],
    ['free and included units that differ', { quantity: '1', unitPrice: '1', free: '1', included: '2' }, 'pricing.includedTwice'],
    ['neither quantity nor readings', { unitPrice: '1' }, 'pricing.quantityOrReadings'],
    ['both quantity and readings', { unitPrice: '1', quantity: '1', readings: ['1'], measure: 'peak' }, 'pricing.quantityOrReadings'],
    ['readings without a measure', { unitPrice: '1', readings: ['1'] }, 'pricing.missingMeasure'],
    ['no reading', { unitPrice: '1', readings: [], measure: 'peak' }, 'pricing.nothingMeasured'],
    ['no reading of several periods', { ...commit, readings: [], measure: 'peak' }, 'pricing.nothingMeasured'],
    ['no reading in the period', { unitPrice: '1', readings: dated, measure: 'sum', from: '2027-01-01', to: '2027-02-01' }, 'pricing.nothingMeasured'],
    ['a period that ends first', { unitPrice: '1', readings: dated, measure: 'sum', from: '2026-11-12', to: '2026-11-12' }, 'pricing.endBeforeStart'],
    ['some readings without a day', { unitPrice: '1', readings: [...dated, '3'], measure: 'sum' }, 'pricing.someDaysMissing'],
    ['a negative reading', { unitPrice: '1', readings: ['-3'], measure: 'peak' }, 'pricing.negativeQuantity'],
    ['a negative reading of several periods', { ...commit, readings: ['53', '-3'], measure: 'sum' }, 'pricing.negativeQuantity'],
    ['words for a reading', { unitPrice: '1', readings: ['three'], measure: 'peak' }, 'input.invalidNumber'],
    ['a JSON number for a reading', { unitPrice: '1', readings: [3], measure: 'peak' }, 'input.malformed'],
    ['an unknown measure', { unitPrice: '1', readings: ['3'], measure: 'guess' }, 'input.malformed'],
  ])('refuses %s by name', async (_what, input, code) => {
    expect(await calculate('pricing.rate', { model: 'flat', currency: 'GBP', ...input })).toBe(code)
  }) // prettier-ignore

  it.each([
    ['no price', { model: 'flat', quantity: '1' }, 'pricing.missingPrice'],
    ['a negative price', { model: 'flat', quantity: '1', unitPrice: '-1' }, 'pricing.negativePrice'],
    ['a negative quantity', { model: 'flat', quantity: '-1', unitPrice: '1' }, 'pricing.negativeQuantity'],
    ['no bands', { model: 'fillUp', quantity: '1' }, 'pricing.missingBands'],
    ['descending bands', { model: 'fillUp', quantity: '1', bands: bands(['10', '1'], ['5', '1'], [null, '1']) }, 'pricing.bandsOverlap'],
    ['equal bands', { model: 'lookUp', quantity: '1', bands: bands(['10', '1'], ['10', '1'], [null, '1']) }, 'pricing.bandsOverlap'],
    ['an open band in the middle', { model: 'lookUp', quantity: '1', bands: bands([null, '1'], [null, '1']) }, 'pricing.bandsOverlap'],
    ['a band up to zero', { model: 'fillUp', quantity: '1', bands: bands(['0', '1'], [null, '1']) }, 'pricing.bandsOverlap'],
    ['a closed last band', { model: 'fillUp', quantity: '1', bands: bands(['10', '1']) }, 'pricing.bandsGap'],
    ['a negative fee', { model: 'fillUp', quantity: '1', bands: bands([null, '1', '-2']) }, 'pricing.negativePrice'],
    ['a package of none', { model: 'package', quantity: '1', unitPrice: '1', packageSize: '0' }, 'pricing.packageSize'],
    ['a package without a size', { model: 'package', quantity: '1', unitPrice: '1' }, 'pricing.packageSize'],
    ['less than no free units', { model: 'flat', quantity: '1', unitPrice: '1', free: '-1' }, 'pricing.negativeFree'],
    ['more than money can hold', { model: 'flat', quantity: '99999999999999999999', unitPrice: '1' }, 'pricing.amountTooLarge'],
    ['words for a quantity', { model: 'flat', quantity: 'ten', unitPrice: '1' }, 'input.invalidNumber'],
    ['an exponent', { model: 'flat', quantity: '1e3', unitPrice: '1' }, 'input.invalidNumber'],
    ['NaN', { model: 'flat', quantity: 'NaN', unitPrice: '1' }, 'input.invalidNumber'],
    ['a JSON number', { model: 'flat', quantity: 1, unitPrice: '1' }, 'input.malformed'],
    ['a stray field', { model: 'flat', quantity: '1', unitPrice: '1', tip: '1' }, 'input.malformed'],
    ['an unknown model', { model: 'guess', quantity: '1', unitPrice: '1' }, 'input.malformed'],
    ['an unknown currency', { model: 'flat', currency: 'XXX', quantity: '1', unitPrice: '1' }, 'input.unknownCurrency'],
  ])('refuses %s by name', async (_what, input, code) => {
    expect(await calculate('pricing.rate', { currency: 'GBP', ...input })).toBe(code)
  })

  const aQuantity = fc.integer({ min: 0, max: 4_000_000 }).map((n) => `${n / 1000}`)
  const someBands = fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), { maxLength: 6 }),
      fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 7, maxLength: 7 }),
    )
    .map(([edges, prices]) =>
      [...[...edges].sort((a, b) => a - b).map(String), null].map((upTo, i) => ({ upTo, unitPrice: `${prices[i]! / 100}` })),
    )
  const minorOf = async (model: string, quantity: string, tiers: unknown): Promise<bigint> =>
    BigInt((await calculate('pricing.rate', { model, currency: 'KWD', quantity, bands: tiers })).amount.minor as string)

  it('fill-up never costs less for more', async () => {
    await fc.assert(
      fc.asyncProperty(someBands, aQuantity, aQuantity, async (tiers, a, b) => {
        const [less, more] = Number(a) < Number(b) ? [a, b] : [b, a]
        expect(await minorOf('fillUp', less, tiers)).toBeLessThanOrEqual(await minorOf('fillUp', more, tiers))
      }),
    )
  })
  it('with one band, fill-up, look-up and flat are the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 100_000 }), aQuantity, async (cents, quantity) => {
        const unitPrice = `${cents / 100}`
        const one = [{ upTo: null, unitPrice }]
        const flat = BigInt(
          (await calculate('pricing.rate', { model: 'flat', currency: 'KWD', quantity, unitPrice })).amount.minor as string,
        )
        expect([await minorOf('fillUp', quantity, one), await minorOf('lookUp', quantity, one)]).toEqual([flat, flat])
      }),
    )
  })

  const someTerms = fc.record({
    minimum: fc.option(fc.integer({ min: 0, max: 500_000 }).map((n) => `${n / 1000}`)),
    cap: fc.option(fc.integer({ min: 500_000, max: 90_000_000 }).map((n) => `${n / 1000}`)),
    included: fc.option(aQuantity),
    commit: fc.option(fc.record({ quantity: aQuantity, overage: fc.integer({ min: 0, max: 90_000 }).map((n) => `${n / 100}`) })),
  })
  const exactOf = (text: string): number => Math.round(Number(text) * 1e6)
  it('lies within minimum and cap, and its trace adds up to it', async () => {
    await fc.assert(
      fc.asyncProperty(someBands, someTerms, aQuantity, fc.constantFrom('fillUp', 'lookUp'), async (tiers, terms, quantity, model) => {
        const { amount, trace } = await calculate('pricing.rate', { model, currency: 'KWD', quantity, bands: tiers, ...terms })
        if (terms.minimum) expect(Number(amount.minor)).toBeGreaterThanOrEqual(Math.floor(Number(terms.minimum) * 1000))
        if (terms.cap) expect(Number(amount.minor)).toBeLessThanOrEqual(Math.ceil(Number(terms.cap) * 1000))
        const parts = [...trace.fills.map((f: any) => f.amount), ...(trace.over ? [trace.over.amount] : [])].map(exactOf)
        const sum = parts.reduce((a: number, b: number) => a + b, 0)
        expect(sum).toBe(exactOf(trace.bound?.before ?? trace.exact))
        if (trace.bound) expect(exactOf(trace.exact)).toBe(exactOf(terms[trace.bound.by as 'minimum' | 'cap']!))
        else expect(trace.minor).toBe(amount.minor)
      }),
      { numRuns: 200 },
    )
  })
  it('with any terms, fill-up never costs less for more', async () => {
    await fc.assert(
      fc.asyncProperty(someBands, someTerms, aQuantity, aQuantity, async (tiers, terms, a, b) => {
        const [less, more] = Number(a) < Number(b) ? [a, b] : [b, a]
        const costs = async (quantity: string): Promise<bigint> =>
          BigInt((await calculate('pricing.rate', { model: 'fillUp', currency: 'KWD', quantity, bands: tiers, ...terms })).amount.minor)
        expect(await costs(less)).toBeLessThanOrEqual(await costs(more))
      }),
    )
  })
  it('in whatever order readings come, they cost the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.nat(100), { minLength: 1, maxLength: 8 })
          .chain((q) => fc.tuple(fc.constant(q), fc.shuffledSubarray(q, { minLength: q.length }))),
        fc.constantFrom('peak', 'average', 'anyTime', 'sum', 'p95'),
        fc.boolean(),
        async ([first, second], measure, committed) => {
          const of = (q: readonly number[]) =>
            calculate('pricing.rate', {
              model: 'flat',
              currency: 'GBP',
              ...(committed ? commit : { unitPrice: '3.33' }),
              measure,
              readings: q.map(String),
            })
          const [{ amount, overage, quantity }, other] = [await of(first), await of(second)]
          expect(other).toMatchObject({ amount, overage, quantity })
        },
      ),
    )
  })
})
