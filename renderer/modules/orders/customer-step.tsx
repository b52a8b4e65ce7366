import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Check, Switch } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { TextField } from '../../kit/parts.tsx'
import { CurrencyAndLanguage } from '../quotes/sale-terms.tsx'
import type { OrderDraft } from './order-draft.ts'
import styles from './capture.module.css'

/** Whose order it is, whom to ask there, what they call it, and on what terms it stands as a whole. */
export function CustomerStep({ draft, onPut, saved }: { draft: OrderDraft; onPut: (more: Partial<OrderDraft>) => void; saved: boolean }) {
  const say = useSay()
  const customers = useLookup('customers')
  const [more, setMore] = useState(false)
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 200 })
  const contacts = useAsk<{ rows: readonly { id: string; name: string; title: string | null }[] }>(
    'customers.contacts',
    { filter: { all: [{ field: 'customer', is: 'equal', value: draft.customer }, { field: 'active', is: 'equal', value: true }] }, order: ['name'], limit: 200 },
    { enabled: draft.customer !== '' },
  ) // prettier-ignore
  const contracts = useAsk<{ rows: readonly { id: string; number: string; name: string | null }[] }>(
    'contracts.list',
    { filter: { all: [{ field: 'customer', is: 'equal', value: draft.customer }, { field: 'entity', is: 'equal', value: draft.entity }] }, order: ['number'], limit: 200 },
    { enabled: more && draft.customer !== '' && draft.entity !== '' },
  ) // prettier-ignore
  // What was chosen for one customer means nothing to another.
  const change = (what: Partial<OrderDraft>): void =>
    onPut({ ...what, contact: '', contract: '', lines: draft.lines.map((line) => ({ ...line, taxCodes: null, fund: null })) })
  return (
    <div className={styles['stack']}>
      <div className={styles['pair']}>
        {customers ? (
          <ReferenceField
            id="order-customer"
            label={say('field.customer')}
            view={customers}
            value={draft.customer}
            onChange={(customer) => change({ customer, currency: '', language: '' })}
            required
          />
        ) : null}
        <Choose
          label={say('field.entity')}
          value={draft.entity || null}
          onChange={(entity) => change({ entity: entity ?? '', currency: '' })}
          options={(entities.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          disabled={saved}
          required
        />
        <Choose
          id="order-contact"
          label={say('field.contact')}
          value={draft.contact || null}
          onChange={(contact) => onPut({ contact: contact ?? '' })}
          options={(contacts.data?.rows ?? []).map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name }))}
          nothing={say('app.form.nothingFound')}
          clearable
        />
        <div className={styles['po']}>
          <TextField
            id="order-po"
            label={say('field.poNumber')}
            value={draft.poNumber}
            onChange={(poNumber) => onPut({ poNumber })}
            autoComplete="off"
          />
          <Check
            label={say('orders.ui.toFollow')}
            checked={draft.poFollows && draft.poNumber.trim() === ''}
            onChange={(poFollows) => onPut({ poFollows })}
          />
        </div>
      </div>
      <Switch label={say('orders.ui.more')} checked={more} onChange={setMore} />
      {more ? (
        <div className={styles['pair']}>
          <TextField label={say('quotes.ui.subject')} value={draft.title} onChange={(title) => onPut({ title })} autoComplete="off" />
          <DayField
            label={say('field.start')}
            value={draft.start}
            onChange={(start) => onPut({ start })}
            hint={say('orders.ui.startHint')}
          />
          <DayField
            label={say('orders.ui.ratesOf')}
            value={draft.pricedOn}
            onChange={(pricedOn) => onPut({ pricedOn })}
            hint={say('orders.ui.ratesHint')}
          />
          <TextField
            label={say('field.paymentDays')}
            value={draft.paymentDays}
            onChange={(paymentDays) => onPut({ paymentDays })}
            hint={say('orders.ui.asCustomer')}
            figures
          />
          <CurrencyAndLanguage draft={draft} onPut={onPut} asCustomer={{ hint: say('orders.ui.asCustomer') }} />
          <Choose
            label={say('field.contract')}
            value={draft.contract || null}
            onChange={(contract) => onPut({ contract: contract ?? '' })}
            options={(contracts.data?.rows ?? []).map(({ id, number, name }) => ({
              value: id,
              label: name ? `${number} ${name}` : number,
            }))}
            hint={say('orders.ui.ownContract')}
            nothing={say('app.form.nothingFound')}
            clearable
          />
          <LongField label={say('field.note')} value={draft.note} onChange={(note) => onPut({ note })} rows={3} />
        </div>
      ) : null}
    </div>
  )
}
