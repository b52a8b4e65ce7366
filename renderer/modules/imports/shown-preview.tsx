import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Table } from '../../kit/page.tsx'
import { Nothing } from '../../kit/state.tsx'
import { Counts } from './counts.tsx'
import styles from './imports.module.css'
import { rowsWord, type Preview, type Subject } from './types.ts'

/** What importing the file would do: counted, with the rows that become no line and why. */
export function ShownPreview({ subject, preview, stale }: { subject: Subject; preview: Preview; stale: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const { rows, customers, contracts, lines, unchanged, conflicts, rejected, ignored } = preview
  const width = Math.max(...preview.sample.map((s) => s.cells.length), 0)
  return (
    <div className={stale ? styles['stale'] : undefined} aria-busy={stale}>
      <Counts
        word={say(`imports.ui.willImport${rowsWord(subject)}`)}
        tone={lines > 0 ? 'ok' : 'warn'}
        of={{ rows, lines, customers, contracts, unchanged, conflicts, rejected, ignored }}
      />
      <Card title={say(`imports.ui.problems${rowsWord(subject)}`)}>
        {preview.problems.length === 0 ? (
          <Nothing icon="check" title={say('imports.ui.noProblems')} lead={say('imports.ui.noProblemsLead')} />
        ) : (
          <Problems preview={preview} />
        )}
      </Card>
      <Card title={say('imports.ui.layout', { row: culture.count(preview.headingRow) })}>
        <ul className={styles['columns']}>
          {preview.columns.map((c) => (
            <li key={c.name} data-absent={c.heading === null || undefined}>
              <span>{say(`choice.name.${c.name}`)}</span>
              <small>{c.heading ?? say('imports.ui.noColumn')}</small>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={say('field.sample')}>
        <Table
          caption={say('field.sample')}
          columns={[{ name: say('field.row'), figures: true }, ...Array.from({ length: width }, (_, i) => ({ name: letters(i) }))]}
          rows={preview.sample.map((s) => [culture.count(s.row), ...Array.from({ length: width }, (_, i) => s.cells[i] ?? '')])}
        />
      </Card>
    </div>
  )
}

function Problems({ preview }: { preview: Preview }) {
  const say = useSay()
  const culture = useCulture()
  const all = preview.rejected + preview.conflicts
  return (
    <>
      <ul className={styles['reasons']} aria-label={say('field.reasons')}>
        {preview.reasons.map((r) => (
          <li key={r.reason}>
            {say(`choice.reason.${r.reason}`)} <span className="figures">{culture.count(r.rows)}</span>
          </li>
        ))}
      </ul>
      <Table
        caption={say('imports.ui.problems')}
        columns={[
          { name: say('field.row'), figures: true },
          { name: say('field.column') },
          { name: say('field.value') },
          { name: say('field.reason') },
          { name: say('imports.ui.remedy') },
        ]}
        rows={preview.problems.map((p) => [
          culture.count(p.row),
          p.column ?? '',
          p.value ? (
            <span key="v" className={styles['bad']}>
              {p.value}
            </span>
          ) : (
            <span key="v" className={styles['absent']}>
              {say('imports.ui.emptyCell')}
            </span>
          ),
          say(`choice.reason.${p.reason}`),
          <div key="r" className={styles['remedy']}>
            {say(`imports.remedy.${p.reason}`, { value: p.value ?? '', column: p.column ?? '' })}
          </div>,
        ])}
      />
      {all > preview.problems.length ? (
        <p className={styles['absent']}>{say('imports.ui.moreProblems', { figure: culture.count(all) })}</p>
      ) : null}
    </>
  )
}

/** Columns as spreadsheets name them: A, B, … Z, AA. */
export const letters = (i: number): string => (i < 26 ? '' : letters(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))
