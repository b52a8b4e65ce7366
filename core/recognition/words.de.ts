import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { recognitionModule } from './module.ts'

export default {
  'module.recognition': 'Abgrenzung',
  'recognition.schedule': 'Betrag auf Monate verteilen',
  'recognition.onInvoice': '{{amount}} für {{from}} bis {{last}}, verdient mit dem ersten Tag.',
  'recognition.straightLine.day': '{{amount}} für {{from}} bis {{last}}, gleichmäßig verdient, Tag für Tag.',
  'recognition.straightLine.month':
    '{{amount}} für {{from}} bis {{last}}, gleichmäßig verdient, Monat für Monat; der erste und der letzte Monat nach ihren Tagen.',
  'recognition.atExpiry': '{{amount}} für {{from}} bis {{last}}, verdient mit dem letzten Tag.',
  'recognition.endBeforeStart':
    'Das Ende {{to}} liegt nicht nach dem Beginn {{from}}. Es wurde nichts berechnet; bitte ein späteres Ende angeben.',
  'recognition.tooLong': '{{from}} bis {{to}} sind mehr als hundert Jahre. Es wurde nichts berechnet; bitte ein früheres Ende angeben.',
} satisfies WordsOf<typeof recognitionModule> & MoreWords
