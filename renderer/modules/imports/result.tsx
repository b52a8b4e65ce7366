import { useMemo, useState } from 'react'
import type { Filter } from '../../../core/kernel/filter.ts'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Facts, PageHead } from '../../kit/page.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Rest, Tall } from '../../kit/tall.tsx'
import { Counts } from './counts.tsx'
import styles from './imports.module.css'
import { Actions } from './result-actions.tsx'
import { letters } from './shown-preview.tsx'
import { rowsWord, type Summary } from './types.ts'

firstWidths('imports.rows', { row: 80, outcome: 140, reason: 620, column: 130, value: 200 })
const outcomes = ['rejected', 'conflict', 'unchanged', 'imported', 'ignored'] as const
type Outcome = (typeof outcomes)[number] | 'all'

/** What came of an import, row by row. */
export default function ImportScreen() {
  const say = useSay()
  const id = useParam('import')
  const [working, setWorking] = useState(false)
  const { data, error } = useAsk<Summary>('imports.get', { import: id }, working ? { every: 800 } : {})
  useTitle(data?.file)
  if (error) return <Nothing icon="danger" title={say('imports.get')} lead={error.message} />
  if (!data) return <Bones label={say('imports.get')} lines={8} />
  return <Shown summary={data} onWorking={setWorking} />
}

function Shown({ summary, onWorking }: { summary: Summary; onWorking: (working: boolean) => void }) {
  const say = useSay()
  const culture = useCulture()
  const { rows, lines, unchanged, conflicts, rejected, ignored, customers, contracts, state, subject } = summary
  const own = rowsWord(subject)
  const open = state === 'staging' || state === 'staged'
  const imported = lines - unchanged
  const counts: Readonly<Record<Outcome, number>> = { rejected, conflict: conflicts, unchanged, imported, ignored, all: rows }
  return (
    <Tall>
      <PageHead
        title={summary.file}
        chip={<Chip tone={toneOf(state === 'reviewed' ? 'published' : state)}>{say(`choice.state.${state}`)}</Chip>}
        lead={say('imports.ui.intoSubject', { subject: say(`choice.subject.${subject}`), entity: summary.entity })}
      >
        <Actions summary={summary} onWorking={onWorking} />
      </PageHead>
      {open ? <Notice tone="warn">{say(`imports.ui.unfinished${own}`, { rows: culture.count(rows) })}</Notice> : null}
      {state === 'cancelled' ? <Notice tone="info">{say(`imports.ui.cancelled${own}`)}</Notice> : null}
      {open || state === 'cancelled' ? null : (
        <Counts
          word={say(own ? 'imports.ui.recorded' : 'field.lines')}
          tone="ok"
          of={{ rows, lines, customers, contracts, unchanged, conflicts, rejected, ignored }}
        />
      )}
      {open || state === 'cancelled' ? null : <Outcomes id={summary.import} counts={counts} />}
    </Tall>
  )
}

function Outcomes({ id, counts }: { id: string; counts: Readonly<Record<Outcome, number>> }) {
  const say = useSay()
  const culture = useCulture()
  const [tab, setTab] = useState<Outcome>(outcomes.find((o) => counts[o] > 0) ?? 'all')
  const tabs = [...outcomes, 'all' as const].map((value) => ({
    value,
    label: value === 'all' ? say('imports.ui.allRows') : say(`choice.outcome.${value}`),
    count: culture.count(counts[value]),
    content: null,
  }))
  return (
    <>
      <Tabs<Outcome> label={say('field.outcome')} value={tab} onChange={setTab} tabs={tabs} />
      <Rest>
        <Rows key={tab} id={id} outcome={tab} />
      </Rest>
    </>
  )
}

const columnsOf: Readonly<Record<Outcome, readonly string[]>> = {
  rejected: ['row', 'column', 'value', 'reason'],
  conflict: ['row', 'column', 'reason'],
  unchanged: ['row', 'outcome'],
  imported: ['row', 'outcome'],
  ignored: ['row', 'outcome'],
  all: ['row', 'outcome', 'column', 'value', 'reason'],
}
function Rows({ id, outcome }: { id: string; outcome: Outcome }) {
  const say = useSay()
  const cells = useMemo(
    () => ({
      reason: (row: Row) =>
        row['reason'] ? (
          <span className={styles['reason']} title={remedyOf(say, row)}>
            <Chip tone={row['reason'] === 'conflict' ? 'warn' : 'danger'}>{say(`choice.reason.${String(row['reason'])}`)}</Chip>
            <span>{remedyOf(say, row)}</span>
          </span>
        ) : null,
    }),
    [say],
  )
  const ofImport = { field: 'import', is: 'equal', value: id } as const
  const fixed: Filter = outcome === 'all' ? ofImport : { all: [ofImport, { field: 'outcome', is: 'equal', value: outcome }] }
  return (
    <Grid
      view="imports.rows"
      label={say('imports.rows')}
      fixed={fixed}
      columns={columnsOf[outcome]}
      cells={cells}
      opens={() => undefined}
      peek={(row) => <RowPeek row={row} />}
      address={false}
      empty={{ title: say('imports.ui.noRows'), lead: say('imports.ui.noRowsLead') }}
    />
  )
}
type Say = ReturnType<typeof useSay>
const remedyOf = (say: Say, row: Row): string =>
  say(`imports.remedy.${String(row['reason'])}`, { value: String(row['value'] ?? ''), column: String(row['column'] ?? '') })

/** A row as it stood in the file, and what to do about it. */
function RowPeek({ row }: { row: Row }) {
  const say = useSay()
  const culture = useCulture()
  const cells = Array.isArray(row['cells']) ? (row['cells'] as readonly unknown[]) : []
  return (
    <>
      <Facts
        facts={[
          { name: say('field.row'), value: culture.count(Number(row['row'])) },
          { name: say('field.outcome'), value: say(`choice.outcome.${String(row['outcome'])}`) },
          ...(row['reason'] ? [{ name: say('imports.ui.remedy'), value: remedyOf(say, row), wide: true }] : []),
        ]}
      />
      <dl className={styles['cells']}>
        {cells.map((cell, i) =>
          textOf(cell) === '' ? null : (
            <div key={i}>
              <dt>{letters(i)}</dt>
              <dd>{textOf(cell)}</dd>
            </div>
          ),
        )}
      </dl>
    </>
  )
}
/** A cell is text, or text with the day or number that the file keeps behind it. */
function textOf(cell: unknown): string {
  if (Array.isArray(cell)) return String(cell[0] ?? '')
  if (typeof cell === 'object' && cell !== null) return String((cell as { text?: unknown }).text ?? '')
  return cell === null || cell === undefined ? '' : String(cell)
}
