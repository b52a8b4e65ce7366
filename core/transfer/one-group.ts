import { groups, type entities } from '../entities/entity.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'

type Member = Pick<Row<typeof entities>, 'code' | 'group'>

/** The currency in which the books of a legal entity tell its group's figures. A group that was bought keeps its own. */
export type GroupCurrencies = (entity: Member) => Currency

export async function groupCurrencies(read: Read): Promise<GroupCurrencies> {
  const known = new Map((await read.list(groups, { limit: 1000 })).map((group) => [group.code as string, group.currency]))
  return ({ code, group }) => {
    const currency = known.get(group)
    assert(currency, `the group of ${code}`)
    return currency
  }
}

/**
 * A pair carries one amount in the currency of one group, equal and opposite (finance.md 1.3); over two groups of different currencies it never would, and what is
 * between them could not be taken out. So it is not charged here: each invoices the other as a customer and a supplier.
 */
export function apart(provider: Member, receiver: Member, currencyOf: GroupCurrencies): Refusal<'transfer.groupsApart'> | undefined {
  const [own, theirs] = [currencyOf(provider), currencyOf(receiver)]
  if (own === theirs) return undefined
  return refuse('transfer.groupsApart', { provider: provider.code, currency: own, receiver: receiver.code, other: theirs })
}
