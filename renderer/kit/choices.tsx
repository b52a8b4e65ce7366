import { Checkbox, SegmentedControl, Switch as MantineSwitch } from '@mantine/core'
import styles from './parts.module.css'

export function Check({
  label,
  checked,
  onChange,
  bare,
  id,
  error,
  partly,
}: {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  bare?: boolean
  id?: string
  error?: string | undefined
  partly?: boolean
}) {
  return (
    <Checkbox
      {...(id ? { id } : {})}
      {...(bare ? { 'aria-label': label } : { label })}
      {...(error ? { error } : {})}
      checked={checked}
      indeterminate={partly ?? false}
      onChange={(e) => onChange(e.currentTarget.checked)}
      size="xs"
      classNames={{ input: styles['check'] ?? '', label: styles['checkLabel'] ?? '', icon: styles['checkIcon'] ?? '' }}
    />
  )
}
export function Switch({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return <MantineSwitch label={label} checked={checked} onChange={(e) => onChange(e.currentTarget.checked)} size="xs" />
}
export function Segments<T extends string>({
  label,
  value,
  onChange,
  options,
  titled,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string }[]
  /** The label stands above, as it does beside fields. */
  titled?: boolean
}) {
  const control = (
    <SegmentedControl
      aria-label={label}
      value={value}
      onChange={(next) => onChange(next as T)}
      data={options.map((o) => ({ ...o }))}
      fullWidth
      size="xs"
      classNames={{ root: styles['segments'] ?? '', label: styles['segment'] ?? '' }}
    />
  )
  if (!titled) return control
  return (
    <div data-segments>
      <div className={styles['label']} aria-hidden="true">
        {label}
      </div>
      {control}
    </div>
  )
}
