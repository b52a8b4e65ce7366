import type { Day } from '../kernel/day.ts'
import { decimal, type Decimal } from '../kernel/decimal.ts'
import { majorText } from '../kernel/money.ts'
import { inLanguage } from '../kernel/by-language.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contractLines, plainLife, type ContractLine } from '../contracts/contract.ts'
import { changesOf, holdingsOf, stampOf } from '../funds/holding.ts'
import type { Holding } from '../funds/moving.ts'
import { emptyFund, type Agreed } from '../funds/open.ts'
import { journalsOf, type Books } from '../funds/posting.ts'
import { purchase } from '../funds/rules.ts'
import type { journalLines } from '../ledger/journal.ts'
import type { Currency } from '../kernel/money.ts'
import type { PostedCharge } from './facts.ts'

/** What posted purchases of funds need: their lines, products, and the funds that they fill. */
export interface FundPurchases {
  readonly lines: ReadonlyMap<string, ContractLine>
  readonly documents: ReadonlyMap<string, ProductDocument>
  readonly names: ReadonlyMap<string, string>
  readonly holdings: ReadonlyMap<string, Holding>
}
const isPurchase = (charge: Pick<PostedCharge, 'revenue' | 'net'>): boolean => charge.revenue === 'prepaid' && charge.net >= 0n

/** Nothing where none of the charges buys into a fund, which is nearly always. */
export async function loadFundPurchases(read: Read, charges: readonly PostedCharge[], language: string): Promise<FundPurchases | null> {
  const bought = charges.filter(isPurchase)
  if (bought.length === 0) return null
  // Looked at, and guarded only where they are written: the fund itself is what purchases meet at.
  const ids = [...new Set(bought.map((c) => c.line))]
  const found = await read.list(contractLines, { where: { field: 'id', is: 'in', value: ids }, limit: ids.length })
  const lines = new Map(found.map((line) => [line.id as string, line]))
  const codes = [...new Set([...lines.values()].map((line) => line.product))]
  const sold = await read.some(products, codes)
  const versions = await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: 100_000 })
  const holdings = await holdingsOf(read, [...new Set([...lines.values()].flatMap(({ life }) => life?.fund ?? []))])
  return {
    lines,
    documents: new Map(
      versions.flatMap((v) => (sold.has(v.product) ? [[`${v.product}@${v.version}`, documentOf(sold.get(v.product)!, v)] as const] : [])),
    ),
    names: new Map([...sold.values()].map((p) => [p.code, inLanguage(p.names, language) ?? p.code])),
    holdings,
  }
}

/**
 * The lots that posted charges buy, each worth what its invoice's journal booked for it in three currencies. A line that names no fund opens one by its product's
 * terms and keeps it; what is bought covers what was overdrawn at once, which is revenue of that day.
 */
export class Buying {
  readonly #facts: FundPurchases
  readonly #books: Books
  readonly #before: ReadonlyMap<string, Holding>
  readonly #after = new Map<string, Holding>()
  readonly #opened = new Set<string>()
  readonly #lines = new Map<string, ContractLine>()
  constructor(facts: FundPurchases, books: Books) {
    this.#facts = facts
    this.#books = books
    this.#before = facts.holdings
  }

  buy(charge: PostedCharge, booked: Row<typeof journalLines>, number: string, day: Day, now: Now): void {
    if (!isPurchase(charge)) return
    const line = this.#lines.get(charge.line) ?? this.#facts.lines.get(charge.line)
    const document = line && this.#facts.documents.get(`${line.product}@${line.version}`)
    assert(line && document, `the line and product of the charge ${charge.id}`)
    const holding = this.#holdingFor(line, document, charge, now)
    const bought = purchase(this.#filled(holding, line), stampOf(now), {
      quantity: unitsOf(document, line, charge),
      value: charge.net,
      entityValue: -booked.entityAmount,
      groupValue: -booked.groupAmount,
      day,
      expires: null,
      priority: 0,
      reference: number,
    })
    assert(!refused(bought), `a purchase that its product allows: ${line.product} ${line.number}`)
    this.#after.set(holding.fund.id, bought)
  }

  #filled(holding: Holding, line: ContractLine): Holding {
    const { fund } = holding
    // The interval's purchase is there: the next one is due an interval later.
    const later = fund.topUpLine === line.id && fund.topUp?.thresholdIn === 'interval' ? { ...fund, topUps: fund.topUps + 1 } : fund
    return fund.topUpLine === line.id ? { ...holding, fund: { ...later, topUpLine: null } } : holding
  }

  #holdingFor(line: ContractLine, document: ProductDocument, charge: PostedCharge, now: Now): Holding {
    const known = line.life?.fund ?? undefined
    const standing = known && (this.#after.get(known) ?? this.#before.get(known))
    if (standing) return standing
    const fund = emptyFund(
      agreedBy(line, document, this.#facts.names.get(line.product) ?? line.product, charge.currency),
      { entityCurrency: this.#books.entity.currency, groupCurrency: this.#books.groupCurrency },
      now.newId,
    )
    this.#opened.add(fund.id)
    this.#lines.set(line.id, { ...line, life: { ...(line.life ?? plainLife), fund: fund.id } })
    return { fund, lots: [], movements: [] }
  }

  changes(now: Now): Change[] {
    const moved = [...this.#after.values()]
    // The purchase itself stands in the invoice's journal; only what it settles is booked here.
    const journals = journalsOf(moved.map(({ fund, movements }) => ({ fund, movements: movements.filter((m) => m.act !== 'purchase') })), this.#books, now) // prettier-ignore
    return [
      ...moved.flatMap((after) => changesOf(this.#before.get(after.fund.id) ?? { lots: [] }, after, this.#opened.has(after.fund.id))),
      ...journals,
      ...[...this.#lines.values()].map((line) => put(contractLines, line)),
    ]
  }
}

/** Units that one purchase brings; a product that says nothing of a fund fills it with the money that is paid. */
function unitsOf({ sell }: ProductDocument, line: ContractLine, charge: PostedCharge): Decimal {
  if (sell.fund) return sell.fund.quantity.times(charge.quantity)
  const paid = decimal(majorText(charge.currency, charge.net))
  assert(paid, `an amount for line ${line.number}`)
  return paid
}

function agreedBy(line: ContractLine, { sell, account }: ProductDocument, name: string, currency: Currency) {
  const { fund } = sell
  return {
    entity: line.entity,
    customer: line.customer,
    contract: line.contract,
    name: line.description ?? name,
    unit: fund?.unit ?? ('currency' as const),
    currency,
    priority: fund?.priority ?? 0,
    scope: fund?.scope ?? [],
    expiryMonths: fund?.expiryMonths ?? null,
    carryOver: fund?.carryOver ? { percent: fund.carryOver.percent, times: fund.carryOver.times ?? 1 } : null,
    overage: fund?.overage ?? ('block' as const),
    weights: fund?.weights ?? [],
    topUp: fund?.topUp ?? null,
    revenue: account.revenue,
    product: line.product,
    overagePrice: fund?.overagePrice ?? null,
    overageBands: fund?.overageBands ?? [],
  } satisfies Agreed
}
