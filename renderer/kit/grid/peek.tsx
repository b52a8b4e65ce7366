import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Facts } from '../page.tsx'
import { columnsOf, saysSomething, type Row } from './columns.ts'
import styles from './grid.module.css'
import { Value } from './value.tsx'

/** A row in full, beside the list. */
export function Peek({ view, row, path }: { view: ViewPlan; row: Row; path: string | undefined }) {
  const say = useSay()
  const culture = useCulture()
  const facts = columnsOf(view, say)
    .filter((c) => saysSomething(view, c.name, c.plan) && row[c.name] !== null && row[c.name] !== undefined)
    .map((c) => ({ name: c.word, value: <Value plan={c.plan} name={c.name} row={row} culture={culture} say={say} /> }))
  return (
    <>
      {path ? (
        <p className={styles['peekOpen']}>
          <Go to={path}>{say('app.peek.open')}</Go>
        </p>
      ) : null}
      <Facts facts={facts} />
    </>
  )
}
