import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { recognitionModule } from './module.ts'

export default {
  'module.recognition': 'Recognition',
  'recognition.schedule': 'Spread an amount over months',
  'recognition.onInvoice': '{{amount}} for {{from}} to {{last}}, earned with the first day.',
  'recognition.straightLine.day': '{{amount}} for {{from}} to {{last}}, earned evenly, day by day.',
  'recognition.straightLine.month':
    '{{amount}} for {{from}} to {{last}}, earned evenly, month by month; the first and the last month by their days.',
  'recognition.atExpiry': '{{amount}} for {{from}} to {{last}}, earned with the last day.',
  'recognition.endBeforeStart': 'The end {{to}} is not after the start {{from}}. Nothing was worked out; give a later end.',
  'recognition.tooLong': '{{from}} to {{to}} is more than a hundred years. Nothing was worked out; give an earlier end.',
} satisfies WordsOf<typeof recognitionModule> & MoreWords
