import { groups, entities } from '../entities/entity.ts'
import { daysBetween, type Day } from '../kernel/day.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, count, many, maybe, shape, text, type Of } from '../kernel/shape.ts'
import { readExchange, recordersOf } from './exchange.ts'
import { rateOverrides } from './override.ts'
import { policyFor, readPolicies } from './policy.ts'
import { lastPublished } from './published.ts'

const standing = shape({
  entity: codeOf('entities'),
  name: text,
  source: text,
  type: choice('spot', 'average'),
  maxAgeDays: count,
  currency: aCurrency,
  groupCurrency: aCurrency,
  /** Whether what the entity books today has a rate into the group's currency. */
  state: choice('fresh', 'tooOld', 'missing', 'none'),
  /** The oldest rate on the way, and its age. */
  published: maybe(aDay),
  ageDays: maybe(count),
  /** The last day that the source has published at all. */
  lastDay: maybe(aDay),
})

/** How each legal entity stands with its rates on a day: whether what it books can go into the group's currency. */
async function standingOn(read: Read, day: Day): Promise<readonly Of<typeof standing>[]> {
  const [all, houses, policies] = await Promise.all([
    read.list(entities, { order: ['code'], limit: 1000 }),
    read.list(groups, { limit: 1000 }),
    readPolicies(read),
  ])
  const found: Of<typeof standing>[] = []
  for (const { code, name, currency, group } of all) {
    const groupCurrency = houses.find((house) => house.code === group)?.currency ?? currency
    const { source, type, maxAgeDays } = policyFor(policies, code)
    const [last] = await read.ask(lastPublished, { source })
    const cross = (await readExchange(read, day, code)).cross(currency, groupCurrency)
    const published = refused(cross) ? ((cross.about['published'] as Day | undefined) ?? null) : oldest(cross.legs.map((leg) => leg.day))
    const state = currency === groupCurrency ? 'none' : !refused(cross) ? 'fresh' : cross.refused === 'rates.stale' ? 'tooOld' : 'missing'
    found.push({
      entity: code, name, source, type: type as 'spot' | 'average', maxAgeDays, currency, groupCurrency, state, published, ageDays: published && daysBetween(published, day),
      lastDay: last?.day ?? null,
    }) // prettier-ignore
  }
  return found
}
const oldest = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null)

/** How old the rates of each legal entity are, and who may record newer ones. */
export const readStanding = query({
  name: 'rates.standing',
  zone: 'finance',
  permit: 'rates.read',
  input: shape({ day: maybe(aDay) }),
  output: shape({ day: aDay, recorders: text, entities: many(standing) }),
  ask: async ({ day }, read, now) => {
    const on = day ?? now.today
    return { day: on, recorders: await recordersOf(read), entities: await standingOn(read, on) }
  },
})

/** Legal entities whose books cannot be translated today: their rates are missing or too old. */
export const countStale = async (read: Read, now: Now): Promise<number> =>
  (await standingOn(read, now.today)).filter(({ state }) => state === 'tooOld' || state === 'missing').length

/** What waits for a second person, other than whoever proposed it. */
export const countProposed = async (read: Read, now: Now): Promise<number> => {
  const open = await read.list(rateOverrides, {
    where: { field: 'state', is: 'equal', value: 'proposed' },
    order: ['proposedAt'],
    limit: 1000,
  })
  return open.filter(({ proposedBy }) => proposedBy !== now.caller.user).length
}
