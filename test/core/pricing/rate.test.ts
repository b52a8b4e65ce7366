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
})
