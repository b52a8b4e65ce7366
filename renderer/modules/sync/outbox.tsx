import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { lineOf } from '../../app/field-line.tsx'
import { useFieldStanding, type FieldStanding } from '../../app/field.ts'
import { clockLine, isClockOff } from '../../app/field-words.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Facts, Fill, PageHead, ProgressBar } from '../../kit/page.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice, Nothing } from '../../kit/state.tsx'
import { HubKey } from './hub-key.tsx'
import styles from './sync.module.css'
import { reasonOfRow } from './worded.ts'

firstWidths('sync.outbox', { operation: 180, matter: 180, reference: 160, state: 160, number: 190, code: 360, capturedAt: 150 })

const tones: Readonly<Record<string, Tone>> = { pending: 'info', sending: 'accent', applied: 'ok', needsYou: 'warn', settled: 'neutral' }

/** What was captured on this device and what became of it, and how the device stands with its hub. */
export default function Outbox() {
  const say = useSay()
  const culture = useCulture()
  const standing = useFieldStanding()
  useTitle(say('sync.outbox'))
  const { act, busy } = useAct('sync.now')
  const now = async (): Promise<void> => {
    const reply = await act({}).catch(() => undefined)
    if (reply && !reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
  }
  if (!standing) return <Nothing whole icon="inbox" title={say('sync.outbox')} lead={say('sync.onlyInField')} />
  const cells = {
    operation: (row: Row) => say(String(row['operation'])),
    state: (row: Row) => <Chip tone={tones[String(row['state'])] ?? 'neutral'}>{say(`choice.state.${String(row['state'])}`)}</Chip>,
    code: (row: Row) => (row['code'] ? reasonOfRow(say, culture, row) : row['warning'] ? say('sync.ui.likely') : ''),
  }
  return (
    <Fill>
      <PageHead title={say('sync.outbox')} lead={say('sync.ui.outboxLead')}>
        <Button icon="refresh" busy={busy} onClick={() => void now()}>
          {say('sync.now')}
        </Button>
      </PageHead>
      <Standing standing={standing} />
      <Grid
        view="sync.outbox"
        label={say('sync.outbox')}
        columns={['operation', 'state', 'matter', 'reference', 'capturedAt', 'number', 'code']}
        cells={cells}
        peek={(row: Row) => <Captured row={row} />}
        empty={{ title: say('sync.ui.outboxEmpty'), lead: say('sync.ui.outboxEmptyLead') }}
      />
    </Fill>
  )
}

const secondsUntil = (at: string | null): number => (at === null ? 0 : Math.max(0, Math.round((Date.parse(at) - Date.now()) / 1000)))

function Standing({ standing }: { standing: FieldStanding }) {
  const say = useSay()
  const culture = useCulture()
  const { doing, held, nextTry, leaseUntil, captureUntil, inStepAt, clockOffset, connection } = standing
  const seconds = String(secondsUntil(nextTry))
  const over = leaseUntil !== null && leaseUntil < new Date().toISOString()
  return (
    <div className={styles['standing']}>
      <div className={styles['seal']} role="status">
        <Chip tone={connection === 'online' ? 'ok' : 'warn'}>{lineOf(standing, say, culture)}</Chip>
        {inStepAt ? <span>{say('sync.ui.inStepAt', { at: culture.instant(inStepAt) })}</span> : null}
        {leaseUntil ? <span>{say('sync.ui.lease', { until: culture.instant(leaseUntil) })}</span> : null}
      </div>
      {doing && doing.of > 0 ? <ProgressBar label={lineOf(standing, say, culture)} share={doing.done / doing.of} /> : null}
      {held ? (
        <Notice tone="warn">
          {say(held === 'sync.hubTooOld' ? 'sync.ui.hubOlder' : held, { operation: '', limit: '', seconds, hub: standing.hub ?? '' })}
          {held === 'sync.hubNotTrusted' ? <HubKey /> : null}
        </Notice>
      ) : null}
      {over ? (
        <Notice tone="warn">
          {say('sync.ui.leaseOver', { until: culture.instant(leaseUntil), last: captureUntil ? culture.instant(captureUntil) : '' })}
        </Notice>
      ) : null}
      {isClockOff(clockOffset) ? (
        <Notice tone="warn" title={clockLine(say, culture.name, clockOffset)}>
          {say('app.field.setClock')}
        </Notice>
      ) : null}
    </div>
  )
}

/** One thing that was captured: where it is, what the hub or a person said, and taking it back where that can be done. */
function Captured({ row }: { row: Row }) {
  const say = useSay()
  const culture = useCulture()
  const [withdrawing, setWithdrawing] = useState(false)
  const text = (name: string): string => (row[name] === null || row[name] === undefined ? '–' : String(row[name]))
  const state = String(row['state'])
  // What was applied may still be to be known: its customer went to somebody else meanwhile.
  const isDone = state === 'applied' || state === 'settled'
  return (
    <div className={styles['about']}>
      <Facts
        facts={[
          { name: say('field.operation'), value: say(String(row['operation'])) },
          { name: say('field.state'), value: say(`choice.state.${state}`) },
          { name: say('field.reference'), value: text('reference') },
          { name: say('field.number'), value: text('number') },
          { name: say('field.capturedAt'), value: culture.instant(String(row['capturedAt'])) },
          ...(row['resolvedBy'] ? [{ name: say('field.resolvedBy'), value: text('resolvedBy') }] : []),
          ...(row['note'] ? [{ name: say('field.note'), value: text('note'), wide: true }] : []),
        ]}
      />
      {row['code'] ? (
        <Notice tone={isDone ? 'info' : 'warn'} {...(state === 'needsYou' ? { title: say('sync.ui.kept') } : {})}>
          {reasonOfRow(say, culture, row)}
        </Notice>
      ) : null}
      {row['warning'] ? <Notice tone="info">{say('sync.ui.likely')}</Notice> : null}
      <div className={styles['buttons']}>
        {row['attention'] ? <Go to={`/field/waiting/${String(row['attention'])}`}>{say('sync.ui.openMatter')}</Go> : null}
        {state === 'needsYou' ? <Button onClick={() => setWithdrawing(true)}>{say('sync.withdraw')}</Button> : null}
      </div>
      {withdrawing ? <Withdraw intent={String(row['id'])} onClose={() => setWithdrawing(false)} /> : null}
    </div>
  )
}

function Withdraw({ intent, onClose }: { intent: string; onClose: () => void }) {
  const say = useSay()
  const { act, busy } = useAct('sync.withdraw')
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const go = async (): Promise<void> => {
    if (reason.trim() === '') return setFault(say('sync.ui.reasonWanted'))
    try {
      const reply = await act({ intent, reason: reason.trim().replace(/\s+/g, ' ') })
      if (!reply.ok) return setFault(reply.refusal.message)
      toast({ tone: 'ok', text: say('sync.ui.done') })
      onClose()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('sync.withdraw')} close={say('app.close')}>
      <div className={styles['dialog']}>
        {fault ? <Notice tone="danger">{fault}</Notice> : null}
        <LongField label={say('sync.ui.reason')} value={reason} onChange={setReason} rows={3} required />
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void go()}>
            {say('sync.withdraw')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
