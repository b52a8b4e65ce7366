import { addDays, type Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import { exchangeOn, recordersOf, type Exchange } from '../rates/exchange.ts'
import { policyFor, readPolicies } from '../rates/policy.ts'
import { publishedRates } from '../rates/published.ts'

/**
 * The rates that the last day of a month closes with, by the entity's own source: its closing rates, and where it publishes none for that day, its spot rates
 * as old as the entity allows. Never those of another month's end.
 */
export async function closingExchange(read: Read, last: Day, entity: string): Promise<Exchange> {
  const { source, maxAgeDays } = policyFor(await readPolicies(read), entity)
  const published = await read.ask(publishedRates, { sources: [source], oldest: addDays(last, -maxAgeDays), day: last })
  const closes = published.some(({ type, day }) => type === 'closing' && day === last)
  return exchangeOn(published, last, { source, type: closes ? 'closing' : 'spot', maxAgeDays, who: await recordersOf(read) })
}
