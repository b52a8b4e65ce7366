import { useAct, useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './einvoice.module.css'
import { Findings } from './findings.tsx'
import type { Archived, OfInvoice } from './types.ts'

const tones: Readonly<Record<OfInvoice['state'], Tone>> = { waiting: 'warn', valid: 'ok', invalid: 'danger', notApplicable: 'neutral' }

/** The e-invoice of a document: how it stands, what is wrong with it, and its file. */
export function EInvoiceCard({ invoice, customer, name }: { invoice: string; customer: string; name: string }) {
  const say = useSay()
  const may = useMay()
  const { data, error } = useAsk<OfInvoice>('einvoice.ofInvoice', { invoice }, { enabled: may('einvoice.read') })
  const { act, busy } = useAct<Archived>('einvoice.prepare')
  const prepare = async (): Promise<void> => {
    const reply = await act({ invoice })
    if (!reply.ok) return toast({ tone: 'danger', text: reply.refusal.message })
    const { valid } = reply.result
    toast({ tone: valid ? 'ok' : 'info', text: say(valid ? 'einvoice.ui.prepared' : 'einvoice.ui.preparedInvalid') })
  }
  if (!may('einvoice.read')) return null
  const open = data?.state === 'waiting' || data?.state === 'invalid'
  return (
    <Card
      title={say('einvoice.ui.title')}
      actions={
        open && may('einvoice.prepare') ? (
          <Button small busy={busy} onClick={() => void prepare()}>
            {say(data.state === 'waiting' ? 'einvoice.ui.prepare' : 'einvoice.ui.again')}
          </Button>
        ) : undefined
      }
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('einvoice.ui.title')} lines={2} />
      ) : data.channel === 'none' ? (
        <p className={styles['quiet']}>
          <Go to={`/customers/${customer}`}>{say('einvoice.ui.none', { customer: name })}</Go>
        </p>
      ) : (
        <Standing invoice={invoice} of={data} />
      )}
    </Card>
  )
}

function Standing({ invoice, of }: { invoice: string; of: OfInvoice }) {
  const say = useSay()
  const culture = useCulture()
  const { state, archived, current, channel } = of
  const last = state === 'valid' || state === 'invalid' ? archived[0] : undefined
  const findings = last?.findings ?? current?.validation.findings ?? []
  return (
    <div className={styles['body']}>
      <p className={styles['line']}>
        <Chip tone={tones[state]}>{say(`choice.state.${state}`)}</Chip>
        <span>{last?.profile ?? say(`choice.channel.${channel}`)}</span>
        {last ? <span className={styles['quiet']}>{say('einvoice.ui.by', { at: culture.instant(last.preparedAt), by: last.preparedBy })}</span> : null}
      </p>
      {state === 'notApplicable' ? <p className={styles['quiet']}>{say('einvoice.ui.notApplicable')}</p> : null}
      {state === 'waiting' ? <p className={styles['quiet']}>{say('einvoice.ui.waiting')}</p> : null}
      {state === 'invalid' ? <Notice tone="danger">{say('einvoice.ui.invalid')}</Notice> : null}
      {state === 'waiting' && current && !current.validation.ok ? <Notice tone="warn">{say('einvoice.ui.wouldBeInvalid')}</Notice> : null}
      {state === 'valid' && channel === 'zugferd' ? <p className={styles['quiet']}>{say('einvoice.ui.enclosed')}</p> : null}
      {findings.length > 0 ? <Findings findings={findings} /> : last ? <p className={styles['quiet']}>{say('einvoice.ui.noFindings')} {last.release}</p> : null}
      {last ? <Files invoice={invoice} valid={last.valid} /> : null}
    </div>
  )
} // prettier-ignore

function Files({ invoice, valid }: { invoice: string; valid: boolean }) {
  const say = useSay()
  const { port } = useHarmony()
  const save = async (report: boolean): Promise<void> => {
    const saved = await port.download('einvoice.file', { invoice, report })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <div className={styles['line']}>
      {valid ? (
        <Button small icon="download" onClick={() => void save(false)}>
          {say('einvoice.ui.download')}
        </Button>
      ) : null}
      <Button small icon="file" onClick={() => void save(true)}>
        {say('einvoice.ui.report')}
      </Button>
    </div>
  )
}
