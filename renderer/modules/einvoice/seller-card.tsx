import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './einvoice.module.css'
import type { Seller } from './types.ts'

const fields = [
  'contactName',
  'contactPhone',
  'contactEmail',
  'electronicAddress',
  'addressScheme',
  'localTaxNumber',
  'creditorId',
] as const
const hints = ['contactName', 'addressScheme', 'localTaxNumber'] as const

/** Whom buyers may ask, and where e-invoices of a legal entity come from. */
export function SellerCard({ entity }: { entity: string }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<{ seller: Seller | null }>('einvoice.seller', { entity }, { enabled: may('einvoice.read') })
  if (!may('einvoice.read')) return null
  const known = data?.seller ? fields.flatMap((name) => (data.seller![name] === null ? [] : [{ name: say(`field.${name}`), value: data.seller![name], wide: true }])) : [] // prettier-ignore
  return (
    <Card
      title={say('einvoice.ui.seller')}
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
        <Bones label={say('einvoice.ui.seller')} lines={2} />
      ) : known.length > 0 ? (
        <Facts facts={known} />
      ) : (
        <p className={styles['empty']}>{say('einvoice.ui.nothingKnownOfEntity')}</p>
      )}
      {editing && data ? (
        <FormDrawer
          operation="einvoice.saveSeller"
          fixed={{ entity }}
          initial={{ ...data.seller }}
          fields={fields}
          hints={Object.fromEntries(hints.map((field) => [field, say(`einvoice.ui.hint.${field}`)]))}
          at={{ 'einvoice.badScheme': 'addressScheme', 'einvoice.schemeMissing': 'addressScheme', 'einvoice.badEmail': 'contactEmail' }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Card>
  )
}
