import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line } from '../../kit/tall.tsx'
import styles from './rates.module.css'

interface Worked {
  readonly source: string
  readonly day: string
  readonly rates: readonly {
    readonly base: string
    readonly quote: string
    readonly value: string
    readonly days: number
    readonly recordedValue: string | null
    readonly same: boolean
  }[]
}
const types = ['average', 'closing'] as const
const monthBefore = (day: string): string => {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}

/** Averages and closing rates of a month, worked out of the spot rates: a proposal that somebody records. */
export function Derived() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const today = useToday()
  const [month, setMonth] = useState(monthBefore(today))
  const [type, setType] = useState<string>('average')
  const policies = useAsk<{ policies: readonly { source: string }[] }>('rates.policies')
  const sources = [...new Set((policies.data?.policies ?? []).map(({ source }) => source))]
  const [chosen, setChosen] = useState<string | null>(null)
  const source = chosen ?? sources[0]
  const complete = /^\d{4}-\d{2}$/.test(month)
  const input = { month, type, ...(source ? { source } : {}) }
  const { data, error } = useAsk<Worked>('rates.derive', input, { enabled: complete && source !== undefined })
  const { act, busy } = useAct<{ recorded: number }>('rates.recordDerived')
  const record = async (): Promise<void> => {
    const reply = await act(input)
    toast(reply.ok ? { tone: 'ok', text: say('rates.ui.recorded', { count: culture.count(reply.result.recorded) }) } : { tone: 'danger', text: reply.refusal.message }) // prettier-ignore
  }
  return (
    <div className={styles['stack']}>
      <div className={styles['chosen']}>
        <TextField label={say('field.month')} value={month} onChange={setMonth} hint={say('rates.ui.monthHint')} figures />
        <Choose
          label={say('field.type')}
          value={type}
          onChange={(next) => setType(next ?? 'average')}
          options={types.map((value) => ({ value, label: say(`choice.type.${value}`) }))}
        />
        <Choose
          label={say('field.source')}
          value={source ?? null}
          onChange={setChosen}
          options={sources.map((value) => ({ value, label: value }))}
        />
      </div>
      {error ? <Notice tone="info">{error.message}</Notice> : null}
      {!data && !error && complete ? <Bones label={say('rates.derive')} lines={4} /> : null}
      {data ? (
        <Card title={say('rates.ui.worked', { type: say(`choice.type.${type}`), day: culture.day(data.day) })}>
          <Table
            caption={say('rates.derive')}
            stacks
            columns={[
              { name: say('rates.ui.pair') },
              { name: say('field.value'), figures: true },
              { name: say('field.days'), figures: true },
              { name: say('field.recordedValue'), figures: true },
              { name: say('field.state') },
            ]}
            rows={data.rates.map((one) => [
              `${one.base}/${one.quote}`,
              culture.decimal(one.value),
              culture.count(one.days),
              one.recordedValue === null ? say('app.none') : culture.decimal(one.recordedValue),
              <Chip key="s" tone={one.same ? 'ok' : 'warn'}>{say(one.same ? 'rates.ui.same' : one.recordedValue === null ? 'rates.ui.new' : 'rates.ui.differs')}</Chip>,
            ])} // prettier-ignore
          />
          {may('rates.write') ? (
            <Line end>
              <Button look="primary" busy={busy} disabled={data.rates.every(({ same }) => same)} onClick={() => void record()}>
                {say('rates.ui.recordThem')}
              </Button>
            </Line>
          ) : null}
        </Card>
      ) : null}
    </div>
  )
}
