import { Select } from '@mantine/core'
import { useContext, useRef } from 'react'
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
  /** Which options fit what is typed, the best first. Whoever types a code or all of a name and goes on has chosen it. */
  readonly find?: (typed: string) => readonly Option[]
  readonly onBlur?: () => void
}
export function Choose({
  value,
  onChange,
  options,
  placeholder,
  searchable,
  clearable,
  nothing,
  onSearch,
  find,
  onBlur,
  ...field
}: ChooseProps) {
  const inside = useContext(InsidePopover)
  // The kit puts the chosen label back before it tells of leaving, so what was typed is the text before the last.
  const typed = useRef({ last: '', before: '' })
  const leave = (): void => {
    const meant = find ? meantBy(typed.current.before, find) : undefined
    if (meant !== undefined && meant !== value) onChange(meant)
    onBlur?.()
  }
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
      {...(find
        ? {
            selectFirstOptionOnChange: true,
            onSearchChange: (text: string) => (typed.current = { last: text, before: typed.current.last }),
            filter: ({ search }: { search: string }) => [...find(search)],
          }
        : {})}
      {...(find || onBlur ? { onBlur: leave } : {})}
      comboboxProps={{ withinPortal: !inside, transitionProps: { duration: 80 } }}
      maxDropdownHeight={280}
      rightSection={value !== null && clearable ? undefined : <Icon name="down" />}
      rightSectionPointerEvents={value !== null && clearable ? 'all' : 'none'}
    />
  )
}

function meantBy(typed: string, find: (typed: string) => readonly Option[]): string | undefined {
  const text = typed.trim().toLocaleLowerCase()
  if (text === '') return undefined
  const found = find(typed)
  return found.find((o) => o.value.toLocaleLowerCase() === text)?.value ?? (found.length === 1 ? found[0]!.value : undefined)
}
