import { calculator } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { choice, longText, maybe, shape, text } from '../kernel/shape.ts'
import { ibanFault, plainIban } from './iban.ts'
import { modulusPasses, readTable } from './modulus.ts'

/** Whether the number of a bank account can be right: an IBAN by its check digits, a British one by the table of weights that is given. Opens no store. */
export const checkAccount = calculator({
  name: 'payments.checkAccount',
  zone: 'finance',
  permit: null,
  input: shape({
    iban: maybe(text),
    sortCode: maybe(text),
    accountNumber: maybe(text),
    /** The published table of weights (valacdos); without it a British account is not checked. */
    weightTable: maybe(longText),
    /** The published table of substitutes (scsubtab). */
    substituteTable: maybe(longText),
  }),
  output: shape({
    /** Possible; certainly wrong; nothing says so or otherwise. */
    verdict: choice('possible', 'wrong', 'unchecked'),
    fault: maybe(choice('characters', 'length', 'checkDigits', 'modulus')),
    iban: maybe(text),
    sortCode: maybe(text),
    accountNumber: maybe(text),
  }),
  refusals: ['payments.accountMissing', 'payments.badTable'],
  work: ({ iban: given, sortCode: sort, accountNumber: number, weightTable: weights, substituteTable: substitutes }) => {
    const table = readTable(weights ?? '', substitutes ?? '')
    if ('badLine' in table) return refuse('payments.badTable', { line: table.badLine.slice(0, 100) })
    const iban = given === null ? null : plainIban(given)
    const fault = iban === null ? undefined : ibanFault(iban)
    if (fault) return { verdict: 'wrong' as const, fault, iban, sortCode: null, accountNumber: null }
    const british = iban?.startsWith('GB') ?? false
    if (iban !== null && !british) return { verdict: 'possible' as const, fault: null, iban, sortCode: null, accountNumber: null }
    const sortCode = british ? iban!.slice(8, 14) : (sort ?? '').replaceAll(/[\s-]/g, '')
    const digits = british ? iban!.slice(14) : (number ?? '').replaceAll(/[\s-]/g, '')
    if (sortCode === '' || digits === '') return refuse('payments.accountMissing', {})
    // Older accounts have six or seven digits; noughts in front make them whole.
    const accountNumber = digits.padStart(8, '0')
    const shown = { iban, sortCode, accountNumber }
    if (!/^\d+$/.test(sortCode + digits)) return { verdict: 'wrong' as const, fault: 'characters' as const, ...shown }
    if (sortCode.length !== 6 || digits.length < 6 || digits.length > 8) return { verdict: 'wrong' as const, fault: 'length' as const, ...shown }
    const passes = modulusPasses(sortCode, accountNumber, table)
    if (passes === undefined) return { verdict: british ? ('possible' as const) : ('unchecked' as const), fault: null, ...shown }
    return passes ? { verdict: 'possible' as const, fault: null, ...shown } : { verdict: 'wrong' as const, fault: 'modulus' as const, ...shown }
  },
}) // prettier-ignore
