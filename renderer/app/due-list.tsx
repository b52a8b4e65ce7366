import { useState } from 'react'
import { Icon, isIcon } from '../kit/icon.tsx'
import { Amount, valueText } from '../kit/grid/value.tsx'
import { daysAway, type DueSoon, type Fallen, type More } from './due.ts'
import { Go } from './go.tsx'
import { useCulture, useHarmony, useToday } from './harmony.tsx'
import styles from './home.module.css'
import { useSay } from './words.ts'
import { inZone, useZones } from './zone.ts'

/** What is late, what is for today, what comes next: of every zone that is shown. */
export function DueList({ due: { late, today, next, more } }: { due: DueSoon }) {
  const say = useSay()
  const { shown } = useZones()
  const here = ({ due }: { readonly due: Fallen['due'] }): boolean => inZone(shown, due.zone)
  const nothing = [late, today, next].every((part) => !part.some(here))
  if (nothing) return null
  return (
    <div className={styles['due']}>
      <Part word={say('app.home.late')} tone="danger" fallen={late.filter(here)} />
      <Part word={say('app.home.today')} tone="accent" fallen={today.filter(here)} />
      <Part word={say('app.home.next')} tone="neutral" fallen={next.filter(here)} />
      <Beyond more={more.filter(here)} />
    </div>
  )
}

/** Rows of one part that are shown at first. */
const first = 6
function Part({ word, tone, fallen }: { word: string; tone: 'danger' | 'accent' | 'neutral'; fallen: readonly Fallen[] }) {
  const say = useSay()
  const culture = useCulture()
  const [unfolded, unfold] = useState(false)
  if (fallen.length === 0) return null
  return (
    <section className={styles['duePart']} data-tone={tone} aria-label={word}>
      <h2>
        {word} <span className="figures">{culture.count(fallen.length)}</span>
      </h2>
      <ul>
        {fallen.slice(0, unfolded ? fallen.length : first).map((f) => (
          <DueItem key={f.key} fallen={f} />
        ))}
      </ul>
      {fallen.length > first && !unfolded ? (
        <button type="button" className={styles['dueMore']} onClick={() => unfold(true)}>
          {say('app.home.showAll', { count: fallen.length })}
        </button>
      ) : null}
    </section>
  )
}

function DueItem({ fallen: { due, row, day, moment, opens } }: { fallen: Fallen }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest, views } = useHarmony()
  const today = useToday()
  const fields = 'view' in due.of ? views.get(due.of.view)?.row.fields : undefined
  const text = (name: string): string => {
    const value = row[name]
    const plan = fields?.[name]
    if (value === null || value === undefined) return ''
    if (plan) return valueText(plan, name, row, culture, say)
    return name === 'month' ? culture.month(`${String(value)}-01`) : String(value)
  }
  const said = [...due.title, ...due.about].map(text).filter((part) => part !== '')
  const [title = say(due.word), ...about] = [...new Set(said)]
  const currency = row[fields?.[due.amount ?? '']?.currencyIn ?? 'currency']
  const minor = due.amount === undefined ? undefined : row[due.amount]
  return (
    <li>
      <Go to={opens} className={styles['dueRow']}>
        <Icon name={isIcon(due.icon) ? due.icon : 'clock'} size={17} />
        <span className={styles['dueText']}>
          <strong dir="auto">{title}</strong>
          <span dir="auto">{[say(due.word), ...about].join(' · ')}</span>
        </span>
        <span className={styles['dueEnd']}>
          {typeof minor === 'string' && typeof currency === 'string' ? (
            <Amount currency={currency} minor={minor} culture={culture} />
          ) : null}
          <span className={`${styles['dueWhen']} figures`} title={culture.longDay(day)}>
            {day === today && moment ? culture.clock(moment) : daysAway(manifest.language, day, today)}
          </span>
        </span>
      </Go>
    </li>
  )
}

/** More than the overview shows of one kind: the list has them all. */
function Beyond({ more }: { more: readonly More[] }) {
  const say = useSay()
  const culture = useCulture()
  if (more.length === 0) return null
  return (
    <ul className={styles['beyond']} aria-label={say('app.home.beyond')}>
      {more.map(({ due, count, opens }) => (
        <li key={due.word}>
          <Go to={opens}>{say('app.home.moreOf', { word: say(due.word), figure: culture.count(count) })}</Go>
        </li>
      ))}
    </ul>
  )
}
