import { useSay } from '../../app/words.ts'
import { Check } from '../choices.tsx'
import { Button, IconButton } from '../parts.tsx'
import type { Column } from './columns.ts'
import styles from './grid.module.css'

/** Which columns, in which order. */
export function ColumnChooser({
  columns,
  shown,
  onChange,
  onReset,
}: {
  columns: readonly Column[]
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
  onReset: () => void
}) {
  const say = useSay()
  const chosen = shown.flatMap((name) => columns.filter((c) => c.name === name))
  const rest = columns.filter((c) => !shown.includes(c.name))
  const move = (name: string, by: number): void => {
    const at = shown.indexOf(name)
    const next = shown.filter((n) => n !== name)
    next.splice(Math.max(0, at + by), 0, name)
    onChange(next)
  }
  return (
    <div className={styles['chooser']}>
      <ul>
        {[...chosen, ...rest].map((c) => {
          const on = shown.includes(c.name)
          return (
            <li key={c.name}>
              <Check
                label={c.word}
                checked={on}
                onChange={(next) => onChange(next ? [...shown, c.name] : shown.filter((n) => n !== c.name))}
              />
              {on ? (
                <>
                  <IconButton
                    icon="up"
                    label={say('app.grid.columns.up', { column: c.word })}
                    onClick={() => move(c.name, -1)}
                    disabled={shown[0] === c.name}
                  />
                  <IconButton
                    icon="down"
                    label={say('app.grid.columns.down', { column: c.word })}
                    onClick={() => move(c.name, 1)}
                    disabled={shown.at(-1) === c.name}
                  />
                </>
              ) : null}
            </li>
          )
        })}
      </ul>
      <Button look="quiet" small icon="refresh" onClick={onReset}>
        {say('app.grid.columns.reset')}
      </Button>
    </div>
  )
}
