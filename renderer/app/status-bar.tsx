import { useEffect, useState } from 'react'
import { FieldLine } from './field-line.tsx'
import { useInField } from './field.ts'
import { useCulture, useHarmony } from './harmony.tsx'
import { useLine } from './online.ts'
import styles from './status-bar.module.css'
import { useSay } from './words.ts'

/** Where things stand: the line, the legal entities one sees, the clock and its zone. */
export function StatusBar({ onKeys }: { onKeys: () => void }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const entities = manifest.caller?.entities
  const inField = useInField()
  return (
    <footer className={styles['bar']} data-region="status">
      {inField ? <FieldLine /> : <LineState />}
      {Array.isArray(entities) && entities.length > 0 ? <span dir="auto">{entities.join(', ')}</span> : null}
      <span className={styles['space']} />
      <Clock />
      <button type="button" onClick={onKeys}>
        Alt+? {say('app.keys')}
      </button>
    </footer>
  )
}

function LineState() {
  const say = useSay()
  const culture = useCulture()
  const line = useLine()
  const word =
    line.state === 'online'
      ? say('app.online')
      : line.state === 'reconnecting'
        ? say('app.reconnecting')
        : say('app.offline', { time: culture.clock(line.since!) })
  return (
    <span className={styles['line']} data-state={line.state} role="status">
      {word}
    </span>
  )
}

function Clock() {
  const say = useSay()
  const culture = useCulture()
  const { clock, demo } = useHarmony().manifest.installation
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    if (clock) return
    const timer = setInterval(() => setNow(new Date().toISOString()), 10_000)
    return () => clearInterval(timer)
  }, [clock])
  return clock ? (
    <span className="figures">{`${say('app.demoClock')}: ${demo ? culture.day(clock.slice(0, 10)) : culture.instant(clock, zone)}`}</span>
  ) : (
    <span className="figures">{`${zone.replace('_', ' ')} ${culture.clock(now)}`}</span>
  )
}
