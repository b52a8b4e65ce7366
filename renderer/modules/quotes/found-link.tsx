import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'

interface Found {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}
/** A link to a record that is called as people call it: asked of its list, by its id or by what it hangs on. Nothing where there is none. */
export function FoundLink({
  list,
  by,
  value,
  called,
  to,
}: {
  list: string
  by: string
  value: string
  called: readonly string[]
  to: string
}) {
  const { data } = useAsk<Found>(list, { filter: { field: by, is: 'equal', value }, limit: 1 }, { keep: true })
  const [row] = data?.rows ?? []
  const name = called.map((field) => row?.[field]).find((text) => typeof text === 'string' && text !== '')
  return row ? <Go to={`${to}/${String(row['id'])}`}>{String(name ?? row['id'])}</Go> : null
}
