import { draftOf, readDraft, type Draft } from '../../renderer/kit/form/draft.ts'
import {
  aDay, aDecimal, choice, count, flag, many, maybe, minorIn, planOf, shape, someData, someMoney, text, aCurrency,
} from '../../core/kernel/shape.ts' // prettier-ignore

const input = shape({
  name: text,
  note: maybe(text),
  quantity: aDecimal,
  months: count,
  from: aDay,
  active: flag,
  state: maybe(choice('draft', 'posted')),
  currency: aCurrency,
  net: minorIn('currency'),
  limit: maybe(someMoney),
  address: many(text),
  bank: many(shape({ label: text, value: text })),
  extra: maybe(someData),
  site: maybe(shape({ street: text, city: text })),
})
const plan = planOf(input)
const wire = {
  name: ' Acme ', note: null, quantity: '1234567890.123456789012345678', months: 12, from: '2026-11-30', active: true, state: 'draft', currency: 'EUR', net: '-123450',
  limit: { currency: 'KWD', minor: '1001' }, address: ['Ulm', 'Gasse 1'], bank: [{ label: 'IBAN', value: 'DE1' }], extra: { a: [1] }, site: { street: 'A', city: 'B' },
} // prettier-ignore

describe('a form gives back exactly what stood in it', () => {
  it.each(['de-DE', 'en-GB', 'en-IN', 'fr-FR'])('%s', (culture) => {
    const read = readDraft(plan, draftOf(plan, wire, culture), '', culture)
    expect(read.troubles).toEqual([])
    expect(read.value).toEqual(wire)
    // And the core takes it.
    expect(() => input.parse(read.value, 'input')).not.toThrow()
  })
})

describe('what is wrong is said where it is', () => {
  const base = draftOf(plan, wire, 'de-DE') as Record<string, Draft>
  it.each<[string, Record<string, Draft>, readonly string[]]>([
    ['an empty name', { name: '  ' }, ['name required']],
    ['an empty note is nothing', { note: ' ' }, []],
    ['letters for a number', { quantity: 'viel' }, ['quantity notNumber']],
    ['half a month', { months: '1,5' }, ['months notCount']],
    ['no day', { from: '31.02.2026' }, ['from notDay']],
    ['too many places', { net: '1,234' + '5' }, ['net notAmount']],
    ['an amount without currency', { limit: { currency: '', amount: '5' } }, ['limit required']],
    ['a row half filled', { bank: [{ label: 'IBAN', value: '' }] }, ['bank[0].value required']],
    ['an empty row is no row', { bank: [{ label: '', value: '' }], address: ['', 'Ulm'] }, []],
    [
      'the second line',
      {
        bank: [
          { label: '', value: '' },
          { label: '', value: 'x' },
        ],
      },
      ['bank[1].label required'],
    ],
    ['broken data', { extra: '{' }, ['extra notData']],
    ['half an optional part', { site: { street: 'A', city: '' } }, ['site.city required']],
    ['an optional part left out', { site: { street: '', city: '' } }, []],
  ])('%s', (_what, change, expected) => {
    const { troubles } = readDraft(plan, { ...base, ...change }, '', 'de-DE')
    expect(troubles.map((t) => `${t.at} ${t.kind}`)).toEqual(expected)
  })
  it('leaves out what is nothing', () => {
    const { value } = readDraft(
      plan,
      { ...base, site: { street: '', city: '' }, limit: { currency: 'EUR', amount: '' }, address: ['', 'Ulm'] },
      '',
      'de-DE',
    )
    expect(value).toMatchObject({ site: null, limit: null, address: ['Ulm'] })
  })
})
