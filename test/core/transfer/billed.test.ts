import { exactly } from '../../../core/kernel/decimal.ts'
import { billOf, type Paid } from '../../../core/transfer/charging.ts'
import { cleared } from '../../../core/ledger/settlement.ts'

const line = (currency: string, unitPrice: string | null, quantity = '2'): Paid =>
  ({ line: { currency, unitPrice: unitPrice === null ? null : exactly(unitPrice) }, quantity: exactly(quantity) }) as unknown as Paid
const released = (currency: string, minor: bigint): Paid => ({ released: { currency, minor } }) as Paid

describe('what a customer pays for an entry of work', () => {
  it.each<[string, readonly Paid[] | undefined, object | null]>([
    ['nothing is known', undefined, null],
    ['nobody pays', [], null],
    ['a price', [line('EUR', '110.005', '1')], { currency: 'EUR', minor: 11001n }],
    ['in yen', [line('JPY', '110')], { currency: 'JPY', minor: 220n }],
    ['a price and what a fund released', [line('EUR', '110'), released('EUR', 500n)], { currency: 'EUR', minor: 22500n }],
    ['two currencies', [line('EUR', '110'), released('GBP', 500n)], null],
    ['a part that bands price', [line('EUR', '110'), line('EUR', null)], null],
    ['bands first', [line('EUR', null), line('EUR', '110')], null],
  ])('%s', (_what, parts, wanted) => expect(billOf(parts)).toEqual(wanted))
})

it('the last of an item takes all that it is carried at, even where nothing is open in its own currency', () => {
  expect(cleared({ open: 0n, entityOpen: 3n, groupOpen: -2n }, 0n)).toEqual({ entityMinor: 3n, groupMinor: -2n })
})
