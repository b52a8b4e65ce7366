import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { ContractEvent } from './types.ts'

/** What an event set, and why: in one line. */
export function useEventText(): (event: ContractEvent) => string {
  const say = useSay()
  const culture = useCulture()
  return ({ event, quantity, unitPrice, version, end, amendment, reason }) =>
    [
      quantity === null ? '' : say('contracts.ui.setQuantity', { quantity: culture.decimal(quantity) }),
      unitPrice === null ? '' : say('contracts.ui.setPrice', { price: culture.decimal(unitPrice) }),
      version === null || event === 'start' ? '' : say('contracts.ui.setVersion', { version: culture.count(version) }),
      end === null || event === 'start' ? '' : say('contracts.ui.setEnd', { day: culture.day(end) }),
      amendment === null ? '' : say('contracts.ui.byAmendment', { amendment }),
      reason === null ? '' : reason,
    ]
      .filter(Boolean)
      .join(' · ')
}
