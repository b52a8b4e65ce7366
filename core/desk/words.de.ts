import type { WordsOf } from '../kernel/words.ts'
import type { deskModule } from './module.ts'

export default {
  'module.desk': 'Schreibtisch',
  'desk.tasks': 'Was auf mich wartet',
  'desk.history': 'Verlauf eines Datensatzes',
  'desk.noHistory':
    'Dazu ist hier nichts bekannt: Es gibt den Datensatz nicht, oder Sie dürfen ihn nicht einsehen. Es wurde nichts geändert; bitte aus seiner Liste öffnen.',
} satisfies WordsOf<ReturnType<typeof deskModule>>
