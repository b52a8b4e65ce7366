import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './einvoice.module.css'
import type { Buyer } from './types.ts'

const fields = [
  'channel',
  'buyerReference',
  'electronicAddress',
  'addressScheme',
  'mandate',
  'debitAccount',
  'cashDiscountDays',
  'cashDiscountPercent',
] as const
const hints = ['buyerReference', 'electronicAddress', 'addressScheme', 'mandate', 'cashDiscountDays'] as const
const at = {
  'einvoice.referenceMissing': 'buyerReference', 'einvoice.badLeitwegId': 'buyerReference', 'einvoice.badAccount': 'debitAccount', 'einvoice.badDiscount': 'cashDiscountPercent',
  'einvoice.badScheme': 'addressScheme', 'einvoice.schemeMissing': 'addressScheme', 'einvoice.badEmail': 'electronicAddress',
} as const // prettier-ignore

/** How a customer wants its invoices, and the terms that stand on them. */
export function BuyerCard({ customer }: { customer: string }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<{ buyer: Buyer | null }>('einvoice.buyer', { customer }, { enabled: may('einvoice.read') })
  if (!may('einvoice.read')) return null
  return (
    <Card
      title={say('einvoice.ui.buyer')}
      actions={
        data && may('einvoice.write') ? (
          <Button small onClick={() => setEditing(true)}>
            {say('einvoice.ui.edit')}
          </Button>
        ) : undefined
      }
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('einvoice.ui.buyer')} lines={2} />
      ) : data.buyer ? (
        <Known buyer={data.buyer} />
      ) : (
        <p className={styles['empty']}>{say('einvoice.ui.nothingKnown')}</p>
      )}
      {editing && data ? (
        <FormDrawer
          operation="einvoice.saveBuyer"
          fixed={{ customer }}
          initial={data.buyer ? { ...data.buyer } : { channel: 'none' }}
          fields={fields}
          hints={Object.fromEntries(hints.map((field) => [field, say(`einvoice.ui.hint.${field}`)]))}
          at={at}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Card>
  )
}

function Known({ buyer }: { buyer: Buyer }) {
  const say = useSay()
  const culture = useCulture()
  const { channel, buyerReference, electronicAddress, addressScheme, mandate, debitAccount, cashDiscountDays, cashDiscountPercent } = buyer
  const fact = (name: string, value: string) => ({ name: say(`field.${name}`), value, wide: true })
  const address = electronicAddress === null ? say('einvoice.ui.toEmail') : `${addressScheme ?? ''}:${electronicAddress}`
  return (
    <Facts
      facts={[
        fact('channel', say(`choice.channel.${channel}`)),
        ...(buyerReference === null ? [] : [fact('buyerReference', buyerReference)]),
        ...(channel === 'none' ? [] : [fact('electronicAddress', address)]),
        ...(mandate === null ? [] : [fact('mandate', debitAccount === null ? mandate : `${mandate} · ${debitAccount}`)]),
        ...(cashDiscountDays === null || cashDiscountPercent === null
          ? []
          : [fact('cashDiscountPercent', say('einvoice.ui.discount', { percent: culture.decimal(cashDiscountPercent), days: culture.count(cashDiscountDays) }))]),
      ]}
    />
  )
} // prettier-ignore
