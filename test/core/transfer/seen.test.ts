import { modules } from '../../../core/harmony.ts'
import type { Field } from '../../../core/kernel/shape.ts'
import { covers } from '../../../core/people/permits.ts'
import { firstRoles } from '../../../core/people/roles.ts'

/** Fields that say what entities charge each other or what an hour of a person costs (finance.md 2.3, invariant 26). */
const guarded = new Set(['providerPrice', 'receiverPrice', 'groupPrice', 'providerMargin', 'receiverGroupMargin', 'providerGroupMargin', 'hourCost', 'transferPolicies', 'reverseTax']) // prettier-ignore

const namesIn = (field: Field<unknown>): string[] => [
  ...(field.inner ? namesIn(field.inner as Field<unknown>) : []),
  ...Object.entries(field.fields ?? {}).flatMap(([name, of]) => [name, ...namesIn(of as Field<unknown>)]),
]
const operations = modules.flatMap((module) => module.operations)
const telling = operations.filter((operation) => namesIn(operation.output as Field<unknown>).some((name) => guarded.has(name)))
/** Rights by which prices between entities, or the books that they stand in, are read. */
const finance = ['transfer.read', 'transfer.write', 'transfer.approve', 'transfer.post', 'intercompany.read', 'intercompany.issue', 'consolidation.read', 'ledger.read'] // prettier-ignore
const may = (role: (typeof firstRoles)[number], permit: string): boolean => role.permits.some((entry) => covers(entry, permit))

describe('transfer prices are for finance alone', () => {
  it('stand, field by field, in the answers of operations of transfer and intercompany only', () => {
    expect(telling.length).toBeGreaterThan(5)
    expect(telling.filter(({ name, permit }) => !/^(transfer|intercompany)\./.test(name) || permit === null || !finance.includes(permit)).map(({ name, permit }) => `${name} (${permit})`)).toEqual([]) // prettier-ignore
  })
  it.each(['field-sales', 'service-manager', 'engineer', 'project-manager'])('are read by no right that a role such as %s has', (code) => {
    const role = firstRoles.find((one) => one.code === (code as typeof one.code))!
    expect(finance.filter((permit) => may(role, permit))).toEqual([])
  })
  it('are read by finance', () => {
    for (const code of ['finance', 'finance-controller', 'auditor']) expect([code, may(firstRoles.find((one) => one.code === (code as typeof one.code))!, 'transfer.read')]).toEqual([code, true]) // prettier-ignore
  })
})
