import { randomUUID } from 'node:crypto'
import { allPermits, modules } from '../../core/harmony.ts'
import { contacts } from '../../core/customers/contact.ts'
import { customers, territories } from '../../core/customers/customer.ts'
import { acting } from '../../core/kernel/acting.ts'
import type { Reach } from '../../core/kernel/bounds.ts'
import type { Instant } from '../../core/kernel/day.ts'
import { add, clear, put, remove, type Change, type Outcome } from '../../core/kernel/operation.ts'
import type { RecordKind, Row as RowOf } from '../../core/kernel/record.ts'
import type { Id, Wire } from '../../core/kernel/shape.ts'
import { canReach, ownable } from '../../core/people/ownership.ts'
import type { HostCaller } from '../../main/callers.ts'
import { audible } from '../../main/doors/http-live.ts'
import { openHost } from '../../main/storage/host.ts'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { sampleOf, type Known } from './samples.ts'

type Customer = RowOf<typeof customers>
type Row = Readonly<Record<string, Wire>>
const password = 'a long sentence of words'
const snake = (text: string): string => text.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`)
const kinds = modules.flatMap((module) => module.records as readonly RecordKind[])

/** People whose rights reach a part, and whose customers that part is. */
const people: readonly { login: string; reach: Reach; own: readonly number[]; sees: readonly number[] }[] = [
  { login: 'olive.own', reach: 'own', own: [0], sees: [0] },
  { login: 'tom.team', reach: 'team', own: [1], sees: [1, 2] },
  { login: 'tara.team', reach: 'own', own: [2], sees: [2] },
  { login: 'carl.customers', reach: 'customers', own: [3], sees: [3, 4] },
]
const bounded = people.filter(({ login }) => login !== 'tara.team')

interface World {
  readonly house: House
  readonly door: HttpDoor
  /** Customers with contracts and invoices; the first ones are somebody's. */
  readonly customers: readonly Row[]
  /** What an attacker knows: everything that lists show of customers that are nobody's here. */
  readonly known: Known
  /** What stands for a foreign customer in an answer, and where it was met. */
  secretsFor(sees: readonly number[]): ReadonlyMap<string, string>
  caller(login: string): Promise<HostCaller>
}

async function boundedHouse(dialect: (typeof stores)[number]): Promise<World> {
  const house = await freshHouse(dialect, 'bounds')
  await house.do('demo.seed', {})
  const run = (await house.do('billing.propose', { asOf: '2026-12-01' })).run as string
  await house.do('billing.post', { run })
  await house.do('documents.printRun', { run })
  const invoiced = new Set(((await house.do('billing.invoices', { limit: 1000 })).rows as Row[]).map((row) => row['customer']))
  const all = (await house.do('customers.list', { limit: 1000, order: ['name'] })).rows as Row[]
  const customers = all.filter((row) => (row['contracts'] as number) > 0 && invoiced.has(row['id']!))
  const id = (nth: number): string => customers[nth]!['id'] as string
  await house.do('customers.saveTerritory', { code: 'ELSEWHERE', name: 'Elsewhere' })
  await house.do('customers.saveTerritory', { code: 'CARLS', name: 'Carls' })
  await house.harmony.database.transact(async (session) => {
    await session.run(`update customers set territory = 'ELSEWHERE'`)
    await session.run(`update customers set territory = 'CARLS' where id = '${id(4)}'`)
  })
  const rights = allPermits.filter((permit) => canReach(permit, 'own'))
  const ids = new Map<string, string>()
  for (const { login, reach, own } of people) {
    await house.do('people.saveRole', { code: login, name: login, permits: rights })
    await house.do('people.saveRoleBounds', { role: login, bounds: [{ permit: '*', extent: reach, entities: null }], limits: [] })
    const user = await house.do('people.createUser', { login, name: login, email: null, title: null, roles: [login], entities: null, territories: reach === 'customers' ? ['CARLS'] : null, password })
    ids.set(login, user.id)
    for (const nth of own) await house.do('customers.setCarers', { customer: id(nth), carers: [user.id] })
  } // prettier-ignore
  await house.do('people.saveTeam', { code: 'T', name: 'Team', leader: ids.get('tom.team'), teammates: [ids.get('tara.team')] })
  return { house, customers, ...(await knowing(house, customers, all)), door: await openHttp(house.harmony, { host: '127.0.0.1', port: 0, perMinute: 1_000_000 }), caller: async (login) => (await house.harmony.localAdministrator(login))! } // prettier-ignore
}

/** Rows of every list that say whose they are, by the customer. */
async function knowing(house: House, customers: readonly Row[], all: readonly Row[]): Promise<Pick<World, 'known' | 'secretsFor'>> {
  const known = new Map<string, Row[]>()
  const found: { text: string; where: string; customer: string }[] = []
  for (const plan of house.harmony.plans.operations) {
    if (plan.lists === null) continue
    const { rows } = (await house.do(plan.name, { limit: 1000 })) as { rows: Row[] }
    const view = house.harmony.plans.views.find((v) => v.view === plan.lists)!
    const of = view.row.fields![view.key]!.of
    for (const row of rows) {
      const customer = plan.name === 'customers.list' ? row['id'] : row['customer']
      if (typeof customer !== 'string') continue
      if (!customers.slice(0, 5).some((own) => own['id'] === customer) && of !== undefined) known.set(of, [...(known.get(of) ?? []), row])
      for (const field of [view.key, 'number', 'contractNumber', 'reference'])
        if (typeof row[field] === 'string' && (row[field] as string).length > 5) found.push({ text: row[field], where: `${plan.name} ${field}`, customer }) // prettier-ignore
    }
  }
  for (const row of all) found.push({ text: row['name'] as string, where: 'a name', customer: row['id'] as string })
  return {
    known,
    secretsFor: (sees) => {
      const seen = new Set(sees.map((nth) => customers[nth]!['id'] as string))
      const own = new Set(found.filter(({ customer }) => seen.has(customer)).map(({ text }) => text))
      return new Map(found.filter(({ customer, text }) => !seen.has(customer) && !own.has(text)).map(({ text, where }) => [text, where]))
    },
  }
}

describe.each(stores)('how far rights reach on %s', (dialect) => {
  let world: World
  beforeAll(async () => {
    world = await boundedHouse(dialect)
  }, 60_000)
  afterAll(async () => {
    await world.door.close()
    await world.house.close()
  })
  // What differs between the databases is the statements, and those are the same whatever is asked for.
  const samples = dialect === 'sqlite' ? [0, 1, 2] : [0]
  const calling = (caller: HostCaller, operation: string, input: unknown): Promise<Outcome> =>
    world.house.harmony.run({ id: randomUUID(), operation, input, caller })

  it.each(bounded)('$login is shown what is theirs, with its totals, by every list', async ({ login, sees }) => {
    const caller = await world.caller(login)
    const mine = new Set(sees.map((nth) => world.customers[nth]!['id']))
    const met: string[] = []
    for (const plan of world.house.harmony.plans.operations) {
      if (plan.lists === null || !caller.permits.has(plan.permit!)) continue
      const whole = (await world.house.do(plan.name, { limit: 1000 })) as { rows: Row[] }
      const of = plan.name === 'customers.list' ? 'id' : 'customer'
      if (whole.rows.length === 0 || !(of in whole.rows[0]!)) continue
      const { rows, total } = (await world.house.as(login).then((own) => own.do(plan.name, { limit: 1000 }))) as {
        rows: Row[]
        total: number
      }
      const wanted = whole.rows.filter((row) => mine.has(row[of]!)).length
      expect([plan.name, rows.filter((row) => row[of] !== null && !mine.has(row[of]!)), rows.filter((row) => mine.has(row[of]!)).length]).toEqual([plan.name, [], wanted]) // prettier-ignore
      expect([plan.name, total]).toEqual([plan.name, rows.length])
      if (wanted > 0) met.push(plan.name)
    }
    expect(met).toEqual(expect.arrayContaining(['billing.invoices', 'contracts.list', 'contracts.lines', 'customers.list']))
  })

  it.each(bounded)('$login is told nothing of others, whatever they ask', async ({ login, sees }) => {
    const caller = await world.caller(login)
    const secrets = world.secretsFor(sees)
    expect(secrets.size).toBeGreaterThan(50)
    const leaks = new Set<string>()
    const asked: string[] = []
    for (const plan of world.house.harmony.plans.operations) {
      if (plan.does !== 'query' || plan.permit === 'public') continue
      if (plan.permit !== null && !caller.permits.has(plan.permit)) continue
      asked.push(plan.name)
      const inputs = plan.lists === null ? samples.map((nth) => sampleOf(plan.input, world.known, nth)) : [{ limit: 1000 }]
      for (const input of inputs) {
        const outcome = await calling(caller, plan.name, input)
        const told = JSON.stringify(outcome.ok ? outcome.result : outcome.refusal.about)
        const given = JSON.stringify(input)
        for (const [secret, where] of secrets)
          if (told.includes(secret) && !given.includes(secret)) leaks.add(`${plan.name} tells ${secret} (${where})`)
      }
    }
    for (const [secret] of [...secrets].slice(0, 15)) {
      const outcome = await calling(caller, 'search.find', { text: secret, limit: 5, kinds: null })
      if (outcome.ok && (outcome.result as { found: Wire[] }).found.length > 0 && JSON.stringify(outcome.result).includes(secret)) leaks.add(`search.find finds ${secret}`)
    } // prettier-ignore
    expect([...leaks]).toEqual([])
    expect(asked.length).toBeGreaterThan(60)
  })

  it.each(bounded)('$login changes nothing of others, whatever they send', async ({ login, sees }) => {
    const caller = await world.caller(login)
    const mine = sees.map((nth) => world.customers[nth]!['id'] as string)
    const before = await foreignRows(world.house, mine)
    const broken: string[] = []
    let sent = 0
    for (const plan of world.house.harmony.plans.operations) {
      if (plan.does === 'query' || plan.does === 'calculate' || !ownable.includes(plan.permit ?? '') || !caller.permits.has(plan.permit!))
        continue
      for (const nth of samples.slice(0, 2)) {
        sent++
        const outcome = await calling(caller, plan.name, sampleOf(plan.input, world.known, nth)).catch((error: Error) => error)
        if (outcome instanceof Error) broken.push(`${plan.name}: ${outcome.message}`)
      }
    }
    expect(broken).toEqual([])
    expect(await foreignRows(world.house, mine)).toEqual(before)
    expect(sent).toBeGreaterThan(30)
  })

  it('answers a record beyond reach as one that is not there, on every door, and lets its owner have it', async () => {
    const own = world.customers[0]!['id'] as string
    const other = world.customers[5]!['id'] as string
    const olive = await world.caller('olive.own')
    const nowhere = '01890000-0000-7000-8000-00000000abcd'
    const refusal = async (customer: string): Promise<unknown> => {
      const outcome = await calling(olive, 'customers.get', { customer })
      return outcome.ok ? 'told' : [outcome.refusal.refused, Object.keys(outcome.refusal.about)]
    }
    expect(await refusal(own)).toBe('told')
    expect(await refusal(other)).toEqual(await refusal(nowhere))
    const cookie = (await http(undefined, 'people.signIn', { login: 'olive.own', password })).headers.get('set-cookie')!.split(';')[0]!
    expect((await http(cookie, 'customers.get', { customer: own })).status).toBe(200)
    const [foreign, missing] = await Promise.all([other, nowhere].map((customer) => http(cookie, 'customers.get', { customer })))
    expect([foreign!.status, ((await foreign!.json()) as { code: string }).code]).toEqual([
      missing!.status,
      ((await missing!.json()) as { code: string }).code,
    ])
    const { total } = (await (await http(cookie, 'contracts.list', { limit: 1 })).json()) as { total: number }
    expect(total).toBe(world.customers[0]!['contracts'])
    const history = await calling(olive, 'desk.history', { record: 'customers', id: other, before: null })
    expect(history).toMatchObject({ ok: false, refusal: { refused: 'desk.noHistory' } })
  })
  const http = async (cookie: string | undefined, operation: string, input: Wire): Promise<Response> =>
    fetch(`http://127.0.0.1:${world.door.port}/api/v1/${operation.replace('.', '/')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: world.door.address, ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(input),
    })

  it('looks at what is written, whoever decided it: nothing over rows beyond reach, nothing made there, nothing that everybody works with', async () => {
    const clock = { at: () => '2026-11-30T12:00:00.000Z' as Instant, zone: 'UTC' }
    const host = await openHost({ database: world.house.harmony.database, modules, clock })
    const olive = acting(await world.caller('olive.own'), { permit: 'customers.write', does: 'command' })
    const written = async (...changes: readonly Change[]): Promise<string> => {
      const note = { id: randomUUID(), operation: 'customers.save', user: olive.user, input: '' }
      const outcome = await host.once(note, olive, async (tx) => {
        tx.apply(changes)
        return { ok: true, result: null }
      })
      return outcome.ok ? 'written' : outcome.refusal.refused
    }
    const all = host.reader({ ...olive, bounds: undefined as never })
    const [own, other] = (await Promise.all([0, 5].map((nth) => all.get(customers, world.customers[nth]!['id'] as string)))) as [
      Customer,
      Customer,
    ]
    const contact = (customer: Customer['id']): Change => add(contacts, { id: randomUUID() as Id<'contacts'>, customer, name: 'Somebody', title: null, email: null, phone: null, language: null, getsInvoices: false, technical: false, decides: false, active: true, note: null }) // prettier-ignore
    expect(await written(put(customers, { ...own, note: 'mine' }), contact(own.id))).toBe('written')
    expect(await written(put(customers, { ...other, note: 'not mine' }))).toBe('record.beyondReach')
    expect(await written(remove(customers, other.id))).toBe('record.beyondReach')
    expect(await written(contact(other.id))).toBe('record.beyondReach')
    expect(await written(put(territories, { code: 'OLIVES' as never, name: 'Olives' }))).toBe('record.beyondReach')
    const before = await all.list(contacts, { limit: 1000 })
    expect(await written(clear(contacts, 'customer', other.id))).toBe('written')
    expect(await all.list(contacts, { limit: 1000 })).toEqual(before)
    await host.close()
  })

  it('lets them hear that something happened, and not about whom', async () => {
    const olive = await world.caller('olive.own')
    const heard = (await world.house.harmony.happeningsSince(0)).map((happening) => audible(happening, olive))
    const text = JSON.stringify(heard)
    expect([...world.secretsFor([0]).keys()].filter((secret) => text.includes(secret))).toEqual([])
    expect(text).toContain('billing.posted')
  })

  it('takes a right away that cannot be bounded so, instead of giving all of it', async () => {
    const { house } = world
    await house.do('people.saveRole', { code: 'loose', name: 'Loose', permits: ['ledger.read', 'customers.read', 'people.write'] })
    expect(await house.refused('people.saveRoleBounds', { role: 'loose', bounds: [{ permit: '*', extent: 'own', entities: null }], limits: [] })).toBe('people.cannotReach') // prettier-ignore
    await house.do('people.saveRole', { code: 'loose', name: 'Loose', permits: ['customers.read'] })
    await house.do('people.saveRoleBounds', { role: 'loose', bounds: [{ permit: '*', extent: 'own', entities: null }], limits: [] })
    await house.do('people.saveRole', { code: 'loose', name: 'Loose', permits: ['ledger.read', 'customers.read', 'people.write'] })
    const user = await house.do('people.createUser', { login: 'lou', name: 'Lou', email: null, title: null, roles: ['loose'], entities: null, territories: null, password: null }) // prettier-ignore
    expect([...(await world.caller('lou')).permits]).toEqual(['customers.read'])
    expect(await house.do('people.mayDo', { user: user.id })).toMatchObject({ withheld: ['ledger.read', 'people.write'], rights: [{ permit: 'customers.read', bounds: [{ extent: 'own' }] }] }) // prettier-ignore
  })

  it('bounds a right by legal entities, and leaves the others as they are', async () => {
    const { house } = world
    await house.do('people.saveRole', { code: 'german', name: 'German', permits: ['billing.read', 'contracts.read', 'ledger.read'] })
    await house.do('people.saveRoleBounds', { role: 'german', bounds: [{ permit: 'ledger.*', extent: 'entities', entities: ['NLDE'] }, { permit: 'billing.read', extent: 'entities', entities: ['NLDE', 'NLIN'] }], limits: [] }) // prettier-ignore
    await house.do('people.createUser', { login: 'gerda', name: 'Gerda', email: null, title: null, roles: ['german'], entities: null, territories: null, password: null }) // prettier-ignore
    const gerda = await house.as('gerda')
    const entitiesOf = async (operation: string): Promise<unknown[]> =>
      [...new Set(((await gerda.do(operation, { limit: 1000 })).rows as Row[]).map((row) => row['entity']))].toSorted()
    expect(await entitiesOf('ledger.journals')).toEqual(['NLDE'])
    expect(await entitiesOf('billing.invoices')).toEqual(['NLDE', 'NLIN'])
    expect((await entitiesOf('contracts.list')).length).toBeGreaterThan(2)
  })

  it('gives a customer that somebody enters to whoever entered it, and says of a name that is taken no more than that', async () => {
    const olive = await world.house.as('olive.own')
    const customer = { id: null, code: null, name: 'Olives Own Ltd', country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, taxId: null, email: null, phone: null, address: [], poRequired: false, note: null, family: null, invoiceBy: null, territory: null, region: null, consumer: null } // prettier-ignore
    const { id } = await olive.do('customers.save', customer)
    expect((await olive.do('customers.carers', { customer: id })).carers).toMatchObject([{ userName: 'olive.own' }])
    expect((await olive.do('customers.list', { limit: 100 })).total).toBe(2)
    const taken = world.customers[5]!['name'] as string
    expect(await olive.refused('customers.save', { ...customer, name: taken })).toBe('record.taken')
  })
})

/** Everything that the tables hold, but what belongs to these customers and what is only ever added to. */
async function foreignRows(house: House, mine: readonly string[]): Promise<readonly unknown[]> {
  const passed = ['sessions', 'numberSeries', 'salesTaxAnswers', 'taxIdChecks', 'signingKeys']
  return house.harmony.database.read(async (session) => {
    const found: unknown[] = []
    for (const kind of kinds.filter((one) => !passed.includes(one.record))) {
      const field = kind.record === 'customers' ? 'id' : Object.keys(kind.shape.fields).includes('customer') ? 'customer' : undefined
      if (field === undefined) continue
      const rows = await session.rows(`select * from "${snake(kind.record)}" where "${field}" not in ('${mine.join("','")}') order by 1, 2`)
      found.push([kind.record, JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))])
    }
    return found
  })
}
