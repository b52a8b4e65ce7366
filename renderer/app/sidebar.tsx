import { useState, type ReactNode } from 'react'
import { Icon, isIcon, type IconName } from '../kit/icon.tsx'
import { IconButton, Tooltip } from '../kit/parts.tsx'
import { Go, usePath } from './go.tsx'
import type { MenuEntry } from './menu.ts'
import { choose, usePreferences } from './preferences.ts'
import styles from './sidebar.module.css'
import { useStore } from './store.ts'
import { capped, useTasks, type CountedTask } from './tasks.ts'
import { useSay, wordOr } from './words.ts'
import { entryAt, favourites, inZone, lastUsed, useEntries, useZones } from './zone.ts'

/** Tasks, activity, resources: what Harmony needs of you, what you look for, what stands still. */
export function Sidebar({ narrow, onLeave }: { narrow: boolean; onLeave?: () => void }) {
  const say = useSay()
  const { shown } = useZones()
  const mine = useEntries()
  const path = usePath()
  const here = entryAt(path, mine)
  const favoured = useStore(favourites)
  const used = useStore(lastUsed)
  const group = (of: MenuEntry['group']): readonly MenuEntry[] => mine.filter((e) => e.group === of && inZone(shown, e.zone))
  const item = (entry: MenuEntry): ReactNode => (
    <Item key={entry.opens + entry.word} entry={entry} narrow={narrow} current={entry === here} {...(onLeave ? { onLeave } : {})} />
  )
  const starred = favoured.flatMap((opens) => mine.filter((e) => e.opens === opens).slice(0, 1))
  const recent = used.filter((u) => u.path !== path && !mine.some((e) => e.opens === u.path)).slice(0, 4)
  return (
    <nav
      className={styles['sidebar']}
      data-narrow={narrow || undefined}
      data-drawer={onLeave ? true : undefined}
      aria-label={say('app.menu.main')}
      data-region="menu"
    >
      <div className={styles['scroll']}>
        <ul className={styles['list']}>
          <li>
            <Row to="/" icon="home" word={say('app.overview')} narrow={narrow} current={path === '/'} {...(onLeave ? { onLeave } : {})} />
          </li>
        </ul>
        <Tasks narrow={narrow} here={here} {...(onLeave ? { onLeave } : {})} />
        <Group word={say('app.activity')} narrow={narrow}>
          {group('activity').map(item)}
        </Group>
        <Group word={say('app.resources')} narrow={narrow}>
          {group('resource').map(item)}
        </Group>
        {starred.length > 0 ? (
          <Group word={say('app.favourites')} narrow={narrow}>
            {starred.map(item)}
          </Group>
        ) : null}
        {recent.length > 0 && !narrow ? (
          <Group word={say('app.lastUsed')} narrow={narrow}>
            {recent.map((u) => (
              <li key={u.path}>
                <Row to={u.path} icon="clock" word={u.title} narrow={narrow} current={false} {...(onLeave ? { onLeave } : {})} />
              </li>
            ))}
          </Group>
        ) : null}
      </div>
      {onLeave ? null : <Collapse narrow={narrow} />}
    </nav>
  )
}

function Collapse({ narrow }: { narrow: boolean }) {
  const say = useSay()
  const { narrowMenu } = usePreferences()
  return (
    <div className={styles['foot']}>
      <IconButton
        icon={narrow ? 'wide' : 'narrow'}
        label={say(narrow ? 'app.menu.expand' : 'app.menu.collapse')}
        keys="Ctrl B"
        onClick={() => choose({ narrowMenu: !narrowMenu })}
      />
    </div>
  )
}

function Group({ word, narrow, count, children }: { word: string; narrow: boolean; count?: number; children: ReactNode }) {
  if (Array.isArray(children) && children.length === 0) return null
  return (
    <section className={styles['group']} aria-label={word}>
      <h2 className={narrow ? 'unseen' : styles['groupWord']}>
        {word}
        {count ? <span className="figures">{capped(count)}</span> : null}
      </h2>
      <ul className={styles['list']}>{children}</ul>
    </section>
  )
}

/** Entries with something to do; the empty ones are folded away, approvals stand together. */
function Tasks({ narrow, here, onLeave }: { narrow: boolean; here: MenuEntry | undefined; onLeave?: () => void }) {
  const say = useSay()
  const { shown } = useZones()
  const path = usePath()
  const [unfolded, unfold] = useState(false)
  // One entry for all approvals, in whichever zone one is.
  const tasks = useTasks().filter((t) => t.approval || inZone(shown, t.entry.zone))
  const approvals = tasks.filter((t) => t.approval)
  const others = tasks.filter((t) => !t.approval)
  const pending = others.filter((t) => t.count !== 0 || t.entry === here)
  const done = others.filter((t) => !pending.includes(t))
  const waiting = approvals.reduce((sum, t) => sum + (t.count ?? 0), 0)
  const total = tasks.reduce((sum, t) => sum + (t.count ?? 0), 0)
  if (tasks.length === 0) return null
  const item = (t: CountedTask): ReactNode => (
    <Item
      key={t.entry.opens + t.entry.word}
      entry={t.entry}
      count={t.count}
      narrow={narrow}
      current={t.entry === here}
      {...(onLeave ? { onLeave } : {})}
    />
  )
  return (
    <Group word={say('app.tasks')} narrow={narrow} count={total}>
      {approvals.length > 0 && (waiting > 0 || unfolded) ? (
        <li>
          <Row
            to="/approvals"
            icon="shield"
            word={say('app.approvals')}
            count={waiting}
            narrow={narrow}
            current={path === '/approvals'}
            {...(onLeave ? { onLeave } : {})}
          />
        </li>
      ) : null}
      {pending.map(item)}
      {unfolded ? done.map(item) : null}
      {done.length > 0 && !narrow ? (
        <li>
          <button type="button" className={styles['fold']} aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
            <Icon name={unfolded ? 'up' : 'check'} />
            {say('app.tasks.done')}
            <span className={`${styles['count']} figures`}>{done.length}</span>
          </button>
        </li>
      ) : null}
    </Group>
  )
}

function Item({
  entry,
  narrow,
  current,
  count,
  onLeave,
}: {
  entry: MenuEntry
  narrow: boolean
  current: boolean
  count?: number | null
  onLeave?: () => void
}) {
  const say = useSay()
  const word = wordOr(say, entry.word, entry.word)
  return (
    <li>
      <Row
        to={entry.opens}
        icon={iconOf(entry)}
        word={word}
        narrow={narrow}
        current={current}
        {...(count === undefined || count === null ? {} : { count })}
        {...(onLeave ? { onLeave } : {})}
      />
    </li>
  )
}
export const iconOf = (entry: MenuEntry): IconName =>
  entry.icon && isIcon(entry.icon) ? entry.icon : entry.group === 'task' ? 'inbox' : entry.group === 'activity' ? 'file' : 'box'

function Row({
  to,
  icon,
  word,
  narrow,
  current,
  count,
  onLeave,
}: {
  to: string
  icon: IconName
  word: string
  narrow: boolean
  current: boolean
  count?: number
  onLeave?: () => void
}) {
  const shown = count ? capped(count) : null
  const link = (
    <Go
      to={to}
      className={styles['row']}
      current={current}
      label={shown ? `${word}, ${shown}` : word}
      {...(onLeave ? { onClick: onLeave } : {})}
    >
      <Icon name={icon} size={17} />
      {narrow ? null : <span className={styles['word']}>{word}</span>}
      {shown ? <span className={`${styles['count']} figures`}>{shown}</span> : null}
    </Go>
  )
  return narrow ? (
    <Tooltip text={word}>
      <div>{link}</div>
    </Tooltip>
  ) : (
    link
  )
}
