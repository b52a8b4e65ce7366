import { addDays, yearOf, type Day } from '../kernel/day.ts'
import type { Read } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { choice, count, shape, text } from '../kernel/shape.ts'
import { contractLines, contracts, type ContractLine } from '../contracts/contract.ts'
import { historyOf, type History } from '../contracts/changing.ts'
import { soldWith, type Sold } from '../contracts/sold.ts'
import { entities } from '../entities/entity.ts'
import type { Currency } from '../kernel/money.ts'
import { products } from '../catalog/product.ts'
import { funds } from '../funds/fund.ts'
import { holdingOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { booksOf, type Books } from '../funds/posting.ts'
import { incidentPrices, type IncidentPriceList } from '../usage/incident.ts'
import { coverageRules, entryKinds, usualLadder, type CoverageRule } from './coverage-rule.ts'
import type { Entry } from './entry.ts'
import { landings, type Landing } from './landing.ts'

/** Entries that did not land yet, and such that were taken back after they had; those first. In the order of their days. */
export const dueEntries = question(
  'coverage.due',
  shape({ after: text, limit: count }),
  shape({ kind: choice(...entryKinds), entry: text, place: text }),
)
/** What landed for a contract in some days and still stands. */
export interface ContractFacts {
  readonly contract: Row<typeof contracts>
  readonly rules: readonly CoverageRule[]
  /** Whose ladder it is. */
  readonly source: 'contract' | 'entity' | 'usual'
  /** Lines whose taxes and order numbers further ones take. */
  readonly lines: readonly ContractLine[]
  readonly lastNumber: number
  readonly products: ReadonlySet<string>
  /** What is billed in where nothing else is said: as the contract's first line, else the legal entity. */
  readonly currency: Currency
  readonly funds: readonly string[]
  readonly landings: readonly Landing[]
}
export interface CoverageFacts {
  readonly contracts: ReadonlyMap<string, ContractFacts>
  readonly holdings: ReadonlyMap<string, Holding>
  readonly sold: ReadonlyMap<string, Sold>
  readonly prices: readonly IncidentPriceList[]
}

const most = { lines: 200, funds: 1000, landings: 100_000, lists: 10_000 } as const

export async function ladderOf(
  read: Read,
  contract: Pick<Row<typeof contracts>, 'id' | 'entity'>,
): Promise<Pick<ContractFacts, 'rules' | 'source'>> {
  const own = await read.get(coverageRules, contract.id)
  if (own) return { rules: own.rules, source: 'contract' }
  return commonLadder(read, contract.entity)
}
/** The ladder of all contracts of an entity that have none of their own. */
export async function commonLadder(read: Read, entity: string): Promise<Pick<ContractFacts, 'rules' | 'source'>> {
  const common = await read.get(coverageRules, entity)
  return common ? { rules: common.rules, source: 'entity' } : { rules: usualLadder, source: 'usual' }
}

/** Everything that entries are landed by. Contracts are held first and in one order, so that what is included is given away once. */
export async function coverageFacts(read: Read, entries: readonly Entry[], hold: boolean): Promise<CoverageFacts> {
  const ids = [...new Set(entries.flatMap(({ contract }) => (contract === null ? [] : [contract as string])))].sort()
  const found = new Map<string, ContractFacts>()
  const holdings = new Map<string, Holding>()
  const wanted = new Set<string>()
  for (const id of ids) {
    const contract = hold ? await read.hold(contracts, id) : await read.get(contracts, id)
    if (!contract) continue
    const days = entries.filter((entry) => entry.contract === id).map((entry) => entry.day)
    const facts = await contractFacts(read, contract, days)
    found.set(id, facts)
    for (const rule of facts.rules) if (rule.product !== null) wanted.add(rule.product)
  }
  for (const fund of [...found.values()].flatMap((facts) => facts.funds)) {
    const holding = await holdingOf(read, fund)
    if (!holding) continue
    holdings.set(fund, holding)
    if (holding.fund.product !== null) wanted.add(holding.fund.product)
  }
  const sold = new Map<string, Sold>()
  for (const product of (await read.some(products, [...wanted])).values()) {
    const one = await soldWith({ product: product.code, version: product.version }, read)
    if (one) sold.set(product.code, one)
  }
  const own = [...new Set([...found.values()].map(({ contract }) => contract.entity as string))]
  const prices =
    own.length > 0 && entries.some(({ kind }) => kind === 'incident')
      ? await read.list(incidentPrices, { where: { field: 'entity', is: 'in', value: own }, limit: most.lists })
      : []
  return { contracts: found, holdings, sold, prices }
}

async function contractFacts(read: Read, contract: Row<typeof contracts>, days: readonly Day[]): Promise<ContractFacts> {
  const of = { field: 'contract', is: 'equal', value: contract.id } as const
  const lines = await read.list(contractLines, { where: of, order: ['number'], limit: most.lines })
  const [last] = lines.length < most.lines ? [lines.at(-1)] : await read.list(contractLines, { where: of, order: ['-number'], limit: 1 })
  const entity = await read.get(entities, contract.entity)
  assert(entity, `the entity of contract ${contract.number}`)
  const own = await read.list(funds, { where: of, order: ['priority', 'id'], limit: most.funds })
  return {
    contract,
    ...(await ladderOf(read, contract)),
    lines,
    lastNumber: last?.number ?? 0,
    currency: lines[0]?.currency ?? own[0]?.currency ?? entity.currency,
    products: new Set(lines.map((line) => line.product as string)),
    funds: own.map((fund) => fund.id),
    landings: await standingLandings(read, contract.id, days),
  }
}

/** Of the years of some days: no period of what is included is longer. */
async function standingLandings(read: Read, contract: string, days: readonly Day[]): Promise<readonly Landing[]> {
  const [first, last] = [days.reduce((a, b) => (b < a ? b : a)), days.reduce((a, b) => (b > a ? b : a))]
  const rows = await read.list(landings, {
    where: {
      all: [
        { field: 'contract', is: 'equal', value: contract },
        { field: 'day', is: 'atLeast', value: `${yearOf(first)}-01-01` as Day },
        { field: 'day', is: 'atMost', value: addDays(`${yearOf(last) + 1}-01-01` as Day, -1) },
      ],
    },
    limit: most.landings,
  })
  return standing(rows)
}
/** What landed and was not taken back. */
export function standing(rows: readonly Landing[]): readonly Landing[] {
  const back = new Set(rows.map((row) => row.reverses as string | null))
  return rows.filter((row) => row.reverses === null && !back.has(row.id))
}

/** The lines of landings that are taken back, with their histories; and the books of the days on which funds move. */
export async function historiesOf(read: Read, lines: readonly string[]): Promise<ReadonlyMap<string, History>> {
  const found = new Map<string, History>()
  for (const line of lines) {
    const history = await historyOf(line, read)
    if (history) found.set(line, history)
  }
  return found
}
export async function allBooks(
  read: Read,
  days: readonly { readonly entity: string; readonly day: Day }[],
): Promise<ReadonlyMap<string, Books>> {
  const books = new Map<string, Books>()
  for (const entity of [...new Set(days.map((one) => one.entity))].sort())
    books.set(entity, await booksOf(read, entity, days.filter((one) => one.entity === entity).map((one) => one.day))) // prettier-ignore
  return books
}
