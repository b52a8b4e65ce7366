import { useState } from 'react'
import type { Comparison, Condition } from '../../../core/kernel/filter.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import { parseDecimal } from '../../app/culture.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { choiceWord, useSay, type Say } from '../../app/words.ts'
import { CodeField } from '../form/code-field.tsx'
import { codedField, type Coded } from '../form/codes.ts'
import { DayField } from '../form/day-field.tsx'
import { Check } from '../choices.tsx'
import { Choose } from '../choose.tsx'
import { Button, TextField } from '../parts.tsx'
import type { Column } from './columns.ts'
import { comparisonWord, filterable, minorOf, needsValue, offered } from './filters.ts'
import styles from './grid.module.css'

/** One condition in the making: field, comparison, value, by the kind of the field. */
export function FilterEditor({ columns, onAdd }: { columns: readonly Column[]; onAdd: (condition: Condition) => void }) {
  const say = useSay()
  const { culture } = useHarmony()
  const fields = columns.filter((c) => filterable(c.plan))
  const [name, setName] = useState(fields[0]?.name ?? '')
  const column = fields.find((c) => c.name === name) ?? fields[0]
  const [is, setIs] = useState<Comparison | null>(null)
  const [values, setValues] = useState<readonly string[]>([])
  if (!column) return null
  const all = offered(column.plan)
  const comparison = is && all.includes(is) ? is : (usual(column) ?? all[0]!)
  const value = valueOf(column, comparison, values, culture)
  const add = (): void => {
    if (value === undefined) return
    onAdd(value === null ? { field: column.name, is: comparison } : { field: column.name, is: comparison, value })
  }
  return (
    <form
      className={styles['editor']}
      onSubmit={(e) => {
        e.preventDefault()
        add()
      }}
    >
      <Choose
        label={say('app.compare.field')}
        value={column.name}
        onChange={(next) => {
          setName(next ?? '')
          setIs(null)
          setValues([])
        }}
        options={fields.map((f) => ({ value: f.name, label: f.word }))}
        searchable
      />
      {all.length > 1 ? (
        <Choose
          label={say('app.compare.how')}
          value={comparison}
          onChange={(next) => setIs(next as Comparison)}
          options={all.map((c) => ({ value: c, label: comparisonWord(say, column.plan, c) }))}
        />
      ) : null}
      {needsValue(comparison) ? <ValueField column={column} is={comparison} values={values} onChange={setValues} say={say} /> : null}
      <Button look="primary" type="submit" disabled={value === undefined}>
        {say('app.grid.addFilter')}
      </Button>
    </form>
  )
}
/** Countries and languages are stored by their codes: they are chosen, not typed. */
const codeOf = (c: Column): Coded | undefined =>
  c.plan.kind === 'currency' ? 'currency' : c.plan.kind === 'text' ? codedField(c.name) : undefined
/** The comparison people mean most often. */
const usual = (c: Column): Comparison | undefined =>
  codeOf(c) ? 'equal' : ({ text: 'contains', longText: 'contains', code: 'starts', choice: 'in', currency: 'equal', day: 'atLeast', instant: 'atLeast', minor: 'atLeast', count: 'atLeast', decimal: 'atLeast', flag: 'equal' } as Partial<Record<string, Comparison>>)[c.plan.kind] // prettier-ignore

function ValueField({
  column,
  is,
  values,
  onChange,
  say,
}: {
  column: Column
  is: Comparison
  values: readonly string[]
  onChange: (values: readonly string[]) => void
  say: Say
}) {
  const { plan, name } = column
  const set = (at: number, value: string): void => {
    const next = [...values]
    next[at] = value
    onChange(next)
  }
  if (plan.kind === 'choice' && is === 'in')
    return (
      <fieldset className={styles['choices']}>
        <legend>{say('app.compare.value')}</legend>
        {(plan.options ?? []).map((option) => (
          <Check
            key={option}
            label={choiceWord(say, name, option)}
            checked={values.includes(option)}
            onChange={(on) => onChange(on ? [...values, option] : values.filter((v) => v !== option))}
          />
        ))}
      </fieldset>
    )
  if (plan.kind === 'choice')
    return (
      <Choose
        label={say('app.compare.value')}
        value={values[0] ?? null}
        onChange={(v) => set(0, v ?? '')}
        options={(plan.options ?? []).map((o) => ({ value: o, label: choiceWord(say, name, o) }))}
      />
    )
  if (plan.kind === 'flag')
    return <Choose label={say('app.compare.value')} value={values[0] ?? null} onChange={(v) => set(0, v ?? '')} options={[{ value: 'yes', label: say('app.yes') }, { value: 'no', label: say('app.no') }]} /> // prettier-ignore
  const coded = is === 'equal' || is === 'not' ? codeOf(column) : undefined
  if (coded) return <CodeField label={say('app.compare.value')} of={coded} value={values[0] ?? ''} onChange={(v) => set(0, v)} />
  const fields = is === 'between' ? [say('app.compare.value'), say('app.compare.to')] : [say('app.compare.value')]
  return (
    <>
      {fields.map((label, i) =>
        plan.kind === 'day' || plan.kind === 'instant' ? (
          <DayField key={label} label={label} value={values[i] ?? ''} onChange={(v) => set(i, v)} />
        ) : (
          <TextField
            key={label}
            label={label}
            value={values[i] ?? ''}
            onChange={(v) => set(i, v)}
            figures={column.figures}
            {...(is === 'in' ? { hint: say('app.compare.list') } : {})}
          />
        ),
      )}
    </>
  )
}

/** `undefined` while it is not complete, `null` where the comparison needs none. */
function valueOf(column: Column, is: Comparison, values: readonly string[], culture: string): Wire | null | undefined {
  if (!needsValue(is)) return null
  const { plan } = column
  if (plan.kind === 'flag') return values[0] === 'yes' ? true : values[0] === 'no' ? false : undefined
  const one = (text: string | undefined): Wire | undefined => {
    const typed = text?.trim()
    if (!typed) return undefined
    if (plan.kind === 'decimal') return parseDecimal(culture, typed)
    if (plan.kind === 'minor') {
      const major = parseDecimal(culture, typed)
      return major === undefined ? undefined : minorOf(major)
    }
    if (plan.kind === 'count') {
      const plain = parseDecimal(culture, typed)
      return plain !== undefined && /^-?\d{1,15}$/.test(plain) ? Number(plain) : undefined
    }
    if (plan.kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : undefined
    // The day begins at midnight where the viewer sits.
    if (plan.kind === 'instant') return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00`).toISOString() : undefined
    return typed
  }
  const list = plan.kind === 'choice' ? values : is === 'in' ? (values[0] ?? '').split(';') : values
  const parsed = (is === 'in' ? list.filter((v) => v.trim()) : list.slice(0, is === 'between' ? 2 : 1)).map(one)
  if (parsed.length === 0 || parsed.some((v) => v === undefined)) return undefined
  if (is === 'between') return parsed.length === 2 ? (parsed as Wire[]) : undefined
  return is === 'in' ? (parsed as Wire[]) : parsed[0]
}
