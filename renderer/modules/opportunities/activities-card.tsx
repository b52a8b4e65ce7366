import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { activityFields } from './fields.ts'
import { FinishDrawer } from './finish.tsx'
import styles from './opportunities.module.css'
import { iconOfActivity } from './tones.ts'
import type { Activity } from './types.ts'

/** Whom activities are about, as the input of saving one names it. */
export type AboutWhom = { readonly customer: string } | { readonly lead: string } | { readonly opportunity: string }
const shown = 30

/** What was done with somebody and what is to be done. Open ones stand first, the nearest on top. */
export function ActivitiesCard({ about }: { about: AboutWhom }) {
  const say = useSay()
  const may = useMay()
  const [field, value] = Object.entries(about)[0] as [string, string]
  const { data, error } = useAsk<{ rows: readonly Activity[] }>('opportunities.activities', {
    filter: { field, is: 'equal', value },
    order: ['done', 'dueOn', '-createdAt'],
    limit: shown,
  })
  const [adding, setAdding] = useState(false)
  const [finishing, setFinishing] = useState<Activity | null>(null)
  const mayWrite = may('opportunities.write')
  return (
    <Card
      title={say('opportunities.activities')}
      actions={
        mayWrite ? (
          <Button small icon="plus" onClick={() => setAdding(true)}>
            {say('opportunities.ui.newActivity')}
          </Button>
        ) : null
      }
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('opportunities.activities')} lines={3} />
      ) : data.rows.length === 0 ? (
        <p className={styles['none']}>{say('opportunities.ui.noActivities')}</p>
      ) : (
        <ul className={styles['list']}>
          {data.rows.map((activity) => (
            <ActivityLine
              key={activity.id}
              activity={activity}
              of={field}
              {...(mayWrite ? { onFinish: () => setFinishing(activity) } : {})}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <FormDrawer
          operation="opportunities.saveActivity"
          title={say('opportunities.ui.newActivity')}
          submit={say('opportunities.saveActivity')}
          fields={activityFields}
          fixed={about}
          initial={{ kind: 'call' }}
          hints={{ dueTime: say('opportunities.ui.dueTimeHint') }}
          at={{ 'opportunities.badTime': 'dueTime' }}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {finishing ? <FinishDrawer activity={finishing} onClose={() => setFinishing(null)} /> : null}
    </Card>
  )
}

/** One thing to do or done, with its way to be done. `of`: what the list is about already and need not be said. */
export function ActivityLine({ activity, of, onFinish }: { activity: Activity; of?: string; onFinish?: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const { kind, topic, dueOn, dueTime, done, doneAt, result, note, phone } = activity
  const late = !done && dueOn !== null && dueOn < today
  return (
    <li className={styles['item']} data-done={done || undefined}>
      <span className={styles['sign']}>
        <Icon name={iconOfActivity[kind]} />
        <span className="unseen">{say(`choice.kind.${kind}`)}</span>
      </span>
      <div className={styles['what']}>
        <strong>{topic}</strong>
        <span className={styles['about']}>
          {of === 'opportunity' || activity.opportunity === null ? null : (
            <Go to={`/opportunities/${activity.opportunity}`}>{activity.opportunityName}</Go>
          )}
          {of === 'lead' || activity.lead === null ? null : <Go to={`/leads/${activity.lead}`}>{activity.leadName}</Go>}
          {of === 'customer' || activity.customer === null ? null : <Go to={`/customers/${activity.customer}`}>{activity.customerName}</Go>}
          {activity.contactName ? <span>{activity.contactName}</span> : null}
          {!done && kind === 'call' && phone && !activity.optedOut ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> : null}
        </span>
        {!done && activity.optedOut ? (
          <span>
            <Chip tone="danger">{say('opportunities.ui.optedOut')}</Chip>
          </span>
        ) : null}
        {result ? <span>{result}</span> : null}
        {note ? <span className={styles['note']}>{note}</span> : null}
      </div>
      <div className={styles['when']}>
        {done ? (
          <span className={styles['note']}>{doneAt ? culture.day(doneAt.slice(0, 10)) : say('field.done')}</span>
        ) : dueOn ? (
          <Chip tone={late ? 'danger' : dueOn === today ? 'warn' : 'neutral'} icon="clock">
            {[culture.day(dueOn), dueTime].filter(Boolean).join(' · ')}
          </Chip>
        ) : null}
        {!done && onFinish ? (
          <Button small icon="check" onClick={onFinish} aria-label={say('opportunities.ui.finishOf', { topic })}>
            {say('opportunities.finishActivity')}
          </Button>
        ) : null}
      </div>
    </li>
  )
}
