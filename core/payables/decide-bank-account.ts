import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { supplierBankAccounts, supplierPayees, type SupplierBankAccount } from './bank-account.ts'

/** Agrees to the bank account of a supplier, or declines it. By somebody else than whoever proposed it; from then on payments go there. */
export const decideBankAccount = command({
  name: 'payables.decideBankAccount',
  zone: 'finance',
  permit: 'payables.release',
  offline: 'never',
  input: shape({ bankAccount: idOf('supplierBankAccounts'), agree: flag, /** Why not. */ reason: maybe(text) }),
  output: supplierBankAccounts.shape,
  refusals: ['payables.unknownBankAccount', 'payables.bankAccountDecided', 'payables.ownBankAccount', 'payables.reasonMissing'],
  load: async ({ bankAccount }, read) => {
    const account = await read.get(supplierBankAccounts, bankAccount)
    const payee = account && (await read.get(supplierPayees, account.supplier))
    return { account, payee, former: payee?.bankAccount ? await read.get(supplierBankAccounts, payee.bankAccount) : undefined }
  },
  decide: ({ bankAccount, agree, reason }, { account, payee, former }, now) => {
    if (!account || !payee) return refuse('payables.unknownBankAccount', { bankAccount })
    if (account.state !== 'proposed') return refuse('payables.bankAccountDecided', { by: account.decidedBy ?? '' })
    if (account.proposedByUser === now.caller.user) return refuse('payables.ownBankAccount')
    const why = reason?.trim() || null
    if (!agree && why === null) return refuse('payables.reasonMissing')
    const decided = { decidedAt: now.at, decidedBy: now.caller.name, reason: why }
    const about = { bankAccount, supplier: account.supplier }
    const result: SupplierBankAccount = { ...account, state: agree ? 'agreed' : 'declined', ...decided }
    return {
      result,
      changes: [
        put(supplierBankAccounts, result),
        ...(agree && former ? [put(supplierBankAccounts, { ...former, state: 'replaced' })] : []),
        put(supplierPayees, { ...payee, bankAccount: agree ? account.id : payee.bankAccount, waiting: null }),
        agree ? tell('payables.bankAccountAgreed', about) : tell('payables.bankAccountDeclined', about),
      ],
    }
  },
})
