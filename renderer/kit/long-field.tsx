import { Textarea } from '@mantine/core'
import { frame, type FieldFrame } from './parts.tsx'

export function LongField({
  value,
  onChange,
  mono,
  rows = 4,
  ...field
}: FieldFrame & { value: string; onChange: (value: string) => void; mono?: boolean; rows?: number }) {
  return (
    <Textarea {...frame(field)} value={value} onChange={(e) => onChange(e.currentTarget.value)} rows={rows} data-mono={mono || undefined} />
  )
}
