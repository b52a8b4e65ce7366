import { useEffect, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Choose } from '../../kit/choose.tsx'
import { TextField } from '../../kit/parts.tsx'
import { Stack } from '../../kit/tall.tsx'
import { ContractPlace, useContractPlace } from '../usage/place.tsx'

/** Where work belongs, as the operation takes it. */
export interface Place {
  readonly contract?: string
  readonly project?: string
  readonly entity?: string
  readonly customer?: string
}

/** Work belongs to a contract, or to a project of a legal entity. */
export function WorkPlace({ onPlace }: { onPlace: (place: Place) => void }) {
  const say = useSay()
  const [to, setTo] = useState<'contract' | 'project'>('contract')
  const [contract, setContract] = useContractPlace()
  const [project, setProject] = useState('')
  const [entity, setEntity] = useState('')
  const [customer, setCustomer] = useState('')
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const customers = useLookup('customers')
  const named = project.trim()
  useEffect(() => {
    if (to === 'contract') onPlace(contract ? { contract } : {})
    else onPlace({ ...(named ? { project: named } : {}), ...(entity ? { entity } : {}), ...(customer ? { customer } : {}) })
  }, [to, contract, named, entity, customer])
  return (
    <Stack>
      <Segments
        label={say('work.ui.for')}
        value={to}
        onChange={setTo}
        options={[
          { value: 'contract', label: say('field.contract') },
          { value: 'project', label: say('field.project') },
        ]}
      />
      {to === 'contract' ? (
        <ContractPlace value={contract} onChange={setContract} />
      ) : (
        <>
          <TextField label={say('field.project')} value={project} onChange={setProject} required />
          <Choose
            label={say('field.entity')}
            value={entity === '' ? null : entity}
            onChange={(next) => setEntity(next ?? '')}
            options={(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` }))}
            placeholder={say('app.form.choose')}
            required
          />
          {customers ? (
            <ReferenceField label={say('field.customer')} view={customers} value={customer} onChange={setCustomer} clearable />
          ) : null}
        </>
      )}
    </Stack>
  )
}
