import { calculator } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { choice, longText, maybe, shape, text } from '../kernel/shape.ts'
import { ibanFault, plainIban } from './iban.ts'
import { modulusPasses, readTable, type WeightTable } from './modulus.ts'

export const accountNumbers = { iban: maybe(text), sortCode: maybe(text), accountNumber: maybe(text) } as const
const faults = ['characters', 'length', 'checkDigits', 'modulus'] as const
export const judgement = {
  /** Possible; certainly wrong; nothing says so or otherwise. */
  verdict: choice('possible', 'wrong', 'unchecked'),
  fault: maybe(choice(...faults)),
  iban: maybe(text),
  sortCode: maybe(text),
  accountNumber: maybe(text),
} as const

interface Given {
  readonly iban: string | null
  readonly sortCode: string | null
  readonly accountNumber: string | null
}
interface Judged extends Given {
  readonly verdict: 'possible' | 'wrong' | 'unchecked'
  readonly fault: (typeof faults)[number] | null
  /** The table speaks of the sort code. */
  readonly byTable: boolean
}

/** Judges an IBAN by its check digits, a British account, also one within an IBAN, by a table of weights. */
export function judge(given: Given, table: WeightTable): Judged | Refusal<'payments.accountMissing'> {
  const iban = given.iban === null ? null : plainIban(given.iban)
  const fault = iban === null ? undefined : ibanFault(iban)
  const alone = { iban, sortCode: null, accountNumber: null, byTable: false }
  if (fault) return { ...alone, verdict: 'wrong', fault }
  const british = iban?.startsWith('GB') ?? false
  if (iban !== null && !british) return { ...alone, verdict: 'possible', fault: null }
  const sortCode = british ? iban!.slice(8, 14) : (given.sortCode ?? '').replaceAll(/[\s-]/g, '')
  const digits = british ? iban!.slice(14) : (given.accountNumber ?? '').replaceAll(/[\s-]/g, '')
  if (sortCode === '' || digits === '') return refuse('payments.accountMissing', {})
  // Older accounts have six or seven digits; noughts in front make them whole.
  const shown = { iban, sortCode, accountNumber: digits.padStart(8, '0') }
  if (!/^\d+$/.test(sortCode + digits)) return { ...shown, verdict: 'wrong', fault: 'characters', byTable: false }
  if (sortCode.length !== 6 || digits.length < 6 || digits.length > 8)
    return { ...shown, verdict: 'wrong', fault: 'length', byTable: false }
  const passes = modulusPasses(sortCode, shown.accountNumber, table)
  if (passes === undefined) return { ...shown, verdict: british ? 'possible' : 'unchecked', fault: null, byTable: false }
  return { ...shown, verdict: passes ? 'possible' : 'wrong', fault: passes ? null : 'modulus', byTable: true }
}

/** Whether the number of a bank account can be right: an IBAN by its check digits, a British one by the table of weights that is given. Opens no store. */
export const checkAccount = calculator({
  name: 'payments.checkAccount',
  zone: 'finance',
  permit: null,
  input: shape({
    ...accountNumbers,
    /** The published table of weights (valacdos); without it a British account is not checked. */
    weightTable: maybe(longText),
    /** The published table of substitutes (scsubtab). */
    substituteTable: maybe(longText),
  }),
  output: shape(judgement),
  refusals: ['payments.accountMissing', 'payments.badTable'],
  work: ({ weightTable: weights, substituteTable: substitutes, ...given }) => {
    const table = readTable(weights ?? '', substitutes ?? '')
    if ('badLine' in table) return refuse('payments.badTable', { line: table.badLine.slice(0, 100) })
    const found = judge(given, table)
    if (refused(found)) return found
    const { byTable: _byTable, ...said } = found
    return said
  },
})
