import type { Version } from '../../renderer/modules/catalog/product-text.ts'
import { draftFrom, example, readDraft } from '../../renderer/modules/pricing/draft.ts'
import { examplePart, readPart } from '../../renderer/modules/pricing/part.ts'
import { exampleUplift, readUplift } from '../../renderer/modules/pricing/uplift.ts'

describe('the draft of a price', () => {
  it('is read in the culture in which it is typed', () => {
    const { input, wrong } = readDraft('de-DE', {
      ...example('de-DE'),
      quantity: '1.214,5',
      included: '2,25',
      minimum: '100,5',
      commit: '50',
      overage: '6,50',
    })
    expect(wrong.size).toBe(0)
    expect(input).toMatchObject({
      model: 'fillUp',
      quantity: '1214.5',
      included: '2.25',
      minimum: '100.5',
      cap: null,
      commit: { quantity: '50', overage: '6.50' },
      bands: [{ upTo: '25', unitPrice: '9.00' }, {}, {}, { upTo: null }],
    })
  })
  it.each([
    ['quantity', { quantity: 'many' }],
    ['quantity', { quantity: '' }],
    ['included', { included: 'x' }],
    ['cap', { cap: 'x' }],
    ['overage', { commit: '50' }],
    ['commit', { overage: '6.50' }],
    [
      'reading1',
      {
        from: 'readings' as const,
        readings: [
          { day: '', quantity: '1' },
          { day: '', quantity: '' },
        ],
      },
    ],
    ['day0', { from: 'readings' as const, readings: [{ day: 'soon', quantity: '1' }] }],
    ['unitPrice', { model: 'flat' as const, unitPrice: '' }],
    ['packageSize', { model: 'package' as const, unitPrice: '5', packageSize: '' }],
    [
      'upTo0',
      {
        bands: [
          { upTo: '', unitPrice: '1', flatFee: '' },
          { upTo: '', unitPrice: '1', flatFee: '' },
        ],
      },
    ],
    ['flatFee0', { bands: [{ upTo: '', unitPrice: '1', flatFee: '?' }] }],
  ])('names %s where it is no number', (field, change) => {
    const { input, wrong } = readDraft('en-GB', { ...example('en-GB'), ...change })
    expect(input).toBeNull()
    expect([...wrong]).toEqual([field])
  })
  it('asks for a unit price only where there are no bands', () => {
    expect(readDraft('en-GB', { ...example('en-GB'), model: 'lookUp' }).input).not.toHaveProperty('unitPrice')
    expect(readDraft('en-GB', { ...example('en-GB'), model: 'flat', unitPrice: '38.00' }).input).toMatchObject({ unitPrice: '38.00' })
  })
  it('asks with readings instead of a quantity', () => {
    const readings = [
      { day: '2026-11-01', quantity: '1.052,5' },
      { day: '', quantity: '55' },
    ]
    const { input } = readDraft('de-DE', { ...example('de-DE'), from: 'readings', measure: 'average', readings })
    expect(input).toMatchObject({
      measure: 'average',
      readings: [
        { day: '2026-11-01', quantity: '1052.5' },
        { day: null, quantity: '55' },
      ],
    })
    expect(input).not.toHaveProperty('quantity')
  })
  it('takes the terms of a product, and leaves the readings', () => {
    const version = { model: 'flat' } as Version
    const of = {
      currency: 'EUR',
      unitPrice: '6.5',
      packageSize: null,
      bands: [],
      minimum: '120',
      free: '2',
      commit: { quantity: '50', overage: '7.25' },
    }
    const draft = draftFrom('de-DE', version, of, { ...example('de-DE'), from: 'readings' })
    expect(draft).toMatchObject({
      from: 'readings',
      unitPrice: '6,5',
      included: '2',
      minimum: '120',
      cap: '',
      commit: '50',
      overage: '7,25',
    })
    expect(draft.readings).toEqual(example('de-DE').readings)
  })
})

describe('the draft of a part of a period', () => {
  const part = { ...examplePart('en-GB', '2026-11-23'), periodFrom: '2026-11-01', periodLast: '2026-11-30' }
  it('says last days, and asks with the days after them', () => {
    expect(readPart('en-GB', part).input).toEqual({
      amount: { currency: 'GBP', minor: '8800' }, from: '2026-11-12', to: '2026-12-01', periodFrom: '2026-11-01', periodTo: '2026-12-01',
    }) // prettier-ignore
    expect(examplePart('de-DE', '2028-02-29')).toMatchObject({ amount: '88,00', periodFrom: '2028-02-01', periodLast: '2028-02-29' })
  })
  it.each([
    ['amount', { amount: '88.001' }],
    ['amount', { amount: '' }],
    ['from', { from: '' }],
    ['last', { last: 'soon' }],
    ['periodLast', { periodLast: '' }],
  ])('names %s where it cannot be asked', (field, change) => {
    const { input, wrong } = readPart('en-GB', { ...part, ...change })
    expect([input, [...wrong]]).toEqual([null, [field]])
  })
})

describe('the draft of an uplift', () => {
  it('is by an index or fixed', () => {
    const draft = exampleUplift('de-DE')
    expect(readUplift('de-DE', draft).input).toMatchObject({
      price: '38.00',
      index: { base: '100.0', current: '103.4' },
      margin: '1',
      decimals: 2,
    })
    expect(readUplift('de-DE', { ...draft, by: 'fixed', base: '' }).input).toMatchObject({ index: null })
  })
  it.each([
    ['price', { price: '' }],
    ['current', { current: 'x' }],
    ['margin', { by: 'fixed' as const, margin: '' }],
  ])('names %s where it is no number', (field, change) => {
    const { input, wrong } = readUplift('en-GB', { ...exampleUplift('en-GB'), ...change })
    expect([input, [...wrong]]).toEqual([null, [field]])
  })
})
