import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from '../receivables/receivables.module.css'

interface BankAccount {
  readonly id: string
  readonly accountHolder: string
  readonly iban: string | null
  readonly bic: string | null
  readonly sortCode: string | null
  readonly accountNumber: string | null
  readonly routingNumber: string | null
  readonly ending: string
  readonly confirmation: string
  readonly state: string
  readonly proposedAt: string
  readonly proposedBy: string
  readonly proposedByUser: string
  readonly decidedAt: string | null
  readonly decidedBy: string | null
}
/** In fours, as banks print it. */
const inFours = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** Where a supplier is paid to: what two people agreed on, and what waits for the second of them. */
export function SupplierBankAccount({ supplier }: { supplier: string }) {
  const say = useSay()
  const may = useMay()
  const [proposing, setProposing] = useState(false)
  const { data, error } = useAsk<{ rows: readonly BankAccount[] }>('payables.bankAccounts', {
    filter: { all: [{ field: 'supplier', is: 'equal', value: supplier }, { field: 'state', is: 'in', value: ['agreed', 'proposed'] }] },
    limit: 10,
  })
  const waiting = data?.rows.find(({ state }) => state === 'proposed')
  const agreed = data?.rows.find(({ state }) => state === 'agreed')
  return (
    <Card
      title={say('field.bankAccount')}
      actions={may('payables.write') && data && !waiting ? <Button small onClick={() => setProposing(true)}>{say(agreed ? 'payables.ui.otherAccount' : 'payables.ui.addAccount')}</Button> : null}
    >
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!data && !error ? <Bones label={say('field.bankAccount')} lines={3} /> : null}
      {data && !agreed && !waiting ? <Nothing icon="money" title={say('payables.ui.noAccount')} lead={say('payables.ui.noAccountLead')} /> : null}
      <div className={styles['stack']}>
        {agreed ? <Account account={agreed} /> : null}
        {waiting ? <Waiting account={waiting} /> : null}
      </div>
      {proposing ? (
        <FormDrawer
          operation="payables.proposeBankAccount"
          fixed={{ supplier }}
          fields={['accountHolder', 'iban', 'bic', 'sortCode', 'accountNumber', 'routingNumber', 'confirmation']}
          hints={{ confirmation: say('payables.ui.confirmedHint'), accountHolder: say('payables.ui.holderHint') }}
          onClose={() => setProposing(false)}
        />
      ) : null}
    </Card>
  )
} // prettier-ignore

interface Judged {
  readonly verdict: string
  readonly fault: string | null
  readonly edition: string | null
  readonly unchecked: string | null
}
/** What the table of British weights says of an account; nothing of one that is not British, or that the caller may not see. */
function useChecked({ iban, sortCode, accountNumber }: BankAccount): string | null {
  const say = useSay()
  const may = useMay()
  const british = iban?.startsWith('GB') ?? (sortCode !== null && accountNumber !== null)
  const given = iban === null ? { sortCode, accountNumber } : { iban }
  const { data } = useAsk<Judged>('payments.verifyAccount', given, { enabled: british && may('payments.read') })
  if (!british || !data) return null
  if (data.unchecked !== null) return say(`choice.unchecked.${data.unchecked}`)
  const said = say(data.fault === null ? `choice.verdict.${data.verdict}` : `choice.fault.${data.fault}`)
  return data.edition === null ? said : say('payables.ui.checkedBy', { said, edition: data.edition })
}

function Account({ account }: { account: BankAccount }) {
  const say = useSay()
  const culture = useCulture()
  const { iban, bic, sortCode, accountNumber, routingNumber, decidedAt } = account
  const hidden = iban === null && accountNumber === null
  const checked = useChecked(account)
  const facts = ([['accountHolder', account.accountHolder], ['iban', iban && inFours(iban)], ['bic', bic], ['sortCode', sortCode], ['routingNumber', routingNumber], ['accountNumber', accountNumber], ['ending', hidden ? account.ending : null]] as const)
    .flatMap(([field, value]) => (value ? [{ name: say(`field.${field}`), value, wide: field === 'iban' || field === 'accountHolder' }] : []))
  return (
    <div>
      <div className={styles['buttons']}>
        <Chip tone={account.state === 'agreed' ? 'ok' : toneOf(account.state)}>{say(`choice.state.${account.state}`)}</Chip>
      </div>
      <Facts
        facts={[
          ...facts,
          ...(checked === null ? [] : [{ name: say('payables.ui.checked'), value: checked, wide: true }]),
          { name: say('field.confirmation'), value: account.confirmation, wide: true },
          { name: say('field.proposedBy'), value: `${account.proposedBy}, ${culture.instant(account.proposedAt)}`, wide: true },
          ...(decidedAt && account.decidedBy ? [{ name: say('field.decidedBy'), value: `${account.decidedBy}, ${culture.instant(decidedAt)}`, wide: true }] : []),
        ]}
      />
    </div>
  )
} // prettier-ignore

function Waiting({ account }: { account: BankAccount }) {
  const say = useSay()
  const may = useMay()
  const { manifest } = useHarmony()
  const [declining, setDeclining] = useState(false)
  const agree = useDo('payables.decideBankAccount', () => say('payables.ui.accountAgreed'))
  const mine = account.proposedByUser === manifest.caller?.user
  return (
    <>
      <Notice tone="warn">{say(mine ? 'payables.ui.mineAccount' : 'payables.ui.accountToAgree')}</Notice>
      <Account account={account} />
      {may('payables.release') && !mine ? (
        <div className={styles['buttons']}>
          <Button look="primary" icon="check" busy={agree.busy} onClick={() => void agree.go({ bankAccount: account.id, agree: true })}>
            {say('payables.ui.agree')}
          </Button>
          <Button onClick={() => setDeclining(true)}>{say('payables.ui.decline')}</Button>
        </div>
      ) : null}
      {declining ? (
        <FormDrawer operation="payables.decideBankAccount" title={say('payables.ui.decline')} submit={say('payables.ui.decline')} fixed={{ bankAccount: account.id, agree: false }} fields={['reason']} onClose={() => setDeclining(false)} />
      ) : null}
    </>
  )
} // prettier-ignore
