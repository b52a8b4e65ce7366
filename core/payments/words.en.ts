import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { paymentsModule } from './module.ts'

export default {
  'module.payments': 'Payments',
  'payments.checkAccount': 'Check the number of a bank account',
  'payments.accountMissing': 'There is no account to check. Nothing was checked; give an IBAN, or a sort code with an account number.',
  'payments.badTable':
    'The line “{{line}}” of the table of weights cannot be read. Nothing was checked; load the table as it was published.',
  'field.iban': 'IBAN',
  'field.sortCode': 'Sort code',
  'field.accountNumber': 'Account number',
  'field.weightTable': 'Table of weights',
  'field.substituteTable': 'Table of substitutes',
  'field.verdict': 'Verdict',
  'field.fault': 'Fault',
  'choice.verdict.possible': 'Possible',
  'choice.verdict.wrong': 'Wrong',
  'choice.verdict.unchecked': 'Not checked',
  'choice.fault.characters': 'Characters that do not belong there',
  'choice.fault.length': 'Too short or too long',
  'choice.fault.checkDigits': 'The check digits do not fit',
  'choice.fault.modulus': 'Sort code and account number do not fit',
} satisfies WordsOf<typeof paymentsModule> & MoreWords
