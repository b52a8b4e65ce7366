import { exactly, ratioOf } from '../../../core/kernel/decimal.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { mixedJournal, type MixedLeg } from '../../../core/ledger/settlement.ts'

const rate = (text: string) => ratioOf(exactly(text))
const amounts = (line: { amount: bigint; entityAmount: bigint; groupAmount: bigint } | null) =>
  line && [line.amount, line.entityAmount, line.groupAmount].map(Number)
interface Example {
  readonly name: string
  readonly entity: Currency
  readonly group: Currency
  readonly rates: Readonly<Record<string, readonly [entity: string, group: string]>>
  readonly entityToGroup: string
  readonly legs: readonly MixedLeg[]
  readonly lines: readonly (readonly number[])[]
  readonly clearing: readonly (readonly (number | string)[])[]
  readonly difference: readonly number[] | null
  readonly translation: readonly number[] | null
}
const leg = (currency: Currency, minor: bigint, control: boolean, pinned?: readonly [entity: bigint, group: bigint]): MixedLeg => ({
  currency, minor, control, ...(pinned ? { pinned: { entityMinor: pinned[0], groupMinor: pinned[1] } } : {}),
}) // prettier-ignore

/** Worked by hand, in minor units. */
const examples: readonly Example[] = [
  {
    // The item's own clearing leg takes what the euros are worth, 748.00; it was carried at 746.85, so 1.15 is a gain.
    name: 'an item in dollars that is paid in euros: the cleared currency takes the worth of the other',
    entity: 'GBP', group: 'GBP', rates: { EUR: ['0.88', '0.88'], USD: ['0.75', '0.75'] }, entityToGroup: '1',
    legs: [leg('EUR', 85000n, true), leg('USD', -100000n, false, [-74685n, -74685n])],
    lines: [[85000, 74800, 74800], [-100000, -74685, -74685]],
    clearing: [['EUR', -85000, -74800, -74800], ['USD', 100000, 74800, 74800]], difference: [0, -115, -115], translation: null,
  },
  {
    // Nothing is cleared: the last currency takes 126.00 / 166.00; rupees are worth 142.50, so 16.50 is lost, 21.78 in the group, of whose 21.50 the rest is translation.
    name: 'three currencies of which nothing is fixed: the last one takes what the others are worth',
    entity: 'GBP', group: 'USD', rates: { EUR: ['0.88', '1.16'], USD: ['0.76', '1'], INR: ['0.0095', '0.0125'] }, entityToGroup: '1.32',
    legs: [leg('EUR', 10000n, true), leg('USD', 5000n, true), leg('INR', -1500000n, true)],
    lines: [[10000, 8800, 11600], [5000, 3800, 5000], [-1500000, -14250, -18750]],
    clearing: [['EUR', -10000, -8800, -11600], ['USD', -5000, -3800, -5000], ['INR', 1500000, 12600, 16600]], difference: [0, 1650, 2178], translation: [0, 0, -28],
  },
  {
    // The fee is shared as if the item had been converted: 0.87, never the difference of rates. 115.55 is lifted to 116, for the bank was rounded down.
    name: 'a bank charge beside an item that is cleared: the difference of rates never slips into it',
    entity: 'GBP', group: 'USD', rates: { EUR: ['0.8743', '1.1555'] }, entityToGroup: '1.3216',
    legs: [leg('EUR', 9900n, true), leg('EUR', 100n, false), leg('EUR', -10000n, false, [-8650n, -11400n])],
    lines: [[9900, 8656, 11439], [100, 87, 116], [-10000, -8650, -11400]],
    clearing: [], difference: [0, -93, -123], translation: [0, 0, -32],
  },
] // prettier-ignore

describe('a journal that clears what was carried at other rates', () => {
  it.each(examples)('$name', (example) => {
    const { entity, group, rates, legs } = example
    const journal = mixedJournal(legs, { entity, group }, {
      of: (currency) => { const found = rates[currency]; return found && { toEntity: rate(found[0]), toGroup: rate(found[1]) } },
      entityToGroup: rate(example.entityToGroup),
    }) // prettier-ignore
    if (refused(journal)) throw new Error(journal.refused)
    expect(journal.lines.map(amounts)).toEqual(example.lines)
    expect(journal.clearing.map((line) => [line.currency, ...amounts(line)!])).toEqual(example.clearing)
    expect([amounts(journal.difference), amounts(journal.translation)]).toEqual([example.difference, example.translation])
    const all = [...journal.lines, ...journal.clearing, ...[journal.difference, journal.translation].filter((line) => line !== null)]
    for (const column of ['entityAmount', 'groupAmount'] as const) expect([column, all.reduce((sum, line) => sum + line[column], 0n)]).toEqual([column, 0n]) // prettier-ignore
  })
})
