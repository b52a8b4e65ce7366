import { useMemo } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './recognition.module.css'

interface Accrual {
  readonly id: string
  readonly number: string
  readonly period: string
  readonly state: 'proposing' | 'proposed' | 'posted' | 'superseded'
  readonly blocked: number
}

/** The accrued income of a month: each amount explains itself below its row, then all of it is posted and taken back in one act. */
export default function AccrualScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<{ rows: readonly Accrual[] }>('recognition.accruals', {
    filter: { field: 'id', is: 'equal', value: id },
    limit: 1,
  })
  const accrual = data?.rows[0]
  useTitle(accrual?.number)
  if (error) return <Nothing icon="danger" title={say('recognition.accruals')} lead={error.message} />
  if (!data) return <Bones label={say('recognition.accruals')} lines={8} />
  return accrual ? <Shown {...accrual} /> : <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />
}

function Shown({ id, number, period, state, blocked }: Accrual) {
  const say = useSay()
  const culture = useCulture()
  const detail = useMemo(
    () => ({
      label: (row: Row) => say('recognition.ui.whyAccrued', { amount: culture.money(String(row['currency']), String(row['amount'])) }),
      of: (row: Row) => <Why line={String(row['id'])} />,
    }),
    [culture.name, say],
  )
  return (
    <Fill>
      <PageHead
        title={number}
        chip={<Chip tone={toneOf(state)}>{say(`choice.state.${state}`)}</Chip>}
        lead={say('recognition.ui.accrualLead', { month: culture.month(`${period}-01`) })}
      >
        {state === 'proposed' ? <Post accrual={id} /> : null}
      </PageHead>
      {blocked > 0 ? <Notice tone="warn">{say('recognition.ui.accrualBlocked', { count: blocked })}</Notice> : null}
      <Grid
        view="recognition.accrualLines"
        fixed={{ field: 'accrual', is: 'equal', value: id }}
        columns={[
          'customerName',
          'amount',
          'net',
          'contractNumber',
          'lineNumber',
          'product',
          'from',
          'lastDay',
          'earnedDays',
          'revenueAccount',
          'entity',
        ]}
        detail={detail}
        opens={(row) => `/contracts/${String(row['contract'])}`}
        address={false}
        label={say('recognition.accrualLines')}
        empty={{ title: say('recognition.ui.noAccruals'), lead: say('recognition.ui.noAccrualsLead') }}
      />
    </Fill>
  )
}

function Post({ accrual }: { accrual: string }) {
  const say = useSay()
  const may = useMay()
  const { act, busy } = useAct<{ journals: number }>('recognition.postAccrual')
  const post = async (): Promise<void> => {
    const reply = await act({ accrual })
    toast(
      reply.ok
        ? { tone: 'ok', text: say('recognition.ui.accrualPosted', { count: reply.result.journals }) }
        : { tone: 'danger', text: reply.refusal.message },
    )
  }
  return may('recognition.run') ? (
    <Button look="primary" icon="check" busy={busy} onClick={() => void post()}>
      {say('recognition.postAccrual')}
    </Button>
  ) : null
}

function Why({ line }: { line: string }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{ steps: readonly Step[]; holds: boolean }>('recognition.whyAccrual', { line })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('recognition.whyAccrual')} lines={4} />
  return (
    <>
      <ol className={styles['steps']}>
        {data.steps.map((step, i) => (
          <li key={i}>{sentence(say, culture, step)}</li>
        ))}
      </ol>
      <Notice tone={data.holds ? 'ok' : 'danger'}>
        {say(data.holds ? 'recognition.ui.accrualHolds' : 'recognition.ui.accrualDiffers')}
      </Notice>
    </>
  )
}
