import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useMay } from '../../app/harmony.tsx'
import { countryName, useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import styles from './contracts.module.css'

interface Recipient {
  readonly name: string | null
  readonly address: readonly string[]
  readonly country: string | null
  readonly region: string | null
  readonly taxId: string | null
}

/** Whom the contract is for, where that is a subsidiary or a branch of the customer: its invoices name it and are taxed where it is. */
export function RecipientCard({ contract }: { contract: string }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data } = useAsk<Recipient>('contracts.recipient', { contract })
  if (!data || (data.name === null && !may('contracts.write'))) return null
  const fact = (field: string, value: string | null, wide = false) => (value === null ? [] : [{ name: say(`field.${field}`), value, wide }])
  return (
    <Card
      title={say('contracts.recipient')}
      actions={
        may('contracts.write') ? (
          <Button small onClick={() => setEditing(true)}>
            {say(data.name === null ? 'contracts.ui.otherRecipient' : 'contracts.ui.changeRecipient')}
          </Button>
        ) : null
      }
    >
      {data.name === null ? (
        <p className={styles['none']}>{say('contracts.ui.forCustomer')}</p>
      ) : (
        <Facts
          facts={[
            ...fact('name', data.name, true),
            ...fact('address', data.address.join(', '), true),
            ...fact('country', data.country === null ? null : countryName(data.country)),
            ...fact('region', data.region),
            ...fact('taxId', data.taxId, true),
          ]}
        />
      )}
      {editing ? (
        <FormDrawer
          operation="contracts.saveRecipient"
          fixed={{ contract }}
          fields={['name', 'address', 'country', 'region', 'taxId']}
          initial={{ ...data }}
          hints={{ name: say('contracts.ui.recipientHint') }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Card>
  )
}
