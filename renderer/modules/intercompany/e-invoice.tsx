import { useAct } from '../../app/ask.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import styles from '../einvoice/einvoice.module.css'
import { Findings } from '../einvoice/findings.tsx'
import type { Archived } from '../einvoice/types.ts'

/** The e-invoice of an invoice between two entities: how it stands, what is wrong with it, and its file. */
export function IntercompanyEInvoice({ invoice, eInvoice }: { invoice: string; eInvoice: Archived | null }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { port } = useHarmony()
  const { act, busy } = useAct<Archived>('intercompany.prepareEInvoice')
  const prepare = async (): Promise<void> => {
    const reply = await act({ invoice })
    if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
  }
  const save = async (report: boolean): Promise<void> => {
    const saved = await port.download('intercompany.eInvoice', { invoice, report })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Card title={say('field.eInvoice')}>
      <div className={styles['body']}>
        <p className={styles['line']}>
          <Chip tone={eInvoice === null ? 'neutral' : eInvoice.valid ? 'ok' : 'danger'}>
            {say(eInvoice === null ? 'intercompany.ui.noneYet' : `choice.state.${eInvoice.valid ? 'valid' : 'invalid'}`)}
          </Chip>
          {eInvoice ? <span>{eInvoice.profile}</span> : null}
          {eInvoice ? (
            <span className={styles['quiet']}>
              {say('einvoice.ui.by', { at: culture.instant(eInvoice.preparedAt), by: eInvoice.preparedBy })}
            </span>
          ) : null}
        </p>
        {eInvoice && eInvoice.findings.length > 0 ? <Findings findings={eInvoice.findings} /> : null}
        <p className={styles['line']}>
          {may('intercompany.issue') && eInvoice?.valid !== true ? (
            <Button busy={busy} onClick={() => void prepare()}>
              {say(eInvoice ? 'intercompany.ui.prepareAgain' : 'intercompany.ui.prepare')}
            </Button>
          ) : null}
          {eInvoice?.valid ? (
            <Button icon="download" onClick={() => void save(false)}>
              {say('intercompany.ui.file')}
            </Button>
          ) : null}
          {eInvoice ? (
            <Button icon="download" onClick={() => void save(true)}>
              {say('intercompany.ui.report')}
            </Button>
          ) : null}
        </p>
      </div>
    </Card>
  )
}
