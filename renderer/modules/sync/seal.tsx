import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import styles from './sync.module.css'

interface Sealed {
  readonly devices: number
  readonly inStep: number
  readonly at: string | null
  readonly behind: readonly { readonly device: string; readonly name: string; readonly seenAt: string | null; readonly unsent: number }[]
}

/** Whether every device holds exactly what the hub holds for it, and which do not. */
export function Seal() {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { data } = useAsk<Sealed>('sync.seal', {}, { enabled: may('sync.read'), every: 30_000 })
  if (!data || data.devices === 0) return null
  const all = data.inStep === data.devices
  return (
    <div className={styles['seal']} role="status">
      <Chip tone={all ? 'ok' : 'warn'}>{say('sync.ui.seal', { inStep: String(data.inStep), devices: String(data.devices) })}</Chip>
      {data.at ? <span>{say('sync.ui.sealAt', { at: culture.instant(data.at) })}</span> : null}
      {data.behind.slice(0, 3).map((one) => (
        <span key={one.device}>
          {say('sync.ui.sealLate', { name: one.name, at: one.seenAt ? culture.instant(one.seenAt) : say('sync.ui.never') })}
          {one.unsent > 0 ? `, ${say('sync.ui.unsent', { count: one.unsent })}` : ''}
        </span>
      ))}
    </div>
  )
}
