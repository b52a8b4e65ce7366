import { ratio } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import { convert } from '../ledger/conversion.ts'
import { residueType, translationType } from '../consolidation/layer.ts'
import { retranslatedBalances, retranslationRates, retranslations } from '../consolidation/retranslation.ts'
import type { RatesChecked } from './rates.ts'

const most = 1_000_000
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)

interface Month {
  readonly first: string
  sum: bigint
  rows: bigint
  readonly posted: Map<string, bigint>
  readonly named: Map<string, bigint>
}
const fault = (id: string, expected: string, found: string) => ({ record: 'retranslatedBalances', id, expected, found })

/**
 * Each amount in another group currency is the posted one at the agreed rate, to the unit. Of an entity's month all of them are nothing together; what the rates
 * differ by is called translation, and rounding left at most a unit a row.
 */
export async function checkRetranslated(read: Read): Promise<RatesChecked> {
  let records = 0
  for (const { id, currency, groupCurrency } of await read.list(retranslations, { where: { field: 'state', is: 'equal', value: 'approved' }, limit: 1000 })) {
    const of = { field: 'retranslation', is: 'equal', value: id } as const
    const kept = new Map((await read.list(retranslationRates, { where: of, limit: most })).map((row) => [row.rate as string, ratio(BigInt(row.numerator), BigInt(row.denominator))]))
    const at = (minor: bigint, period: string, type: string): bigint | undefined => {
      const rate = kept.get(`${id}/${period}/${type}`)
      return rate && convert(minor, rate, groupCurrency, currency)
    }
    const months = new Map<string, Month>()
    for (const row of await read.list(retranslatedBalances, { where: of, order: ['balance'], limit: most })) {
      records += 1
      const key = `${row.entity}/${row.period}`
      const month = months.get(key) ?? { first: row.balance, sum: 0n, rows: 0n, posted: new Map(), named: new Map() }
      months.set(key, month)
      month.sum += row.amount
      if (row.type === residueType || row.type === translationType) {
        month.named.set(row.type, row.amount)
        continue
      }
      month.rows += 1n
      month.posted.set(row.type, (month.posted.get(row.type) ?? 0n) + row.groupAmount)
      const expected = at(row.groupAmount, row.period, row.type)
      if (expected !== row.amount) return { records, fault: fault(row.balance, expected === undefined ? 'a rate' : `${expected}`, `${row.amount}`) }
    }
    for (const [key, { first, sum, rows, posted, named }] of months) {
      const translation = -[...posted].reduce((all, [type, minor]) => all + (at(minor, key.slice(key.indexOf('/') + 1), type) ?? 0n), 0n)
      const [found, residue] = [named.get(translationType) ?? 0n, named.get(residueType) ?? 0n]
      if (sum !== 0n || found !== translation || size(residue) > rows) return { records, fault: fault(first, `0, translation ${translation}, rounding at most ${rows}`, `${sum}, ${found}, ${residue}`) }
    }
  }
  return { records, fault: null }
} // prettier-ignore
