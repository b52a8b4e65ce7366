import { Icon } from '../kit/icon.tsx'
import { Page } from '../kit/page.tsx'
import { Nothing } from '../kit/state.tsx'
import { Go, useTitle } from './go.tsx'
import { useCaller, useCulture, useToday } from './harmony.tsx'
import styles from './home.module.css'
import { iconOf } from './sidebar.tsx'
import { useStore } from './store.ts'
import { useTasks } from './tasks.ts'
import { useSay, wordOr } from './words.ts'
import { inZone, lastUsed, useEntries, useZones } from './zone.ts'

/** My work: what waits, counted, across the shown zone; then where one was, and where to look. */
export default function Home() {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const caller = useCaller()
  const { shown } = useZones()
  const entries = useEntries()
  const used = useStore(lastUsed)
  const waiting = useTasks().filter((t) => (t.count ?? 0) > 0 && (t.approval || inZone(shown, t.entry.zone)))
  const total = waiting.reduce((sum, t) => sum + (t.count ?? 0), 0)
  const finds = entries.filter((e) => e.group !== 'task' && inZone(shown, e.zone))
  useTitle(say('app.overview'))
  return (
    <Page>
      <div className={styles['hello']}>
        <h1>{say(greeting(), { name: caller?.name.split(' ')[0] ?? '' })}</h1>
        <p>
          {total > 0 ? say('app.home.waiting', { count: total }) : null} <span>{culture.longDay(today)}</span>
        </p>
      </div>
      {waiting.length > 0 ? (
        <ul className={styles['tiles']}>
          {waiting.map((t) => (
            <li key={t.entry.opens + t.entry.word}>
              <Go to={t.entry.opens} className={styles['tile']}>
                <span className={`${styles['figure']} figures`}>{culture.count(t.count!)}</span>
                <span>{wordOr(say, t.entry.word, t.entry.word)}</span>
                <Icon name="right" />
              </Go>
            </li>
          ))}
        </ul>
      ) : (
        <Nothing icon="check" title={say('app.tasks.done')} lead={say('app.home.nothing')} />
      )}
      {used.length > 0 ? (
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
      {finds.length > 0 ? (
        <section className={styles['more']} aria-label={say('app.home.find')}>
          <h2>{say('app.home.find')}</h2>
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
        </section>
      ) : null}
    </Page>
  )
}
function greeting(): 'app.home.morning' | 'app.home.afternoon' | 'app.home.evening' {
  const hour = new Date().getHours()
  return hour < 12 ? 'app.home.morning' : hour < 18 ? 'app.home.afternoon' : 'app.home.evening'
}
