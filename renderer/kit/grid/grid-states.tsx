import type { ReactNode } from 'react'
import { Refused } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay, type Say } from '../../app/words.ts'
import { Icon } from '../icon.tsx'
import { Button } from '../parts.tsx'
import { Bones, Nothing, Notice } from '../state.tsx'
import styles from './grid.module.css'
import type { GridState } from './use-grid-state.ts'
import type { Rows } from './use-rows.ts'

export interface EmptyWords {
  readonly title: string
  readonly lead?: string
  readonly action?: ReactNode
}
interface StateFacts {
  readonly rows: Rows
  readonly state: GridState
  readonly empty: EmptyWords | undefined
  readonly say: Say
}
/** What stands where the rows would be: trouble, waiting, or one of the three kinds of nothing. `null`: there are rows. */
export function insteadOfRows({ rows, state, empty, say }: StateFacts): ReactNode {
  if (rows.total === null && rows.error) {
    const refused = rows.error instanceof Refused
    return (
      <Notice
        tone="danger"
        title={say(refused ? 'app.grid.refused' : 'app.grid.failed')}
        action={refused ? null : <Button onClick={rows.again}>{say('app.retry')}</Button>}
      >
        {rows.error.message}
      </Notice>
    )
  }
  if (rows.total === null) return <Bones lines={12} label={say('app.grid.loading')} />
  if (rows.total > 0 || rows.stale) return null
  const { conditions, search } = state
  if (conditions.length > 0 || search !== '')
    return (
      <Nothing icon="filter" title={say('app.grid.filteredOut')} lead={say('app.grid.filteredOut.lead')}>
        {conditions.length > 0 ? (
          <Button onClick={() => state.setConditions([])}>{say('app.grid.clearFilters', { count: conditions.length })}</Button>
        ) : null}
        {search ? <Button onClick={() => state.setSearch('')}>{say('app.grid.clearSearch')}</Button> : null}
      </Nothing>
    )
  if (!empty) return <Nothing title={say('app.grid.empty')} lead={say('app.grid.empty.lead')} />
  return (
    <Nothing title={empty.title} {...(empty.lead ? { lead: empty.lead } : {})}>
      {empty.action}
    </Nothing>
  )
}

/** Exact total, what is loaded of it, what is selected. */
export function Footer({ rows, selected }: { rows: Rows; selected: number }) {
  const say = useSay()
  const culture = useCulture()
  const { total } = rows
  if (total === null || (total === 0 && !rows.stale)) return null
  return (
    <div className={styles['footer']}>
      <span className="figures">{say('app.grid.rows', { count: total, figure: culture.count(total) })}</span>
      {rows.loaded < total ? <span className="figures">{say('app.grid.loaded', { figure: culture.count(rows.loaded) })}</span> : null}
      {selected > 0 ? (
        <span className="figures">{say('app.grid.selected', { count: selected, figure: culture.count(selected) })}</span>
      ) : null}
      {rows.error ? (
        <span className={styles['footError']} role="alert">
          <Icon name="warn" size={14} /> {say('app.grid.failed')}{' '}
          <button type="button" onClick={rows.again}>
            {say('app.retry')}
          </button>
        </span>
      ) : null}
    </div>
  )
}
