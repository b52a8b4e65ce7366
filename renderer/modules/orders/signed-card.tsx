import { useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { OneSignature } from '../signing/types.ts'
import { SignedCopy } from './signed.tsx'
import type { ShownOrder } from './types.ts'

/** Who signed, whether every link of the evidence stands, and the copies of it. */
export function SignedCard({ order }: { order: ShownOrder }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { data, error } = useAsk<OneSignature>('signing.signature', { signature: order.signature }, { enabled: order.signature !== null && may('signing.read') }) // prettier-ignore
  if (!order.signed || !order.signature) return null
  const broken = data?.checks.filter(({ stands }) => stands === 'no') ?? []
  return (
    <Card title={say('orders.ui.evidence')}>
      <Stack>
        <p>
          {say('orders.ui.signedBy', { signer: order.signed.signer, at: culture.instant(order.signed.signedAt) })}
          {order.signed.role ? `, ${order.signed.role}` : ''}
          {order.signed.place ? `, ${order.signed.place}` : ''}
        </p>
        {error ? <Notice tone="danger">{error.message}</Notice> : null}
        {data ? (
          broken.length === 0 ? (
            <Chip tone="ok">{say('orders.ui.verified')}</Chip>
          ) : (
            <Notice tone="danger">
              {say('orders.ui.notVerified', {
                links: broken.map(({ check, stands, about }) => say(`signing.verify.${check}.${stands}`, { about: about ?? '' })).join(' '),
              })}
            </Notice>
          )
        ) : null}
        <SignedCopy signature={order.signature} />
        <Go to={`/signatures/${order.signature}`}>{say('orders.ui.evidence')}</Go>
      </Stack>
    </Card>
  )
}
