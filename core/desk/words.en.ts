import type { WordsOf } from '../kernel/words.ts'
import type { deskModule } from './module.ts'

export default {
  'module.desk': 'Desk',
  'desk.tasks': 'What waits for me',
  'desk.history': 'History of a record',
  'desk.noHistory':
    'Nothing is known of it here: there is no such record, or you may not see it. Nothing was changed; open it from its list.',
} satisfies WordsOf<ReturnType<typeof deskModule>>
