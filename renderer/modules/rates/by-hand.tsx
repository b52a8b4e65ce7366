import { useMemo, useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { Inset, Line } from '../../kit/tall.tsx'
import styles from './rates.module.css'
import type { Override } from './types.ts'

firstWidths('rates.overrides', { day: 120, value: 240, source: 100, reason: 260, state: 150, proposedByName: 160, decidedByName: 160 })

/** Rates that somebody proposed, what a second person has to say of them, and all that were ever set by hand. */
export function ByHand() {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<{ rows: readonly Override[] }>('rates.overrides', {
    filter: { field: 'state', is: 'equal', value: 'proposed' },
    order: ['proposedAt'],
    limit: 100,
  })
  const cells = useMemo(
    () => ({ value: (row: Row) => `1 ${String(row['base'])} = ${culture.decimal(String(row['value']))} ${String(row['quote'])}` }),
    [culture.name],
  )
  return (
    <div className={styles['stack']}>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {(data?.rows ?? []).map((one) => (
        <Waiting key={one.id} one={one} />
      ))}
      <Inset>
        <Grid
          view="rates.overrides"
          label={say('rates.overrides')}
          columns={['day', 'value', 'source', 'state', 'reason', 'proposedByName', 'proposedAt', 'decidedByName', 'note']}
          cells={cells}
          opens={() => undefined}
          address={false}
          empty={{ title: say('rates.ui.noneByHand'), lead: say('rates.ui.noneByHandLead') }}
        />
      </Inset>
    </div>
  )
}

function Waiting({ one }: { one: Override }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [deciding, setDeciding] = useState<boolean | null>(null)
  const own = manifest.caller?.user === one.proposedBy
  const withdraw = useAct('rates.withdrawOverride')
  const back = async (): Promise<void> => {
    const reply = await withdraw.act({ override: one.id })
    if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
  }
  return (
    <Card
      title={say('rates.ui.proposed', { base: one.base, value: culture.decimal(one.value), quote: one.quote, day: culture.day(one.day) })}
    >
      <p className={styles['reason']}>{one.reason}</p>
      <p>
        {say('rates.ui.proposedBy', { name: one.proposedByName, at: culture.instant(one.proposedAt), source: one.source })}
        {one.published ? ` ${say('rates.ui.oldRate', { day: culture.day(one.published) })}` : ''}
      </p>
      <Line>
        {may('rates.approve') && !own ? (
          <>
            <Button look="primary" icon="check" onClick={() => setDeciding(true)}>
              {say('rates.ui.approve')}
            </Button>
            <Button onClick={() => setDeciding(false)}>{say('rates.ui.decline')}</Button>
          </>
        ) : null}
        {own ? <span>{say('rates.ui.own')}</span> : null}
        {own && may('rates.write') ? (
          <Button busy={withdraw.busy} onClick={() => void back()}>
            {say('rates.ui.withdraw')}
          </Button>
        ) : null}
      </Line>
      {deciding === null ? null : <Decide one={one} approve={deciding} onClose={() => setDeciding(null)} />}
    </Card>
  )
}

function Decide({ one, approve, onClose }: { one: Override; approve: boolean; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const [note, setNote] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct('rates.decideOverride')
  const decide = async (): Promise<void> => {
    const reply = await act({ override: one.id, approve, ...(note.trim() ? { note: note.trim() } : {}) })
    if (reply.ok) onClose()
    else setTrouble(reply.refusal.message)
  }
  const about = { base: one.base, value: culture.decimal(one.value), quote: one.quote, day: culture.day(one.day) }
  return (
    <Modal opened onClose={onClose} title={say(approve ? 'rates.ui.approve' : 'rates.ui.decline')} close={say('app.close')}>
      <div className={styles['stack']}>
        <p>{say(approve ? 'rates.ui.approveLead' : 'rates.ui.declineLead', about)}</p>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <TextField label={say('field.note')} value={note} onChange={setNote} />
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void decide()}>
            {say(approve ? 'rates.ui.approve' : 'rates.ui.decline')}
          </Button>
        </Line>
      </div>
    </Modal>
  )
}
