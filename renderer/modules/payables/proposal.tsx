import { useState } from 'react'
import { daysBetween, type Day } from '../../../core/kernel/day.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from '../receivables/receivables.module.css'

interface Proposal {
  readonly id: string
  readonly entity: string
  readonly currency: string
  readonly payOn: string
  readonly dueUntil: string
  readonly amount: string
  readonly earlyDiscount: string
  readonly state: string
  readonly proposedBy: string
  readonly proposedByUser: string
  readonly decidedBy: string | null
  readonly reason: string | null
}
interface Line {
  readonly id: string
  readonly supplier: string
  readonly supplierName: string
  readonly number: string
  readonly due: string
  readonly open: string
  readonly earlyDiscount: string
  readonly pay: string
  readonly accountHolder: string | null
  readonly ending: string | null
  readonly agreedAt: string | null
}
interface Answer {
  readonly paymentProposal: Proposal
  readonly lines: readonly Line[]
  readonly file: { readonly format: string; readonly payments: number; readonly writtenBy: string; readonly writtenAt: string } | null
}

/** What is to be paid on a day: the list, and the second person who releases it. */
export default function ProposalScreen() {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Answer>('payables.proposal', { paymentProposal: useParam('id') })
  useTitle(data ? `${say('payables.proposal')} ${culture.day(data.paymentProposal.payOn)}` : undefined)
  if (error) return <Nothing whole icon="danger" title={say('payables.proposal')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('payables.proposal')} lines={8} />
}

function Shown({ paymentProposal: proposal, lines, file }: Answer) {
  const say = useSay()
  const culture = useCulture()
  const money = (minor: string): string => culture.money(proposal.currency, minor)
  const suppliers = new Set(lines.map(({ supplier }) => supplier)).size
  return (
    <Page>
      <PageHead
        title={`${say('payables.proposal')} ${culture.day(proposal.payOn)}`}
        chip={<Chip tone={proposal.state === 'proposed' ? 'warn' : toneOf(proposal.state)}>{say(`choice.state.${proposal.state}`)}</Chip>}
        lead={`${proposal.entity} · ${say('payables.ui.proposedBy', { name: proposal.proposedBy, day: culture.day(proposal.dueUntil) })}`}
      />
      <Figures>
        <Figure word={say('field.pay')} value={money(proposal.amount)} lead={say('payables.ui.toSuppliers', { count: culture.count(suppliers) })} />
        <Figure word={say('field.earlyDiscount')} value={money(proposal.earlyDiscount)} />
      </Figures>
      <Acts proposal={proposal} />
      {proposal.state === 'released' ? <BankFile proposal={proposal} file={file} complete={lines.every((line) => line.ending !== null)} /> : null}
      <Card title={say('payables.proposalLines')} actions={<Go to={`/list/payables.proposalLines?f=${encodeURIComponent(JSON.stringify([{ field: 'paymentProposal', is: 'equal', value: proposal.id }]))}`}>{say('payables.ui.asList')}</Go>}>
        <Table
          stacks
          caption={say('payables.proposalLines')}
          columns={[{ name: say('field.supplier') }, { name: say('field.number') }, { name: say('field.due') }, { name: say('field.open'), figures: true }, { name: say('field.earlyDiscount'), figures: true }, { name: say('field.bankAccount') }, { name: say('field.pay'), figures: true }]}
          rows={lines.map((line) => [
            <Go key="s" to={`/payables/suppliers/${line.supplier}`}>{line.supplierName}</Go>,
            line.number,
            culture.day(line.due),
            money(line.open),
            line.earlyDiscount === '0' ? '' : money(line.earlyDiscount),
            <Payee key="b" line={line} payOn={proposal.payOn} />,
            money(line.pay),
          ])}
        />
      </Card>
    </Page>
  )
} // prettier-ignore

/** How many days an account that was just agreed to is looked at twice. */
const newFor = 60

/** Where the money goes: its last signs, and whether that is new. */
function Payee({ line, payOn }: { line: Line; payOn: string }) {
  const say = useSay()
  const culture = useCulture()
  if (line.ending === null || line.agreedAt === null) return <Chip tone="warn">{say('payables.ui.noAccount')}</Chip>
  const isNew = daysBetween(line.agreedAt.slice(0, 10) as Day, payOn as Day) < newFor
  return (
    <span className={styles['two']}>
      {`… ${line.ending}`}
      {isNew ? <Chip tone="warn">{say('payables.ui.newAccount', { day: culture.day(line.agreedAt.slice(0, 10)) })}</Chip> : null}
    </span>
  )
}

/** The file for the bank: written once, and given again as it was. */
function BankFile({ proposal, file, complete }: { proposal: Proposal; file: Answer['file']; complete: boolean }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { port } = useHarmony()
  const { act, busy } = useAct('payables.paymentFile')
  if (!may('payables.pay')) return null
  const save = async (): Promise<void> => {
    const written = await act({ paymentProposal: proposal.id })
    if (!written.ok) return toast({ tone: 'danger', text: written.refusal.message })
    const saved = await port.download('payables.paymentFile', { paymentProposal: proposal.id })
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Card title={say('payables.paymentFile')}>
      {complete ? null : <Notice tone="warn">{say('payables.ui.fileIncomplete')}</Notice>}
      <p>{file ? say('payables.ui.fileWritten', { format: say(`choice.format.${file.format}`), count: culture.count(file.payments), name: file.writtenBy, day: culture.instant(file.writtenAt) }) : say('payables.ui.fileLead')}</p>
      <div className={styles['buttons']}>
        <Button look={file ? 'plain' : 'primary'} icon="download" busy={busy} disabled={!complete} onClick={() => void save()}>
          {say('payables.ui.download')}
        </Button>
      </div>
    </Card>
  )
} // prettier-ignore

function Acts({ proposal }: { proposal: Proposal }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const [dropping, setDropping] = useState(false)
  const release = useDo<{ payments: readonly unknown[] }>('payables.release', ({ payments }) => say('payables.ui.released', { count: String(payments.length) }))
  if (proposal.state !== 'proposed') return proposal.decidedBy ? <Notice tone="info">{`${say(`choice.state.${proposal.state}`)}: ${proposal.decidedBy}${proposal.reason ? ` – ${proposal.reason}` : ''}`}</Notice> : null
  const mine = proposal.proposedByUser === manifest.caller?.user
  return (
    <>
      {mine ? <Notice tone="info">{say('payables.ui.mineProposed')}</Notice> : null}
      <div className={styles['buttons']}>
        {may('payables.release') && !mine ? (
          <Button look="primary" icon="check" busy={release.busy} onClick={() => void release.go({ paymentProposal: proposal.id })}>
            {say('payables.ui.release')}
          </Button>
        ) : null}
        {may('payables.pay') ? <Button onClick={() => setDropping(true)}>{say('payables.dropProposal')}</Button> : null}
      </div>
      {dropping ? <FormDrawer operation="payables.dropProposal" fixed={{ paymentProposal: proposal.id }} fields={['reason']} onClose={() => setDropping(false)} /> : null}
    </>
  )
} // prettier-ignore
