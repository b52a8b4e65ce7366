import fc from 'fast-check'
import { decimalText } from '../../../core/kernel/decimal.ts'
import { ratesOf, saleOfLines } from '../../../core/quotes/sale-again.ts'
import { usualTaxes } from '../../../core/quotes/sale-taxes.ts'
import { attempt, customerBy, factsFor, sale, taxesIn, taxedBy } from './sales.ts'

const text = (of: any): string | null => (of === null ? null : decimalText(of))
const shown = ({ lines }: ReturnType<typeof sale>) =>
  lines.map((l) => [text(l.unitPrice), text(l.discountPercent), l.oneOff, l.monthly, l.termValue, l.termMonths])

describe('a sale is worked out', () => {
  it.each([
    ['as listed, by the month', { product: 'MS-USER', quantity: '42' }, ['38', '0', 0n, 159_600n, 1_915_200n, 12]],
    ['with a discount', { product: 'MS-USER', quantity: '42', priceBy: 'discount', percent: '5' }, ['36.1', '5', 0n, 151_620n, 1_819_440n, 12]],
    ['with a discount that nobody named', { product: 'MS-USER', quantity: '1', percent: '10' }, ['34.2', '10', 0n, 3_420n, 41_040n, 12]],
    ['with an agreed price above the list', { product: 'MS-USER', quantity: '1', unitPrice: '40' }, ['40', '-5.2632', 0n, 4_000n, 48_000n, 12]],
    ['by the year', { product: 'FW-SUP', quantity: '1' }, ['980', '0', 0n, 8_167n, 294_000n, 36]],
    ['over another term', { product: 'FW-SUP', quantity: '1', termMonths: 24 }, ['980', '0', 0n, 8_167n, 196_000n, 24]],
    ['until further notice, a year ahead', { product: 'CONSULT', quantity: '1' }, ['870', '0', 0n, 87_000n, 1_044_000n, null]],
    ['up to a day', { product: 'NIGHT', quantity: '1', start: '2026-12-01', end: '2027-05-31' }, ['1250', '0', 0n, 125_000n, 750_000n, 6]],
    ['by bands that are filled one after the other', { product: 'WS-DEV', quantity: '312' }, [null, null, 0n, 203_500n, 2_442_000n, null]],
    ['once', { product: 'FW-HA', quantity: '2' }, ['6400', '0', 1_280_000n, 0n, 1_280_000n, null]],
    ['ahead', { product: 'BLK-40', quantity: '1' }, ['3400', '0', 340_000n, 0n, 340_000n, null]],
    ['by a mark-up of 25 % on 4,645.40', { product: 'FW-HA', quantity: '1', priceBy: 'markUp', percent: '25' }, ['5806.75', '9.2695', 580_675n, 0n, 580_675n, null]],
    ['by a margin of 30 %', { product: 'FW-HA', quantity: '1', priceBy: 'margin', percent: '30' }, ['6636.29', '-3.692', 663_629n, 0n, 663_629n, null]],
    // EUR 620.00 a year at 0.87 are 539.40.
    ['by a mark-up on what is bought every year', { product: 'FW-SUP', quantity: '1', priceBy: 'markUp', percent: '50' }, ['809.1', '17.4388', 0n, 6_743n, 242_730n, 36]],
  ] as const)('%s', (_what, line, expected) => {
    expect(shown(sale([line]))).toEqual([expected])
  }) // prettier-ignore

  it.each([
    ['a product that is not sold', { product: 'NONE', quantity: '1' }, 'quotes.unknownProduct'],
    ['a version that is not there', { product: 'MS-USER', quantity: '1', version: 9 }, 'quotes.unknownVersion'],
    ['nothing of it', { product: 'MS-USER', quantity: '0' }, 'quotes.badQuantity'],
    ['what has no list price', { product: 'TM-ENG', quantity: '1' }, 'quotes.noPrice'],
    ['a discount on bands', { product: 'WS-DEV', quantity: '1', priceBy: 'discount', percent: '5' }, 'quotes.noListPrice'],
    ['a price below nothing', { product: 'MS-USER', quantity: '1', unitPrice: '-1' }, 'quotes.badPrice'],
    ['a discount of more than everything', { product: 'MS-USER', quantity: '1', priceBy: 'discount', percent: '101' }, 'quotes.badPercent'],
    ['a margin of everything', { product: 'FW-HA', quantity: '1', priceBy: 'margin', percent: '100' }, 'quotes.badPercent'],
    ['a mark-up on nothing', { product: 'MS-USER', quantity: '1', priceBy: 'markUp', percent: '10' }, 'quotes.nothingBought'],
    ['an amount beyond all books', { product: 'MS-USER', quantity: '99999999999999' }, 'quotes.tooLarge'],
    ['a term of a lifetime', { product: 'MS-USER', quantity: '1', termMonths: 601 }, 'quotes.badTerm'],
    ['the tax of another country', { product: 'MS-USER', quantity: '1', taxCodes: ['DE-S19'] }, 'contracts.unknownTax'],
    [
      'a purchase of nothing',
      { product: 'MS-USER', quantity: '1', costs: [{ item: 'Help', quantity: '0', unitCost: '1' }] },
      'quotes.badCost',
    ],
    ['a bundle without a price', { product: 'MS-USER', quantity: '1', bundle: 'Starter' }, 'quotes.unknownBundle'],
  ] as const)('refuses %s', (_what, line, code) => {
    expect(attempt([line])).toMatchObject({ refused: code })
  })
  it('refuses a price from costs where no rate was ever published, and nothing else for it', () => {
    const facts = factsFor('NLUK', 'ZEN', { published: [] })
    expect(attempt([{ product: 'FW-HA', quantity: '1', priceBy: 'markUp', percent: '10' }], {}, facts)).toMatchObject({
      refused: 'quotes.noCostRate',
    })
    const without = sale([{ product: 'FW-HA', quantity: '1' }], {}, facts)
    expect([without.sums.oneOff, without.sums.figures, without.sums.rates.map((r) => r.state)]).toEqual([
      640_000n,
      [],
      ['missing', 'missing'],
    ])
  })
  it('says how old its rates are, and goes on', () => {
    const old = sale([{ product: 'FW-HA', quantity: '1' }], {}, factsFor('NLUK', 'ZEN', { pricedOn: '2026-12-10' as never }))
    expect(old.sums.rates.map((r) => [r.from, r.state, r.published, r.ageDays])).toEqual([
      ['EUR', 'stale', '2026-11-16', 24],
      ['USD', 'stale', '2026-11-16', 24],
    ])
    expect(old.sums.figures.map((f) => f.cost)).toEqual([464_540n, 464_540n, 464_540n])
  })
  it('earns in three currencies that are three', () => {
    const { sums } = sale([{ product: 'CONSULT', quantity: '1', costs: [{ item: 'Help', quantity: '1', unitCost: '500', currency: 'USD' }] }], { entity: 'NLIN', currency: 'EUR' }, factsFor('NLIN', 'ALP')) // prettier-ignore
    // EUR 1,000.00 a month at 0.87 over 0.0089; a purchase of USD 500.00 once, over a year.
    expect(sums.figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost])).toEqual([
      ['transaction', 'EUR', 1_200_000n, 43_678n], ['entity', 'INR', 117_303_371n, 4_269_663n], ['group', 'GBP', 1_044_000n, 38_000n],
    ]) // prettier-ignore
  })
  it('buys what the product says unless other purchases are named', () => {
    const costs = (line: object) =>
      sale([{ product: 'FW-HA', quantity: '1', ...line }]).lines[0]!.costs.map((c) => [
        c.supplierName,
        c.supplier === null,
        c.currency,
        text(c.unitCost),
      ])
    expect(costs({})).toEqual([
      ['Bastion Hardware Inc', false, 'USD', '5150'],
      ['Rhenus Distribution GmbH', false, 'EUR', '620'],
      [null, true, 'GBP', '32'],
    ])
    expect(costs({ costs: [{ item: 'Box', supplierName: 'RHENUS', quantity: '1', unitCost: '4480' }, { item: 'Somewhere', supplierName: 'Kings Computers', quantity: '1', unitCost: '5' }] })).toEqual([
      ['Rhenus Distribution GmbH', false, 'EUR', '4480'], ['Kings Computers', true, 'GBP', '5'],
    ]) // prettier-ignore
    expect(costs({ costs: [] })).toEqual([])
  })
})

describe('the tax of a sale', () => {
  const party = (entity: string) => factsFor(entity).entity!
  it.each([
    ['NLUK', 'ZEN', 'standard', ['UK-S20']], ['NLUK', 'ZEN', 'reduced', ['UK-R5']], ['NLUK', 'ZEN', 'zero', ['UK-Z0']], ['NLUK', 'ZEN', 'exempt', ['UK-EX']],
    ['NLUK', 'FJO', 'standard', ['UK-OS']], ['NLDE', 'BAY', 'standard', ['DE-S19']], ['NLDE', 'ALP', 'standard', ['DE-RC']], ['NLDE', 'FJO', 'standard', ['DE-OS']],
    ['NLIN', 'KAV', 'standard', ['IN-CG9', 'IN-SG9']], ['NLIN', 'BEN', 'standard', ['IN-IG18']], ['NLIN', 'ALP', 'standard', ['IN-EXP-LUT']], ['NLIN', 'KAV', 'reduced', undefined],
  ] as const)('of %s to %s, %s', (entity, customer, taxClass, codes) => {
    expect(usualTaxes(party(entity), customerBy(customer), taxClass, new Map(taxesIn(party(entity).country).map((tax) => [tax.code as string, tax])), taxedBy(entity))).toEqual(codes)
  }) // prettier-ignore
  it('is rounded once per code, as on invoices', () => {
    const three = sale(Array.from({ length: 3 }, () => ({ product: 'MS-USER', quantity: '1', unitPrice: '0.03' })))
    // Three lines of 3 pence are 9 pence, whose fifth is 1.8; each alone would be 0.6.
    expect([three.sums.monthly, three.sums.monthlyTax]).toEqual([9n, 2n])
  })
})

const products = ['MS-USER', 'M365-A', 'LIC-YR', 'FW-HA', 'SSL', 'BLK-40', 'WS-DEV', 'NIGHT'] as const
const aLine = fc.record({
  product: fc.constantFrom(...products),
  quantity: fc.integer({ min: 1, max: 999_999 }).map((n) => `${n}`),
  optional: fc.boolean(),
  chosen: fc.boolean(),
  more: fc.constantFrom<object>({}, { unitPrice: '17.575' }, { unitPrice: '0' }, { unitPrice: '12.345678' }),
})
describe('whatever is sold', () => {
  it('totals are the sums of its chosen lines, and the margin is what sales leave over costs', () => {
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 8 }), (lines) => {
        const { sums, lines: made } = sale(lines.map(({ more, ...line }) => ({ ...line, ...more })))
        const chosen = made.filter((line) => line.chosen)
        for (const what of ['oneOff', 'monthly', 'termValue'] as const)
          expect(sums[what]).toBe(chosen.reduce((sum, line) => sum + line[what], 0n))
        for (const { sales, cost, margin } of sums.figures) expect(margin).toBe(sales - cost)
        expect(sums.figures[0]?.sales ?? 0n).toBe(sums.termValue)
      }),
    )
  })
  it('the same lines taken from it come to the same, at the same rates', () => {
    fc.assert(
      fc.property(fc.array(aLine, { minLength: 1, maxLength: 8 }), (lines) => {
        const facts = factsFor()
        const {
          sums,
          lines: made,
          entity,
        } = sale(
          lines.map(({ more, ...line }) => ({ ...line, ...more })),
          {},
          facts,
        )
        const taken = made.filter((line) => line.chosen).map((line, i) => ({ ...line, number: i + 1, optional: false }))
        const again = saleOfLines(sums, taken, { entity, groupCurrency: facts.groupCurrency, taxes: facts.taxes })
        const { priceBook: _was, ...before } = sums
        const { priceBook: _is, ...after } = again
        expect(after).toEqual(before)
      }),
    )
  })
  it('its own stamp of rates converts as the published ones did', () => {
    const { sums } = sale([{ product: 'FW-HA', quantity: '1' }])
    const rates = ratesOf(sums)
    expect(rates.convert({ numerator: 5150n, denominator: 1n }, 'USD', 'GBP')).toBe(391_400n)
    expect(rates.rate('USD', 'JPY')).toBeUndefined()
  })
})

describe('a bundle', () => {
  const flat = ['MS-USER', 'M365-A', 'NIGHT'] as const
  it('spreads its price over its lines to the penny, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ product: fc.constantFrom(...flat), quantity: fc.integer({ min: 1, max: 9_999_999 }) }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        (lines, pennies) => {
          const price = `${Math.trunc(pennies / 100)}.${`${pennies % 100}`.padStart(2, '0')}`
          const made = sale(lines.map(({ product, quantity }) => ({ product, quantity: `${quantity}`, bundle: 'Workplace' })), { bundles: [{ name: 'Workplace', price }] })
          expect(made.sums.monthly).toBe(BigInt(pennies))
          expect(made.lines.every((line) => line.priceBy === 'bundle' && line.unitPrice !== null)).toBe(true)
        },
      ),
    ) // prettier-ignore
  })
  it('follows the list prices, and shows what each line gives away', () => {
    const made = sale([{ product: 'MS-USER', quantity: '10', bundle: 'W' }, { product: 'M365-A', quantity: '10', bundle: 'W' }, { product: 'NIGHT', quantity: '1' }], { bundles: [{ name: 'W', price: '500.00' }] }) // prettier-ignore
    // 380.00 and 176.00 of 556.00.
    expect(made.lines.map((l) => [l.monthly, text(l.discountPercent)])).toEqual([
      [34_173n, '10.0711'],
      [15_827n, '10.0739'],
      [125_000n, '0'],
    ])
  })
  it.each([
    ['once and every month', [{ product: 'MS-USER' }, { product: 'SSL' }], '10', 'quotes.bundleMixed'],
    ['bands', [{ product: 'WS-DEV' }], '10', 'quotes.bundleUnlisted'],
    ['a price below nothing', [{ product: 'MS-USER' }], '-1', 'quotes.bundlePrice'],
    ['nothing', [], '10', 'quotes.bundleEmpty'],
  ] as const)('cannot be made of %s', (_what, lines, price, code) => {
    expect(attempt(lines.map((line) => ({ quantity: '1', bundle: 'W', ...line })), { bundles: [{ name: 'W', price }] })).toMatchObject({ refused: code }) // prettier-ignore
  })
})
