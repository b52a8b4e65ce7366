import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Figure, Figures } from '../../kit/page.tsx'
import styles from './imports.module.css'

interface Counted {
  readonly rows: number
  readonly lines: number
  readonly customers: number
  readonly contracts: number
  readonly unchanged: number
  readonly conflicts: number
  readonly rejected: number
  readonly ignored: number
}
/** What the rows of a file come to, before an import and after it. `word` names the lines: those that will be, or those that are. */
export function Counts({ word, tone, of }: { word: string; tone: 'ok' | 'warn'; of: Counted }) {
  const say = useSay()
  const culture = useCulture()
  const { rows, lines, customers, contracts, unchanged, conflicts, rejected, ignored } = of
  return (
    <div className={styles['six']}>
      <Figures>
        <Figure word={word} value={culture.count(lines)} tone={tone} lead={say('imports.ui.ofRows', { rows: culture.count(rows) })} />
        <Figure
          word={say('field.customers')}
          value={culture.count(customers)}
          lead={say('imports.ui.contracts', { count: contracts, figure: culture.count(contracts) })}
        />
        <Figure word={say('field.unchanged')} value={culture.count(unchanged)} lead={say('imports.ui.unchangedLead')} />
        <Figure
          word={say('field.conflicts')}
          value={culture.count(conflicts)}
          lead={say('imports.ui.conflictsLead')}
          {...(conflicts > 0 ? { tone: 'warn' as const } : {})}
        />
        <Figure
          word={say('field.rejected')}
          value={culture.count(rejected)}
          lead={say('imports.ui.rejectedLead')}
          {...(rejected > 0 ? { tone: 'danger' as const } : {})}
        />
        <Figure word={say('field.ignored')} value={culture.count(ignored)} lead={say('imports.ui.ignoredLead')} />
      </Figures>
    </div>
  )
}
