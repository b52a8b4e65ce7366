import { useRef, useState, type KeyboardEvent } from 'react'
import { useCulture } from '../../app/harmony.tsx'
import { useKeys } from '../../app/keys.ts'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Button } from '../../kit/parts.tsx'
import { sentence } from '../billing/amounts.ts'
import { tones } from './about.tsx'
import styles from './approvals.module.css'
import { DecideDialog, type Decision } from './decide.tsx'
import { groupsOf, type By } from './grouping.ts'
import type { Approval, Show } from './types.ts'

interface Facts {
  readonly rows: readonly Approval[]
  readonly show: Show
  readonly peeked: string | null
  readonly onPeek: (row: Approval | null) => void
}

/** The list: walked with the arrows or J and K, ticked with X or Shift and an arrow, decided with A and D, looked at with Enter. */
export function ApprovalList({ rows, show, peeked, onPeek }: Facts) {
  const say = useSay()
  const [by, setBy] = useState<By>('age')
  const groups = groupsOf(rows, by)
  const walk = useWalk(groups.flatMap((group) => group.rows), peeked, onPeek) // prettier-ignore
  const { ticked, deciding } = walk
  const decidable = rows.filter((row) => row.decides)
  return (
    <div className={styles['list']} onKeyDown={walk.onKeyDown}>
      <div className={styles['bar']}>
        {show === 'forMe' ? (
          <Check
            label={ticked.length > 0 ? say('approvals.ui.ticked', { count: ticked.length }) : say('approvals.ui.tickAll')}
            checked={ticked.length > 0 && ticked.length === decidable.length}
            partly={ticked.length > 0 && ticked.length < decidable.length}
            onChange={() => walk.tickAll()}
          />
        ) : null}
        {ticked.length > 0 ? (
          <>
            <Button small onClick={() => walk.decide('decline', ticked)}>
              {say('choice.decision.decline')}
            </Button>
            <Button small look="primary" icon="check" onClick={() => walk.decide('approve', ticked)}>
              {say('choice.decision.approve')}
            </Button>
          </>
        ) : null}
        <span className={styles['by']}>
          <Segments
            label={say('approvals.ui.groupBy')}
            value={by}
            onChange={setBy}
            options={[
              { value: 'age', label: say(show === 'decided' ? 'field.state' : 'approvals.ui.byAge') },
              { value: 'kind', label: say('field.kind') },
            ]}
          />
        </span>
      </div>
      {groups.map((group) => (
        <section key={group.key} aria-label={say(group.word)}>
          <h2 className={styles['group']}>
            {say(group.word)} <span className="figures">{group.rows.length}</span>
          </h2>
          <ul className={styles['rows']}>
            {group.rows.map((row) => (
              <Row key={row.id} row={row} walk={walk} peeked={peeked === row.id} />
            ))}
          </ul>
        </section>
      ))}
      {deciding ? (
        <DecideDialog decision={deciding.decision} approvals={deciding.rows} onClose={() => walk.decide(null, [])} onDone={walk.decided} />
      ) : null}
    </div>
  )
}

type Walk = ReturnType<typeof useWalk>
function useWalk(rows: readonly Approval[], peeked: string | null, onPeek: Facts['onPeek']) {
  const say = useSay()
  const [at, setAt] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [deciding, setDeciding] = useState<{ readonly decision: Decision; readonly rows: readonly Approval[] } | null>(null)
  const elements = useRef(new Map<string, HTMLElement>())
  const here = Math.max(0, rows.findIndex((row) => row.id === at)) // prettier-ignore
  const current = rows[here]
  const ticked = rows.filter((row) => row.decides && chosen.has(row.id))
  const tick = (row: Approval | undefined): void => {
    if (row?.decides) setChosen((now) => new Set(now.has(row.id) ? [...now].filter((id) => id !== row.id) : [...now, row.id]))
  }
  const move = (by: number): void => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at === null ? 0 : here + by))]
    if (!next) return
    setAt(next.id)
    elements.current.get(next.id)?.focus()
    if (peeked !== null) onPeek(next)
  }
  const decide = (decision: Decision | null, of: readonly Approval[]): void =>
    setDeciding(decision !== null && of.length > 0 ? { decision, rows: of } : null)
  const those = (): readonly Approval[] => (ticked.length > 0 ? ticked : current?.decides ? [current] : [])
  useKeys([
    { keys: 'J', word: say('app.keys.next'), group: 'list', does: () => move(1) },
    { keys: 'K', does: () => move(-1) },
    { keys: 'X', word: say('app.keys.select'), group: 'list', does: () => tick(current) },
    { keys: 'A', word: say('choice.decision.approve'), group: 'list', does: () => decide('approve', those()) },
    { keys: 'D', word: say('choice.decision.decline'), group: 'list', does: () => decide('decline', those()) },
    { keys: 'Escape', does: () => (peeked !== null ? onPeek(null) : chosen.size > 0 ? setChosen(new Set()) : false) },
  ])
  const onKeyDown = (e: KeyboardEvent): void => {
    const target = e.target as HTMLElement
    if (!target.matches('[data-approval]')) return
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      if (e.shiftKey) tick(current)
      move(e.key === 'ArrowDown' ? 1 : -1)
    } else if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault()
      onPeek(peeked === current?.id ? null : (current ?? null))
    }
  }
  return {
    ticked,
    deciding,
    decide,
    tick,
    onKeyDown,
    isAt: (row: Approval) => (current ?? rows[0])?.id === row.id,
    enter: setAt,
    open: (row: Approval) => {
      setAt(row.id)
      onPeek(row)
    },
    place: (id: string, element: HTMLElement | null) => (element ? elements.current.set(id, element) : elements.current.delete(id)),
    tickAll: () => setChosen(ticked.length > 0 ? new Set() : new Set(rows.filter((row) => row.decides).map((row) => row.id))),
    decided: () => {
      setChosen(new Set())
      onPeek(null)
    },
  }
}

function Row({ row, walk, peeked }: { row: Approval; walk: Walk; peeked: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const ticked = walk.ticked.includes(row)
  const kind = say(`approvals.kind.${row.kind}`)
  return (
    <li className={styles['row']} data-peeked={peeked || undefined} data-ticked={ticked || undefined}>
      {row.decides ? (
        <Check bare label={say('approvals.ui.tick', { subject: row.subject, kind })} checked={ticked} onChange={() => walk.tick(row)} />
      ) : null}
      <div
        className={styles['what']}
        role="button"
        data-approval={row.id}
        ref={(element) => void walk.place(row.id, element)}
        tabIndex={walk.isAt(row) ? 0 : -1}
        aria-pressed={peeked}
        onFocus={() => walk.enter(row.id)}
        onClick={() => walk.open(row)}
      >
        <span className={styles['head']}>
          <strong>{row.subject}</strong>
          <Chip>{kind}</Chip>
          {row.state === 'open' ? null : <Chip tone={tones[row.state]}>{say(`choice.state.${row.state}`)}</Chip>}
        </span>
        {row.reasons.map((reason, i) => (
          <span key={i} className={styles['reason']}>
            {sentence(say, culture, reason)}
          </span>
        ))}
        <span className={styles['quiet']}>{[row.customerName, row.entity, ...toldOf(row)].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={styles['figure']}>
        {row.currency && row.amount ? <span className="figures">{culture.money(row.currency, row.amount)}</span> : null}
        {row.groupCurrency && row.groupAmount && row.groupCurrency !== row.currency ? (
          <span className={`figures ${styles['quiet']}`}>{culture.money(row.groupCurrency, row.groupAmount)}</span>
        ) : null}
      </div>
      {row.decides ? (
        <div className={styles['rowActs']}>
          <Button small onClick={() => walk.decide('decline', [row])}>
            {say('choice.decision.decline')}
          </Button>
          <Button small look="primary" onClick={() => walk.decide('approve', [row])}>
            {say('choice.decision.approve')}
          </Button>
        </div>
      ) : null}
    </li>
  )
  function toldOf(of: Approval): string[] {
    const asked = say('approvals.ui.asked', { name: of.askedByName, at: culture.instant(of.askedAt) })
    if (of.decidedAt === null || of.decidedByName === null) return of.standsInFor ? [asked, say('approvals.ui.standingInShort', { name: of.standsInFor })] : [asked] // prettier-ignore
    const by = of.insteadOfName ? say('approvals.ui.for', { name: of.decidedByName, instead: of.insteadOfName }) : of.decidedByName
    return [
      asked,
      say('approvals.ui.decided', { name: by, at: culture.instant(of.decidedAt) }),
      ...(of.note ? [say('approvals.ui.quoted', { note: of.note })] : []),
    ]
  }
}
