import { useAsk } from '../../app/ask.ts'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Button } from '../../kit/parts.tsx'
import { Menu } from '../../kit/popover.tsx'
import { useDo } from './acting.ts'
import type { Lead, Opportunity } from './types.ts'

/** Who works on it, and the way to hand it to somebody else. */
export function OwnerChoice(
  props: { of: 'lead'; row: Lead; name: string | null } | { of: 'opportunity'; row: Opportunity; name: string | null },
) {
  const say = useSay()
  const may = useMay()
  const { of, row, name } = props
  const { run } = useDo(of === 'lead' ? 'opportunities.saveLead' : 'opportunities.save')
  const { data } = useAsk<{ owners: readonly { id: string; name: string }[] }>(
    'opportunities.owners',
    {},
    { enabled: may('opportunities.write') },
  )
  const shown = name ?? say('opportunities.ui.nobody')
  const closed = of === 'lead' ? row.state === 'qualified' : row.outcome !== 'open'
  if (!may('opportunities.write') || closed) return <>{shown}</>
  const others = (data?.owners ?? []).filter(({ id }) => id !== row.owner)
  return (
    <Menu
      target={
        <Button small look="quiet" icon="user" aria-label={say('opportunities.ui.ownerIs', { name: shown })}>
          {shown}
        </Button>
      }
      title={say('opportunities.ui.handTo')}
      empty={say('opportunities.ui.nobodyElse')}
      items={others.map((person) => ({
        label: person.name,
        icon: 'user' as const,
        does: () => void run({ ...(props.of === 'lead' ? leadInput(props.row) : saleInput(props.row)), owner: person.id }),
      }))}
    />
  )
}

/** A lead as saving it takes it. */
const leadInput = ({ state: _s, reason: _r, opportunity: _o, createdAt: _a, createdBy: _b, ...rest }: Lead) => {
  const { matchName: _m, ...input } = rest as typeof rest & { matchName?: string }
  return input
}
/** An opportunity as saving it takes it. */
export const saleInput = ({ id, entity, customer, contact, name, owner, currency, amount, probability, closeOn, nextStep, nextStepOn, campaign, note }: Opportunity) => ({
  id, entity, customer, contact, name, owner, currency, amount, probability, closeOn, nextStep, nextStepOn, campaign, note,
}) // prettier-ignore
