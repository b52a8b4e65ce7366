import { explain } from '../../../core/billing/explaining.ts'
import { replay, type ChargeTrace } from '../../../core/billing/trace.ts'
import { languages } from '../../../core/language.ts'
import { say } from '../../../core/kernel/words.ts'

const plain = {
  v: 1, contract: 'C-1', line: 2, product: 'P', version: 3, period: { from: '2026-12-15', to: '2027-01-01', days: 17, of: 31, months: 1, anchor: 'calendar', timing: 'advance' }, quantity: '10',
  priceSource: 'line', basis: 'month', measure: 'agreed', tariff: { model: 'flat', unitPrice: '31', packageSize: null, bands: [] },
  fills: [{ from: '0', upTo: null, units: '10', unitPrice: '31', flatFee: null, amount: '310' }], rated: '310', factor: { times: '1', days: 17, of: 31 }, exact: '170', rounding: 'halfAway',
  currency: 'GBP', minor: '17000', tax: { rule: 'contractLine', codes: [] }, rates: { day: '2026-12-01', source: 'ECB', entity: null, group: null },
} as unknown as ChargeTrace // prettier-ignore

/** The steps that are told, without what all of them begin with. */
const told = (more: object): string[] =>
  explain({ ...plain, ...more })
    .slice(2)
    .map((s) => s.say.replace('billing.why.', ''))

describe('why a charge is what it is', () => {
  it.each<[string, object, readonly string[]]>([
    ['a part of a month', {}, ['price.line', 'flat', 'prorated', 'amount']],
    ['counted by 30/360', { factor: { times: '1', days: 16, of: 30, method: '30/360' } }, ['price.line', 'flat', 'prorated', 'thirty', 'amount']],
    ['a difference to what was charged', { against: { charge: 'x', minor: '10000' }, minor: '7000' }, ['price.line', 'flat', 'prorated', 'amount', 'against']],
    ['all of it back', { against: { charge: 'x', minor: '17000' }, minor: '-17000', exact: '0', factor: { times: '1', days: 0, of: 31 } }, ['takenBack']],
    ['credited in full', { credits: { charge: 'x', of: '17000', minor: '17000' }, minor: '-17000' }, ['creditsAll']],
    ['credited in part', { credits: { charge: 'x', of: '17000', minor: '5000' }, minor: '-5000' }, ['credits']],
    ['a minimum in a short period', { bound: 'minimum', tariff: { ...plain.tariff, minimum: '400' }, factor: { times: '1', days: 31, of: 31, minimumDays: 17 } }, ['price.line', 'flat', 'minimumShort', 'rounded']],
    ['a cap', { bound: 'cap', tariff: { ...plain.tariff, cap: '100' } }, ['price.line', 'flat', 'prorated', 'cap', 'amount']],
    ['a measured pool', { measured: { measure: 'peak', readings: 4 }, pool: { name: 'ORB', own: 0, quantities: ['6', '4'] } }, ['measured.peak', 'pool', 'price.line', 'flat', 'prorated', 'share']],
    ['by the cliff guard', { tariff: { ...plain.tariff, model: 'lookUp', guard: true }, guard: { before: '400' } }, ['price.line', 'guard', 'openBand', 'prorated', 'amount']],
    ['above a commitment', { tariff: { ...plain.tariff, commit: { quantity: '5', overage: '40' } }, over: { committed: '5', periods: 1, units: '5', unitPrice: '40', amount: '200' } }, ['price.line', 'flat', 'over', 'sum', 'prorated', 'amount']],
  ])('%s', (_what, more, steps) => {
    const found = told(more)
    expect(found.filter((s) => s !== 'rounded' || steps.includes('rounded'))).toEqual(steps.map((s) => (s === 'rounded' && found.includes('amount') ? 'amount' : s)))
    // Every sentence is there in both languages and says all that it is given.
    for (const words of Object.values(languages))
      for (const s of explain({ ...plain, ...more })) expect(say(words, s.say, Object.fromEntries(s.values.map((v) => [v.name, v.value])))).not.toContain('{{')
  }) // prettier-ignore

  it('a credit is replayed from what was decided', () => {
    expect(replay({ ...plain, credits: { charge: 'x', of: '17000', minor: '5000' } })).toBe(-5000n)
  })
})
