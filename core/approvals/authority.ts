import type { Day } from '../kernel/day.ts'
import type { Decimal } from '../kernel/decimal.ts'
import type { Caller, Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { covers } from '../people/permits.ts'
import { roles, users } from '../people/user.ts'
import { delegations, standsIn } from './delegation.ts'
import type { ApprovalKind } from './kinds.ts'
import { percentLimit, type Authority, type Limit, type Power } from './judging.ts'
import { approvalLimits } from './limit.ts'

/** Whoever keeps the limits has none: they could raise their own. */
export const withoutLimit = 'approvals.write'

/** Roles times kinds: few. */
const most = 1000

export const readLimits = (read: Read): Promise<readonly Limit[]> => read.list(approvalLimits, { order: ['id'], limit: most })

/** What a person may decide today, and for whom they stand in. */
export async function readAuthority(read: Read, caller: Caller, today: Day): Promise<Authority> {
  const own = await ownPower(read, caller)
  if (own.user === undefined) return { ...own.power, standsInFor: [] }
  const given = await read.list(delegations, {
    where: {
      all: [
        { field: 'standIn', is: 'equal', value: caller.user },
        { field: 'firstDay', is: 'atMost', value: today },
        { field: 'lastDay', is: 'atLeast', value: today },
      ],
    },
    order: ['id'],
    limit: most,
  })
  const from = await read.some(users, [...new Set(given.filter((d) => standsIn(d, today)).map((d) => d.person as string))])
  return { ...own.power, standsInFor: await powersOf(read, [...from.values()]) }
}

async function ownPower(read: Read, caller: Caller) {
  const user = await read.get(users, caller.user)
  const power: Power = {
    user: caller.user,
    name: caller.name,
    unlimited: caller.permits.has(withoutLimit),
    roles: user?.roles ?? [],
  }
  return { user, power }
}

/** Only people who are there and decide at all can be stood in for. */
export async function powersOf(read: Read, of: readonly Row<typeof users>[]): Promise<Power[]> {
  const held = await read.some(roles, [...new Set(of.flatMap((user) => user.roles as readonly string[]))])
  return of
    .filter((user) => user.active)
    .map((user) => ({ user, entries: user.roles.flatMap((role) => held.get(role)?.permits ?? []) }))
    .filter(({ entries }) => entries.some((entry) => covers(entry, 'approvals.decide')))
    .map(({ user, entries }) => ({
      user: user.id,
      name: user.name,
      unlimited: entries.some((entry) => covers(entry, withoutLimit)),
      roles: user.roles,
    }))
}

/** Per cent that the caller may give away without asking; `null` is any. */
export async function discountLimitOf(read: Read, caller: Caller, kind: ApprovalKind = 'orders.discount'): Promise<Decimal | null> {
  const { power } = await ownPower(read, caller)
  return percentLimit(power, kind, await readLimits(read))
}
