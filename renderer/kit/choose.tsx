import { Select } from '@mantine/core'
import { useContext } from 'react'
import { Icon } from './icon.tsx'
import { InsidePopover } from './inside.ts'
import { frame, type FieldFrame } from './parts.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}
export interface ChooseProps extends FieldFrame {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
  readonly searchable?: boolean
  readonly clearable?: boolean
  readonly nothing?: string
  /** The options already match what was typed (a list searched by the host). */
  readonly onSearch?: (text: string) => void
  readonly onBlur?: () => void
}
export function Choose({ value, onChange, options, placeholder, searchable, clearable, nothing, onSearch, onBlur, ...field }: ChooseProps) {
  const inside = useContext(InsidePopover)
  return (
    <Select
      {...frame(field)}
      value={value}
      onChange={(next) => onChange(next)}
      data={[...options]}
      {...(placeholder ? { placeholder } : {})}
      searchable={searchable ?? false}
      openOnFocus={false}
      clearable={clearable ?? false}
      allowDeselect={false}
      {...(nothing ? { nothingFoundMessage: nothing } : {})}
      {...(onSearch ? { onSearchChange: onSearch, filter: ({ options: all }) => all } : {})}
      {...(onBlur ? { onBlur } : {})}
      comboboxProps={{ withinPortal: !inside, transitionProps: { duration: 80 } }}
      maxDropdownHeight={280}
      rightSection={value !== null && clearable ? undefined : <Icon name="down" />}
      rightSectionPointerEvents={value !== null && clearable ? 'all' : 'none'}
    />
  )
}
