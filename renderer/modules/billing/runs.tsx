import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './billing.module.css'
import { RunProgress } from './progress.tsx'
import type { Run } from './types.ts'

/** All billing runs, and the way to a new one. */
export default function Runs() {
  const say = useSay()
  const may = useMay()
  const [{ propose }, setSearch] = useSearchState()
  useTitle(say('billing.runs'))
  const open = (): void => setSearch({ propose: '1' })
  const button = (
    <Button look="primary" icon="plus" onClick={open}>
      {say('billing.propose')}
    </Button>
  )
  return (
    <Fill>
      <PageHead title={say('billing.runs')}>{may('billing.propose') ? button : null}</PageHead>
      <Grid
        view="billing.runs"
        label={say('billing.runs')}
        columns={['number', 'asOf', 'state', 'kind', 'charges', 'invoices', 'posted', 'blocked', 'createdAt', 'createdBy']}
        empty={{
          title: say('billing.ui.noRuns'),
          lead: say('billing.ui.noRunsLead'),
          ...(may('billing.propose') ? { action: button } : {}),
        }}
      />
      {propose && may('billing.propose') ? <Propose onClose={() => setSearch({ propose: undefined })} /> : null}
    </Fill>
  )
}

/** The first day of the month after today: what most runs are for. */
function nextMonth(today: string): string {
  const [year = 2026, month = 1] = today.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${`${month + 1}`.padStart(2, '0')}-01`
}

function Propose({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const go = useGo()
  const today = useToday()
  const [asOf, setAsOf] = useState(nextMonth(today))
  const [entity, setEntity] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<{ run: string }>('billing.propose')
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  // While this call waits for the end of the work, the log and the list of runs tell how far it is.
  const newest = useAsk<{ rows: Run[] }>('billing.runs', { limit: 1 }, { enabled: busy, every: 600 })
  const running = newest.data?.rows.find((run) => run.state === 'proposing')
  const propose = async (): Promise<void> => {
    setTrouble(null)
    try {
      const reply = await act({ asOf, ...(entity ? { entity } : {}) })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      toast({ tone: 'ok', text: say('choice.state.proposed') })
      go(`/billing/runs/${reply.result.run}`)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('billing.propose')} close={say('app.close')}>
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          void propose()
        }}
      >
        <p>{say('billing.ui.proposeLead')}</p>
        <DayField label={say('field.asOf')} value={asOf} onChange={setAsOf} required />
        <Choose
          label={say('field.entity')}
          value={entity}
          onChange={(next) => setEntity(next ?? '')}
          options={[
            { value: '', label: say('billing.ui.allEntities') },
            ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
          ]}
        />
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {busy ? (
          running ? (
            <RunProgress run={running} />
          ) : (
            <Notice tone="info">{say('billing.ui.workingOpen', { phase: say('choice.state.proposing') })}</Notice>
          )
        ) : null}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy}>
            {say('billing.ui.proposeNow')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
