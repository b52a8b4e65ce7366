import type { Day } from '../kernel/day.ts'
import { add, put, type Change } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { openItems } from './journal.ts'
import type { JournalLine, PostingLine } from './post-journal.ts'
import { cleared } from './settlement.ts'

export type OpenItem = Row<typeof openItems>

/** An item as its document leaves it: everything open, carried at what its control line was converted to. */
export function openItemFrom(
  line: Pick<JournalLine, 'account' | 'currency' | 'amount' | 'entityAmount' | 'groupAmount'>,
  about: Pick<
    OpenItem,
    'id' | 'kind' | 'entity' | 'customer' | 'supplier' | 'partner' | 'number' | 'postedOn' | 'due' | 'entityCurrency' | 'groupCurrency'
  >,
): OpenItem {
  const { account, currency, amount, entityAmount, groupAmount } = line
  return {
    ...about, account, currency, amount, open: amount, entityAmount, entityOpen: entityAmount, groupAmount, groupOpen: groupAmount, onHold: null,
    clearedOn: amount === 0n ? about.postedOn : null,
  } // prettier-ignore
}
export const addOpenItem = (item: OpenItem): Change => add(openItems, item)

export interface Settled {
  /** The line that clears it: what is paid turned round, at the carrying amounts. */
  readonly line: PostingLine
  readonly item: OpenItem
  readonly change: Change
}
/**
 * Clears an open item or a part of it: `paid` in minor units of its currency, with the sign of what is open and never more than that. Whoever posts the line gives
 * the journal a `difference`, for the money that paid it came at the rate of another day.
 */
export function settle(item: OpenItem, paid: bigint, on: Day): Settled {
  const { open, entityOpen, groupOpen } = item
  assert(
    paid !== 0n && paid < 0n === open < 0n && (open < 0n ? paid >= open : paid <= open),
    `at most ${open} of ${item.number}, not ${paid}`,
  )
  const taken = cleared({ open, entityOpen, groupOpen }, paid)
  const left = open - paid
  const after: OpenItem = {
    ...item,
    open: left,
    entityOpen: entityOpen - taken.entityMinor,
    groupOpen: groupOpen - taken.groupMinor,
    clearedOn: left === 0n ? on : null,
  }
  return {
    line: {
      account: item.account,
      minor: -paid,
      currency: item.currency,
      pinned: { entityMinor: -taken.entityMinor, groupMinor: -taken.groupMinor },
      customer: item.customer,
      supplier: item.supplier,
      partner: item.partner,
      openItem: item.id,
    },
    item: after,
    change: put(openItems, after),
  }
}
