import { useMemo, useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button, Modal, Tabs } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './billing.module.css'
import { RunProgress } from './progress.tsx'
import { RunTotals } from './totals.tsx'
import type { EntityTotals, Run } from './types.ts'
import { WhyPanel } from './why.tsx'

// Narrow enough that the amount is seen beside its explanation.
firstWidths('billing.chargeList', { customerName: 190, contractNumber: 120, lineNumber: 70, product: 120, net: 150 })
type Tab = 'totals' | 'blocked' | 'unusual' | 'all'

/** A billing run to review: what is blocked and unusual first, every amount explained, then posted or dropped. */
export default function RunScreen() {
  const say = useSay()
  const id = useParam('run')
  const { data: run, error } = useAsk<Run>('billing.run', { run: id })
  const working = run?.state === 'proposing' || run?.state === 'posting'
  // The log tells each portion too; this is for lines without live changes.
  useAsk('billing.run', { run: id }, { enabled: working, every: 1000 })
  useTitle(run?.number)
  if (error) return <Nothing icon="danger" title={say('billing.run')} lead={error.message} />
  if (!run) return <Bones label={say('billing.run')} lines={8} />
  return <Review run={run} working={working} />
}

function Review({ run, working }: { run: Run; working: boolean }) {
  const say = useSay()
  const culture = useCulture()
  const [tab, setTab] = useState<Tab>('totals')
  const [charge, setCharge] = useState<string | null>(null)
  const gone = run.state === 'cancelled' || run.state === 'superseded'
  return (
    <Fill>
      <PageHead
        title={run.number}
        chip={<Chip tone={toneOf(run.state)}>{say(`choice.state.${run.state}`)}</Chip>}
        lead={say('billing.ui.asOf', { day: culture.longDay(run.asOf), who: run.createdBy })}
      >
        <Actions run={run} />
      </PageHead>
      {working ? (
        <Notice tone="info" action={<Resume run={run} />}>
          <RunProgress run={run} />
          {say('billing.ui.leave')}
        </Notice>
      ) : null}
      {gone ? null : (
        <div className={styles['tabs']}>
          <Tabs<Tab>
            label={run.number}
            value={tab}
            onChange={setTab}
            tabs={[
              { value: 'totals', label: say('billing.ui.totals'), content: <Totals run={run.id} /> },
              { value: 'blocked', label: say('billing.ui.blocked'), count: culture.count(run.blocked), content: <Blocked run={run} /> },
              { value: 'unusual', label: say('billing.ui.unusual'), content: <Charges run={run.id} unusual onWhy={setCharge} /> },
              {
                value: 'all',
                label: say('billing.ui.all'),
                count: culture.count(run.charges),
                content: <Charges run={run.id} onWhy={setCharge} />,
              },
            ]}
          />
        </div>
      )}
      {charge ? <WhyPanel charge={charge} onClose={() => setCharge(null)} /> : null}
    </Fill>
  )
}

function Totals({ run }: { run: string }) {
  const say = useSay()
  const { data, error } = useAsk<{ entities: EntityTotals[] }>('billing.totals', { run })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  return data ? <RunTotals entities={data.entities} /> : <Bones label={say('billing.ui.totals')} lines={5} />
}

function Blocked({ run }: { run: Run }) {
  const say = useSay()
  if (run.blocked === 0) return <Nothing icon="check" title={say('billing.ui.noBlocked')} lead={say('billing.ui.noBlockedLead')} />
  return (
    <>
      <Notice tone="warn">{say('billing.ui.blockedHint')}</Notice>
      <Grid
        view="billing.blockedList"
        fixed={{ field: 'run', is: 'equal', value: run.id }}
        columns={['reason', 'customerName', 'contractNumber', 'lineNumber', 'product', 'entity']}
        opens={(row: Row) => `/contracts/${String(row['contract'])}`}
        address={false}
        label={say('billing.ui.blocked')}
      />
    </>
  )
}

function Charges({ run, unusual, onWhy }: { run: string; unusual?: boolean; onWhy: (charge: string) => void }) {
  const say = useSay()
  const culture = useCulture()
  const cells = useMemo(
    () => ({
      net: (row: Row) => (
        <button
          type="button"
          className={styles['whyButton']}
          onClick={() => onWhy(String(row['id']))}
          aria-label={say('billing.ui.why', { amount: culture.money(String(row['currency']), String(row['net'])) })}
        >
          {culture.money(String(row['currency']), String(row['net']))}
        </button>
      ),
    }),
    [culture.name, say],
  )
  const ofRun = { field: 'run', is: 'equal', value: run } as const
  return (
    <Grid
      view="billing.chargeList"
      fixed={unusual ? { all: [ofRun, { field: 'mark', is: 'filled' }] } : ofRun}
      columns={['customerName', 'contractNumber', 'lineNumber', 'product', 'net', 'quantity', 'from', 'lastDay', 'mark', 'entity']}
      cells={cells}
      opens={() => undefined}
      peek={(row) => {
        onWhy(String(row['id']))
        return null
      }}
      address={false}
      label={say('billing.ui.all')}
      empty={{
        title: say(unusual ? 'billing.ui.noUnusual' : 'billing.ui.noInvoices'),
        lead: say(unusual ? 'billing.ui.noUnusualLead' : 'billing.ui.proposeLead'),
      }}
    />
  )
}

/** Calls that a reply may refuse: the sentence comes as a message, nothing was changed. */
function useDo<T>(operation: string, done: (result: T) => string) {
  const { act, busy } = useAct<T>(operation)
  return {
    busy,
    go: async (input: unknown): Promise<void> => {
      try {
        const reply = await act(input)
        toast(reply.ok ? { tone: 'ok', text: done(reply.result) } : { tone: 'danger', text: reply.refusal.message })
      } catch (error) {
        toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
      }
    },
  }
}

function Resume({ run }: { run: Run }) {
  const say = useSay()
  const may = useMay()
  const { go, busy } = useDo('billing.resume', () => run.number)
  return may('billing.post') ? (
    <Button small busy={busy} onClick={() => void go({ run: run.id })}>
      {say('billing.ui.resume')}
    </Button>
  ) : null
}

function Actions({ run }: { run: Run }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [asking, setAsking] = useState<'post' | 'cancel' | null>(null)
  const post = useDo<{ posted: number }>('billing.post', (r) => say('billing.ui.posted', { count: culture.count(r.posted) }))
  const cancel = useDo('billing.cancel', () => say('choice.state.cancelled'))
  const print = useDo<{ printed: number }>('documents.printRun', (r) => say('billing.ui.printed', { count: culture.count(r.printed) }))
  const close = (): void => setAsking(null)
  if (run.state === 'posted')
    return (
      <>
        {may('documents.read') ? (
          <Button icon="file" busy={print.busy} onClick={() => void print.go({ run: run.id })}>
            {say('billing.ui.printAll')}
          </Button>
        ) : null}
        <Go to="/invoices">{say('billing.ui.toInvoices')}</Go>
      </>
    )
  if (run.state !== 'proposed' && run.state !== 'proposing') return null
  return (
    <>
      {may('billing.propose') ? <Button onClick={() => setAsking('cancel')}>{say('billing.cancel')}</Button> : null}
      {may('billing.post') && run.state === 'proposed' ? (
        <Button look="primary" icon="check" busy={post.busy} disabled={run.invoices === 0} onClick={() => setAsking('post')}>
          {say('billing.ui.post', { count: run.invoices })}
        </Button>
      ) : null}
      <Modal
        opened={asking === 'post'}
        onClose={close}
        title={say('billing.ui.post', { count: run.invoices })}
        close={say('app.close')}
        size={560}
      >
        <div className={styles['dialog']}>
          <p>{say('billing.ui.postEffect', { invoices: culture.count(run.invoices) })}</p>
          {run.blocked > 0 ? <Notice tone="warn">{say('billing.ui.postBlocked', { count: run.blocked })}</Notice> : null}
          <div className={styles['buttons']}>
            <Button onClick={close}>{say('app.cancel')}</Button>
            <Button
              look="primary"
              onClick={() => {
                close()
                void post.go({ run: run.id })
              }}
            >
              {say('billing.ui.post', { count: run.invoices })}
            </Button>
          </div>
        </div>
      </Modal>
      <Modal opened={asking === 'cancel'} onClose={close} title={say('billing.cancel')} close={say('app.close')}>
        <div className={styles['dialog']}>
          <p>{say('billing.ui.cancelEffect')}</p>
          <div className={styles['buttons']}>
            <Button onClick={close}>{say('app.back')}</Button>
            <Button
              look="danger"
              onClick={() => {
                close()
                void cancel.go({ run: run.id })
              }}
            >
              {say('billing.cancel')}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
