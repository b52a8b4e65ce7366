import { Outlet } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { Icon } from '../kit/icon.tsx'
import { Drawer, IconButton } from '../kit/parts.tsx'
import { Banner, OfflineNote } from './banner.tsx'
import { Boundary } from './boundary.tsx'
import { useInField } from './field.ts'
import { Go, useCrumb, useGo, usePath } from './go.tsx'
import { Header } from './header.tsx'
import { useIdleEnd } from './idle.ts'
import { fileOver, useDrops } from './dropped.ts'
import { useCreates } from './header.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { KeysSheet } from './keys-sheet.tsx'
import { nextRegion, useKeys, type KeyBinding } from './keys.ts'
import { useNotices } from './notices.ts'
import { Palette } from './palette.tsx'
import { panelOpen, placePanel, usePanel } from './panel.tsx'
import { choose, usePreferences } from './preferences.ts'
import styles from './shell.module.css'
import { iconOf, Sidebar } from './sidebar.tsx'
import { StatusBar } from './status-bar.tsx'
import { useStore } from './store.ts'
import { useTasks } from './tasks.ts'
import { UpdateNote } from './update-note.tsx'
import { Toasts } from './toast-list.tsx'
import { useNarrow } from './window.ts'
import { useSay, wordOr } from './words.ts'
import { entryAt, favourites, inZone, remember, useEntries, useZones, zone } from './zone.ts'

/** The frame around every screen. A grid of our own: the kit's would write styles at run time. */
export function Shell() {
  const say = useSay()
  const mobile = useNarrow(760)
  const { narrowMenu } = usePreferences()
  const narrow = useNarrow(1000) || narrowMenu
  const { shown } = useZones()
  const path = usePath()
  const [menuOpen, openMenu] = useState(false)
  const [searching, search] = useState(false)
  const [keysOpen, openKeys] = useState(false)
  useShellKeys({ search: () => search(true), keys: () => openKeys(true) })
  useFollowAddress()
  useIdleEnd()
  useDrops()
  useNotices()
  return (
    <div className={styles['shell']} data-zone={shown} data-mobile={mobile || undefined} data-narrow={narrow || undefined}>
      <a
        className={styles['skip']}
        href="#main"
        onClick={(e) => {
          e.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        {say('app.skip')}
      </a>
      <div className={styles['banners']}>
        <Banner />
        <OfflineNote />
        <UpdateNote />
      </div>
      <Header mobile={mobile} onMenu={() => openMenu(true)} onSearch={() => search(true)} />
      {mobile ? (
        <Drawer opened={menuOpen} onClose={() => openMenu(false)} title={say('app.menu')} close={say('app.close')} side="left" size={300}>
          <Sidebar narrow={false} onLeave={() => openMenu(false)} />
        </Drawer>
      ) : (
        <Sidebar narrow={narrow} />
      )}
      <main id="main" className={styles['main']} tabIndex={-1} data-region="main">
        <Breadcrumb />
        <div className={styles['screen']}>
          <Boundary at={path}>
            <Outlet />
          </Boundary>
        </div>
      </main>
      <Panel />
      {mobile ? <BottomBar onMenu={() => openMenu(true)} onSearch={() => search(true)} /> : <StatusBar onKeys={() => openKeys(true)} />}
      {searching ? <Palette onClose={() => search(false)} /> : null}
      <KeysSheet opened={keysOpen} onClose={() => openKeys(false)} />
      <LeaveDialog />
      <Toasts />
      <DropHint />
    </div>
  )
}

/** While a file is carried over the window. */
function DropHint() {
  const say = useSay()
  return useStore(fileOver) ? (
    <div className={styles['dropHint']} aria-hidden="true">
      <Icon name="upload" size={28} />
      {say('app.drop.here')}
    </div>
  ) : null
}

function Breadcrumb() {
  const say = useSay()
  const path = usePath()
  const mine = useEntries()
  const entry = entryAt(path, mine)
  const crumb = useCrumb()
  const starred = useStore(favourites)
  if (path === '/') return null
  const word = entry ? wordOr(say, entry.word, entry.word) : null
  const last = crumb && crumb !== word ? crumb : null
  const isStarred = entry !== undefined && starred.includes(entry.opens)
  return (
    <div className={styles['crumbs']}>
      <nav aria-label={say('app.breadcrumb')}>
        <ol>
          <li>
            <Go to="/">{say('app.overview')}</Go>
          </li>
          {entry ? <li>{last ? <Go to={entry.opens}>{word}</Go> : <span aria-current="page">{word}</span>}</li> : null}
          {last ? (
            <li>
              <span aria-current="page" dir="auto">
                {last}
              </span>
            </li>
          ) : null}
        </ol>
      </nav>
      {entry && !last ? (
        <IconButton
          icon="star"
          filled={isStarred}
          label={say(isStarred ? 'app.favourite.remove' : 'app.favourite.add')}
          aria-pressed={isStarred}
          onClick={() => favourites.set((now) => (isStarred ? now.filter((f) => f !== entry.opens) : [...now, entry.opens]))}
        />
      ) : null}
    </div>
  )
}

function Panel() {
  const say = useSay()
  const { title, onClose } = usePanel()
  const open = useStore(panelOpen) && title !== null
  return (
    <aside
      className={styles['panel']}
      aria-label={title ?? say('app.panel')}
      hidden={!open}
      data-region={open ? 'panel' : undefined}
      tabIndex={-1}
    >
      <div className={styles['panelHead']}>
        <h2>{title}</h2>
        <IconButton icon="close" label={say('app.close')} keys="Esc" onClick={() => (onClose ? onClose() : panelOpen.set(false))} />
      </div>
      <div className={styles['panelBody']} ref={placePanel} />
    </aside>
  )
}

function BottomBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const say = useSay()
  const path = usePath()
  const mine = useEntries()
  const { shown } = useZones()
  const first = mine.filter((e) => e.group === 'activity' && inZone(shown, e.zone)).slice(0, 2)
  const button = (icon: 'search' | 'menu', word: string, does: () => void): ReactNode => (
    <button type="button" onClick={does}>
      <Icon name={icon} size={20} />
      <span>{word}</span>
    </button>
  )
  return (
    <nav className={styles['bottom']} aria-label={say('app.menu')} data-region="menu">
      <Go to="/" current={path === '/'}>
        <Icon name="home" size={20} />
        <span>{say('app.overview')}</span>
      </Go>
      {first.map((e) => (
        <Go key={e.opens} to={e.opens} current={entryAt(path, mine) === e}>
          <Icon name={iconOf(e)} size={20} />
          <span>{wordOr(say, e.word, e.word)}</span>
        </Go>
      ))}
      {button('search', say('app.search.title').split(' ')[0]!, onSearch)}
      {button('menu', say('app.menu'), onMenu)}
    </nav>
  )
}

/** The zone follows the screen that is opened, and what was opened is remembered. */
function useFollowAddress(): void {
  const path = usePath()
  const mine = useEntries()
  const crumb = useCrumb()
  const entry = entryAt(path, mine)
  const { shown } = useZones()
  useEffect(() => {
    if (entry && !inZone(shown, entry.zone)) zone.set(entry.zone)
    // Only when another screen opens: switching the zone by hand stays.
  }, [entry])
  useEffect(() => {
    // A form is no place to come back to, and what stands in the menu is a click away.
    if (crumb && path !== '/' && !path.startsWith('/do/') && entry?.opens !== path) remember({ path, title: crumb })
  }, [crumb, path, entry])
}

function useShellKeys({ search, keys }: { search: () => void; keys: () => void }): void {
  const say = useSay()
  const go = useGo()
  const path = usePath()
  const { zones } = useZones()
  const entries = useEntries()
  const tasks = useTasks().filter((t) => t.count)
  // What is created on the screen at hand comes before what is created anywhere.
  const made = useCreates()
  const first = made.find(({ opens }) => opens.split('?')[0] === path || opens.startsWith(`${path}/`)) ?? made[0]
  const inField = useInField()
  const step = (by: number): void => {
    const at = tasks.findIndex((t) => path.startsWith(t.entry.opens))
    const next = tasks[(at + by + tasks.length) % tasks.length]
    if (next) go(next.entry.opens)
  }
  const goes = entries
    .filter((e) => e.shortcut)
    .map((e): KeyBinding => ({ keys: `G ${e.shortcut}`, word: wordOr(say, e.word, e.word), group: 'go', does: () => go(e.opens) }))
  useKeys([
    { keys: 'Ctrl k', word: say('app.keys.palette'), does: search },
    { keys: 'Alt ?', word: say('app.keys.sheet'), does: keys },
    ...zones.slice(0, 4).flatMap((z, i): KeyBinding[] => [
      { keys: `Ctrl ${i + 1}`, ...(i === 0 ? { word: say('app.keys.zones') } : {}), does: () => zone.set(z) },
      // Browsers keep Ctrl with a figure for their tabs.
      { keys: `G ${i + 1}`, word: say(`app.zone.${z}`), group: 'go', does: () => zone.set(z) },
    ]),
    {
      keys: 'Ctrl b',
      word: say('app.keys.sidebar'),
      does: () => choose({ narrowMenu: !document.querySelector('[data-region="menu"][data-narrow]') }),
    },
    ...(inField ? [{ keys: 'Ctrl j', word: say('app.field.outbox'), does: () => go('/field/outbox') }] : []),
    { keys: 'Ctrl .', word: say('app.keys.panel'), does: () => panelOpen.set((open) => !open) },
    { keys: 'F6', word: say('app.keys.regions'), does: () => nextRegion(false) },
    { keys: 'Shift F6', does: () => nextRegion(true) },
    { keys: 'Alt n', word: say('app.keys.tasks'), does: () => step(1) },
    { keys: 'Alt b', does: () => step(-1) },
    { keys: 'C', word: say('app.keys.new'), does: () => (first ? go(first.opens) : false) },
    { keys: 'G h', word: say('app.overview'), group: 'go', does: () => go('/') },
    ...goes,
  ])
}
