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
  weightTables: 'Prüftabellen britischer Bankkonten',
  'payments.read': 'Bankverbindungen sehen und prüfen',
  'payments.write': 'Tabellen laden, nach denen Bankverbindungen geprüft werden',
  'payments.verifyAccount': 'Eine Bankverbindung nach der geladenen Tabelle prüfen',
  'payments.weightTables': 'Prüftabellen britischer Bankkonten',
  'payments.loadWeightTable': 'Prüftabelle britischer Bankkonten laden',
  'payments.fileMissing': 'Die Datei {{file}} ist nicht mehr da. Nichts wurde geladen; wählen Sie sie noch einmal.',
  'payments.fileTooLarge':
    'Die Datei {{file}} ist größer als jede Tabelle von Gewichten. Nichts wurde geladen; wählen Sie die veröffentlichte Tabelle (valacdos.txt).',
  'payments.notText':
    'Die Datei {{file}} ist kein Text. Nichts wurde geladen; wählen Sie die veröffentlichte Tabelle (valacdos.txt), kein Archiv davon.',
  'payments.emptyTable':
    'In der Datei {{file}} stehen keine Gewichte. Nichts wurde geladen; wählen Sie die veröffentlichte Tabelle (valacdos.txt).',
  'field.id': 'Kennung',
  'field.edition': 'Ausgabe',
  'field.from': 'Von',
  'field.weightFile': 'Datei der Gewichte (valacdos.txt)',
  'field.substituteFile': 'Datei der Ersatzschlüssel (scsubtab.txt)',
  'field.ranges': 'Bereiche',
  'field.weightRows': 'Gewichte',
  'field.substitutions': 'Ersatzschlüssel',
  'field.loadedAt': 'Geladen',
  'field.loadedBy': 'Geladen von',
  'field.unchecked': 'Nicht geprüft, weil',
  'choice.unchecked.noTable': 'Nicht geprüft: keine Prüftabelle geladen',
  'choice.unchecked.notListed': 'Nicht geprüft: die Tabelle nennt diesen Sort Code nicht',
} satisfies WordsOf<typeof paymentsModule> & MoreWords
