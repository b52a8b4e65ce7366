import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { useDo } from './acting.ts'
import { Approvals } from './approvals.tsx'
import styles from './billing.module.css'
import { RunChanges } from './changes.tsx'
import { Judge } from './judge.tsx'
import { PostDialog } from './posting.tsx'
import { RunProgress } from './progress.tsx'
import { Exceptions, ReviewList } from './review-list.tsx'
import type { Approvals as State } from './review-types.ts'
import { SalesTax } from './sales-tax.tsx'
import { RunTotals } from './totals.tsx'
import type { EntityTotals, Run } from './types.ts'
import { WhyPanel } from './why.tsx'

type Tab = 'overview' | 'exceptions' | 'changed' | 'zero' | 'ready' | 'all'

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
  const [tab, setTab] = useState<Tab>('overview')
  const [row, setRow] = useState<Row | null>(null)
  const gone = run.state === 'cancelled' || run.state === 'superseded'
  return (
    <Fill>
      <PageHead
        title={run.number}
        chip={<Chip tone={toneOf(run.state)}>{say(`choice.state.${run.state}`)}</Chip>}
        lead={say(run.kind === 'run' ? 'billing.ui.asOf' : 'billing.ui.oneAct', { day: culture.longDay(run.asOf), who: run.createdBy })}
      >
        <Actions run={run} />
      </PageHead>
      {working ? (
        <Notice tone="info" action={<Resume run={run} />}>
          <RunProgress run={run} />
          {say('billing.ui.leave')}
        </Notice>
      ) : null}
      {gone ? null : <ReviewTabs run={run} tab={tab} onTab={setTab} onWhy={setRow} />}
      {row ? (
        <WhyPanel charge={String(row['id'])} onClose={() => setRow(null)}>
          <Judge run={run} charge={String(row['id'])} />
        </WhyPanel>
      ) : null}
    </Fill>
  )
}

/** How many charges stand where. The list itself tells the exact number again. */
function useCounts(run: Run) {
  const culture = useCulture()
  const ofRun = { field: 'run', is: 'equal', value: run.id }
  const counted = (view: string, where: object | null) =>
    useAsk<{ total: number }>(
      view,
      { filter: where ? { all: [ofRun, where] } : ofRun, limit: 1 },
      { enabled: run.state !== 'proposing', keep: true },
    ).data?.total
  const review = (value: string) => counted('billing.reviewList', { field: 'review', is: 'equal', value })
  const counts = {
    exceptions: counted('billing.exceptions', null),
    changed: review('changed'),
    zero: review('zero'),
    ready: review('ready'),
  }
  return (of: keyof typeof counts): { count?: string } => (counts[of] === undefined ? {} : { count: culture.count(counts[of]) })
}

function ReviewTabs({ run, tab, onTab, onWhy }: { run: Run; tab: Tab; onTab: (tab: Tab) => void; onWhy: (row: Row) => void }) {
  const say = useSay()
  const culture = useCulture()
  const count = useCounts(run)
  const list = (of: 'changed' | 'zero' | 'ready') => ({
    value: of,
    label: say(`choice.review.${of}`),
    ...count(of),
    content: (
      <ReviewList
        run={run}
        where={{ field: 'review', is: 'equal', value: of }}
        onWhy={onWhy}
        empty={{ title: say(`billing.ui.none.${of}`), lead: say(`billing.ui.noneLead.${of}`) }}
      />
    ),
  })
  return (
    <div className={styles['tabs']}>
      <Tabs<Tab>
        label={run.number}
        value={tab}
        onChange={onTab}
        tabs={[
          { value: 'overview', label: say('billing.ui.overview'), content: <Overview run={run} /> },
          {
            value: 'exceptions',
            label: say('billing.exceptions'),
            ...count('exceptions'),
            content: <Exceptions run={run} onWhy={onWhy} />,
          },
          list('changed'),
          list('zero'),
          list('ready'),
          {
            value: 'all',
            label: say('billing.ui.all'),
            count: culture.count(run.charges),
            content: (
              <ReviewList run={run} onWhy={onWhy} empty={{ title: say('billing.ui.noInvoices'), lead: say('billing.ui.proposeLead') }} />
            ),
          },
        ]}
      />
    </div>
  )
}

/** What it comes to, what changed and why, and who must still agree. */
function Overview({ run }: { run: Run }) {
  const say = useSay()
  const { data, error } = useAsk<{ entities: EntityTotals[]; salesTaxMissing: number }>('billing.totals', { run: run.id })
  return (
    <div className={styles['scroll']}>
      {run.kind === 'run' ? <RunChanges run={run} /> : null}
      {data && data.salesTaxMissing > 0 ? <SalesTax run={run.id} missing={data.salesTaxMissing} /> : null}
      {run.state === 'proposed' ? <Approvals run={run} /> : null}
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {data ? <RunTotals entities={data.entities} /> : <Bones label={say('billing.ui.totals')} lines={5} />}
    </div>
  )
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
  const [asking, setAsking] = useState<'post' | 'cancel' | null>(null)
  const approve = useDo<{ entities: readonly string[] }>('billing.approve', (r) =>
    say('billing.ui.approved', { entities: r.entities.join(', ') }),
  )
  const cancel = useDo('billing.cancel', () => say('choice.state.cancelled'))
  const print = useDo<{ printed: number }>('documents.printRun', (r) => say('billing.ui.printed', { count: r.printed }))
  const state = useAsk<State>('billing.approvals', { run: run.id }, { enabled: run.state === 'proposed' }).data
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
  const waits = state !== undefined && !state.own && state.entities.some((one) => one.needed > 0 && !one.posted)
  return (
    <>
      {may('billing.propose') ? <Button onClick={() => setAsking('cancel')}>{say('billing.cancel')}</Button> : null}
      {waits && may('billing.review') ? (
        <Button icon="check" busy={approve.busy} onClick={() => void approve.go({ run: run.id })}>
          {say('billing.ui.approveAll')}
        </Button>
      ) : null}
      {may('billing.post') && run.state === 'proposed' ? (
        <Button
          look="primary"
          icon="check"
          disabled={run.invoices === run.posted || state?.ready === false}
          onClick={() => setAsking('post')}
        >
          {say('billing.ui.post', { count: run.invoices - run.posted })}
        </Button>
      ) : null}
      {asking === 'post' ? <PostDialog run={run} entity={null} onClose={close} /> : null}
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
