import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Limit } from '../approvals/types.ts'
import styles from './selling.module.css'

/** What each role may give away without asking anybody. */
export function DiscountLimit({ of }: { of: 'orders' | 'quotes' }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data } = useAsk<{ rows: readonly Limit[] }>('approvals.limits', { filter: { field: 'kind', is: 'equal', value: `${of}.discount` }, limit: 100 }, { enabled: may('approvals.read') }) // prettier-ignore
  const limits = (data?.rows ?? []).flatMap(({ role, roleName, percent }) =>
    percent === null ? [] : [say('quotes.ui.limitOf', { role: roleName ?? role, percent: culture.decimal(percent) })],
  )
  return limits.length === 0 ? null : <p className={styles['quiet']}>{say('quotes.ui.limits', { limits: limits.join(', ') })}</p>
}
