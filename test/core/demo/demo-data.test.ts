import { products, productVersions } from '../../../core/catalog/product.ts'
import { contractLines } from '../../../core/contracts/contract.ts'
import { termsFault } from '../../../core/contracts/rules.ts'
import { customers } from '../../../core/customers/customer.ts'
import { customerRows } from '../../../core/demo/customers.ts'
import { entityRows } from '../../../core/demo/companies.ts'
import { seedDemo } from '../../../core/demo/seed.ts'
import { numberingFault } from '../../../core/entities/rules.ts'
import type { Change, Now } from '../../../core/kernel/operation.ts'
import type { RecordKind, Row } from '../../../core/kernel/record.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { isTextByLanguage } from '../../../core/kernel/by-language.ts'
import { accounts } from '../../../core/ledger/journal.ts'
import { users } from '../../../core/people/user.ts'
import { roles } from '../../../core/people/user.ts'
import { checkTariff } from '../../../core/pricing/rating.ts'
import { taxCodes } from '../../../core/tax/tax-code.ts'

const seeded = (empty: boolean | null): readonly Change[] => {
  let n = 0
  const now = {
    newId: () => `00000000-0000-7000-8000-${(n++).toString(16).padStart(12, '0')}`,
    at: '2026-11-30T18:00:00.000Z',
    today: '2026-11-30',
    digest: (text: string) => `${text.length}`,
    caller: { user: 'test', name: 'Test' },
  } as unknown as Now
  const decision = seedDemo.decide({ empty }, { entities: [], roles: [], users: [], passwords: [] }, now)
  if (refused(decision)) throw new Error(decision.refused)
  return decision.changes
}
const rowsOf = <K extends RecordKind<string, any>>(changes: readonly Change[], kind: K): Row<K>[] =>
  changes.flatMap((c) => (c.does === 'add' && c.kind.record === kind.record ? [c.row as Row<K>] : []))
const all = seeded(null)

describe('the demo company as data', () => {
  it('is the same each time', () => expect(seeded(null)).toEqual(all))
  it('without customers and contracts is the same house', () => {
    const house = seeded(true)
    expect(house).toEqual(all.slice(0, house.length))
    const touched = (c: Change): string => (c.does === 'add' || c.does === 'put' ? c.kind.record : c.does)
    const founded = new Set(house.map(touched))
    expect(
      all
        .slice(house.length)
        .map(touched)
        .filter((what) => founded.has(what) || what === 'remove'),
    ).toEqual([])
  })
  it('sells only what a person could have entered', () => {
    const taxes = new Map(rowsOf(all, taxCodes).map((t) => [t.code as string, t]))
    const versions = new Map(rowsOf(all, productVersions).map((v) => [v.product as string, v]))
    const sold = new Map(rowsOf(all, products).map((p) => [p.code as string, p]))
    const lines = rowsOf(all, contractLines)
    expect(lines).toHaveLength(34)
    for (const line of lines) {
      const { country } = entityRows.find((e) => e.code === line.entity)!
      expect([line.product, termsFault(line, sold.get(line.product)!, versions.get(line.product)!, country, taxes)]).toEqual([
        line.product,
        undefined,
      ])
    }
  })
  it('has prices that can be rated, names in both languages, and numbers within the law', () => {
    for (const { product, model, prices } of rowsOf(all, productVersions))
      for (const price of prices)
        expect([product, checkTariff({ ...price, model, free: null, chargeAtZero: false })]).toEqual([product, undefined])
    for (const { names } of [...rowsOf(all, products), ...rowsOf(all, taxCodes), ...rowsOf(all, accounts)])
      expect(isTextByLanguage(names) && names['en'] !== undefined && names['de'] !== undefined).toBe(true)
    for (const entity of entityRows) expect(numberingFault(entity)).toBeUndefined()
  })
  it('gives each person a role that exists, and customers that need one a PO number', () => {
    const known = new Set(rowsOf(all, roles).map((r) => r.code))
    for (const user of rowsOf(all, users)) expect(user.roles.every((role) => known.has(role))).toBe(true)
    const needy = new Set(rowsOf(all, customers).filter((c) => c.poRequired).map((c) => c.id)) // prettier-ignore
    for (const line of rowsOf(all, contractLines)) if (needy.has(line.customer)) expect(line.poNumber).not.toBeNull()
    expect(new Set(customerRows.map((c) => c.code)).size).toBe(12)
  })

  // Modulo 97 of ISO 13616: the account numbers are fictional, their check digits are right.
  it.each(entityRows.flatMap((e) => e.bank.filter((b) => b.label === 'IBAN').map((b) => b.value)))('has the valid IBAN %s', (iban) => {
    const plain = iban.replaceAll(' ', '')
    const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`)
    expect(BigInt(digits) % 97n).toBe(1n)
  })
  // Check digit of a GSTIN: base 36, factors 1 and 2 in turn.
  it.each(['29AAACN0000A1ZH', ...customerRows.flatMap((c) => (c.country === 'IN' ? [c.taxId] : []))])('has the valid GSTIN %s', (gstin) => {
    const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const sum = Array.from(gstin.slice(0, 14)).reduce((total, sign, i) => {
      const product = signs.indexOf(sign) * (i % 2 === 0 ? 1 : 2)
      return total + Math.floor(product / 36) + (product % 36)
    }, 0)
    expect(signs[(36 - (sum % 36)) % 36]).toBe(gstin[14])
  })
})
