import { Go } from './go.tsx'
import { useCulture } from './harmony.tsx'
import { useFieldStanding, type FieldStanding } from './field.ts'
import { clockLine, isClockOff, offlineSince } from './field-words.ts'
import styles from './status-bar.module.css'
import { useSay, type Say } from './words.ts'
import type { CultureFormats } from './harmony.tsx'

/** How far the device is with its hub, in one line: offline since when, sending three of twelve, what waits here and nowhere else. */
export function FieldLine() {
  const say = useSay()
  const culture = useCulture()
  const standing = useFieldStanding()
  if (!standing) return null
  const { connection, unsent, oldest, needsYou, clockOffset } = standing
  const shown = connection === 'online' ? 'online' : connection === 'connecting' ? 'reconnecting' : 'offline'
  return (
    <>
      <span className={styles['line']} data-state={shown} role="status">
        {lineOf(standing, say, culture)}
      </span>
      {isClockOff(clockOffset) ? <Go to="/field/outbox">{clockLine(say, culture.name, clockOffset)}</Go> : null}
      {unsent > 0 || needsYou > 0 ? (
        <Go to="/field/outbox">
          {[
            ...(unsent > 0 ? [say('app.field.unsent', { count: unsent, time: oldest ? culture.instant(oldest) : '' })] : []),
            ...(needsYou > 0 ? [say('app.field.needsYou', { count: needsYou })] : []),
          ].join(' · ')}
        </Go>
      ) : null}
    </>
  )
}

export function lineOf({ connection, since, doing, lastMet }: FieldStanding, say: Say, culture: CultureFormats): string {
  if (doing && doing.of > 0) return say(`app.field.${doing.phase}`, { done: culture.count(doing.done), of: culture.count(doing.of) })
  if (connection === 'online') return lastMet ? say('app.field.synced', { time: culture.clock(lastMet) }) : say('app.online')
  if (connection === 'stopped') return say('app.field.stopped')
  if (connection === 'offline') return say('app.offline', { time: offlineSince({ since, lastMet }, culture) })
  return say('app.reconnecting')
}
