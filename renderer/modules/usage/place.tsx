import { useEffect, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useSearchState } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Stack } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import type { Contract } from '../contracts/types.ts'

/** What a person records is told by hand, once: sending it again after an outage means the same record. */
export const useHand = (): { readonly source: string; readonly sourceId: string } => {
  const [sourceId] = useState(() => crypto.randomUUID())
  return { source: 'hand', sourceId }
}

/** The contract that something is recorded for; the address may name it. */
export function useContractPlace(): readonly [contract: string, setContract: (id: string) => void] {
  const [{ contract }] = useSearchState()
  return useState(typeof contract === 'string' ? contract : '')
}

export function ContractPlace({ value, onChange, optional }: { value: string; onChange: (id: string) => void; optional?: boolean }) {
  const say = useSay()
  const contracts = useLookup('contracts')
  return contracts ? (
    <ReferenceField
      label={say('field.contract')}
      view={contracts}
      value={value}
      onChange={onChange}
      {...(optional ? { clearable: true } : { required: true })}
    />
  ) : null
}

/** A contract, then one of its lines: the only one is chosen by itself. */
export function LinePlace({ line, onLine }: { line: string; onLine: (id: string) => void }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [contract, setContract] = useContractPlace()
  const { data } = useAsk<Contract>('contracts.get', { contract }, { enabled: contract !== '' })
  const lines = contract === '' ? [] : (data?.lines ?? [])
  const chosen = line || (lines.length === 1 ? lines[0]!.id : '')
  useEffect(() => {
    if (chosen !== line) onLine(chosen)
  }, [chosen, line])
  return (
    <Stack>
      <ContractPlace
        value={contract}
        onChange={(id) => {
          setContract(id)
          onLine('')
        }}
      />
      <Choose
        label={say('field.line')}
        value={chosen === '' ? null : chosen}
        onChange={(id) => onLine(id ?? '')}
        options={lines.map((l) => ({
          value: l.id,
          label: `${culture.count(l.number)} · ${l.product} · ${l.description ?? textIn(manifest.language, l.productNames)}`,
        }))}
        placeholder={say(contract === '' ? 'usage.ui.contractFirst' : 'app.form.choose')}
        required
      />
    </Stack>
  )
}
