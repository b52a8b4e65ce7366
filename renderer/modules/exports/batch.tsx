import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { monthName } from '../recognition/months.ts'
import styles from './exports.module.css'
import { Totals } from './totals.tsx'
import type { Batch } from './types.ts'

const tones: Readonly<Record<Batch['state'], Tone>> = { created: 'info', sent: 'warn', acknowledged: 'ok', rejected: 'danger' }

/** One batch: its file, its control totals, and what the accounting program made of it. */
export default function BatchScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<Batch>('exports.batch', { exportBatch: id })
  useTitle(data?.number)
  if (error) return <Nothing whole icon="danger" title={say('exports.batch')} lead={error.message} />
  return data ? <Shown batch={data} /> : <Bones label={say('exports.batch')} lines={8} />
}

function Shown({ batch }: { batch: Batch }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Page>
      <PageHead
        title={batch.number}
        chip={<Chip tone={tones[batch.state]}>{say(`choice.state.${batch.state}`)}</Chip>}
        lead={say('exports.ui.batchLead', { entity: batch.entityName, month: monthName(batch.month, culture.name), target: say(`choice.target.${batch.target}`) })}
      >
        <Acts batch={batch} />
      </PageHead>
      {batch.state === 'rejected' ? <Notice tone="warn">{say('exports.ui.rejected', { reason: batch.reason ?? '' })}</Notice> : null}
      <Figures>
        <Figure word={say('field.journals')} value={culture.count(batch.journals)} />
        <Figure word={say('field.lines')} value={culture.count(batch.lines)} />
        <Figure word={say('field.debitSum')} value={culture.money(batch.currency, batch.debitSum)} lead={say('exports.ui.balanced')} />
      </Figures>
      <Card title={say('field.totals')}>
        <Totals totals={batch.totals} currency={batch.currency} sum={batch.debitSum} />
      </Card>
      <Card title={say('field.file')}>
        <Facts
          facts={[
            { name: say('field.file'), value: batch.file.name, wide: true },
            { name: say('field.createdAt'), value: `${culture.instant(batch.createdAt)} · ${batch.createdBy}` },
            ...(batch.sentAt ? [{ name: say('field.sentAt'), value: culture.instant(batch.sentAt) }] : []),
            ...(batch.decidedAt ? [{ name: say('field.decidedAt'), value: `${culture.instant(batch.decidedAt)} · ${batch.decidedBy ?? ''}` }] : []),
            { name: 'SHA-256', value: <span className={styles['hash']}>{batch.file.hash}</span>, wide: true },
          ]}
        />
      </Card>
      <History record="exportBatches" id={batch.id} />
    </Page>
  )
} // prettier-ignore

function Acts({ batch }: { batch: Batch }) {
  const say = useSay()
  const may = useMay()
  const { port } = useHarmony()
  const [rejecting, setRejecting] = useState(false)
  const exportBatch = batch.id
  const send = useDo('exports.send', () => say('exports.ui.sent'))
  const acknowledge = useDo('exports.acknowledge', () => say('exports.ui.acknowledged'))
  const verify = useDo<{ identical: boolean }>('exports.verify', ({ identical }) => say(identical ? 'exports.ui.identical' : 'exports.ui.notIdentical')) // prettier-ignore
  const save = async (cover: boolean): Promise<void> => {
    const saved = await port.download('exports.file', { exportBatch, cover })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  const isOpen = batch.state === 'created' || batch.state === 'sent'
  return (
    <>
      <Button look="primary" icon="download" onClick={() => void save(false)}>
        {say('exports.ui.download')}
      </Button>
      <Button icon="file" onClick={() => void save(true)}>
        {say('field.cover')}
      </Button>
      {batch.state === 'rejected' ? null : (
        <Button busy={verify.busy} onClick={() => void verify.go({ exportBatch })}>
          {say('exports.ui.verify')}
        </Button>
      )}
      {may('exports.write') && batch.state === 'created' ? (
        <Button busy={send.busy} onClick={() => void send.go({ exportBatch })}>
          {say('exports.ui.send')}
        </Button>
      ) : null}
      {may('exports.write') && isOpen ? (
        <>
          <Button busy={acknowledge.busy} onClick={() => void acknowledge.go({ exportBatch, isAccepted: true })}>
            {say('exports.ui.acknowledge')}
          </Button>
          <Button onClick={() => setRejecting(true)}>{say('exports.ui.reject')}</Button>
        </>
      ) : null}
      {rejecting ? (
        <FormDrawer
          operation="exports.acknowledge"
          title={say('exports.ui.reject')}
          fixed={{ exportBatch, isAccepted: false }}
          fields={['reason']}
          at={{ 'exports.reasonMissing': 'reason' }}
          onClose={() => setRejecting(false)}
        />
      ) : null}
    </>
  )
}
