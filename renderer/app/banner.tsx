import { Icon } from '../kit/icon.tsx'
import { Button } from '../kit/parts.tsx'
import styles from './banner.module.css'
import { useCaller, useCulture, useHarmony } from './harmony.tsx'
import { useLine } from './online.ts'
import { switchPerson } from './session.ts'
import { useSay } from './words.ts'

/** Says that this is the demo company, where its clock stands, and as whom one looks around. */
export function Banner() {
  const say = useSay()
  const culture = useCulture()
  const caller = useCaller()
  const { installation } = useHarmony().manifest
  if (!installation.demo || !caller) return null
  const clock = installation.clock ? say('app.demo.clock', { day: culture.longDay(installation.clock.slice(0, 10)) }) : null
  return (
    <div className={styles['banner']} role="region" aria-label={say('app.demo.banner')}>
      <strong>{say('app.demo.banner')}</strong>
      {clock ? <span className={styles['clock']}>{clock}</span> : null}
      <span>{say('app.demo.you', { name: caller.name })}</span>
      <button type="button" onClick={() => switchPerson.set(true)}>
        {say('app.demo.switch')}
      </button>
    </div>
  )
}

/** The line is gone for longer than a moment: what is seen is old, and nothing can be changed. */
export function OfflineNote() {
  const say = useSay()
  const culture = useCulture()
  const line = useLine()
  if (line.state !== 'offline') return null
  return (
    <div className={styles['offline']} role="alert">
      <Icon name="warn" />
      <span>{say('app.offline.banner', { time: culture.clock(line.since!) })}</span>
      <Button small onClick={() => location.reload()}>
        {say('app.retry')}
      </Button>
    </div>
  )
}
