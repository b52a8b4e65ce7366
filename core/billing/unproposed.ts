import { entities, groups } from '../entities/entity.ts'
import { productVersions } from '../catalog/product.ts'
import type { Currency } from '../kernel/money.ts'
import { query, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { aCurrency, aDay, anInstant, codeOf, count, idOf, many, maybe, minorIn, shape, type Code, type Id } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { convert } from '../ledger/conversion.ts'
import { readFrozen, type FrozenRates } from '../rates/frozen.ts'
import { taxCodes } from '../tax/tax-code.ts'
import type { ChargingFacts, ProductVersion, TaxCode } from './charging.ts'
import { beforeAll, lineCount } from './facts.ts'
import { loadHistories } from './histories.ts'
import { nextLines, owedBy, portion } from './propose.ts'
import { exchangesOf } from './rates.ts'
import { readTaxing } from './taxing.ts'

type Entity = Row<typeof entities>
type Customer = Id<'customers'>

/** Lines that one question looks at, so that what it takes does not grow with their number; a legal entity with next to none counts as this many. */
const mostLines = 2 * portion
const leastLines = 100

interface Common {
  readonly asOf: Day
  readonly versions: readonly ProductVersion[]
  readonly codes: readonly TaxCode[]
  readonly rates: FrozenRates
}
const loadCommon = async (read: Read, asOf: Day): Promise<Common> => ({
  asOf,
  versions: await read.list(productVersions, { limit: 100_000 }),
  codes: await read.list(taxCodes, { limit: 100_000 }),
  rates: await readFrozen(read, asOf),
})
async function factsFor(entity: Entity, common: Common, read: Read): Promise<ChargingFacts> {
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  return factsOf(entity, group.currency, common)
}

interface Sums {
  readonly byCurrency: Map<Currency, bigint>
  charges: number
  blocked: number
}

/** Adds up what billing would charge now for the next lines of a legal entity. What a proposal has claimed counts as charged, so nothing is counted twice. */
async function lookOn(entity: Entity, facts: ChargingFacts, { asOf, codes }: Common, sums: Sums, after: Customer, read: Read): Promise<{ readonly upTo: Customer | null; readonly looked: number }> {
  const { lines, upTo } = await nextLines({ asOf }, entity.code, after, read)
  const histories = await loadHistories(read, lines, asOf)
  const taxing = await readTaxing(read, entity, lines.map((line) => line.customer), asOf, codes, true) // prettier-ignore
  for (const line of lines) {
    const { due, block } = owedBy(line, histories, facts, taxing)
    if (block) sums.blocked += 1
    sums.charges += due.length
    for (const { currency, net } of due) sums.byCurrency.set(currency, (sums.byCurrency.get(currency) ?? 0n) + net)
  }
  return { upTo, looked: upTo === null ? Math.max(leastLines, lines.length) : portion }
} // prettier-ignore

const factsOf = (entity: Entity, groupCurrency: Currency, { asOf, versions, codes, rates }: Common): ChargingFacts => ({
  entity,
  groupCurrency,
  asOf,
  source: rates.source,
  versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])),
  taxCodes: new Map(codes.map((c) => [c.code, c])),
  exchanges: exchangesOf(rates, entity.code),
})

/** Portions that are looked at for anything that is due at all. */
const mostForAny = 10
/** Whether anything of a legal entity is due on a day and in no proposal. Mostly the first portion tells; `null` where there are too many lines to tell at once. */
export async function anythingDue(entity: Entity, asOf: Day, read: Read): Promise<boolean | null> {
  const common = await loadCommon(read, asOf)
  const facts = await factsFor(entity, common, read)
  const sums: Sums = { byCurrency: new Map(), charges: 0, blocked: 0 }
  let from: Customer | null = beforeAll as Customer
  for (let left = mostForAny; from !== null && left > 0; left--) {
    from = (await lookOn(entity, facts, common, sums, from, read)).upTo
    if (sums.charges > 0) return true
  }
  return from === null ? false : null
}

const aPlace = shape({ entity: codeOf('entities'), customer: idOf('customers') })

/**
 * What is due today and in no proposal: what proposing now would charge, worked out by the same rules and written nowhere. It goes through the lines customer by
 * customer; where there are more than one question looks at, `next` says where to go on.
 */
export const unproposed = query({
  name: 'billing.unproposed',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ entity: maybe(codeOf('entities')), /** `next` of the question before. */ after: maybe(aPlace) }),
  output: shape({
    asOf: aDay,
    at: anInstant,
    rows: many(
      shape({
        entity: codeOf('entities'),
        groupCurrency: aCurrency,
        /** Without tax, at the rates that a proposal of today would have. */
        net: minorIn('groupCurrency'),
        charges: count,
        /** Due, and something is missing: what they come to nobody knows. */
        blocked: count,
        byCurrency: many(shape({ currency: aCurrency, net: minorIn('currency') })),
      }),
    ),
    /** Contract lines of these legal entities, due or not. */
    lines: count,
    next: maybe(aPlace),
  }),
  refusals: [],
  ask: async ({ entity: only, after }, read, now) => {
    const { entities: mine } = now.caller
    const all = await read.list(entities, { order: ['code'], limit: 1000 })
    const chosen = all.filter(({ code }) => (only === null || code === only) && (mine === 'all' || mine.includes(code)))
    const [counted] = await read.ask(lineCount, { entities: chosen.map(({ code }) => code) })
    const common = await loadCommon(read, now.today)
    const rows = []
    let left = mostLines
    let next: { readonly entity: Code<'entities'>; readonly customer: Customer } | null = null
    for (const entity of chosen.filter(({ code }) => after === null || code >= after.entity)) {
      let from: Customer | null = entity.code === after?.entity ? after.customer : (beforeAll as Customer)
      if (left <= 0) {
        next = { entity: entity.code, customer: from }
        break
      }
      const facts = await factsFor(entity, common, read)
      const { groupCurrency } = facts
      const sums: Sums = { byCurrency: new Map(), charges: 0, blocked: 0 }
      while (from !== null && left > 0) {
        const { upTo, looked } = await lookOn(entity, facts, common, sums, from, read)
        from = upTo
        left -= looked
      }
      const byCurrency = [...sums.byCurrency].map(([currency, net]) => ({ currency, net })).filter(({ net }) => net !== 0n)
      // What is charged has its rates: without them its lines are among those that lack something.
      const net = byCurrency.reduce((sum, one) => sum + convert(one.net, facts.exchanges(one.currency, groupCurrency)!.rate, one.currency, groupCurrency), 0n) // prettier-ignore
      if (sums.charges + sums.blocked > 0)
        rows.push({ entity: entity.code, groupCurrency, net, charges: sums.charges, blocked: sums.blocked, byCurrency })
      if (from !== null) {
        next = { entity: entity.code, customer: from }
        break
      }
    }
    return { asOf: now.today, at: now.at, rows, lines: counted?.lines ?? 0, next }
  },
})
