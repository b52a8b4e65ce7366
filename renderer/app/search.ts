import { useEffect, useState } from 'react'
import type { IconName } from '../kit/icon.tsx'
import { askOver } from './ask.ts'
import { useHarmony } from './harmony.tsx'
import { details, detailPath } from './menu.ts'

export interface Found {
  readonly kind: string
  readonly id: string
  readonly opens: string
  readonly title: string
  readonly subtitle: string | null
  readonly currency: string | null
  readonly amount: string | null
  readonly day: string | null
}
export interface FoundAll {
  readonly found: readonly Found[]
  /** Kinds of which there is more. */
  readonly more: readonly string[]
}

/** The view whose rows' screen shows what was found of a kind, and its sign. */
const views: Readonly<Record<string, { readonly view: string; readonly icon: IconName; readonly tail?: string }>> = {
  customer: { view: 'customers.list', icon: 'people' },
  contact: { view: 'customers.list', icon: 'user' },
  lead: { view: 'opportunities.leads', icon: 'star' },
  opportunity: { view: 'opportunities.list', icon: 'chart' },
  quote: { view: 'quotes.list', icon: 'file' },
  order: { view: 'orders.list', icon: 'file' },
  contract: { view: 'contracts.list', icon: 'contract' },
  line: { view: 'contracts.list', icon: 'contract', tail: '?tab=terms' },
  invoice: { view: 'billing.invoices', icon: 'invoice' },
  creditNote: { view: 'billing.invoices', icon: 'invoice' },
  product: { view: 'catalog.list', icon: 'box' },
  supplier: { view: 'purchases.suppliers', icon: 'building' },
  fund: { view: 'contracts.list', icon: 'money' },
  run: { view: 'billing.runs', icon: 'play' },
  journal: { view: 'ledger.journals', icon: 'ledger' },
  entity: { view: 'entities.list', icon: 'building' },
  taxCode: { view: 'tax.list', icon: 'percent' },
  user: { view: 'people.users', icon: 'user' },
}
export const iconOfFound = (found: Found): IconName => views[found.kind]?.icon ?? 'file'
/** Where it opens. A fund has a screen of its own where there is one, else it is seen at its contract. */
export function pathOfFound({ kind, id, opens }: Found): string {
  const own = kind === 'fund' && details['funds.list'] ? detailPath('funds.list', { id }) : undefined
  const to = views[kind]
  return own ?? (to ? `${detailPath(to.view, { id: opens, code: opens }) ?? '/'}${to.tail ?? ''}` : '/')
}

/** Milliseconds of quiet before it is looked: nobody reads what was found for half a word. */
const quiet = 160

/** What is found while somebody types; a newer text takes the question for an older one back. `busy` until the answer fits the text. */
export function useFound(
  text: string,
  more: { readonly limit?: number; readonly kinds?: readonly string[] } = {},
): FoundAll & { readonly busy: boolean; readonly error: Error | null } {
  const { port } = useHarmony()
  const [answer, setAnswer] = useState<FoundAll & { of: string; error: Error | null }>({ of: '', found: [], more: [], error: null })
  const wanted = text.trim()
  const asked = JSON.stringify({ text: wanted, ...more })
  useEffect(() => {
    if (wanted.length < 2) return setAnswer({ of: asked, found: [], more: [], error: null })
    const stop = new AbortController()
    const timer = setTimeout(() => {
      askOver<FoundAll>(port, 'search.find', JSON.parse(asked), stop.signal).then(
        (all) => stop.signal.aborted || setAnswer({ of: asked, ...all, error: null }),
        (error: unknown) =>
          stop.signal.aborted ||
          setAnswer({ of: asked, found: [], more: [], error: error instanceof Error ? error : new Error(String(error)) }),
      )
    }, quiet)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked, wanted, port])
  return { found: answer.found, more: answer.more, error: answer.error, busy: answer.of !== asked }
}
