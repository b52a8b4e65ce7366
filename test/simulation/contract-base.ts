import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { modules, operations } from '../../core/harmony.ts'
import { addDays, addMonths, type Day } from '../../core/kernel/day.ts'
import { run } from '../../core/kernel/run.ts'
import { openHarmony } from '../../main/compose.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { dice } from '../world/dice.ts'
import { anyone, freshStore, testClock, type Store, type TestClock } from '../world/stores.ts'

/**
 * A company that lives: contracts are sold, changed, suspended, ended, moved and corrected at random, backwards and forwards, and billed every month through the
 * real operations. The same seed lives the same life on any database, so what comes of it can be compared to the penny.
 */
export interface Life {
  readonly seed: number
  readonly contracts: number
  readonly months: number
}
interface Line {
  readonly id: string
  readonly contract: string
  readonly kind: Sort['sort']
  readonly changes: string[]
  ended: boolean
}
interface Sort {
  readonly sort: 'seat' | 'yearly' | 'counted' | 'measured' | 'used' | 'prepaid'
  readonly product: string
  readonly more?: object
}
const sorts: readonly Sort[] = [
  { sort: 'seat', product: 'MS-USER' },
  { sort: 'seat', product: 'M365-M', more: { anchor: 'anniversary' } },
  { sort: 'seat', product: 'NIGHT', more: { months: 3, proration: '30/360' } },
  { sort: 'seat', product: 'CONSULT', more: { timing: 'arrears', anchor: 'anniversary' } },
  { sort: 'yearly', product: 'LIC-YR', more: { months: 12 } },
  { sort: 'counted', product: 'WS-DEV' },
  { sort: 'counted', product: 'SV-DEV' },
  { sort: 'measured', product: 'WS-DEV', more: { measure: 'peak' } },
  { sort: 'measured', product: 'SV-DEV', more: { measure: 'average' } },
  { sort: 'used', product: 'BKP-GB', more: { measure: 'sum' } },
  { sort: 'prepaid', product: 'BLK-40' },
]
const first = '2023-01-01' as Day

export class Company {
  readonly store: Store
  readonly #clock: TestClock
  readonly #roll: () => number
  readonly #life: Life
  readonly lines: Line[] = []
  readonly customers: string[] = []
  readonly contracts: { readonly id: string; readonly number: string }[] = []
  readonly runs: { readonly run: string; readonly asOf: Day; readonly createdAt: string }[] = []
  /** What was tried and what came of it: the same on every database. */
  readonly acts: Record<string, number> = {}
  #seconds = 0
  #today = first

  private constructor(store: Store, clock: TestClock, life: Life) {
    this.store = store
    this.#clock = clock
    this.#life = life
    this.#roll = dice(life.seed)
  }
  static async found(dialect: Dialect, life: Life): Promise<Company> {
    const clock = testClock(`${first}T08:00:00.000Z`)
    const company = new Company(await freshStore(dialect, 'contract base', { product: modules }, { clock }), clock, life)
    await company.must('demo.seed', { empty: true })
    return company
  }

  /** Every call has a moment of its own, so that what was known when is never in doubt. */
  async call(operation: string, input: object = {}) {
    this.#seconds += 1
    const time = new Date(Date.parse(`${this.#today}T06:00:00.000Z`) + this.#seconds * 1000).toISOString()
    this.#clock.set(time)
    return run(operations, { id: randomUUID(), operation, input, caller: anyone }, () => this.store.host)
  }
  async must(operation: string, input: object = {}): Promise<any> {
    const outcome = await this.call(operation, input)
    if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
    return outcome.result
  }
  /** Something that life tries; a refusal is an answer too, as long as it is the same everywhere. */
  async attempt(operation: string, input: object = {}): Promise<any> {
    const outcome = await this.call(operation, input)
    const key = outcome.ok ? operation : `${operation}: ${outcome.refusal.refused}`
    this.acts[key] = (this.acts[key] ?? 0) + 1
    return outcome.ok ? outcome.result : undefined
  }
  #at(day: Day): void {
    this.#today = day
    this.#seconds = 0
  }

  below(n: number): number {
    return Math.floor(this.#roll() * n)
  }
  #pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)]
  }
  #near(days: number, back = days): Day {
    return addDays(this.#today, this.below(days + back) - back)
  }

  async live(): Promise<void> {
    const opening = Math.ceil(this.#life.contracts / Math.max(1, Math.floor(this.#life.months / 2)))
    for (let month = 0; month < this.#life.months; month++) {
      const begins = addMonths(first, month)
      this.#at(begins)
      await this.must('rates.record', { source: 'DEMO', type: 'spot', base: 'EUR', quote: 'GBP', day: begins, value: `0.8${month % 10}` })
      if (month > 0) await this.#bill(begins)
      for (let i = 0; i < opening && this.contracts.length < this.#life.contracts; i++) await this.#sign()
      // The month goes on day by day, and something happens on some of them.
      const events = Math.ceil(this.lines.length / 6)
      const days = Array.from({ length: events }, () => 1 + this.below(26)).sort((a, b) => a - b)
      for (const day of days) {
        const on = addDays(begins, day)
        if (on !== this.#today) this.#at(on)
        await this.#happen()
      }
      await this.#measure(begins)
    }
    this.#at(addMonths(first, this.#life.months))
    await this.must('rates.record', { source: 'DEMO', type: 'spot', base: 'EUR', quote: 'GBP', day: this.#today, value: '0.86' })
    await this.#bill(this.#today)
  }

  async #sign(): Promise<void> {
    if (this.customers.length === 0 || this.below(3) > 0) {
      const n = this.customers.length + 1
      const customer = await this.must('customers.save', {
        name: `Customer ${n}`, code: `S-${n}`, country: 'GB', currency: 'GBP', language: n % 2 ? 'en' : 'de', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, address: ['1 High Street'],
        poRequired: false, invoiceBy: this.#pick(['order', 'contract', 'one']),
      }) // prettier-ignore
      this.customers.push(customer.id)
    }
    const number = `S-${this.contracts.length + 1}`
    const contract = await this.must('contracts.open', { entity: 'NLUK', customer: this.#pick(this.customers), number, state: 'active' })
    this.contracts.push({ id: contract.id, number })
    for (let i = 1 + this.below(4); i > 0; i--) await this.#sell(contract.id)
  }

  async #sell(contract: string): Promise<void> {
    const { sort, product, more } = this.#pick(sorts)!
    const priced = sort === 'seat' && this.below(2) === 0 ? `${5 + this.below(90)}.${10 + this.below(89)}` : null
    const quantity = sort === 'prepaid' ? '1' : `${1 + this.below(sort === 'counted' || sort === 'measured' ? 300 : 60)}`
    const sold = await this.attempt('contracts.addLine', {
      contract, product, quantity, ...(priced === null ? {} : { unitPrice: priced }), currency: 'GBP', taxCodes: ['UK-S20'], start: this.#near(20, 40), ...more,
    }) // prettier-ignore
    if (sold) this.lines.push({ id: sold.id, contract, kind: sort, changes: [], ended: false })
  }

  async #measure(begins: Day): Promise<void> {
    for (const line of this.lines) {
      if (line.ended || (line.kind !== 'measured' && line.kind !== 'used')) continue
      const kind = line.kind === 'used' ? 'amount' : 'level'
      for (let i = 1 + this.below(3); i > 0; i--) {
        const day = addDays(begins, this.below(28))
        await this.attempt('usage.record', { source: 'sim', sourceId: `${this.lines.indexOf(line)} ${begins} ${i} ${this.#seconds}`, line: line.id, day, kind, quantity: `${1 + this.below(200)}.5` }) // prettier-ignore
      }
    }
  }

  /** One event of somebody's life. */
  async #happen(): Promise<void> {
    const line = this.#pick(this.lines)
    if (!line) return
    const day = this.#near(45, 60)
    const kept = (changed: { recorded: { id: string }[] } | undefined): void => {
      if (changed) line.changes.push(...changed.recorded.map((c) => c.id))
    }
    const events: readonly (() => Promise<void>)[] = [
      async () => kept(await this.attempt('contracts.changeQuantity', { line: line.id, quantity: `${this.below(80)}`, effective: day })),
      async () => kept(await this.attempt('contracts.changeQuantity', { line: line.id, quantity: `${1 + this.below(400)}`, effective: this.#near(5, 20) })),
      async () => kept(await this.attempt('contracts.changePrice', { line: line.id, unitPrice: `${1 + this.below(60)}.${10 + this.below(89)}`, effective: day, amendment: 'A' })),
      async () => kept(await this.attempt('contracts.suspend', { line: line.id, from: day, until: addDays(day, 1 + this.below(40)) })),
      async () => kept(await this.attempt('contracts.suspend', { line: line.id, from: day })),
      async () => kept(await this.attempt('contracts.resume', { line: line.id, on: day })),
      async () => kept(await this.attempt('contracts.freePeriod', { line: line.id, from: day, until: addDays(day, 20), amendment: 'F' })),
      async () => kept(await this.attempt('contracts.ramp', { line: line.id, steps: [{ from: day, quantity: '5' }, { from: addDays(day, 31), quantity: '9' }], amendment: 'R' })),
      async () => {
        const change = line.changes.at(-1)
        if (change) await this.attempt('contracts.retract', { change })
      },
      async () => void (await this.attempt('contracts.giveNotice', { line: line.id, by: 'customer', on: this.#today, end: addDays(this.#today, 10 + this.below(60)), accept: true })),
      async () => void (await this.attempt('contracts.withdrawNotice', { line: line.id })),
      async () => void (await this.attempt('contracts.terminate', { line: line.id, end: day, method: this.#pick(['credit', 'buyOut']), percent: '50' })),
      async () => this.#sell(line.contract),
      async () => this.#move(line, day),
      async () => this.#draw(),
      async () => this.#late(line, day),
    ] // prettier-ignore
    await this.#pick(events)!()
  }
  async #move(line: Line, day: Day): Promise<void> {
    if (this.below(4) > 0) return
    const moved = await this.attempt('contracts.novate', { contract: line.contract, to: this.#pick(this.customers), from: day, number: `N-${this.contracts.length + 1}` })
    if (!moved) return
    this.contracts.push({ id: moved.contract.id, number: moved.contract.number })
    for (const { id, product } of moved.lines) this.lines.push({ id, contract: moved.contract.id, kind: sorts.find((s) => s.product === product)!.sort, changes: [], ended: false })
  } // prettier-ignore
  async #draw(): Promise<void> {
    const funds = (await this.must('funds.list', { limit: 100 })).rows as { id: string; contractNumber: string; name: string }[]
    const fund = this.#pick(funds.toSorted((a, b) => (a.contractNumber + a.name < b.contractNumber + b.name ? -1 : 1)))
    if (fund) await this.attempt('funds.draw', { fund: fund.id, quantity: `${1 + this.below(6)}.25`, day: this.#today })
  }
  async #late(line: Line, day: Day): Promise<void> {
    if (line.kind !== 'measured') return
    await this.attempt('usage.record', { source: 'late', sourceId: `${this.#today} ${this.#seconds}`, line: line.id, day, kind: 'level', quantity: `${this.below(300)}` })
  } // prettier-ignore

  async #bill(asOf: Day): Promise<void> {
    await this.must('contracts.renewDue', { asOf })
    await this.must('contracts.roll', { asOf })
    const { run: id } = await this.must('billing.propose', { asOf, entity: 'NLUK' })
    const proposed = await this.must('billing.run', { run: id })
    await this.must('billing.post', { run: id })
    this.runs.push({ run: id, asOf, createdAt: proposed.createdAt })
    await this.must('recognition.run', { period: addMonths(asOf, -1).slice(0, 7) })
  }

  /** What the books check finds, through the product as it is opened. */
  async faults(): Promise<unknown[]> {
    const { place } = this.store
    const harmony = await openHarmony('file' in place ? { dataDir: path.dirname(place.file) } : { databaseUrl: place.url })
    try {
      const caller = (await harmony.localAdministrator())!
      const outcome = await harmony.run({ id: randomUUID(), operation: 'audit.check', input: {}, caller })
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
      return (outcome.result as unknown as { checks: { ok: boolean }[] }).checks.filter((c) => !c.ok)
    } finally {
      await harmony.close()
    }
  }

  /** Everything that is compared between databases, without the ids that are everybody's own. */
  async books() {
    const rows = async (sql: string) => (await this.store.database.read((session) => session.rows(sql))).map((row) => row.map((v) => (v instanceof Date ? v.toISOString().slice(0, 10) : String(v as never))).join('|')) // prettier-ignore
    return {
      charges: await rows(
        `select k.number, l.number, c."from", c."to", c.nth, c.kind, c.net, c.quantity from charges c join contract_lines l on l.id = c.line join contracts k on k.id = c.contract order by k.number, l.number, c."from", c.nth`,
      ),
      invoices: await rows(`select number, kind, issued, net, tax, gross, entity_gross, group_gross from invoices order by number`),
      balances: await rows(`select balance, amount, entity_amount, group_amount from balances where amount <> 0 order by balance`),
      acts: this.acts,
    }
  }
}
