import { useEffect, useMemo, useState } from 'react'
import type { ViewPlan } from '../../../core/kernel/manifest.ts'
import { useAsk } from '../../app/ask.ts'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choose } from '../choose.tsx'
import { choiceOf, type Row } from '../row-name.ts'

/** The list in which a record can be looked up: the one whose rows are named by the very id or code. */
export function useLookup(of: string | undefined): ViewPlan | undefined {
  const { manifest, operations } = useHarmony()
  const may = useMay()
  return useMemo(
    () =>
      of === undefined
        ? undefined
        : manifest.views.find(
            (v) => v.row.fields?.[v.key]?.of === of && v.search.length > 0 && may(operations.get(v.operation)?.permit ?? null),
          ),
    [manifest, of],
  )
}

/** Chooses a record by searching the list it stands in. */
export function ReferenceField({
  id,
  label,
  bare,
  view,
  value,
  onChange,
  error,
  required,
  clearable,
}: {
  id?: string
  label: string
  bare?: boolean
  view: ViewPlan
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  required?: boolean
  clearable?: boolean
}) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 180)
    return () => clearTimeout(timer)
  }, [typed])
  const chosen = useAsk<{ rows: readonly Row[] }>(
    view.operation,
    { filter: { field: view.key, is: 'equal', value }, limit: 1 },
    { enabled: value !== '' },
  )
  const chosenRow = value === '' ? undefined : chosen.data?.rows[0]
  const chosenLabel = chosenRow ? choiceOf(view, chosenRow) : value
  // The field shows the label of what is chosen; that is no search.
  const found = useAsk<{ rows: readonly Row[]; total: number }>(
    view.operation,
    { ...(search && search !== chosenLabel ? { search } : {}), limit: 50 },
    { keep: true },
  )
  // Until the answer is there, what is shown was found by another word: only what has the new one in its name may be taken, or Enter takes a stranger.
  const waiting = typed !== chosenLabel && (typed.trim() !== search || found.isPlaceholderData)
  const words = waiting ? typed.toLocaleLowerCase().split(/\s+/) : []
  const options = (found.data?.rows ?? [])
    .map((row) => ({ value: String(row[view.key]), label: choiceOf(view, row) }))
    .filter(({ label: name }) => words.every((word) => name.toLocaleLowerCase().includes(word)))
  if (value !== '' && !options.some((o) => o.value === value)) options.unshift({ value, label: chosenLabel })
  return (
    <Choose
      {...(id ? { id } : {})}
      label={label}
      {...(bare ? { bare } : {})}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      options={options}
      placeholder={say('app.form.searchMore')}
      searchable
      clearable={clearable ?? false}
      nothing={say('app.form.nothingFound')}
      onSearch={setTyped}
      error={error}
      {...(required ? { required } : {})}
    />
  )
}
