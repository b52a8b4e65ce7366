import type { ReactNode } from 'react'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import styles from './consolidation.module.css'
import { linesBehind, linesIn } from './lines-behind.ts'
import { ofEntity, total, totalOf } from './sums.ts'
import type { Line, Statement, Sum } from './types.ts'

type Part = readonly [word: string, lines: readonly Line[]]

/** Accounts with a column for each legal entity, what is taken out between them, and the group. Each figure leads to the journal lines behind it. */
export function StatementTable({
  statement,
  word,
  parts,
  flow,
  closing,
}: {
  statement: Statement
  word: string
  parts: readonly Part[]
  /** Income and expenses of the year. */
  flow?: boolean
  /** The year's result, as a further line of the balance sheet. */
  closing?: Sum
}) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { entities, currency, period, from, retranslation } = statement
  const several = entities.length > 1
  // In a currency that was agreed to, the lines are told in it, month by month.
  const behind = (account: string, entity: string | null): string =>
    retranslation === null ? linesBehind([account], entity, flow ? from : null, period) : linesIn(retranslation, account, entity, period)
  const figure = (minor: string): string => (minor === '0' ? '–' : culture.figures(currency, minor))
  const bold = (words: readonly string[]): ReactNode[] => words.map((text, i) => <b key={i}>{text}</b>)
  const row = (line: Line): ReactNode[] => [
    <span key="a" className={styles['account']}>
      <b>{line.account}</b> {line.names[manifest.language] ?? line.names['en'] ?? ''}
    </span>,
    ...(several
      ? [
          ...entities.map(({ entity }) => {
            const amount = ofEntity([line], entity)
            return amount === '0' ? (
              '–'
            ) : (
              <Go key={entity} to={behind(line.account, entity)}>
                {culture.figures(currency, amount)}
              </Go>
            )
          }),
          figure(line.eliminated),
        ]
      : []),
    <Go key="g" to={behind(line.account, several ? null : (entities[0]?.entity ?? null))}>
      {culture.figures(currency, line.group)}
    </Go>,
  ]
  const sumRow = (name: string, lines: readonly Line[]): ReactNode[] =>
    bold([
      name,
      ...(several
        ? [...entities.map(({ entity }) => figure(ofEntity(lines, entity))), figure(total(lines.map((line) => line.eliminated)))]
        : []),
      figure(totalOf(lines)),
    ])
  const all = parts.flatMap(([, lines]) => lines)
  return (
    <Table
      caption={word}
      columns={[
        { name: say('field.account') },
        ...(several
          ? [...entities.map(({ entity }) => ({ name: entity, figures: true })), { name: say('field.eliminated'), figures: true }]
          : []),
        { name: `${say('field.group')} ${currency}`, figures: true },
      ]}
      rows={[
        ...parts.flatMap(([name, lines]) => (lines.length === 0 ? [] : [...lines.map(row), sumRow(say(name), lines)])),
        ...(flow ? [sumRow(say('field.result'), all)] : []),
        ...(closing
          ? [
              bold([
                say('consolidation.ui.yearResult'),
                ...(several
                  ? [
                      ...entities.map(({ entity }) => figure(closing.entities.find((sum) => sum.entity === entity)?.groupAmount ?? '0')),
                      figure(closing.eliminated),
                    ]
                  : []),
                figure(closing.group),
              ]),
            ]
          : []),
      ]}
    />
  )
}
