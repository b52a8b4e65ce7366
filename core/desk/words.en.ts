import type { WordsOf } from '../kernel/words.ts'
import type { deskModule } from './module.ts'

export default {
  'module.desk': 'Desk',
  'desk.tasks': 'What waits for me',
} satisfies WordsOf<ReturnType<typeof deskModule>>
