import type { WordsOf } from '../kernel/words.ts'
import type { deskModule } from './module.ts'

export default {
  'module.desk': 'Schreibtisch',
  'desk.tasks': 'Was auf mich wartet',
} satisfies WordsOf<ReturnType<typeof deskModule>>
