import { randomUUID } from 'node:crypto'
import { addDays, addMonths, day, type Day } from '../../core/kernel/day.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { dice, seedOf } from '../world/dice.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const seed = seedOf()
/** `LIVES=2000 MONTHS=36` for the long run. */
const lives = Number(process.env['LIVES'] ?? 12)
const months = Number(process.env['MONTHS'] ?? 12)
const first = day('2026-12-01')!

interface Sold {
  readonly contract: string
  readonly line: string
  /** Of the test, the same on every database. */
  readonly name: string
}
interface Charged {
  readonly line: string
  readonly from: string
  readonly to: string
  readonly net: string
}

/** Random lives of many lines, billed month by month through the operations themselves. Ids differ between databases, names do not. */
async function live(house: House): Promise<{ charged: string[]; refused: Record<string, number>; left: Wire[] }> {
  const roll = dice(seed)
  const some = (most: number): number => Math.floor(roll() * most)
  const of = <T>(...options: readonly T[]): T => options[some(options.length)]!
  const caller = (await house.harmony.localAdministrator())!
  const refused: Record<string, number> = {}
  const attempt = async (operation: string, input: object): Promise<any> => {
    const outcome = await house.harmony.run({ id: randomUUID(), operation, input: input as Wire, caller }, {})
    if (outcome.ok) return outcome.result
    refused[`${operation} ${outcome.refusal.refused}`] = (refused[`${operation} ${outcome.refusal.refused}`] ?? 0) + 1
    return undefined
  }
  const customers = (await house.do('customers.list', { order: ['name'], limit: 10 })).rows.map((c: any) => c.id)
  const sold: Sold[] = []
  for (let i = 0; i < lives; i += 1) {
    const contract = (await house.do('contracts.open', { entity: 'NLUK', customer: customers[i % 3], number: `RL-${i}`, state: 'active' }))
      .id
    const { id } = await house.do('contracts.addLine', {
      contract, product: of('MS-USER', 'NIGHT', 'M365-M'), quantity: `${1 + some(40)}`, unitPrice: `${10 + some(90)}.${10 + some(90)}`, currency: 'GBP', taxCodes: ['UK-S20'],
      start: addDays(first, some(60) - 30), months: of(1, 1, 3, 12), timing: of('advance', 'arrears'), anchor: of('calendar', 'anniversary'), poNumber: 'PO-1',
      proration: of(null, null, '30/360', 'monthFraction'), renewal: of(null, { mode: 'auto', initialMonths: 6, extensionMonths: 3, noticeDays: 30 }),
    }) // prettier-ignore
    sold.push({ contract, line: id, name: `RL-${i}` })
  }
  const names = new Map(sold.map(({ line, name }) => [line, name]))
  const charged: string[] = []
  const changes: string[] = []
  for (let month = 0; month < months; month += 1) {
    const asOf = addMonths(first, month)
    for (const { contract, line, name } of sold.slice()) {
      const on = addDays(asOf, some(120) - 75)
      const done = await happen({
        contract,
        line,
        on,
        later: addDays(on, some(60)),
        some,
        of,
        attempt,
        changes,
        customer: of(...customers.slice(0, 3)) as string,
        name,
        asOf,
      })
      for (const moved of done) {
        names.set(moved.line, moved.name)
        sold.push(moved)
      }
    }
    await house.do('contracts.renewDue', { asOf })
    await house.do('contracts.roll', { asOf })
    for (const charge of await bill(house, asOf))
      charged.push(`${asOf} ${names.get(charge.line) ?? 'other'} ${charge.from} ${charge.to} ${charge.net}`)
    expect(await bill(house, asOf)).toEqual([])
  }
  const last = addMonths(first, months - 1)
  const left: Wire[] = []
  for (const contract of new Set(sold.map((one) => one.contract)))
    left.push(...(await house.do('billing.asKnown', { contract, asOf: last })).charges)
  return { charged: charged.filter((text) => !text.includes(' other ')).toSorted(), refused, left }
}

interface Chance {
  readonly contract: string
  readonly line: string
  readonly name: string
  readonly on: Day
  readonly later: Day
  readonly asOf: Day
  readonly customer: string
  readonly changes: string[]
  some(most: number): number
  of<T>(...options: readonly T[]): T
  attempt(operation: string, input: object): Promise<any>
}
/** One thing that may happen to a line in a month; what the terms forbid is refused, and nothing happens. */
async function happen({ contract, line, name, on, later, asOf, customer, changes, some, of, attempt }: Chance): Promise<Sold[]> {
  const act = of(
    'nothing',
    'quantity',
    'quantity',
    'price',
    'ramp',
    'free',
    'suspend',
    'resume',
    'retract',
    'end',
    'notice',
    'withdraw',
    'terminate',
    'novate',
    'renew',
  )
  const recorded = (answer: any): void => void changes.push(...((answer?.recorded ?? []) as { id: string }[]).map((c) => c.id))
  if (act === 'quantity') recorded(await attempt('contracts.changeQuantity', { line, quantity: `${some(50)}`, effective: on }))
  if (act === 'price') recorded(await attempt('contracts.changePrice', { line, unitPrice: `${some(90)}.${10 + some(90)}`, effective: on }))
  if (act === 'ramp')
    recorded(
      await attempt('contracts.ramp', {
        line,
        steps: [
          { from: on, quantity: `${some(20)}` },
          { from: addDays(later, 1), unitPrice: `${some(50)}` },
        ],
      }),
    )
  if (act === 'free') recorded(await attempt('contracts.freePeriod', { line, from: on, until: later }))
  if (act === 'suspend') recorded(await attempt('contracts.suspend', { line, from: on, until: of(null, later) }))
  if (act === 'resume') recorded(await attempt('contracts.resume', { line, on }))
  if (act === 'retract' && changes.length > 0) await attempt('contracts.retract', { change: changes[some(changes.length)] })
  if (act === 'end') recorded(await attempt('contracts.endLine', { line, end: of(null, later) }))
  if (act === 'notice') await attempt('contracts.giveNotice', { line, by: of('customer', 'supplier'), on: asOf, accept: of(true, false) })
  if (act === 'withdraw') await attempt('contracts.withdrawNotice', { line })
  if (act === 'renew') await attempt('contracts.renew', { line, months: of(null, 1, 12) })
  if (act === 'terminate') {
    const done = await attempt('contracts.terminate', {
      line,
      end: on,
      on: asOf,
      method: of('credit', 'buyOut', 'noticeCharge'),
      percent: '40',
    })
    if (done?.chargedBy) return [{ contract, line: done.chargedBy.id, name: `${name}/paid` }]
  }
  if (act === 'novate') {
    const number = `${name}-${asOf}`
    const done = await attempt('contracts.novate', { contract, to: customer, from: on, number, lines: [line], poNumber: 'PO-2' })
    if (done) return [{ contract: done.contract.id, line: done.lines[0].id, name: number }]
  }
  return []
}

async function bill(house: House, asOf: Day): Promise<Charged[]> {
  const { run } = await house.do('billing.propose', { asOf, entity: 'NLUK' })
  const found: Charged[] = []
  for (let cursor: string | null = null; ;) {
    const page: any = await house.do('billing.charges', { run, ...(cursor === null ? {} : { cursor }) })
    found.push(...page.charges)
    cursor = page.cursor
    if (cursor === null) break
  }
  await house.do('billing.post', { run })
  return found
}

describe('random lives of contract lines', () => {
  const houses: House[] = []
  afterAll(async () => {
    for (const house of houses) await house.close()
  })
  it(`are billed alike on every database, to the penny, and nothing is left to charge (SEED=${seed})`, async () => {
    const told = []
    for (const dialect of stores) {
      const house = await freshHouse(dialect, 'contract lives')
      houses.push(house)
      await house.do('demo.seed')
      told.push(await live(house))
    }
    for (const { charged, left } of told) {
      expect(left).toEqual([])
      expect(charged.length).toBeGreaterThan(lives)
    }
    expect(told[1]).toEqual(told[0])
  }, 240_000)
})
