import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Button, IconButton } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { useDo } from './acting.ts'
import { ActivityLine } from './activities-card.tsx'
import { FinishDrawer } from './finish.tsx'
import styles from './opportunities.module.css'
import type { Activity, Visit } from './types.ts'

interface Day {
  readonly day: string
  readonly late: readonly Activity[]
  readonly due: readonly Activity[]
  readonly done: readonly Activity[]
  readonly visits: readonly Visit[]
}

/** What somebody has before them on a day: the stops in their order, what is due, what is late. Made for a hand that holds a phone. */
export default function MyDay() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [{ day: asked }, setSearch] = useSearchState()
  const day = typeof asked === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today
  const { data, error } = useAsk<Day>('opportunities.myDay', { day }, { keep: true })
  const [adding, setAdding] = useState<'visit' | 'activity' | null>(null)
  useTitle(say('opportunities.myDay'))
  const turn = (days: number): void => setSearch({ day: shifted(day, days) === today ? undefined : shifted(day, days) })
  return (
    <Page>
      <PageHead title={say('opportunities.myDay')} lead={culture.longDay(day)}>
        <span className={styles['days']}>
          <IconButton icon="left" label={say('opportunities.ui.dayBefore')} onClick={() => turn(-1)} />
          {day === today ? null : (
            <Button small onClick={() => setSearch({ day: undefined })}>
              {say('opportunities.ui.today')}
            </Button>
          )}
          <IconButton icon="right" label={say('opportunities.ui.dayAfter')} onClick={() => turn(1)} />
        </span>
        {may('opportunities.write') ? (
          <>
            <Button icon="plus" onClick={() => setAdding('activity')}>
              {say('opportunities.ui.newActivity')}
            </Button>
            <Button look="primary" icon="plus" onClick={() => setAdding('visit')}>
              {say('opportunities.planVisit')}
            </Button>
          </>
        ) : null}
      </PageHead>
      {error ? (
        <Nothing icon="danger" title={say('opportunities.myDay')} lead={error.message} />
      ) : !data ? (
        <Bones label={say('opportunities.myDay')} lines={8} />
      ) : (
        <Shown {...data} />
      )}
      {adding === 'visit' ? (
        <FormDrawer
          operation="opportunities.planVisit"
          title={say('opportunities.planVisit')}
          submit={say('opportunities.planVisit')}
          fields={['day', 'customer', 'lead', 'dueTime', 'purpose', 'note']}
          initial={{ day }}
          hints={{ dueTime: say('opportunities.ui.dueTimeHint'), lead: say('opportunities.ui.orLeadHint') }}
          at={{ 'opportunities.nobodyToVisit': 'customer', 'opportunities.badTime': 'dueTime' }}
          onClose={() => setAdding(null)}
        />
      ) : null}
      {adding === 'activity' ? (
        <FormDrawer
          operation="opportunities.saveActivity"
          title={say('opportunities.ui.newActivity')}
          submit={say('opportunities.saveActivity')}
          fields={['kind', 'topic', 'dueOn', 'dueTime', 'customer', 'lead', 'opportunity', 'note']}
          initial={{ kind: 'task', dueOn: day }}
          hints={{ dueTime: say('opportunities.ui.dueTimeHint') }}
          at={{ 'opportunities.badTime': 'dueTime' }}
          onClose={() => setAdding(null)}
        />
      ) : null}
    </Page>
  )
}

function Shown({ late, due, done, visits }: Day) {
  const say = useSay()
  const may = useMay()
  const [finishing, setFinishing] = useState<Activity | null>(null)
  const finish = may('opportunities.write') ? (activity: Activity) => () => setFinishing(activity) : undefined
  const lines = (activities: readonly Activity[]) => (
    <ul className={styles['list']}>
      {activities.map((activity) => (
        <ActivityLine key={activity.id} activity={activity} {...(finish ? { onFinish: finish(activity) } : {})} />
      ))}
    </ul>
  )
  return (
    <>
      <Parts
        aside={
          <>
            {late.length > 0 ? <Card title={say('opportunities.ui.late')}>{lines(late)}</Card> : null}
            {done.length > 0 ? <Card title={say('opportunities.ui.doneToday')}>{lines(done)}</Card> : null}
            {late.length + done.length === 0 ? <Card title={say('opportunities.ui.late')}><p className={styles['none']}>{say('opportunities.ui.nothingLate')}</p></Card> : null}
          </>
        } // prettier-ignore
      >
        <Card title={say('opportunities.visits')}>
          {visits.length === 0 ? <p className={styles['none']}>{say('opportunities.ui.noVisits')}</p> : <Stops visits={visits} />}
        </Card>
        <Card title={say('opportunities.ui.due')}>
          {due.length === 0 ? <p className={styles['none']}>{say('opportunities.ui.nothingDue')}</p> : lines(due)}
        </Card>
      </Parts>
      {finishing ? <FinishDrawer activity={finishing} onClose={() => setFinishing(null)} /> : null}
    </>
  )
}

/** The stops of the day. Each can be moved up and down, and closed with what came of it. */
function Stops({ visits }: { visits: readonly Visit[] }) {
  const say = useSay()
  const may = useMay()
  const { run, busy } = useDo('opportunities.orderVisits')
  const close = useDo('opportunities.closeVisit')
  const [closing, setClosing] = useState<Visit | null>(null)
  const swap = (from: number, to: number): void => {
    const ids = visits.map(({ id }) => id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    void run({ visits: ids })
  }
  const mayMove = may('opportunities.write') && visits.length > 1
  return (
    <>
      <ol className={styles['list']}>
        {visits.map((visit, i) => {
          const name = visit.customerName ?? visit.leadName ?? ''
          return (
            <li key={visit.id} className={styles['stop']}>
              <span className={styles['time']}>{visit.dueTime ?? `${i + 1}.`}</span>
              <div className={styles['what']}>
                <strong>
                  {visit.customer ? <Go to={`/customers/${visit.customer}`}>{name}</Go> : <Go to={`/leads/${visit.lead ?? ''}`}>{name}</Go>}
                </strong>
                {visit.purpose ? <span>{visit.purpose}</span> : null}
                <span className={styles['about']}>
                  {visit.contactName ? <span>{visit.contactName}</span> : null}
                  {visit.phone ? <a href={`tel:${visit.phone.replace(/[^+\d]/g, '')}`}>{visit.phone}</a> : null}
                </span>
                {visit.address && visit.address.length > 0 ? <span className={styles['note']}>{visit.address.join(', ')}</span> : null}
                {visit.note ? <span className={styles['note']}>{visit.note}</span> : null}
                {visit.result ? <span>{visit.result}</span> : null}
                {visit.state === 'planned' && may('opportunities.write') ? (
                  <div className={styles['acts']}>
                    <Button small look="primary" icon="check" onClick={() => setClosing(visit)}>
                      {say('opportunities.ui.visited')}
                    </Button>
                    <Button small onClick={() => void close.run({ visit: visit.id, state: 'missed' })}>
                      {say('choice.state.missed')}
                    </Button>
                    <Button small look="quiet" onClick={() => void close.run({ visit: visit.id, state: 'dropped' })}>
                      {say('opportunities.ui.drop')}
                    </Button>
                  </div>
                ) : null}
              </div>
              {visit.state === 'planned' ? null : (
                <Chip tone={visit.state === 'done' ? 'ok' : 'neutral'}>{say(`choice.state.${visit.state}`)}</Chip>
              )}
              {mayMove ? (
                <span className={styles['moves']}>
                  <IconButton
                    icon="up"
                    label={say('opportunities.ui.earlier', { name })}
                    disabled={i === 0 || busy}
                    onClick={() => swap(i, i - 1)}
                  />
                  <IconButton
                    icon="down"
                    label={say('opportunities.ui.later', { name })}
                    disabled={i === visits.length - 1 || busy}
                    onClick={() => swap(i, i + 1)}
                  />
                </span>
              ) : null}
            </li>
          )
        })}
      </ol>
      {closing ? (
        <FormDrawer
          operation="opportunities.closeVisit"
          title={closing.customerName ?? closing.leadName ?? ''}
          submit={say('opportunities.ui.visited')}
          fixed={{ visit: closing.id, state: 'done' }}
          fields={['result', 'note']}
          initial={{ note: closing.note }}
          hints={{ result: say('opportunities.ui.resultHint') }}
          onClose={() => setClosing(null)}
        />
      ) : null}
    </>
  )
}

function shifted(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() + days)
  return moment.toISOString().slice(0, 10)
}
