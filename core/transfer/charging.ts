import type { ContractLine } from '../contracts/contract.ts'
import type { Day } from '../kernel/day.ts'
import { exactly, multiply, one, ratio, ratioOf, roundHalfAway, powerOfTen, type Decimal } from '../kernel/decimal.ts'
import { exponents, money, type Currency, type Money } from '../kernel/money.ts'
import { add, type Change, type Now } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import type { Journal, JournalLine } from '../ledger/post-journal.ts'
import type { Exchange } from '../rates/exchange.ts'
import { transferCharges, type TransferCharge, type TransferRun } from './charge.ts'
import type { DueEntry } from './facts.ts'
import { apart, type GroupCurrencies } from './one-group.ts'
import { employmentOn, policyOn, type Employment, type TransferPolicy } from './policy.ts'
import { Books, type Entity } from './posting.ts'
import { transferPrice } from './pricing.ts'

export type Waiting = TransferRun['waiting'][number]
export interface ChargingFacts {
  readonly entities: ReadonlyMap<string, Entity>
  readonly groupCurrencyOf: GroupCurrencies
  readonly employments: readonly Employment[]
  readonly policies: readonly TransferPolicy[]
  /** By entry: what a customer pays for it. */
  readonly billed: ReadonlyMap<string, readonly Paid[]>
  /** By provider and day. */
  readonly exchanges: ReadonlyMap<string, Exchange>
  /** Charges of entries that others take back, with their journals. */
  readonly originals: ReadonlyMap<
    string,
    { readonly charge: TransferCharge; readonly journals: readonly { readonly journal: Journal; readonly lines: readonly JournalLine[] }[] }
  >
}
export const exchangeKey = (provider: string, day: Day): string => `${provider}/${day}`

/** A part of an entry that a customer pays: at the price of a contract line, or what a fund released for it. */
export type Paid = { readonly line: ContractLine; readonly quantity: Decimal } | { readonly released: Money }

/** What a customer pays for an entry; nothing where the contract covers it, where bands price the line, or in several currencies. */
export function billOf(parts: readonly Paid[] | undefined): Money | null {
  const amounts: (Money | null)[] = (parts ?? []).map((part) => {
    if ('released' in part) return part.released
    const { unitPrice, currency } = part.line
    const minorUnits = ratio(powerOfTen(exponents[currency]))
    return unitPrice === null
      ? null
      : money(currency, roundHalfAway(multiply(multiply(ratioOf(unitPrice), ratioOf(part.quantity)), minorUnits)))
  })
  const [first] = amounts
  if (!first || amounts.some((amount) => amount?.currency !== first.currency)) return null
  return money(
    first.currency,
    amounts.reduce((sum, amount) => sum + amount!.minor, 0n),
  )
}

const hourly = (hours: Decimal, cost: Decimal, currency: Currency): Money =>
  money(currency, roundHalfAway(multiply(multiply(ratioOf(hours), ratioOf(cost)), ratio(powerOfTen(exponents[currency])))))

/** Charges entries one after the other. What cannot be charged waits, and says for what. */
export class Charging {
  readonly #facts: ChargingFacts
  readonly #books: Books
  readonly #now: Now
  readonly #run: TransferRun['id']
  readonly #rows: Change[] = []
  readonly waiting: Waiting[] = []
  charges = 0
  constructor(run: TransferRun['id'], facts: ChargingFacts, books: Books, now: Now) {
    this.#run = run
    this.#facts = facts
    this.#books = books
    this.#now = now
  }

  charge(entry: DueEntry): void {
    const original = entry.reverses === null ? undefined : this.#facts.originals.get(entry.reverses)
    if (original) return this.#takeBack(entry, original)
    // What it takes back was never charged: neither is it.
    if (entry.reverses !== null) return
    if (!entry.landed && entry.contract !== null)
      return this.#wait({ reason: 'noLanding', person: null, provider: null, receiver: entry.entity })
    const employment = employmentOn(this.#facts.employments, entry.person, entry.day)
    const receiver = this.#facts.entities.get(entry.entity)
    const provider = employment && this.#facts.entities.get(employment.entity)
    if (!employment || !provider || !receiver)
      return this.#wait({ reason: 'noEmployment', person: entry.person, provider: null, receiver: entry.entity })
    const between = { person: null, provider: provider.code, receiver: receiver.code }
    if (apart(provider, receiver, this.#facts.groupCurrencyOf)) return this.#wait({ reason: 'groupsApart', ...between })
    const exchange = this.#facts.exchanges.get(exchangeKey(provider.code, entry.day))
    assert(exchange, `rates of ${entry.day}`)
    const rate = (from: Currency, to: Currency) => { const found = exchange.rate(from, to); return refused(found) ? undefined : found } // prettier-ignore
    const spent =
      entry.kind === 'time' ? hourly(entry.hours!, employment.hourCost, provider.currency) : money(entry.currency!, entry.amount!)
    const bill = billOf(this.#facts.billed.get(entry.id))
    const group = this.#facts.groupCurrencyOf(provider)
    const wanted = [spent.currency, ...(bill ? [bill.currency] : [])].flatMap((from) =>
      [provider.currency, receiver.currency, group].map((to) => rate(from, to)),
    )
    if (wanted.some((found) => found === undefined)) return this.#wait({ reason: 'noRate', ...between })
    const into = ({ currency, minor }: Money, to: Currency): bigint => convert(minor, rate(currency, to)!, currency, to)
    const cost = money(provider.currency, into(spent, provider.currency))
    const policy =
      provider.code === receiver.code
        ? undefined
        : policyOn(this.#facts.policies, { provider: provider.code, receiver: receiver.code, kind: entry.kind }, entry.day)
    if (provider.code !== receiver.code && !policy) return this.#wait({ reason: 'noPolicy', ...between })
    const priced =
      policy && transferPrice(policy, { quantity: entry.hours ?? one, cost: spent.currency === policy.currency ? spent : cost, bill }, rate)
    if (priced && refused(priced)) return this.#wait({ reason: priced.refused === 'transfer.noExchange' ? 'noRate' : 'noBill', ...between })
    const price = priced?.price ?? money(provider.currency, 0n)
    const event = this.#now.newId() as TransferCharge['costJournal']
    const about = { day: entry.day, exchange, source: entry.id, narrative: entry.person, event, customer: entry.customer }
    // Of an expense the cost comes into the books by its receipt; here it only counts in the margins.
    const own = cost.minor === 0n || entry.kind === 'expense' ? null : this.#books.labour(provider, cost.minor, about)
    const pair = priced && price.minor !== 0n ? this.#books.pair(provider, receiver, price.minor, price.currency, about) : null
    assert((own === null || !refused(own)) && (pair === null || !refused(pair)), 'journals that balance, their rates are known')
    this.#add(entry, {
      quantity: entry.hours ?? exactly('1'), provider: provider.code, receiver: receiver.code, policy: policy?.id ?? null, method: policy?.method ?? null, percent: policy?.percent ?? null,
      currency: price.currency, price: price.minor, providerCurrency: provider.currency, cost: cost.minor, providerPrice: pair ? pair.provider.lines[0]!.entityAmount : 0n,
      receiverCurrency: receiver.currency, receiverPrice: pair ? -pair.receiver.lines[1]!.entityAmount : 0n, groupCurrency: group, groupCost: own ? own.lines[0]!.groupAmount : into(spent, group),
      groupPrice: pair ? pair.provider.lines[0]!.groupAmount : 0n, invoicedCurrency: bill?.currency ?? null, invoiced: bill?.minor ?? null, receiverInvoiced: bill ? into(bill, receiver.currency) : null,
      groupInvoiced: bill ? into(bill, group) : null, costJournal: own?.journal.id ?? null, providerJournal: pair?.provider.journal.id ?? null, receiverJournal: pair?.receiver.journal.id ?? null, reverses: null,
    }) // prettier-ignore
  }

  /** An entry that takes another back: the mirror of what that one posted, at its rates. */
  #takeBack(entry: DueEntry, { charge, journals }: NonNullable<ReturnType<ChargingFacts['originals']['get']>>): void {
    const mirrored = new Map<string, string>()
    for (const { journal, lines } of journals) {
      const entity = this.#facts.entities.get(journal.entity)
      const partner = lines.find((line) => line.partner !== null)?.partner ?? null
      assert(entity, `the entity ${journal.entity}`)
      const posted = this.#books.mirror(
        entity,
        journal,
        lines,
        entry.day,
        entry.person,
        partner === null ? null : this.#facts.entities.get(partner)!,
      )
      mirrored.set(journal.id, posted.journal.id)
    }
    const of = (id: Id<'journals'> | null): Id<'journals'> | null =>
      id === null ? null : ((mirrored.get(id) ?? null) as Id<'journals'> | null)
    const {
      id: _id,
      transferRun: _run,
      kind: _kind,
      entry: _entry,
      person: _person,
      day: _day,
      customer: _customer,
      contract: _contract,
      postedAt: _at,
      ...same
    } = charge
    this.#add(entry, {
      ...same, quantity: charge.quantity.neg(), price: -charge.price, cost: -charge.cost, providerPrice: -charge.providerPrice, receiverPrice: -charge.receiverPrice, groupCost: -charge.groupCost,
      groupPrice: -charge.groupPrice, invoiced: negated(charge.invoiced), receiverInvoiced: negated(charge.receiverInvoiced), groupInvoiced: negated(charge.groupInvoiced), costJournal: of(charge.costJournal),
      providerJournal: of(charge.providerJournal), receiverJournal: of(charge.receiverJournal), reverses: charge.id,
    }) // prettier-ignore
  }

  #add(
    entry: DueEntry,
    amounts: Omit<TransferCharge, 'id' | 'transferRun' | 'kind' | 'entry' | 'person' | 'day' | 'customer' | 'contract' | 'postedAt'>,
  ): void {
    const { kind, person, day, customer, contract } = entry
    const id = this.#now.newId() as TransferCharge['id']
    this.#rows.push(
      add(transferCharges, {
        ...amounts,
        id,
        transferRun: this.#run,
        kind,
        entry: entry.id,
        person,
        day,
        customer,
        contract,
        postedAt: this.#now.at,
      }),
    )
    this.charges += 1
  }
  #wait(why: Omit<Waiting, 'entries'>): void {
    this.waiting.push({ ...why, entries: 1 })
  }
  changes(): readonly Change[] {
    return [...this.#rows, ...this.#books.changes()]
  }
}
const negated = (minor: bigint | null): bigint | null => (minor === null ? null : -minor)

/** What waits for one reason, counted together. */
export function together(known: readonly Waiting[], more: readonly Waiting[]): Waiting[] {
  const counted = new Map<string, Waiting>()
  for (const one of [...known, ...more]) {
    const key = [one.reason, one.person, one.provider, one.receiver].join('/')
    counted.set(key, { ...one, entries: (counted.get(key)?.entries ?? 0) + one.entries })
  }
  return [...counted.values()].slice(0, mostReasons)
}
const mostReasons = 1000
