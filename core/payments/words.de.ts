import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { paymentsModule } from './module.ts'

export default {
  'module.payments': 'Zahlungsverkehr',
  'payments.checkAccount': 'Nummer eines Bankkontos prüfen',
  'payments.accountMissing':
    'Es gibt kein Konto zu prüfen. Es wurde nichts geprüft; geben Sie eine IBAN an, oder eine Bankleitzahl (Sort Code) mit Kontonummer.',
  'payments.badTable':
    'Die Zeile „{{line}}“ der Gewichtstabelle lässt sich nicht lesen. Es wurde nichts geprüft; laden Sie die Tabelle, wie sie veröffentlicht wurde.',
  'field.iban': 'IBAN',
  'field.sortCode': 'Bankleitzahl (Sort Code)',
  'field.accountNumber': 'Kontonummer',
  'field.weightTable': 'Gewichtstabelle',
  'field.substituteTable': 'Ersatztabelle',
  'field.verdict': 'Urteil',
  'field.fault': 'Fehler',
  'choice.verdict.possible': 'Möglich',
  'choice.verdict.wrong': 'Falsch',
  'choice.verdict.unchecked': 'Nicht geprüft',
  'choice.fault.characters': 'Zeichen, die nicht hineingehören',
  'choice.fault.length': 'Zu kurz oder zu lang',
  'choice.fault.checkDigits': 'Die Prüfziffern passen nicht',
  'choice.fault.modulus': 'Sort Code und Kontonummer passen nicht zusammen',
} satisfies WordsOf<typeof paymentsModule> & MoreWords
