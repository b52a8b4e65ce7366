import fc from 'fast-check'
import { languages } from '../../../core/language.ts'
import { say } from '../../../core/kernel/words.ts'
import { calculate } from '../calculate.ts'

type Row = readonly [upTo: string | null, unitPrice: string, flatFee?: string]
const bands = (...rows: readonly Row[]) =>
  rows.map(([upTo, unitPrice, flatFee]) => ({ upTo, unitPrice, ...(flatFee === undefined ? {} : { flatFee }) }))

const workstations = bands(['25', '9.00'], ['100', '7.50'], ['250', '6.25'], [null, '5.00'])
const endpoints = bands(['50', '4.20'], ['200', '3.60'], [null, '3.10'])

describe('pricing.cliffs', () => {
  it.each([
    ['C-2001: endpoint security', 'EUR', { bands: endpoints }, ['44–50 > 51 = 18360', '174–200 > 201 = 62310']],
    [
      'C-1003 by look-up: workstations',
      'GBP',
      { bands: workstations },
      ['22–25 > 26 = 19500', '85–100 > 101 = 63125', '201–250 > 251 = 125500'],
    ],
    ['up to a quantity within a range', 'EUR', { bands: endpoints, upTo: '180' }, ['44–50 > 51 = 18360', '174–180 > 201 = 62310']],
    ['up to a quantity before a range', 'EUR', { bands: endpoints, upTo: '173.9' }, ['44–50 > 51 = 18360']],
    ['up to nothing', 'EUR', { bands: endpoints, upTo: '0' }, []],
    ['one band', 'EUR', { bands: bands([null, '4']) }, []],
    ['dearer bands', 'EUR', { bands: bands(['10', '1'], [null, '2']) }, []],
    ['a band that is cheaper by less than a unit', 'EUR', { bands: bands(['10', '1'], [null, '0.95']) }, []],
    ['equal amounts are no cliff', 'EUR', { bands: bands(['9', '1'], [null, '0.9']) }, []],
    ['a range of one', 'EUR', { bands: bands(['10', '1'], [null, '0.9']) }, ['10–10 > 11 = 990']],
    ['an equal amount once rounded', 'EUR', { bands: bands(['10', '0.0010'], [null, '0.0009']) }, []],
    ['in yen a half rounds away', 'JPY', { bands: bands(['10', '1'], [null, '0.86']) }, ['10–10 > 11 = 9']],
    ['one way out of two bands', 'EUR', { bands: bands(['50', '4.20'], ['200', '3.60'], [null, '0.50']) }, ['24–200 > 201 = 10050']],
    ['a fee that the next band has not', 'EUR', { bands: bands(['10', '1', '100'], [null, '1']) }, ['1–10 > 11 = 1100']],
    ['a fee alone', 'EUR', { bands: bands(['10', '0', '5'], [null, '0', '4']) }, ['1–10 > 11 = 400']],
    ['the next band costs nothing', 'EUR', { bands: bands(['10', '1'], [null, '0']) }, ['1–10 > 11 = 0']],
    ['a band without any whole unit', 'EUR', { bands: bands(['10', '2'], ['10.5', '0.01'], [null, '1.90']) }, []],
    [
      'the same band in halves',
      'EUR',
      { bands: bands(['10', '2'], ['10.5', '0.01'], [null, '1.90']), step: '0.5' },
      ['0.5–10 > 10.5 = 11'],
    ],
    ['free units', 'EUR', { bands: endpoints, free: '10' }, ['54–60 > 61 = 18360', '184–210 > 211 = 62310']],
    ['free parts of units', 'EUR', { bands: endpoints, free: '0.5' }, ['44–50 > 51 = 18180', '174–200 > 201 = 62155']],
    ['included units', 'EUR', { bands: endpoints, included: '10' }, ['54–60 > 61 = 18360', '184–210 > 211 = 62310']],
    ['below a cap', 'EUR', { bands: endpoints, cap: '650' }, ['44–50 > 51 = 18360', '174–200 > 201 = 62310']],
    ['at a cap, where nothing costs more', 'EUR', { bands: endpoints, cap: '620' }, ['44–50 > 51 = 18360']],
    ['above a minimum', 'EUR', { bands: endpoints, minimum: '180' }, ['44–50 > 51 = 18360', '174–200 > 201 = 62310']],
    [
      'at a minimum, below which nothing costs less',
      'EUR',
      { bands: endpoints, minimum: '200' },
      ['48–50 > 51 = 20000', '174–200 > 201 = 62310'],
    ],
    ['a commitment', 'EUR', { bands: endpoints, commit: { quantity: '10', overage: '1' } }, []],
    ['in hundreds', 'EUR', { bands: endpoints, step: '100' }, []],
    ['in thousandths', 'EUR', { bands: endpoints, step: '0.001' }, ['42.859–50 > 50.001 = 18000', '172.224–200 > 200.001 = 62000']],
  ])('%s in %s', async (_what, currency, more, ranges) => {
    const { cliffs, steps } = await calculate('pricing.cliffs', { model: 'lookUp', currency, ...more })
    expect(cliffs.map((c: any) => `${c.from}–${c.to} > ${c.cheaper} = ${c.amount}`)).toEqual(ranges)
    expect(steps).toHaveLength(ranges.length === 0 ? 1 : ranges.length + 1)
  })

  it.each([
    ['flat', { unitPrice: '4' }],
    ['fillUp', { bands: workstations }],
    ['fillUp', { bands: bands(['10', '5', '100'], [null, '0']) }],
    ['package', { packageSize: '5', unitPrice: '12' }],
    ['package', { packageSize: '5', bands: workstations }],
  ])('%s has none, and says why', async (model, more) => {
    expect(await calculate('pricing.cliffs', { model, currency: 'GBP', ...more })).toEqual({
      currency: 'GBP',
      cliffs: [],
      steps: [{ say: `pricing.noCliff.${model}`, values: [] }],
    })
  })

  it('says in words what more costs less', async () => {
    const given = { model: 'lookUp', currency: 'EUR', bands: bands(['10', '4'], ['50', '3.80'], [null, '3.40']) }
    const { steps } = await calculate('pricing.cliffs', given)
    const told = (words: Readonly<Record<string, string>>): string[] =>
      steps.map((s: any) => say(words, s.say, Object.fromEntries(s.values.map((v: any) => [v.name, v.value]))))
    expect(told(languages.en).slice(1)).toEqual([
      '46 to 50 cost more than 51: up to 19000, while 51 cost only 17340.',
    ]) // prettier-ignore
    expect(told(languages.de).slice(1)).toEqual(['46 bis 50 kosten mehr als 51: bis zu 19000, 51 dagegen nur 17340.'])
    expect((await calculate('pricing.cliffs', { ...given, upTo: '46' })).steps[1].say).toBe('pricing.cliffAt')
  })

  it.each([
    ['a step of none', { step: '0', bands: endpoints }, 'pricing.badStep'],
    ['a step backwards', { step: '-1', bands: endpoints }, 'pricing.badStep'],
    ['a negative end', { upTo: '-1', bands: endpoints }, 'pricing.negativeQuantity'],
    ['no bands', {}, 'pricing.missingBands'],
    ['a closed last band', { bands: bands(['10', '1']) }, 'pricing.bandsGap'],
    ['a negative price', { bands: bands([null, '-1']) }, 'pricing.negativePrice'],
    ['more than money can hold', { bands: bands(['99999999999999999999', '1'], [null, '1']) }, 'pricing.amountTooLarge'],
  ])('refuses %s by name', async (_what, more, code) => {
    expect(await calculate('pricing.cliffs', { model: 'lookUp', currency: 'EUR', ...more })).toBe(code)
  })

  // The oracle counts in whole ten-thousandths, unit by unit, and knows nothing of bands but their edges.
  const last = 10_000
  interface Tier {
    readonly upTo: number
    readonly price: number
    readonly fee: number
  }
  const amountsOf = (tiers: readonly Tier[], free: number, least: number, most: number): number[] =>
    Array.from({ length: last + 1 }, (_, units) => {
      const tenths = Math.max(0, units * 10 - free)
      if (tenths === 0) return least
      const { price, fee } = tiers.find(({ upTo }) => tenths <= upTo)!
      return Math.min(most, Math.max(least, Math.floor((tenths * price + fee * 10 + 50) / 100)))
    })
  const aTier = fc.record({ price: fc.integer({ min: 0, max: 9000 }), fee: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 900_000 })) })
  const someTiers = fc
    .tuple(
      fc.uniqueArray(
        fc.oneof(
          fc.integer({ min: 1, max: 9990 }).map((n) => n * 10),
          fc.integer({ min: 1, max: 99_900 }),
        ),
        { maxLength: 7 },
      ),
      fc.array(aTier, { minLength: 8, maxLength: 8 }),
      fc.boolean(),
    )
    .map(([edges, tiers, cheaper]) => {
      // Half of the tables grow cheaper band by band, as price lists do.
      const prices = tiers.map((t) => t.price)
      if (cheaper) prices.sort((a, b) => b - a)
      return [...edges.sort((a, b) => a - b), Infinity].map((upTo, i) => ({ upTo, price: prices[i]!, fee: tiers[i]!.fee }))
    })

  // Pence, half of the time.
  const someBounds = fc.tuple(
    fc.option(fc.integer({ min: 0, max: 1_000_000 }), { freq: 1 }),
    fc.option(fc.integer({ min: 1_000_000, max: 90_000_000 }), { freq: 1 }),
  )
  it('is what counting every quantity from 1 to 10,000 finds', async () => {
    let ranges = 0
    await fc.assert(
      fc.asyncProperty(someTiers, fc.constantFrom(0, 0, 5, 50), someBounds, async (tiers, free, [minimum, cap]) => {
        const amounts = amountsOf(tiers, free, minimum ?? 0, cap ?? Infinity)
        const { cliffs } = await calculate('pricing.cliffs', {
          model: 'lookUp',
          currency: 'EUR',
          free: `${free / 10}`,
          upTo: `${last}`,
          minimum: minimum === null ? null : `${minimum / 100}`,
          cap: cap === null ? null : `${cap / 100}`,
          bands: tiers.map(({ upTo, price, fee }) => ({ upTo: upTo === Infinity ? null : `${upTo / 10}`, unitPrice: `${price / 1000}`, flatFee: `${fee / 1000}` })), // prettier-ignore
        })
        ranges += cliffs.length
        const found: string[] = []
        for (const { from, to, cheaper, amount, highest } of cliffs) {
          const range = amounts.slice(Number(from), Number(to) + 1)
          expect([Math.max(...range), amounts[Number(cheaper)]]).toEqual([Number(highest), Number(amount)])
          for (let q = Number(from); q <= Number(to); q++) found.push(`${q} > ${cheaper}`)
        }
        const counted: string[] = []
        let least = last
        for (let q = last; q >= 1; q--) {
          if (amounts[q]! > amounts[least]!) counted.push(`${q} > ${least}`)
          else least = q
        }
        expect(found).toEqual(counted.reverse())
      }),
      { numRuns: 300 },
    )
    expect(ranges).toBeGreaterThan(100)
  })
})

describe('pricing.compare', () => {
  it('shows the demo company’s amounts side by side', async () => {
    const { rows, steps } = await calculate('pricing.compare', {
      currency: 'GBP', bands: workstations, unitPrice: '7.00', packageSize: '10', quantities: ['22', '26', '250', '251', '312', '0', '25.5'],
    }) // prettier-ignore
    expect(rows.map((r: any) => [r.quantity, r.flat, r.fillUp, r.lookUp, r.package, r.least.join(), r.cheaper])).toEqual([
      ['22', '15400', '19800', '19800', '2700', 'package', '26'],
      ['26', '18200', '23250', '19500', '3450', 'package', null],
      ['250', '175000', '172500', '156250', '18075', 'package', '251'],
      ['251', '175700', '173000', '125500', '18575', 'package', null],
      ['312', '218400', '203500', '156000', '21575', 'package', null],
      ['0', '0', '0', '0', '0', 'flat,fillUp,lookUp,package', null],
      ['25.5', '17850', '22875', '19125', '3450', 'package', null],
    ])
    expect(steps.map((s: any) => s.say)).toEqual([
      'pricing.model.flat',
      'pricing.model.fillUp',
      'pricing.model.lookUp',
      'pricing.model.package',
    ])
  })
  it.each([
    ['bands', { bands: endpoints }, ['50', '51', '200', '201']],
    ['bands that end between units', { bands: bands(['0.5', '1'], ['2.5', '2'], [null, '3']) }, ['0.5', '1', '2.5', '3']],
    ['packages', { unitPrice: '4', packageSize: '5' }, ['5', '6']],
    ['packages by bands', { bands: endpoints, packageSize: '5' }, ['50', '51', '200', '201']],
    ['one price', { unitPrice: '4' }, ['10']],
  ])('without quantities takes telling ones of %s', async (_what, more, quantities) => {
    expect((await calculate('pricing.compare', { currency: 'EUR', ...more })).rows.map((r: any) => r.quantity)).toEqual(quantities)
  })
  it.each([
    ['bands alone', { bands: endpoints }, { flat: null, fillUp: '75310', lookUp: '62310', package: null }],
    ['a unit price alone', { unitPrice: '4' }, { flat: '80400', fillUp: null, lookUp: null, package: null }],
    ['packages of a unit price', { unitPrice: '4', packageSize: '100' }, { flat: '80400', fillUp: null, lookUp: null, package: '1200' }],
    ['a minimum', { bands: endpoints, minimum: '700' }, { flat: null, fillUp: '75310', lookUp: '70000', package: null }],
    ['a cap', { bands: endpoints, cap: '700' }, { flat: null, fillUp: '70000', lookUp: '62310', package: null }],
    [
      'a commitment',
      { unitPrice: '4', commit: { quantity: '200', overage: '5' } },
      { flat: '80500', fillUp: null, lookUp: null, package: null },
    ],
    ['included units', { bands: endpoints, included: '200' }, { flat: null, fillUp: '420', lookUp: '420', package: null }],
    ['free units', { bands: endpoints, free: '200' }, { flat: null, fillUp: '420', lookUp: '420', package: null }],
  ])('of %s', async (_what, more, amounts) => {
    expect((await calculate('pricing.compare', { currency: 'EUR', quantities: ['201'], ...more })).rows).toMatchObject([amounts])
  })
  it.each([
    ['nothing to compare', { quantities: ['1'] }, 'pricing.missingBands'],
    ['a negative quantity', { bands: endpoints, quantities: ['1', '-1'] }, 'pricing.negativeQuantity'],
    ['a package of none', { bands: endpoints, packageSize: '0', quantities: ['1'] }, 'pricing.packageSize'],
    ['overlapping bands', { bands: bands(['10', '1'], ['5', '1'], [null, '1']), quantities: [] }, 'pricing.bandsOverlap'],
    ['free and included units that differ', { bands: endpoints, free: '1', included: '2', quantities: ['1'] }, 'pricing.includedTwice'],
    ['negative free units', { bands: endpoints, free: '-1', quantities: ['1'] }, 'pricing.negativeFree'],
  ])('refuses %s by name', async (_what, more, code) => {
    expect(await calculate('pricing.compare', { currency: 'EUR', ...more })).toBe(code)
  })
  it('agrees with pricing.rate, and by packages more never costs less', async () => {
    const tiers = fc
      .tuple(
        fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 4 }),
        fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 5, maxLength: 5 }),
      )
      .map(([edges, prices]) =>
        [...edges.sort((a, b) => a - b).map(String), null].map((upTo, i) => ({ upTo, unitPrice: `${prices[i]! / 100}` })),
      )
    await fc.assert(
      fc.asyncProperty(
        tiers,
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 8000 }), { maxLength: 5 }),
        async (table, size, tenths) => {
          const given = { currency: 'EUR', bands: table, packageSize: `${size}` }
          const { rows } = await calculate('pricing.compare', {
            ...given,
            quantities: tenths.sort((a, b) => a - b).map((n) => `${n / 10}`),
          })
          for (const [i, row] of rows.entries()) {
            for (const model of ['fillUp', 'lookUp', 'package'])
              expect((await calculate('pricing.rate', { ...given, model, quantity: row.quantity })).amount.minor).toBe(row[model])
            if (i > 0) expect(Number(row.package)).toBeGreaterThanOrEqual(Number(rows[i - 1].package))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
