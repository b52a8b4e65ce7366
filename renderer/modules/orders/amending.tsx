import { Go } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Notice } from '../../kit/state.tsx'
import type { OtherOrder, ShownOrder } from './types.ts'

function OtherLink({ other }: { other: OtherOrder }) {
  const say = useSay()
  return (
    <div>
      <Go to={`/orders/${other.id}`}>{say('orders.ui.called', { number: other.number ?? other.reference ?? '' })}</Go>
    </div>
  )
}

/** What a change order changes. */
export function ChangeOf({ replaced, signed = false }: { replaced: OtherOrder; signed?: boolean }) {
  const say = useSay()
  return (
    <Notice tone="info" title={say('orders.ui.changes.of')}>
      <OtherLink other={replaced} />
      <div>{say(`orders.ui.changes.${signed ? 'since' : 'until'}`)}</div>
    </Notice>
  )
}

/** Which order this one changes, and which one changes it. */
export function Amending({ order: { replaced, amendments, state } }: { order: ShownOrder }) {
  const say = useSay()
  const signed = amendments.find((other) => other.state !== 'draft')
  const other = signed ?? amendments[0]
  return (
    <>
      {replaced ? <ChangeOf replaced={replaced} signed={state !== 'draft'} /> : null}
      {other ? (
        <Notice tone="info" title={say(signed ? 'orders.ui.changes.by' : 'orders.ui.changes.begun')}>
          <OtherLink other={other} />
          {signed ? null : <div>{say('orders.ui.changes.until')}</div>}
        </Notice>
      ) : null}
    </>
  )
}
