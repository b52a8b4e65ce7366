import { useHarmony } from '../../app/harmony.tsx'
import { TextField } from '../parts.tsx'
import type { Draft } from './draft.ts'
import styles from './texts-field.module.css'

/** A text in each language that the product speaks. The draft is the JSON that the form keeps. */
export function TextsField({
  id,
  label,
  required = true,
  empty = '',
  draft,
  onChange,
  error,
}: {
  /** Of the first field, where a summary of errors leads to. */
  id?: string
  label: string
  required?: boolean
  /** What stands for no text at all. */
  empty?: '' | '{}'
  draft: Draft
  onChange: (draft: string) => void
  error?: string | undefined
}) {
  const { manifest } = useHarmony()
  const texts = textsIn(draft)
  const set = (language: string, text: string): void => {
    const next = Object.fromEntries(Object.entries({ ...texts, [language]: text }).filter(([, t]) => t !== ''))
    onChange(Object.keys(next).length === 0 ? empty : JSON.stringify(next))
  }
  return (
    <div className={styles['texts']}>
      {manifest.languages.map(({ code, name }, i) => (
        <TextField
          key={code}
          {...(i === 0 && id ? { id } : {})}
          label={`${label}, ${name}`}
          value={texts[code] ?? ''}
          onChange={(text) => set(code, text)}
          required={required && code === 'en'}
          error={i === 0 ? error : undefined}
          autoComplete="off"
        />
      ))}
    </div>
  )
}
export function textsIn(draft: Draft): Readonly<Record<string, string>> {
  if (typeof draft !== 'string' || draft === '') return {}
  try {
    return JSON.parse(draft) as Readonly<Record<string, string>>
  } catch {
    return {}
  }
}
