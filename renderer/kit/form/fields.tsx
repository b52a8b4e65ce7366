import { currencies } from '../../../core/kernel/money.ts'
import type { FieldPlan, FileRef } from '../../../core/kernel/shape.ts'
import { separatorsOf } from '../../app/culture.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { choiceWord, fieldWord, useSay } from '../../app/words.ts'
import { Check } from '../choices.tsx'
import { Choose } from '../choose.tsx'
import { LongField } from '../long-field.tsx'
import { Button, IconButton, PasswordField, TextField } from '../parts.tsx'
import { CodeField } from './code-field.tsx'
import { codedField } from './codes.ts'
import { DayField } from './day-field.tsx'
import { draftOf, type Draft, type DraftShape, type MoneyDraft } from './draft.ts'
import { FileField } from './file-field.tsx'
import { TextsField } from './texts-field.tsx'
import styles from './form.module.css'
import { wallClock } from './instant.ts'
import { ReferenceField, useLookup } from './reference.tsx'

export interface FieldProps {
  readonly plan: FieldPlan
  readonly name: string
  /** `bank[0].label`: where errors find it. */
  readonly at: string
  readonly label: string
  readonly bare?: boolean
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly errors: ReadonlyMap<string, string>
  readonly formId: string
  readonly secret?: boolean
  readonly currency?: string
  readonly hint?: string
}
export const fieldId = (formId: string, at: string): string => `${formId}-${at.replace(/[^\w]/g, '-')}`

/** Data that are a text in each language, by the names that the core gives them. */
const textsByLanguage: ReadonlySet<string> = new Set(['names', 'notes', 'unit'])

/** One field of any kind. */
export function FormField(props: FieldProps) {
  const { plan, draft, onChange, at, formId, label, bare, errors, hint } = props
  const say = useSay()
  const frame = {
    id: fieldId(formId, at),
    label,
    ...(bare ? { bare } : {}),
    error: errors.get(at),
    ...(plan.optional ? {} : { required: true }),
    ...(hint ? { hint } : {}),
  }
  const text = typeof draft === 'string' ? draft : ''
  switch (plan.kind) {
    case 'flag':
      return (
        <Check id={frame.id} label={label} {...(bare ? { bare } : {})} checked={draft === true} onChange={onChange} error={frame.error} />
      )
    case 'longText':
      return <LongField {...frame} value={text} onChange={onChange} />
    case 'data':
      if (textsByLanguage.has(props.name))
        return (
          <TextsField
            id={frame.id}
            label={label}
            required={props.name === 'names' && !plan.optional}
            empty={plan.optional ? '' : '{}'}
            draft={draft}
            onChange={onChange}
            error={frame.error}
          />
        )
      return <LongField {...frame} value={text} onChange={onChange} mono rows={6} />
    case 'count':
    case 'decimal':
    case 'minor':
      return (
        <NumberField
          {...frame}
          value={text}
          onChange={onChange}
          {...(plan.kind === 'minor' && props.currency ? { currency: props.currency } : {})}
        />
      )
    case 'day':
      return <DayField {...frame} value={text} onChange={onChange} />
    case 'instant':
      return (
        <InstantField {...frame} timeWord={say('app.form.time')} value={text.endsWith('Z') ? wallClock(text) : text} onChange={onChange} />
      )
    case 'currency':
      return <CodeField {...frame} of="currency" value={text} onChange={onChange} />
    case 'money':
      return <MoneyField {...frame} draft={draft as MoneyDraft} onChange={onChange} />
    case 'choice':
      return (
        <Choose
          {...frame}
          value={text || null}
          onChange={(v) => onChange(v ?? '')}
          options={(plan.options ?? []).map((o) => ({ value: o, label: choiceWord(say, props.name, o) }))}
          placeholder={say('app.form.choose')}
          clearable={plan.optional === true}
        />
      )
    case 'id':
    case 'code':
      return <NamedField {...props} frame={frame} text={text} />
    case 'file':
      return <FileField {...frame} value={draft as FileRef | null} onChange={onChange} />
    case 'many':
      return <ManyField {...props} />
    case 'shape':
      return (
        <fieldset className={styles['part']}>
          <legend>{label}</legend>
          <ShapeFields {...props} />
        </fieldset>
      )
    case 'session':
      return null
    default: {
      if (props.secret) return <PasswordField {...frame} value={text} onChange={onChange} autoComplete="new-password" />
      const coded = plan.kind === 'text' ? codedField(props.name) : undefined
      return coded ? (
        <CodeField {...frame} of={coded} value={text} onChange={onChange} clearable={plan.optional === true} />
      ) : (
        <TextField {...frame} value={text} onChange={onChange} autoComplete="off" />
      )
    }
  }
}
type Frame = { id: string; label: string; bare?: boolean; error: string | undefined; required?: boolean }

function NumberField({
  value,
  onChange,
  currency,
  ...frame
}: Frame & { value: string; onChange: (value: string) => void; currency?: string }) {
  return (
    <TextField
      {...frame}
      value={value}
      onChange={onChange}
      figures
      autoComplete="off"
      {...(currency ? { end: <span className={styles['unit']}>{currency}</span> } : {})}
    />
  )
}
/** A day and a time of the viewer's wall clock. */
function InstantField({
  value,
  onChange,
  timeWord,
  ...frame
}: Frame & {
  timeWord: string
  value: string
  onChange: (value: string) => void
}) {
  const [day = '', time = ''] = value.split('T')
  const set = (nextDay: string, nextTime: string): void => onChange(nextDay || nextTime ? `${nextDay}T${nextTime}` : '')
  return (
    <div className={styles['money']}>
      <DayField {...frame} value={day} onChange={(next) => set(next, time || '00:00')} />
      <TextField label={`${frame.label}: ${timeWord}`} bare value={time} onChange={(next) => set(day, next)} placeholder="00:00" figures />
    </div>
  )
}
function MoneyField({
  draft,
  onChange,
  id,
  label,
  bare,
  error,
  required,
}: Frame & { draft: MoneyDraft; onChange: (draft: MoneyDraft) => void }) {
  const say = useSay()
  return (
    <div className={styles['money']}>
      <TextField
        id={id}
        label={label}
        {...(bare ? { bare } : {})}
        value={draft.amount}
        onChange={(amount) => onChange({ ...draft, amount })}
        figures
        error={error}
        {...(required ? { required } : {})}
      />
      <Choose
        label={`${label}: ${fieldWord(say, 'currency')}`}
        bare
        value={draft.currency || null}
        onChange={(v) => onChange({ ...draft, currency: v ?? '' })}
        options={currencies.map((c) => ({ value: c, label: c }))}
        searchable
        placeholder="EUR"
      />
    </div>
  )
}
/** An id or code: looked up in its list. A code of one's own making is typed. */
function NamedField({ plan, name, frame, text, onChange }: FieldProps & { frame: Frame; text: string }) {
  const view = useLookup(plan.of)
  if (!view || (plan.kind === 'code' && (name === 'code' || name === view.key)))
    return <TextField {...frame} value={text} onChange={onChange} autoComplete="off" />
  return <ReferenceField {...frame} view={view} value={text} onChange={onChange} clearable={plan.optional === true} />
}

/** The fields of a shape, two in a row where there is room. */
export function ShapeFields({
  plan,
  draft,
  onChange,
  at,
  errors,
  formId,
  only,
  secrets,
  hints,
}: Omit<FieldProps, 'name' | 'label' | 'hint'> & {
  only?: readonly string[]
  secrets?: readonly string[]
  hints?: Readonly<Record<string, string>>
}) {
  const say = useSay()
  const values = draft as DraftShape
  const names = only ?? Object.keys(plan.fields ?? {})
  return (
    <div className={styles['fields']}>
      {names.map((name) => {
        const field = plan.fields?.[name]
        if (!field || field.kind === 'session') return null
        return (
          <div key={name} className={styles['field']} data-wide={isWide(field) || undefined} data-flag={field.kind === 'flag' || undefined}>
            <FormField
              plan={field}
              name={name}
              at={at === '' ? name : `${at}.${name}`}
              label={fieldWord(say, name)}
              draft={values[name] ?? null}
              onChange={(next) => onChange({ ...values, [name]: next })}
              errors={errors}
              formId={formId}
              secret={isSecret(name, secrets)}
              {...(field.kind === 'minor' && typeof values[field.currencyIn ?? ''] === 'string'
                ? { currency: values[field.currencyIn ?? ''] as string }
                : {})}
              {...(hints?.[name] ? { hint: hints[name] } : {})}
            />
          </div>
        )
      })}
    </div>
  )
}
const isWide = (plan: FieldPlan): boolean => ['longText', 'data', 'many', 'shape', 'file'].includes(plan.kind)
const isSecret = (name: string, secrets: readonly string[] | undefined): boolean => secrets?.includes(name) ?? /password|secret/i.test(name)

/** A list: choices as boxes to tick, simple values as lines, shapes as a table. */
function ManyField({ plan, name, at, label, draft, onChange, errors, formId, hint }: FieldProps) {
  const say = useSay()
  const { culture } = useHarmony()
  const inner = plan.inner!
  const rows = draft as readonly Draft[]
  const set = (i: number, next: Draft): void => onChange(rows.map((row, j) => (j === i ? next : row)))
  const remove = (i: number): void => onChange(rows.filter((_, j) => j !== i))
  if (inner.kind === 'choice')
    return (
      <fieldset className={styles['part']} id={fieldId(formId, at)}>
        <legend>{label}</legend>
        <div className={styles['ticks']}>
          {(inner.options ?? []).map((o) => (
            <Check
              key={o}
              label={choiceWord(say, name, o)}
              checked={rows.includes(o)}
              onChange={(on) => onChange(on ? [...rows, o] : rows.filter((r) => r !== o))}
            />
          ))}
        </div>
      </fieldset>
    )
  const columns = inner.kind === 'shape' ? Object.entries(inner.fields ?? {}) : null
  const cell = (plan_: FieldPlan, field: string, path: string, word: string, value: Draft, change: (next: Draft) => void) => (
    <FormField plan={plan_} name={field} at={path} label={word} bare draft={value} onChange={change} errors={errors} formId={formId} />
  )
  return (
    <fieldset className={styles['part']} id={fieldId(formId, at)}>
      <legend>{label}</legend>
      {hint ? <p className={styles['hint']}>{hint}</p> : null}
      {errors.get(at) ? <span className={styles['fieldError']}>{errors.get(at)}</span> : null}
      {rows.length > 0 ? (
        <table className={styles['lines']}>
          {columns ? (
            <thead>
              <tr>
                {columns.map(([field]) => (
                  <th key={field} scope="col">
                    {fieldWord(say, field)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
          ) : null}
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>
                {columns ? (
                  columns.map(([field, fieldPlan]) => (
                    <td key={field} data-kind={fieldPlan.kind}>
                      {cell(
                        fieldPlan,
                        field,
                        `${at}[${i}].${field}`,
                        `${fieldWord(say, field)} ${i + 1}`,
                        (row as DraftShape)[field] ?? null,
                        (next) => set(i, { ...(row as DraftShape), [field]: next }),
                      )}
                    </td>
                  ))
                ) : (
                  <td>{cell(inner, name, `${at}[${i}]`, `${label} ${i + 1}`, row, (next) => set(i, next))}</td>
                )}
                <td className={styles['lineEnd']}>
                  <IconButton icon="trash" label={say('app.form.remove', { row: i + 1 })} onClick={() => remove(i)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <Button small icon="plus" onClick={() => onChange([...rows, draftOf(inner, undefined, culture)])}>
        {say('app.form.add')}
      </Button>
    </fieldset>
  )
}
/** How a number is typed here, for a message: `1.234,5`. */
export const numberExample = (culture: string): string => {
  const { decimal, group } = separatorsOf(culture)
  return `1${group}234${decimal}5`
}
