import { example, readDraft } from '../../renderer/modules/pricing/draft.ts'

describe('the draft of a price', () => {
  it('is read in the culture in which it is typed', () => {
    const { input, wrong } = readDraft('de-DE', { ...example('de-DE'), quantity: '1.214,5', free: '2,25' })
    expect(wrong.size).toBe(0)
    expect(input).toMatchObject({
      model: 'fillUp',
      quantity: '1214.5',
      free: '2.25',
      bands: [{ upTo: '25', unitPrice: '9.00' }, {}, {}, { upTo: null }],
    })
  })
  it.each([
    ['quantity', { quantity: 'many' }],
    ['quantity', { quantity: '' }],
    ['free', { free: 'x' }],
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
})
