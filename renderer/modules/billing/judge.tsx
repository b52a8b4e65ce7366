import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { DecideDialog } from './decide.tsx'
import type { Decision, Reviewed } from './review-types.ts'
import styles from './review.module.css'
import type { Run } from './types.ts'

interface Said {
  readonly id: string
  readonly decision: Decision
  readonly comment: string | null
  readonly at: string
  readonly by: string
}

/** A proposed charge beside the last time, what was said of it, and what can be said. */
export function Judge({ run, charge }: { run: Run; charge: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [deciding, setDeciding] = useState<Decision | null>(null)
  const found = useAsk<{ rows: readonly Reviewed[] }>(
    'billing.reviewList',
    { filter: { field: 'id', is: 'equal', value: charge }, limit: 1 },
    { keep: true },
  )
  const said = useAsk<{ rows: readonly Said[] }>('billing.reviews', {
    filter: {
      all: [
        { field: 'run', is: 'equal', value: run.id },
        { field: 'charge', is: 'equal', value: charge },
      ],
    },
    limit: 50,
  })
  const row = found.data?.rows[0]
  if (!row) return null
  const open = run.state === 'proposed'
  return (
    <section aria-label={say('billing.review')}>
      <Facts
        facts={[
          { name: say('field.net'), value: culture.money(row.currency, row.net) },
          { name: say('field.lastNet'), value: row.lastNet === null ? say('app.none') : culture.money(row.currency, row.lastNet) },
          {
            name: say('billing.ui.versus'),
            value:
              row.percent === null
                ? say('app.none')
                : `${/^[1-9]|^0\.[1-9]/.test(row.percent) ? '+' : ''}${culture.decimal(row.percent)} %`,
          },
          {
            name: say('field.state'),
            value: row.held ? <Chip tone="warn">{say('field.held')}</Chip> : say('billing.ui.approvedBy', { count: row.approvals }),
          },
        ]}
      />
      <div className={styles['judge']}>
        {open && may('billing.review')
          ? (['approve', 'hold', 'comment'] as const).map((decision) => (
              <Button key={decision} small onClick={() => setDeciding(decision)}>
                {say(`choice.decision.${decision}`)}
              </Button>
            ))
          : null}
        {open && may('documents.read') ? <ProForma run={run.id} invoice={row.invoice} /> : null}
      </div>
      {said.data && said.data.rows.length > 0 ? (
        <ul className={styles['said']}>
          {said.data.rows.map((one) => (
            <li key={one.id}>
              <Chip tone={one.decision === 'hold' ? 'warn' : one.decision === 'approve' ? 'ok' : 'neutral'}>
                {say(`choice.decision.${one.decision}`)}
              </Chip>{' '}
              {one.comment ?? ''}
              <div className={styles['saidBy']}>
                {one.by} · {culture.instant(one.at)}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {deciding ? (
        <DecideDialog run={run.id} decision={deciding} charges={[charge]} onDone={() => undefined} onClose={() => setDeciding(null)} />
      ) : null}
    </section>
  )
}

function ProForma({ run, invoice }: { run: string; invoice: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const print = async (): Promise<void> => {
    setBusy(true)
    try {
      const saved = await port.download('documents.proForma', { run, invoice })
      if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
    } catch (error) {
      toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button small icon="file" busy={busy} onClick={() => void print()}>
      {say('documents.proForma')}
    </Button>
  )
}
