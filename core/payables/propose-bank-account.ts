import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { judge } from '../payments/check-account.ts'
import { plainIban } from '../payments/iban.ts'
import type { WeightTable } from '../payments/modulus.ts'
import { isBic, isRoutingNumber } from '../payments/routing.ts'
import { tableInForce } from '../payments/weight-table.ts'
import { suppliers } from '../purchases/supplier.ts'
import { supplierBankAccounts, supplierPayees, type SupplierBankAccount, type SupplierPayee } from './bank-account.ts'

const numbers = { iban: maybe(text), bic: maybe(text), sortCode: maybe(text), accountNumber: maybe(text), routingNumber: maybe(text) }
export const accountInput = shape(numbers)
export type AccountNumbers = Of<typeof accountInput>
export type AccountFault = 'payables.accountIncomplete' | 'payables.accountWrong' | 'payables.bankCodeWrong'
export const accountFaults = [
  'payables.accountIncomplete',
  'payables.accountWrong',
  'payables.bankCodeWrong',
] as const satisfies readonly AccountFault[]

const plain = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text.replaceAll(/[\s-]/g, '').toUpperCase()

/** The numbers of an account as they are kept, if they can be right at all: an IBAN by its check digits, a British account by the table that is loaded, a routing number by its own. */
export function checkedNumbers(given: AccountNumbers, table: WeightTable): AccountNumbers | Refusal<AccountFault> {
  const iban = given.iban === null || given.iban.trim() === '' ? null : plainIban(given.iban)
  const [bic, sortCode, accountNumber, routingNumber] = [plain(given.bic), plain(given.sortCode), plain(given.accountNumber), plain(given.routingNumber)]
  if (bic !== null && !isBic(bic)) return refuse('payables.bankCodeWrong', { code: bic })
  if (routingNumber !== null && !isRoutingNumber(routingNumber)) return refuse('payables.bankCodeWrong', { code: routingNumber })
  const domestic = sortCode ?? routingNumber
  if (iban === null && (domestic ?? bic) === null) return refuse('payables.accountIncomplete')
  if (iban === null && accountNumber === null) return refuse('payables.accountIncomplete')
  if ((sortCode !== null || routingNumber !== null) && accountNumber === null) return refuse('payables.accountIncomplete')
  if (accountNumber !== null && !/^[A-Z0-9]{4,34}$/.test(accountNumber)) return refuse('payables.accountWrong', { number: accountNumber, fault: 'characters' })
  for (const [number, asked] of [[iban, { iban, sortCode: null, accountNumber: null }], [sortCode, { iban: null, sortCode, accountNumber }]] as const) {
    if (number === null) continue
    const found = judge(asked, table)
    if (refused(found)) return refuse('payables.accountIncomplete')
    const said = number === sortCode ? `${sortCode} ${accountNumber}` : number
    if (found.verdict === 'wrong') return refuse('payables.accountWrong', { number: said, fault: found.fault ?? 'checkDigits' })
  }
  return { iban, bic, sortCode, accountNumber: sortCode === null ? accountNumber : accountNumber!.padStart(8, '0'), routingNumber }
} // prettier-ignore

const same = (a: AccountNumbers, b: AccountNumbers): boolean => a.iban === b.iban && a.sortCode === b.sortCode && a.accountNumber === b.accountNumber && a.routingNumber === b.routingNumber // prettier-ignore

/** Says where a supplier wants to be paid to. Nothing is paid there before somebody else agrees. */
export const proposeBankAccount = command({
  name: 'payables.proposeBankAccount',
  zone: 'finance',
  permit: 'payables.write',
  offline: 'never',
  input: shape({ supplier: idOf('suppliers'), accountHolder: maybe(text), ...numbers, confirmation: text }),
  output: supplierBankAccounts.shape,
  refusals: [...accountFaults, 'payables.unknownSupplier', 'payables.accountWaits', 'payables.sameAccount', 'payables.notConfirmed'],
  load: async ({ supplier: id }, read, now) => {
    const supplier = await read.get(suppliers, id)
    const payee = supplier && (await read.get(supplierPayees, id))
    return { supplier, payee, table: await tableInForce(read, now.today), current: payee?.bankAccount ? await read.get(supplierBankAccounts, payee.bankAccount) : undefined }
  },
  decide: ({ supplier: id, accountHolder, confirmation, ...given }, { supplier, payee, table, current }, now) => {
    if (!supplier) return refuse('payables.unknownSupplier', { supplier: id })
    if (payee?.waiting) return refuse('payables.accountWaits', { supplier: supplier.name })
    if (confirmation.trim().length < 3) return refuse('payables.notConfirmed')
    const checked = checkedNumbers(given, table)
    if (refused(checked)) return checked
    const named = accountHolder?.trim() || supplier.name
    if (current && same(current, checked) && current.accountHolder === named) return refuse('payables.sameAccount', { supplier: supplier.name })
    const account: SupplierBankAccount = {
      id: now.newId() as Id<'supplierBankAccounts'>, supplier: id, accountHolder: named, ...checked, ending: (checked.iban ?? checked.accountNumber)!.slice(-4), confirmation: confirmation.trim(), state: 'proposed',
      proposedAt: now.at, proposedBy: now.caller.name, proposedByUser: now.caller.user, decidedAt: null, decidedBy: null, reason: null,
    }
    const after: SupplierPayee = { supplier: id, bankAccount: payee?.bankAccount ?? null, waiting: account.id }
    const told = tell('payables.bankAccountProposed', { bankAccount: account.id, supplier: id })
    return { result: account, changes: [add(supplierBankAccounts, account), put(supplierPayees, after), told] }
  },
}) // prettier-ignore
