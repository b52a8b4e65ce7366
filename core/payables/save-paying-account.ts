import { entities } from '../entities/entity.ts'
import { command, put, query, tell } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { codeOf, maybe, shape, text } from '../kernel/shape.ts'
import { plainIban } from '../payments/iban.ts'
import type { Payer } from '../payments/payment-order.ts'
import { payingAccounts, type PayingAccount } from './bank-account.ts'
import { tableInForce } from '../payments/weight-table.ts'
import { accountFaults, checkedNumbers } from './propose-bank-account.ts'

/** Where a legal entity pays from: as was said, else as the bank details on its documents say. */
export function payerOf({ name, bank }: Pick<Row<typeof entities>, 'name' | 'bank'>, own: PayingAccount | undefined): Payer {
  const said = (label: RegExp): string | null => bank.find((one) => label.test(one.label))?.value ?? null
  const digits = (text: string | null): string | null => text?.replaceAll(/[\s-]/g, '') ?? null
  if (own && (own.iban ?? own.accountNumber) !== null) return { ...own, holder: own.accountHolder ?? name }
  const iban = said(/IBAN/i)
  const sortCode = digits(said(/sort code/i))
  return {
    holder: own?.accountHolder ?? name,
    iban: iban === null ? null : plainIban(iban),
    bic: digits(said(/BIC|SWIFT/i)),
    sortCode,
    accountNumber: digits(said(/account number|konto(nummer|-nr)/i)),
    routingNumber: digits(said(/routing/i)),
    serviceUser: own?.serviceUser ?? null,
  }
}

const { files: _counted, ...particulars } = payingAccounts.shape.fields

/** Says which account a legal entity pays from, and the number that Bacs knows it by. What is left out is taken from its bank details. */
export const savePayingAccount = command({
  name: 'payables.savePayingAccount',
  zone: 'finance',
  permit: 'payables.release',
  offline: 'never',
  input: shape(particulars),
  output: payingAccounts.shape,
  refusals: [...accountFaults, 'payables.unknownEntity', 'payables.serviceUserWrong'],
  load: async ({ entity }, read, now) => ({
    entity: await read.get(entities, entity),
    present: await read.get(payingAccounts, entity),
    table: await tableInForce(read, now.today),
  }),
  decide: ({ entity: code, accountHolder, serviceUser, ...given }, { entity, present, table }) => {
    if (!entity) return refuse('payables.unknownEntity', { entity: code })
    const user = serviceUser?.trim() || null
    if (user !== null && !/^\d{6}$/.test(user)) return refuse('payables.serviceUserWrong', { number: user })
    const none = Object.values(given).every((value) => value === null || value.trim() === '')
    const checked = none
      ? { iban: null, bic: null, sortCode: null, accountNumber: null, routingNumber: null }
      : checkedNumbers(given, table)
    if (refused(checked)) return checked
    const saved: PayingAccount = {
      entity: entity.code,
      accountHolder: accountHolder?.trim() || null,
      ...checked,
      serviceUser: user,
      files: present?.files ?? 0,
    }
    return { result: saved, changes: [put(payingAccounts, saved), tell('payables.payingAccountSaved', { entity: entity.code })] }
  },
})

/** Which account a legal entity pays from. */
export const payingAccount = query({
  name: 'payables.payingAccount',
  zone: 'finance',
  permit: 'payables.read',
  input: shape({ entity: codeOf('entities') }),
  output: shape({
    accountHolder: text,
    iban: sensitive('bankAccount', maybe(text)),
    bic: maybe(text),
    sortCode: sensitive('bankAccount', maybe(text)),
    accountNumber: sensitive('bankAccount', maybe(text)),
    routingNumber: sensitive('bankAccount', maybe(text)),
    serviceUser: maybe(text),
  }),
  refusals: ['payables.unknownEntity'],
  ask: async ({ entity: code }, read) => {
    const entity = await read.get(entities, code)
    if (!entity) return refuse('payables.unknownEntity', { entity: code })
    const { holder, iban, bic, sortCode, accountNumber, routingNumber, serviceUser } = payerOf(entity, await read.get(payingAccounts, code))
    return { accountHolder: holder, iban, bic, sortCode, accountNumber, routingNumber, serviceUser }
  },
})
