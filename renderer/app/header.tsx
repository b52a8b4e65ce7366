import { useState } from 'react'
import { Icon } from '../kit/icon.tsx'
import { Button, IconButton, Keys } from '../kit/parts.tsx'
import { Menu } from '../kit/popover.tsx'
import { Account } from './account.tsx'
import { useFieldStanding, useInField } from './field.ts'
import { Go, useGo } from './go.tsx'
import { useMay } from './harmony.tsx'
import { creates } from './menu.ts'
import styles from './header.module.css'
import { useSay, wordOr } from './words.ts'
import { inZone, useZones, zone, type ShownZone } from './zone.ts'

export function Header({ onMenu, onSearch, mobile }: { onMenu: () => void; onSearch: () => void; mobile: boolean }) {
  const say = useSay()
  const [account, openAccount] = useState(false)
  // On a phone's width the outbox stands where the mark would.
  const inField = useInField()
  return (
    <header className={styles['header']} data-region="header">
      {mobile ? <IconButton icon="menu" label={say('app.menu')} onClick={onMenu} /> : null}
      {mobile && inField ? null : <Mark />}
      <Zones mobile={mobile} />
      <button type="button" className={styles['search']} aria-label={`${say('app.search')} (Ctrl K)`} onClick={onSearch} data-region-focus>
        <Icon name="search" />
        <span>{say('app.search')}</span>
        <Keys keys="Ctrl K" />
      </button>
      <OutboxPill mobile={mobile} />
      <New mobile={mobile} />
      <Account opened={account} onOpen={openAccount} />
    </header>
  )
}

/** What waits on this device, on phones too, where there is no status bar. */
function OutboxPill({ mobile }: { mobile: boolean }) {
  const say = useSay()
  const standing = useFieldStanding()
  if (!standing) return null
  const count = standing.unsent + standing.needsYou
  return (
    <Go to="/field/outbox" className={styles['pill']!} label={`${say('app.field.queued', { count })} (Ctrl J)`}>
      <span className={styles['dot']} data-state={standing.connection ?? 'connecting'} aria-hidden="true" />
      {mobile ? count : say('app.field.queued', { count })}
    </Go>
  )
}

function Mark() {
  return (
    <svg className={styles['mark']} viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M10 8v16M22 8v16M10 16c4-4 8 4 12 0" />
    </svg>
  )
}

function Zones({ mobile }: { mobile: boolean }) {
  const say = useSay()
  const { zones, shown } = useZones()
  if (zones.length < 2) return <span className={styles['only']}>{say('app.name')}</span>
  const word = (z: ShownZone): string => say(`app.zone.${z}`)
  if (mobile)
    return (
      <Menu
        title={say('app.zone.switch')}
        target={
          <button type="button" className={styles['zoneButton']}>
            {word(shown)} <Icon name="down" size={14} />
          </button>
        }
        items={zones.map((z) => ({ label: word(z), does: () => zone.set(z), ...(z === shown ? { icon: 'check' as const } : {}) }))}
      />
    )
  return (
    <div className={styles['zones']} role="group" aria-label={say('app.zone.switch')}>
      {zones.map((z) => (
        <button key={z} type="button" aria-pressed={z === shown} data-zone={z} onClick={() => zone.set(z)}>
          {word(z)}
        </button>
      ))}
    </div>
  )
}

/** What the caller may create in the shown zone. */
export function useCreates(): readonly { readonly word: string; readonly opens: string }[] {
  const may = useMay()
  const { shown } = useZones()
  const say = useSay()
  return creates.filter((c) => may(c.permit) && inZone(shown, c.zone)).map((c) => ({ word: wordOr(say, c.word, c.word), opens: c.opens }))
}
function New({ mobile }: { mobile: boolean }) {
  const say = useSay()
  const go = useGo()
  const mine = useCreates()
  if (mine.length === 0) return null
  return (
    <Menu
      target={mobile ? <IconButton icon="plus" label={say('app.new')} /> : <Button look="primary" icon="plus">{say('app.new')}</Button>} // prettier-ignore
      items={mine.map((c) => ({ label: c.word, does: () => go(c.opens) }))}
      empty={say('app.new.nothing')}
    />
  )
}
