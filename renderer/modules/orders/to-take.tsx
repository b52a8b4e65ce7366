import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import type { Order } from './types.ts'

/** Takes in what was signed by a link; says why where it cannot be. */
function useTaking() {
  const say = useSay()
  const { act, busy } = useAct<Order>('orders.takeSignature')
  const take = async (signature: string, signer: string): Promise<Order | null> => {
    const reply = await act({ signature }).catch((error: unknown) => ({
      ok: false as const,
      refusal: { message: error instanceof Error ? error.message : String(error) },
    }))
    if (reply.ok) {
      toast({ tone: 'ok', text: say('orders.ui.taken', { number: reply.result.number ?? reply.result.reference ?? '' }) })
      return reply.result
    }
    toast({ tone: 'danger', lead: say('orders.ui.notTaken', { signer }), text: reply.refusal.message })
    return null
  }
  return { take, busy }
}

/** What customers signed by a link and no order has taken: as a rule it is taken in by itself, and what is here could not be. */
export default function ToTake() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const { take, busy } = useTaking()
  useTitle(say('orders.toTake'))
  const all = async (rows: readonly Row[], clear: () => void): Promise<void> => {
    let last: Order | null = null
    for (const row of rows) last = (await take(String(row['id']), String(row['signer']))) ?? last
    clear()
    if (rows.length === 1 && last) go(`/orders/${last.id}`)
  }
  return (
    <Fill>
      <PageHead title={say('orders.toTake')} lead={say('orders.ui.toTakeLead')} />
      <Grid
        view="orders.signedByLink"
        label={say('orders.toTake')}
        columns={['reference', 'customerName', 'signer', 'signedAt', 'kind', 'createdBy', 'entity']}
        opens={(row) => (row['record'] === 'quotes' ? `/quotes/${String(row['subject'])}` : `/orders/${String(row['subject'])}`)}
        {...(may('orders.write')
          ? {
              bulk: (rows: readonly Row[], clear: () => void) => (
                <Button small look="primary" icon="check" busy={busy} onClick={() => void all(rows, clear)}>
                  {say('orders.ui.takeIn')}
                </Button>
              ),
            }
          : {})}
        empty={{ title: say('orders.ui.nothingToTake'), lead: say('orders.ui.toTakeLead') }}
      />
    </Fill>
  )
}

interface Untaken {
  readonly id: string
  readonly signer: string
  readonly signedAt: string
}
/** Beside the order or the quote itself: it is signed already, and waits to be taken in. */
export function SignedByLink({ subject }: { subject: string }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const culture = useCulture()
  const { take, busy } = useTaking()
  const { data } = useAsk<{ rows: readonly Untaken[] }>('orders.signedByLink', { filter: { field: 'subject', is: 'equal', value: subject }, limit: 1 }) // prettier-ignore
  const [signed] = data?.rows ?? []
  if (!signed) return null
  const taken = async (): Promise<void> => {
    const order = await take(signed.id, signed.signer)
    if (order) go(`/orders/${order.id}`)
  }
  return (
    <Notice tone="warn" title={say('orders.ui.waitsToBeTaken', { signer: signed.signer, at: culture.instant(signed.signedAt) })}>
      {may('orders.write') ? (
        <Button small look="primary" icon="check" busy={busy} onClick={() => void taken()}>
          {say('orders.ui.takeIn')}
        </Button>
      ) : null}
    </Notice>
  )
}
