import { useEffect, useState } from 'react'
import { Icon } from '../kit/icon.tsx'
import { Page } from '../kit/page.tsx'
import { Bones, Nothing } from '../kit/state.tsx'
import { useDue, type DueSoon } from './due.ts'
import { DueList } from './due-list.tsx'
import { Go, useTitle } from './go.tsx'
import { useCaller, useCulture, useToday } from './harmony.tsx'
import styles from './home.module.css'
import { iconOf } from './sidebar.tsx'
import { Pinned } from './pins.tsx'
import { useStore } from './store.ts'
import { useTasks, type CountedTask } from './tasks.ts'
import { useSay, wordOr } from './words.ts'
import type { MenuEntry } from './menu.ts'
import { inZone, lastUsed, useEntries, useZones, type ShownZone } from './zone.ts'

/** My work: what waits, counted, across the shown zone; then where one was, and where to look. */
export default function Home() {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const caller = useCaller()
  const { zones, shown } = useZones()
  const entries = useEntries()
  const used = useStore(lastUsed)
  const tasks = useTasks()
  // Until the first answer nobody knows whether all is done.
  const counting = tasks.length > 0 && tasks.every((t) => t.count === null)
  const due = useDue()
  // What is due and what waits come together, so that nothing moves under the eye; whatever takes longer comes by itself.
  const ready = useAfter(firstAnswers, !due.loading && !counting)
  const waiting = tasks.filter((t) => (t.count ?? 0) > 0 && (t.approval || inZone(shown, t.entry.zone)))
  const total = countOf(waiting)
  const finds = entries.filter((e) => e.group !== 'task')
  const zonesToFind = (shown === 'all' ? zones : [shown]).filter((z) => finds.some((e) => e.zone === z))
  useTitle(say('app.overview'))
  return (
    <Page>
      <div className={styles['hello']}>
        <h1>{say(greeting(), { name: firstName(caller?.name ?? '') })}</h1>
        <p>
          {total > 0 ? say('app.home.waiting', { count: total }) : null} <span>{culture.longDay(today)}</span>
        </p>
      </div>
      {ready ? <Waiting due={due} waiting={waiting} counting={counting} /> : <Bones label={say('app.grid.loading')} lines={8} />}
      {ready && used.length > 0 ? (
        <section className={styles['more']} aria-label={say('app.home.goOn')}>
          <h2>{say('app.home.goOn')}</h2>
          <ul>
            {used.slice(0, 6).map((u) => (
              <li key={u.path}>
                <Go to={u.path} className={styles['link']}>
                  <Icon name="clock" />
                  {u.title}
                </Go>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {ready && finds.length > 0 ? (
        <section className={styles['more']} aria-label={say('app.home.find')}>
          <h2>{say('app.home.find')}</h2>
          {zonesToFind.map((z) => (
            <Finds key={z} zone={z} titled={zonesToFind.length > 1} finds={finds.filter((e) => e.zone === z)} />
          ))}
        </section>
      ) : null}
    </Page>
  )
}
/** Milliseconds that the overview waits to be drawn in one piece. */
const firstAnswers = 800
/** `true` once it is so, or after a while. */
function useAfter(wait: number, so: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), wait)
    return () => clearTimeout(timer)
  }, [wait])
  const [once, setOnce] = useState(so)
  if (so && !once) setOnce(true)
  return once || late
}

function Waiting({ due, waiting, counting }: { due: DueSoon; waiting: readonly CountedTask[]; counting: boolean }) {
  const say = useSay()
  return (
    <>
      <DueList due={due} />
      <Pinned />
      {counting ? null : waiting.length > 0 ? (
        <ul className={styles['tiles']}>
          {/* All approvals are one pile, here as in the menu. */}
          <Tile to="/approvals" word={say('app.approvals')} count={countOf(waiting.filter((t) => t.approval))} />
          {waiting
            .filter((t) => !t.approval)
            .map(({ entry, count }) => (
              <Tile key={entry.opens + entry.word} to={entry.opens} word={wordOr(say, entry.word, entry.word)} count={count ?? 0} />
            ))}
        </ul>
      ) : (
        <Nothing icon="check" title={say('app.tasks.done')} lead={say('app.home.nothing')} />
      )}
    </>
  )
}
const countOf = (tasks: readonly CountedTask[]): number => tasks.reduce((sum, t) => sum + (t.count ?? 0), 0)
/** Whoever is called by a function ("IT Admin") is greeted by all of it. */
const firstName = (name: string): string => {
  const [first = ''] = name.split(' ')
  return first === first.toUpperCase() ? name : first
}

function Tile({ to, word, count }: { to: string; word: string; count: number }) {
  const culture = useCulture()
  if (count === 0) return null
  return (
    <li>
      <Go to={to} className={styles['tile']}>
        <span className={`${styles['figure']} figures`}>{culture.count(count)}</span>
        <span>{word}</span>
        <Icon name="right" />
      </Go>
    </li>
  )
}

function Finds({ zone, titled, finds }: { zone: ShownZone; titled: boolean; finds: readonly MenuEntry[] }) {
  const say = useSay()
  return (
    <>
      {titled ? <h3>{say(`app.zone.${zone}`)}</h3> : null}
      <ul>
        {finds.map((e) => (
          <li key={e.opens + e.word}>
            <Go to={e.opens} className={styles['link']}>
              <Icon name={iconOf(e)} />
              {wordOr(say, e.word, e.word)}
            </Go>
          </li>
        ))}
      </ul>
    </>
  )
}

function greeting(): 'app.home.morning' | 'app.home.afternoon' | 'app.home.evening' {
  const hour = new Date().getHours()
  return hour < 12 ? 'app.home.morning' : hour < 18 ? 'app.home.afternoon' : 'app.home.evening'
}
