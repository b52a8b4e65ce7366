import { Chip } from '../kit/chip.tsx'
import { Icon } from '../kit/icon.tsx'
import { Tooltip } from '../kit/parts.tsx'
import { useBadge } from './field.ts'
import styles from './pending.module.css'
import { useSay } from './words.ts'

/** On a device in the field: this record carries work that the hub has not decided. Nothing anywhere else. */
export function Pending({ record, id }: { record: string; id: string | undefined }) {
  const say = useSay()
  const state = useBadge(record, id)
  return state ? (
    <Chip tone={state === 'needsYou' ? 'warn' : 'info'} icon={state === 'needsYou' ? 'warn' : 'clock'}>
      {say(`app.field.badge.${state}`)}
    </Chip>
  ) : null
}

/** The same in a row of a list: a sign with its word. */
export function PendingMark({ record, id }: { record: string | undefined; id: string }) {
  const say = useSay()
  const state = useBadge(record, id)
  if (!state) return null
  const word = say(`app.field.badge.${state}`)
  return (
    <Tooltip text={word}>
      <span className={styles['mark']} data-state={state} role="img" aria-label={word}>
        <Icon name={state === 'needsYou' ? 'warn' : 'clock'} size={13} />
      </span>
    </Tooltip>
  )
}
