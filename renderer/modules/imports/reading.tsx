import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { TextField } from '../../kit/parts.tsx'
import styles from './imports.module.css'
import type { Options, Preview } from './types.ts'

/** Encodings that spreadsheet programs write. What is detected may be another one; then it stands among them. */
const encodings = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le', 'utf-16be', 'macintosh']
/** Values that a person may choose instead of the detected one: the operation's own. */
function useChoices(field: string): readonly string[] {
  const plan = useHarmony().operations.get('imports.preview')?.input.fields?.['options']
  return plan?.fields?.[field]?.options ?? plan?.inner?.fields?.[field]?.options ?? []
}

/** How the file is read: what was found out, and a person's better knowledge. */
export function ReadingCard({
  preview,
  options,
  onOptions,
}: {
  preview: Preview | undefined
  options: Options
  onOptions: (options: Options) => void
}) {
  const say = useSay()
  const set = (name: keyof Options, value: string | null): void => {
    const { [name]: _before, ...rest } = options
    onOptions(value ? { ...rest, [name]: value } : rest)
  }
  const field = (
    name: Exclude<keyof Options, 'sheet'>,
    detected: string | null | undefined,
    values: readonly string[],
    word: (value: string) => string,
  ) => {
    const own = options[name]
    const known = detected && !values.includes(detected) ? [detected, ...values] : values
    return (
      <Choose
        label={say(`field.${name}`)}
        value={own ?? ''}
        onChange={(next) => set(name, next)}
        options={[
          {
            value: '',
            label: detected && own === undefined ? say('imports.ui.detected', { value: word(detected) }) : say('imports.ui.detect'),
          },
          ...known.map((value) => ({ value, label: word(value) })),
        ]}
      />
    )
  }
  const delimiters = useChoices('delimiter')
  const orders = useChoices('dateOrder')
  const marks = useChoices('decimalMark')
  const text = preview?.format !== 'xlsx'
  return (
    <Card title={say('imports.ui.reading')}>
      <div className={styles['settings']}>
        {text ? field('encoding', preview?.encoding, encodings, (v) => v.toUpperCase()) : null}
        {text ? field('delimiter', preview?.delimiter, delimiters, (v) => say(`choice.delimiter.${v}`)) : null}
        {text ? null : (
          <TextField label={say('field.sheet')} value={options.sheet ?? preview?.sheet ?? ''} onChange={(next) => set('sheet', next)} />
        )}
        {field('dateOrder', preview?.dateOrder, orders, (v) => say(`choice.dateOrder.${v}`))}
        {field('decimalMark', preview?.decimalMark, marks, (v) => say(`choice.decimalMark.${v}`))}
      </div>
    </Card>
  )
}
