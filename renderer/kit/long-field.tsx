import { Textarea } from '@mantine/core'
import { frame, type FieldFrame } from './parts.tsx'

/** Text of several lines. `first`: where the keyboard stands when its dialog opens. */
export function LongField({
  value,
  onChange,
  mono,
  rows = 4,
  first = false,
  ...field
}: FieldFrame & { value: string; onChange: (value: string) => void; mono?: boolean; rows?: number; first?: boolean }) {
  return (
    <Textarea
      {...frame(field)}
      value={value}
      onChange={(e) => onChange(e.currentTarget.value)}
      rows={rows}
      data-mono={mono || undefined}
      data-autofocus={first || undefined}
    />
  )
}
