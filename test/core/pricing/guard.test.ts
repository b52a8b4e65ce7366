import fc from 'fast-check'
import { decimalText, exactly, type Decimal } from '../../../core/kernel/decimal.ts'
import { ratedBy, tariffData, tariffOf } from '../../../core/billing/trace.ts'
import { languages } from '../../../core/language.ts'
import { rate, type Tariff } from '../../../core/pricing/rating.ts'
import { calculate } from '../calculate.ts'

const endpoints = [{ upTo: '50', unitPrice: '4.20' }, { upTo: '200', unitPrice: '3.60' }, { upTo: null, unitPrice: '3.10' }] // prettier-ignore
const guarded = { model: 'lookUp', currency: 'EUR', bands: endpoints, guard: true }

describe('the cliff guard', () => {
  it.each([
    ['below any later band', '42', '17640', 1],
    ['at the floor of the next band', '50', '18000', 2],
    ['from the first quantity that would cost more', '43', '18000', 2],
    ['where the band’s own price is less again', '51', '18360', 1],
    ['up to the end of a band', '200', '62000', 2],
    ['in the last band', '201', '62310', 1],
    ['nothing', '0', '0', 0],
  ])('%s: %s', async (_what, quantity, minor, sentences) => {
    const { amount, steps, trace } = await calculate('pricing.rate', { ...guarded, quantity })
    expect([amount.minor, trace.guard !== undefined]).toEqual([minor, sentences === 2])
    expect(steps.filter((s: any) => s.say === 'pricing.guarded')).toHaveLength(sentences === 2 ? 1 : 0)
  })

  it('says what the quantity’s own band asks, and which band stands in its place', async () => {
    const { steps, trace } = await calculate('pricing.rate', { ...guarded, quantity: '190' })
    expect(trace).toMatchObject({
      exact: '620',
      guard: { before: '684' },
      fills: [{ from: '200', units: '200', unitPrice: '3.1', amount: '620' }],
    })
    expect(steps.map((s: any) => [s.say, ...s.values.map((v: any) => v.value)])).toEqual([
      ['pricing.costs', '190', '62000'],
      ['pricing.guarded', '684', '200'],
      ['pricing.sum.units.above', '200', '200', '3.1', '620'],
    ])
    for (const words of [languages.en, languages.de]) expect(words['pricing.guarded']).toContain('{{before}}')
  })

  it('leaves nothing for pricing.cliffs to find, and says why', async () => {
    const { cliffs, steps } = await calculate('pricing.cliffs', guarded)
    expect([cliffs, steps.map((s: any) => s.say)]).toEqual([[], ['pricing.noCliff.guarded']])
  })

  it('changes the look-up of pricing.compare alone', async () => {
    const { rows } = await calculate('pricing.compare', { currency: 'EUR', bands: endpoints, guard: true, quantities: ['190'] })
    expect(rows[0]).toMatchObject({ fillUp: '71400', lookUp: '62000', cheaper: null })
  })

  it.each(['flat', 'fillUp', 'package'])('has nothing to do by %s', async (model) => {
    const given = { ...guarded, model, ...(model === 'fillUp' ? {} : { bands: null, unitPrice: '2', packageSize: '5' }), quantity: '190' }
    expect((await calculate('pricing.rate', given)).amount).toEqual((await calculate('pricing.rate', { ...given, guard: null })).amount)
  })

  it('is kept in traces, and replayed by them; what has none is kept as before', () => {
    const tariff = { model: 'lookUp', unitPrice: null, packageSize: null, bands: endpoints.map((b) => ({ upTo: b.upTo === null ? null : exactly(b.upTo), unitPrice: exactly(b.unitPrice), flatFee: null })), free: null, chargeAtZero: false } as const // prettier-ignore
    const kept = tariffData({ ...tariff, guard: true })
    expect([kept.guard, 'guard' in tariffData(tariff), 'guard' in tariffData({ ...tariff, guard: false })]).toEqual([true, false, false])
    expect(decimalText(ratedBy(tariffOf(kept), exactly('190')).exact)).toBe('620')
    expect(decimalText(ratedBy(tariffOf(tariffData(tariff)), exactly('190')).exact)).toBe('684')
  })

  // The oracle counts in whole numbers and takes the floors of all later bands as they stand.
  const aTier = fc.record({ width: fc.integer({ min: 1, max: 3000 }), price: fc.nat(900), fee: fc.oneof(fc.constant(0), fc.nat(90_000)) })
  it('makes look-up monotone and never dearer, at every quantity from 1 to 10,000', () => {
    let acted = 0
    fc.assert(
      fc.property(fc.array(aTier, { minLength: 1, maxLength: 7 }), fc.nat(40), fc.boolean(), (tiers, free, chargeAtZero) => {
        const edges = tiers.map((_, i) => tiers.slice(0, i + 1).reduce((sum, { width }) => sum + width, 0))
        const plain: Tariff = {
          model: 'lookUp', unitPrice: null, packageSize: null, free: exactly(`${free}`), chargeAtZero,
          bands: tiers.map(({ price, fee }, i) => ({ upTo: i === tiers.length - 1 ? null : exactly(`${edges[i]!}`), unitPrice: exactly(`${price}`), flatFee: exactly(`${fee}`) })),
        } // prettier-ignore
        const floors = tiers.map(({ price, fee }, i) => (i === 0 ? Infinity : edges[i - 1]! * price + fee))
        let before: Decimal = rate({ ...plain, guard: true }, exactly('0')).exact
        for (let units = 1; units <= 10_000; units += units % 97 === 0 ? 53 : 1) {
          const billable = Math.max(0, units - free)
          const at = tiers.findIndex((_, i) => i === tiers.length - 1 || billable <= edges[i]!)
          const own = billable === 0 ? (chargeAtZero ? tiers[0]!.fee : 0) : billable * tiers[at]!.price + tiers[at]!.fee
          const expected = billable === 0 && !chargeAtZero ? 0 : Math.min(own, ...floors.slice(at + 1))
          const found = rate({ ...plain, guard: true }, exactly(`${units}`)).exact
          if (decimalText(found) !== `${expected}` || found.lt(before)) throw new Error(`${units}: ${decimalText(found)}, not ${expected}`)
          if (expected < own) acted++
          before = found
        }
      }),
      { numRuns: 25 },
    )
    expect(acted).toBeGreaterThan(100)
  })
})
