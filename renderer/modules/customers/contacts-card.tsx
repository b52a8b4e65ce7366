import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, IconButton } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { ContactConsent } from '../opportunities/contact-consent.tsx'
import styles from './customers.module.css'

interface Contact {
  readonly id: string
  readonly customer: string
  readonly name: string
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly language: string | null
  readonly getsInvoices: boolean
  readonly technical: boolean
  readonly decides: boolean
  readonly active: boolean
  readonly note: string | null
}
const fields = ['name', 'title', 'email', 'phone', 'language', 'getsInvoices', 'technical', 'decides', 'active', 'note'] as const
/** People of one customer; more are found by the search. */
const shown = 200

/** Whom to write, call and ask at a customer. Those who left stand last. */
export function ContactsCard({ customer }: { customer: string }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState<Contact | 'new' | null>(null)
  const [asking, setAsking] = useState<Contact | null>(null)
  const { data, error } = useAsk<{ rows: readonly Contact[] }>('customers.contacts', {
    filter: { field: 'customer', is: 'equal', value: customer },
    order: ['-active', 'name'],
    limit: shown,
  })
  const mayEdit = may('customers.write')
  const add = mayEdit ? (
    <Button small icon="plus" onClick={() => setEditing('new')}>
      {say('customers.ui.newContact')}
    </Button>
  ) : null
  return (
    <Card title={say('contacts')} actions={add}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : !data ? (
        <Bones label={say('contacts')} lines={3} />
      ) : data.rows.length === 0 ? (
        <p className={styles['none']}>{say('customers.ui.noContacts')}</p>
      ) : (
        <ul className={styles['contacts']}>
          {data.rows.map((contact) => (
            <Person
              key={contact.id}
              contact={contact}
              {...(may('opportunities.read') ? { onConsent: () => setAsking(contact) } : {})}
              {...(mayEdit ? { onEdit: () => setEditing(contact) } : {})}
            />
          ))}
        </ul>
      )}
      {asking ? <ContactConsent contact={asking.id} name={asking.name} onClose={() => setAsking(null)} /> : null}
      {editing ? (
        <FormDrawer
          operation="customers.saveContact"
          title={say(editing === 'new' ? 'customers.ui.newContact' : 'customers.ui.editContact')}
          submit={say('customers.saveContact')}
          fixed={{ customer, ...(editing === 'new' ? {} : { id: editing.id }) }}
          initial={editing === 'new' ? { active: true, getsInvoices: false, technical: false, decides: false } : { ...editing }}
          fields={fields}
          hints={{
            getsInvoices: say('customers.ui.getsInvoicesHint'),
            active: say('customers.ui.activeHint'),
            language: say('customers.ui.languageHint'),
          }}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Card>
  )
}

function Person({ contact, onConsent, onEdit }: { contact: Contact; onConsent?: () => void; onEdit?: () => void }) {
  const say = useSay()
  const { name, title, email, phone, getsInvoices, technical, decides, active, note } = contact
  return (
    <li className={styles['contact']} data-left={!active || undefined}>
      <div className={styles['person']}>
        <strong>{name}</strong>
        {title ? <span className={styles['title']}>{title}</span> : null}
        <span className={styles['ways']}>
          {email ? <a href={`mailto:${email}`}>{email}</a> : null}
          {phone ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> : null}
        </span>
        {note ? <span className={styles['title']}>{note}</span> : null}
        <span className={styles['chips']}>
          {getsInvoices ? <Chip tone="accent" icon="invoice">{say('customers.ui.invoices')}</Chip> : null}
          {technical ? <Chip tone="info" icon="settings">{say('customers.ui.technical')}</Chip> : null}
          {decides ? <Chip tone="violet" icon="check">{say('customers.ui.decides')}</Chip> : null}
          {active ? null : <Chip>{say('customers.ui.left')}</Chip>}
        </span>
      </div>
      {onConsent ? <IconButton icon="shield" label={say('customers.ui.consentOf', { name })} onClick={onConsent} /> : null}
      {onEdit ? <IconButton icon="draft" label={say('customers.ui.editContactOf', { name })} onClick={onEdit} /> : null}
    </li>
  ) // prettier-ignore
}
