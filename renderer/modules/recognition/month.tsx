import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choices, ProgressBar, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { monthName, monthOf, monthsAround } from './months.ts'
import styles from './recognition.module.css'

interface Preview {
  readonly period: string
  readonly since: string | null
  readonly postedOn: string
  readonly charges: number
  readonly rows: readonly {
    readonly entity: string
    readonly revenueAccount: string
    readonly names: Readonly<Record<string, string>>
    readonly charges: number
    readonly currency: string
    readonly amount: string
    readonly entityCurrency: string
    readonly entityAmount: string
    readonly groupCurrency: string
    readonly groupAmount: string
  }[]
}
interface Done {
  readonly number: string
  readonly charges: number
  readonly journals: number
}

/** Recognises a month: what would be posted is shown first. */
export function Month({ first, onClose }: { first: string; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const [period, setPeriod] = useState(first)
  const [entity, setEntity] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const input = { period, ...(entity ? { entity } : {}) }
  const preview = useAsk<Preview>('recognition.preview', input)
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const { act, busy, progress } = useAct<Done>('recognition.run')
  const post = async (): Promise<void> => {
    setTrouble(null)
    setDone(null)
    try {
      const reply = await act(input)
      if (reply.ok) setDone(reply.result)
      else setTrouble(reply.refusal.message)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  const choose = (change: () => void) => {
    setDone(null)
    setTrouble(null)
    change()
  }
  const due = preview.data?.charges ?? 0
  return (
    <Modal opened onClose={onClose} title={say('recognition.run')} close={say('app.close')} size={860}>
      <div className={styles['dialog']}>
        <p>{say('recognition.ui.monthLead')}</p>
        <Choices>
          <Choose
            label={say('recognition.ui.month')}
            value={period}
            onChange={(next) => next && choose(() => setPeriod(next))}
            options={monthsAround(now, culture.name, 36, 14)}
            searchable
          />
          <Choose
            label={say('field.entity')}
            value={entity}
            onChange={(next) => choose(() => setEntity(next ?? ''))}
            options={[
              { value: '', label: say('recognition.ui.allEntities') },
              ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
            ]}
          />
        </Choices>
        {period >= now ? <Notice tone="warn">{say('recognition.ui.ahead')}</Notice> : null}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        {done ? (
          <Notice tone="ok" title={done.number} action={<Go to="/list/ledger.journals">{say('recognition.ui.journals')}</Go>}>
            {say('recognition.ui.posted', { count: done.charges, journals: culture.count(done.journals) })}
          </Notice>
        ) : null}
        {busy && progress ? (
          <ProgressBar
            label={say('recognition.ui.working', { done: culture.count(progress.done), of: culture.count(progress.of) })}
            share={progress.of === 0 ? null : progress.done / progress.of}
          />
        ) : null}
        {done && due === 0 ? null : <Shown preview={preview.data} error={preview.error} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say(done ? 'app.close' : 'app.cancel')}</Button>
          {due > 0 ? (
            <Button look="primary" icon="check" busy={busy} onClick={() => void post()}>
              {say('recognition.ui.post', { count: due })}
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  )
}

function Shown({ preview, error }: { preview: Preview | undefined; error: Error | null }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!preview) return <Bones label={say('recognition.preview')} lines={4} />
  if (preview.charges === 0) return <Notice tone="info">{say('recognition.ui.nothingDue')}</Notice>
  const figures = (word: string) => ({ name: say(word), figures: true })
  const title = say('recognition.ui.preview', { day: culture.day(preview.postedOn) })
  return (
    <div className={styles['preview']}>
      {preview.since !== null && preview.since < preview.period ? (
        <Notice tone="info">{say('recognition.ui.since', { month: monthName(preview.since, culture.name) })}</Notice>
      ) : null}
      <h3 className={styles['previewTitle']}>{title}</h3>
      <Table
        caption={title}
        columns={[
          { name: say('field.entity') },
          { name: say('field.revenueAccount') },
          figures('field.charges'),
          figures('recognition.ui.transaction'),
          figures('recognition.ui.entity'),
          figures('recognition.ui.group'),
        ]}
        rows={preview.rows.map((row) => [
          row.entity,
          <span key="a" className={styles['account']}>
            <b>{row.revenueAccount}</b> {row.names[manifest.language] ?? row.names['en'] ?? ''}
          </span>,
          culture.count(row.charges),
          culture.money(row.currency, row.amount),
          culture.money(row.entityCurrency, row.entityAmount),
          culture.money(row.groupCurrency, row.groupAmount),
        ])}
      />
    </div>
  )
}
