import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Table } from '../../kit/page.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Quiet, Stack } from '../../kit/tall.tsx'

interface Outcomes {
  readonly changed: number
  readonly outcomes: readonly {
    readonly line: string
    readonly contractNumber: string
    readonly lineNumber: number
    readonly done: boolean
    readonly refusal: string | null
    readonly about: Readonly<Record<string, string>>
  }[]
}

/** Many lines to one version: what would come of each stands there before it is done, and what could not move is told after it. */
export function MoveLines({ lines, version, onClose }: { lines: readonly string[]; version: number; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  const [effective, setEffective] = useState(today)
  const [listPrice, setListPrice] = useState(false)
  const [amendment, setAmendment] = useState('')
  const [reason, setReason] = useState('')
  const { act, busy } = useAct<Outcomes>('contracts.changeVersions')
  const [trouble, setTrouble] = useState<string | null>(null)
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(effective)
  const input = { lines, version, effective, listPrice, amendment: amendment.trim() || null, reason: reason.trim() || null }
  const { data, error } = useAsk<Outcomes>('contracts.rehearseVersions', input, { enabled: isDay, keep: true })
  const apply = async (): Promise<void> => {
    const reply = await act(input)
    if (!reply.ok) return setTrouble(reply.refusal.message)
    const { changed, outcomes } = reply.result
    toast({
      tone: changed === outcomes.length ? 'ok' : 'info',
      text: say('catalog.ui.movedLines', { count: changed, figure: culture.count(changed), of: culture.count(outcomes.length) }),
    })
    onClose()
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      title={say('catalog.ui.moveMany', { count: lines.length, version: culture.count(version) })}
      close={say('app.close')}
      size={640}
    >
      <Stack>
        <DayField label={say('field.effective')} value={effective} onChange={setEffective} required />
        <Check label={say('field.listPrice')} checked={listPrice} onChange={setListPrice} />
        <TextField label={say('field.amendment')} value={amendment} onChange={setAmendment} />
        <TextField label={say('field.reason')} value={reason} onChange={setReason} />
        {error ? (
          <Notice tone="danger">{error.message}</Notice>
        ) : data ? (
          <Told told={data} />
        ) : (
          <Bones label={say('contracts.rehearseVersions')} lines={4} />
        )}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!data || data.changed === 0 || !isDay} onClick={() => void apply()}>
            {say('contracts.changeVersions')}
          </Button>
        </Line>
      </Stack>
    </Drawer>
  )
}

function Told({ told: { changed, outcomes } }: { told: Outcomes }) {
  const say = useSay()
  const culture = useCulture()
  const stay = outcomes.filter((one) => !one.done)
  return (
    <section aria-live="polite" aria-label={say('contracts.rehearseVersions')}>
      <Notice tone={stay.length === 0 ? 'ok' : 'warn'}>
        {say('catalog.ui.wouldMove', { count: changed, figure: culture.count(changed), of: culture.count(outcomes.length) })}
      </Notice>
      {stay.length === 0 ? null : (
        <Table
          caption={say('catalog.ui.stay')}
          columns={[{ name: say('field.contract') }, { name: say('catalog.ui.stay') }]}
          rows={stay.map((one) => [
            `${one.contractNumber} / ${one.lineNumber}`,
            <Quiet key="why">
              {say(
                one.refusal!,
                Object.fromEntries(
                  Object.entries(one.about).map(([hole, value]) => [hole, /^\d{4}-\d{2}-\d{2}$/.test(value) ? culture.day(value) : value]),
                ),
              )}
            </Quiet>,
          ])}
        />
      )}
    </section>
  )
}
