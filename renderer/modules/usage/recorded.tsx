import { useMemo, useState, type ReactNode } from 'react'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useMay, useView } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Peek } from '../../kit/grid/peek.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Line, Stack } from '../../kit/tall.tsx'

export interface RecordedProps {
  readonly view: string
  readonly columns: readonly string[]
  readonly cells?: Readonly<Record<string, (row: Row) => ReactNode>>
  /** The operation that takes a row back, the input that names the row, and the right to do so. */
  readonly reverse: { readonly operation: string; readonly input: string; readonly permit: string }
  /** What is recorded, and the right to do so. */
  readonly record: { readonly operation: string; readonly permit: string }
  /** What is imported here. */
  readonly subject: string
  /** The form of a new record. */
  readonly form: (close: () => void) => ReactNode
  readonly empty: { readonly title: string; readonly lead: string }
}

/** A list of what was recorded and never changes: added by hand or by a spreadsheet, taken back by its opposite. */
export function Recorded({ view, columns, cells, reverse, record, subject, form, empty }: RecordedProps) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const [{ record: asked }, setSearch] = useSearchState()
  const [back, setBack] = useState<Row | null>(null)
  useTitle(say(view))
  const drawn = useMemo(() => ({ ...cells, isReversed: (row: Row) => <State row={row} /> }), [cells])
  const writes = may(record.permit)
  const buttons = (
    <Line>
      {may('imports.write') ? (
        <Button icon="upload" onClick={() => go(`/imports/new?subject=${subject}`)}>
          {say(`imports.${subject}`)}
        </Button>
      ) : null}
      {writes ? (
        <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
          {say(record.operation)}
        </Button>
      ) : null}
    </Line>
  )
  const takesBack = (row: Row): boolean => may(reverse.permit) && row['isReversed'] !== true
  return (
    <Fill>
      <PageHead title={say(view)}>{buttons}</PageHead>
      <Grid
        view={view}
        label={say(view)}
        columns={columns}
        cells={drawn}
        opens={() => undefined}
        peek={(row) => (
          <RecordPeek view={view} row={row} {...(takesBack(row) ? { onBack: () => setBack(row), word: say(reverse.operation) } : {})} />
        )}
        bulk={(rows) =>
          rows.length === 1 && takesBack(rows[0]!) ? (
            <Button small icon="refresh" onClick={() => setBack(rows[0]!)}>
              {say(reverse.operation)}
            </Button>
          ) : null
        }
        empty={{ ...empty, action: buttons }}
      />
      {asked && writes ? form(() => setSearch({ record: undefined })) : null}
      {back ? (
        <FormDrawer operation={reverse.operation} fixed={{ [reverse.input]: back['id'] }} fields={['reason']} onClose={() => setBack(null)}>
          <p>{say('usage.ui.backLead')}</p>
        </FormDrawer>
      ) : null}
    </Fill>
  )
}

/** Whether a row still stands, was taken back, or takes another one back. */
function State({ row }: { row: Row }) {
  const say = useSay()
  if (row['reverses']) return <Chip tone="violet">{say('usage.ui.opposite')}</Chip>
  return row['isReversed'] === true ? <Chip tone="warn">{say('field.isReversed')}</Chip> : <Chip tone="ok">{say('usage.ui.stands')}</Chip>
}

function RecordPeek({ view, row, onBack, word }: { view: string; row: Row; onBack?: () => void; word?: string }) {
  const plan = useView(view)
  return (
    <Stack>
      {onBack && word ? (
        <Line>
          <Button icon="refresh" onClick={onBack}>
            {word}
          </Button>
        </Line>
      ) : null}
      {plan ? <Peek view={plan} row={row} path={undefined} /> : null}
    </Stack>
  )
}
