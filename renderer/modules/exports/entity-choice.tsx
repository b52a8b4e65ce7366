import { useAsk } from '../../app/ask.ts'
import { useSearchState } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Choose } from '../../kit/choose.tsx'

interface Entities {
  readonly rows: readonly { readonly code: string; readonly name: string }[]
}
/** The legal entity of the address; the first one where it names none. */
export function useEntity(): { readonly entity: string; readonly choice: React.JSX.Element } {
  const say = useSay()
  const [search, setSearch] = useSearchState()
  const { data } = useAsk<Entities>('entities.list', { limit: 1000 })
  const entity = String(search['entity'] ?? data?.rows[0]?.code ?? '')
  return {
    entity,
    choice: (
      <Choose
        label={say('field.entity')}
        value={entity}
        onChange={(next) => next && setSearch({ entity: next })}
        options={(data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
      />
    ),
  }
}
