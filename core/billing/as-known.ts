import type { Day, Instant } from '../kernel/day.ts'
import { query, type Read } from '../kernel/operation.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  type Id,
  type Wire,
} from '../kernel/shape.ts'
import { productVersions } from '../catalog/product.ts'
import { contracts } from '../contracts/contract.ts'
import { entities, groups } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { readFrozen } from '../rates/frozen.ts'
import type { ChargingFacts } from './charging.ts'
import { compareLine, type Compared, type History } from './comparing.ts'
import { contractDueLines, type DueLine } from './facts.ts'
import { loadHistories } from './histories.ts'
import { exchangesOf } from './rates.ts'
import { blockReasons, chargeKinds, chargeMarks } from './run.ts'

/** The lines of a contract with everything that billing knows of them. */
export interface ContractBilling {
  readonly lines: readonly DueLine[]
  readonly histories: ReadonlyMap<string, History>
  readonly facts: ChargingFacts
}

/** Reads what billing a contract on a day takes, as it was known at a moment (`null`: now): changes, readings and charges of later are left out. */
export async function loadContractBilling(
  read: Read,
  contract: { readonly id: Id<'contracts'>; readonly entity: string },
  asOf: Day,
  knownAt: Instant | null,
): Promise<ContractBilling> {
  const entity = await read.get(entities, contract.entity)
  assert(entity, `the entity ${contract.entity}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const lines = await read.ask(contractDueLines, { contract: contract.id })
  const [versions, codes, frozen] = await Promise.all([
    read.list(productVersions, { limit: 100_000 }),
    read.list(taxCodes, { limit: 100_000 }),
    readFrozen(read, asOf),
  ])
  const found = await loadHistories(read, lines, asOf, knownAt, true)
  const histories =
    knownAt === null
      ? found
      : new Map([...found].map(([line, h]) => [line, { ...h, charges: h.charges.filter((c) => c.proposedAt < knownAt) }]))
  const facts: ChargingFacts = {
    entity,
    groupCurrency: group.currency,
    asOf,
    source: frozen.source,
    versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])),
    taxCodes: new Map(codes.map((c) => [c.code, c])),
    exchanges: exchangesOf(frozen, entity.code),
  }
  return { lines, histories, facts }
}

/** What a line should have been charged up to the day, minus what it was, over its whole life. */
export const wholeComparison = (line: DueLine, { facts, histories }: ContractBilling): Compared =>
  compareLine({ ...line, recheckFrom: line.start }, facts, histories.get(line.id)!)

const withoutCharges = (billing: ContractBilling): ContractBilling => ({
  ...billing,
  histories: new Map([...billing.histories].map(([line, history]) => [line, { ...history, charges: [] }])),
})

/** Was the line sold, and in force, at that moment? */
function knownBy({ id, addedAt }: DueLine, { histories }: ContractBilling, knownAt: Instant): boolean {
  if (addedAt !== null && addedAt > knownAt) return false
  const activated = histories.get(id)?.changes.find((change) => change.act === 'activate')
  return activated === undefined || activated.recordedAt <= knownAt
}

/**
 * What a contract would have been billed on a day, as it was known at a moment: the contract time machine. Of a past run, what it did bill. Nothing is changed.
 */
export const billAsKnown = query({
  name: 'billing.asKnown',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({
    contract: idOf('contracts'),
    asOf: aDay,
    /** Left out: with everything that is known now. */
    knownAt: maybe(anInstant),
    /** As if nothing had been charged yet: all that the contract comes to up to the day. */
    afresh: maybe(flag),
    /** With the explanation of each charge. */
    traces: maybe(choice('with', 'without')),
  }),
  output: shape({
    contract: idOf('contracts'),
    asOf: aDay,
    charges: many(
      shape({
        line: idOf('contractLines'),
        lineNumber: count,
        product: codeOf('products'),
        from: aDay,
        to: aDay,
        quantity: aDecimal,
        currency: aCurrency,
        net: minorIn('currency'),
        kind: choice(...chargeKinds),
        mark: maybe(choice(...chargeMarks)),
        trace: maybe(someData),
      }),
    ),
    blocked: many(shape({ lineNumber: count, product: codeOf('products'), reason: choice(...blockReasons), about: someData })),
    totals: many(shape({ currency: aCurrency, net: minorIn('currency') })),
  }),
  refusals: ['billing.unknownContract'],
  ask: async ({ contract: id, asOf, knownAt, afresh, traces }, read) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('billing.unknownContract', { contract: id })
    const billing = await loadContractBilling(read, contract, asOf, knownAt)
    const charges = []
    const blocked = []
    const totals = new Map<DueLine['currency'], bigint>()
    for (const line of billing.lines) {
      if (knownAt !== null && !knownBy(line, billing, knownAt)) continue
      const { due, block } = wholeComparison(line, afresh ? withoutCharges(billing) : billing)
      if (block) blocked.push({ lineNumber: line.number, product: line.product, reason: block.reason, about: block.about })
      for (const { from, to, quantity, currency, net, kind, mark, trace } of due) {
        const shown = traces === 'with' ? (trace as unknown as Wire) : null
        charges.push({
          line: line.id,
          lineNumber: line.number,
          product: line.product,
          from,
          to,
          quantity,
          currency,
          net,
          kind,
          mark,
          trace: shown,
        })
        totals.set(currency, (totals.get(currency) ?? 0n) + net)
      }
    }
    return { contract: id, asOf, charges, blocked, totals: [...totals].map(([currency, net]) => ({ currency, net })) }
  },
})
