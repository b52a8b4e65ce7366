import { taxRows } from '../../../core/demo/taxes.ts'
import { taxCodes } from '../../../core/tax/tax-code.ts'
import { forPurchases, taxCodesFor } from '../../../core/tax/rules.ts'

const codes = taxRows.map((row) => taxCodes.shape.parse(row, row.code))

describe('a tax word of an entity', () => {
  it.each([
    ['GB', 'S20', 'UK-S20'],
    ['GB', 's20', 'UK-S20'],
    ['GB', ' Z0 ', 'UK-Z0'],
    ['GB', 'OS', 'UK-OS'],
    ['GB', 'UK-R5', 'UK-R5'],
    ['DE', 'S19', 'DE-S19'],
    ['DE', 'RC', 'DE-RC'],
    ['DE', 'OS', 'DE-OS'],
    ['IN', 'CGST+SGST', 'IN-CG9 IN-SG9'],
    ['IN', 'CG9 + SG9', 'IN-CG9 IN-SG9'],
    ['IN', 'IGST', 'IN-IG18'],
    ['IN', 'EXP', 'IN-EXP-LUT'],
    ['IN', 'IN-EXP-LUT', 'IN-EXP-LUT'],
  ])('%s %s is %s', (country, word, wanted) => expect(taxCodesFor(codes, country, word)).toEqual(wanted.split(' ')))

  it.each([
    ['GB', 'S19'],
    ['DE', 'UK-S20'],
    ['GB', 'RC'], // what a British company owes on purchases
    ['DE', '13B'],
    ['IN', 'RCM18'],
    ['IN', 'CGST+CGST'],
    ['GB', ''],
    ['FR', 'S20'],
  ])('%s “%s” is unknown', (country, word) => expect(taxCodesFor(codes, country, word)).toBeUndefined())
})

it('only reverse charge with a rate is for purchases', () => {
  expect(codes.filter(forPurchases).map((c) => c.code)).toEqual(['UK-RC', 'DE-13B', 'IN-RCM18'])
})
