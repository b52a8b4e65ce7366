import { useMemo, useState } from 'react'
import type { Filter } from '../../../core/kernel/filter.ts'
import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { recordPath, type MissingRate } from '../rates/types.ts'
import styles from './billing.module.css'
import { DecideDialog } from './decide.tsx'
import type { Decision } from './review-types.ts'
import type { Run } from './types.ts'
import { WhyInline } from './why-inline.tsx'

// Narrow enough that the amount is seen beside its explanation.
firstWidths('billing.reviewList', {
  customerName: 180,
  contractNumber: 110,
  lineNumber: 60,
  product: 110,
  net: 130,
  lastNet: 130,
  percent: 80,
  held: 130,
})

const percentText = (text: string): string => (text.startsWith('-') ? text : `+${text}`)

/** The charges of a run: each beside the last time, held, approved or commented one by one or many at a time. */
export function ReviewList({
  run,
  where,
  empty,
  onWhy,
}: {
  run: Run
  where?: Filter
  empty: { title: string; lead: string }
  onWhy: (row: Row) => void
}) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [deciding, setDeciding] = useState<{ decision: Decision; charges: readonly string[]; clear: () => void } | null>(null)
  const open = run.state === 'proposed'
  const cells = useMemo(
    () => ({
      net: (row: Row) => (
        <button
          type="button"
          className={styles['whyButton']}
          onClick={() => onWhy(row)}
          aria-label={say('billing.ui.why', { amount: culture.money(String(row['currency']), String(row['net'])) })}
        >
          {culture.money(String(row['currency']), String(row['net']))}
        </button>
      ),
      percent: (row: Row) => (row['percent'] === null ? '' : `${culture.decimal(percentText(String(row['percent'])).replace('+', ''))} %`),
      held: (row: Row) =>
        row['held'] === true ? (
          <Chip tone="warn">{say('field.held')}</Chip>
        ) : Number(row['approvals']) > 0 ? (
          <Chip tone="ok" icon="check">
            {say('billing.ui.approvedBy', { count: Number(row['approvals']) })}
          </Chip>
        ) : (
          ''
        ),
    }),
    [culture.name, say],
  )
  const detail = useMemo(
    () => ({
      label: (row: Row) => say('billing.ui.whyBelow', { amount: culture.money(String(row['currency']), String(row['net'])) }),
      of: (row: Row) => <WhyInline charge={String(row['id'])} run={run} />,
    }),
    [culture.name, say, run],
  )
  const ofRun = { field: 'run', is: 'equal', value: run.id } as const
  return (
    <>
      <Grid
        view="billing.reviewList"
        fixed={where ? { all: [ofRun, where] } : ofRun}
        columns={[
          'customerName',
          'net',
          'percent',
          'contractNumber',
          'lineNumber',
          'product',
          'held',
          'lastNet',
          'quantity',
          'from',
          'lastDay',
          'kind',
          'mark',
          'entity',
        ]}
        cells={cells}
        detail={detail}
        opens={() => undefined}
        peek={(row) => {
          onWhy(row)
          return null
        }}
        {...(open && may('billing.review')
          ? {
              bulk: (rows: readonly Row[], clear: () => void) =>
                (['approve', 'hold', 'comment'] as const).map((decision) => (
                  <Button key={decision} small onClick={() => setDeciding({ decision, charges: rows.map((r) => String(r['id'])), clear })}>
                    {say(`choice.decision.${decision}`)}
                  </Button>
                )),
            }
          : {})}
        address={false}
        label={where ? say('billing.reviewList') : say('billing.ui.all')}
        empty={empty}
      />
      {deciding ? (
        <DecideDialog
          run={run.id}
          decision={deciding.decision}
          charges={deciding.charges}
          onDone={deciding.clear}
          onClose={() => setDeciding(null)}
        />
      ) : null}
    </>
  )
}

/** What should be looked at before posting, and what to do about it. */
export function Exceptions({ run, onWhy }: { run: Run; onWhy: (row: Row) => void }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data } = useAsk<{ rates: readonly MissingRate[] }>('billing.missingRates', { run: run.id }, { enabled: run.blocked > 0 })
  const cells = useMemo(
    () => ({
      net: (row: Row) =>
        row['net'] === null ? (
          ''
        ) : (
          <button
            type="button"
            className={styles['whyButton']}
            onClick={() => onWhy({ ...row, id: row['charge'] })}
            aria-label={say('billing.ui.why', { amount: culture.money(String(row['currency']), String(row['net'])) })}
          >
            {culture.money(String(row['currency']), String(row['net']))}
          </button>
        ),
      // A sentence, not a state. A rate is recorded where rates are, with the pair filled in.
      remedy: (row: Row) => {
        const sentence = say(`choice.remedy.${String(row['remedy'])}`)
        const missing = row['remedy'] === 'setRate' ? data?.rates.find(({ entity }) => entity === row['entity']) : undefined
        return missing && may('rates.write') ? <Go to={recordPath(missing)}>{sentence}</Go> : sentence
      },
    }),
    [culture.name, say, data, may],
  )
  const detail = useMemo(
    () => ({
      has: (row: Row) => row['net'] !== null,
      label: (row: Row) => say('billing.ui.whyBelow', { amount: culture.money(String(row['currency']), String(row['net'])) }),
      of: (row: Row) => <WhyInline charge={String(row['charge'])} run={run} />,
    }),
    [culture.name, say, run],
  )
  return (
    <>
      {run.blocked > 0 ? <Notice tone="warn">{say('billing.ui.blockedHint')}</Notice> : null}
      <Grid
        view="billing.exceptions"
        fixed={{ field: 'run', is: 'equal', value: run.id }}
        columns={['customerName', 'reason', 'remedy', 'net', 'contractNumber', 'lineNumber', 'product', 'entity']}
        cells={cells}
        detail={detail}
        opens={(row: Row) => `/contracts/${String(row['contract'])}`}
        address={false}
        label={say('billing.exceptions')}
        empty={{ title: say('billing.ui.noExceptions'), lead: say('billing.ui.noExceptionsLead') }}
      />
    </>
  )
}
firstWidths('billing.exceptions', {
  reason: 190,
  remedy: 300,
  customerName: 180,
  contractNumber: 110,
  lineNumber: 60,
  product: 110,
  net: 130,
})
