import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

type Row = Readonly<Record<string, any>>
const nobodyElse = { email: null, title: null, entities: null, territories: null, password: null }

describe.each(stores)('limits and separated duties on %s', (dialect) => {
  let house: House
  const person = async (
    login: string,
    permits: readonly string[],
    more: { bounds?: unknown[]; limits?: unknown[] } = {},
  ): Promise<string> => {
    await house.do('people.saveRole', { code: login, name: login, permits })
    await house.do('people.saveRoleBounds', { role: login, bounds: more.bounds ?? [], limits: more.limits ?? [] })
    return (await house.do('people.createUser', { login, name: login, roles: [login], ...nobodyElse })).id
  }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'reach')
    await house.do('demo.seed', {})
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    await house.do('billing.post', { run })
  }, 60_000)
  afterAll(() => house.close())

  it('credits an invoice up to the limit of the role, and not a cent beyond', async () => {
    const invoices = ((await house.do('billing.invoices', { limit: 1000 })).rows as Row[]).filter((row) => row['currency'] === 'EUR' && row['gross'].minor !== '0') // prettier-ignore
    const size = (row: Row): bigint => BigInt(typeof row['gross'] === 'string' ? row['gross'] : row['gross'].minor)
    const [small, large] = [invoices.reduce((a, b) => (size(a) <= size(b) ? a : b)), invoices.reduce((a, b) => (size(a) > size(b) ? a : b))]
    expect(size(large)).toBeGreaterThan(size(small))
    await person('cred', ['billing.*'], { limits: [{ operation: 'billing.credit', currency: 'EUR', amount: String(size(small)) }] })
    const cred = await house.as('cred')
    const credit = (invoice: Row) => ({
      invoice: invoice['id'],
      charges: null,
      reason: 'agreed with the customer',
      kind: 'goodwill',
      issued: null,
    })
    expect(await cred.refused('billing.credit', credit(large))).toBe('limit.exceeded')
    await cred.do('billing.credit', credit(small))
    // Another role that opens it without a limit lifts it.
    const { rows } = await house.do('people.users', { limit: 1000 })
    const user = (rows as Row[]).find((row) => row['login'] === 'cred')!
    await house.do('people.saveRole', { code: 'boss', name: 'Boss', permits: ['billing.*'] })
    await house.do('people.editUser', { user: user['id'], login: 'cred', name: 'cred', email: null, title: null, entities: null, territories: null, roles: ['cred', 'boss'] }) // prettier-ignore
    await cred.do('billing.credit', credit(large))
  })

  it('names who has both halves of a rule, and who has done both for one row', async () => {
    await person('both', ['adjustments.*', 'entities.read', 'ledger.read'])
    const report = await house.do('people.dutyReport', {})
    const of = (login: string) => (report.conflicts as Row[]).filter((row) => row['userName'] === login).map((row) => row['rule'])
    expect(of('both')).toEqual(['journal-and-approval'])
    expect(report.conflicts.every((row: Row) => row['effect'] === 'tell')).toBe(true)
    expect(report.doneBoth).toEqual(expect.any(Array))
    expect((await house.do('people.rolesTogether', { roles: ['both'] })).conflicts).toMatchObject([
      { rule: 'journal-and-approval', effect: 'tell' },
    ])
    expect((await house.do('people.rolesTogether', { roles: ['engineer'] })).conflicts).toEqual([])
  })

  it('refuses to give both halves where the company says so, to a role as to a person', async () => {
    await house.do('people.saveDutyRule', await ruleOf('journal-and-approval', 'refuse'))
    expect(await house.refused('people.saveRole', { code: 'x', name: 'X', permits: ['adjustments.*'] })).toBe('people.dutiesTogether')
    await house.do('people.saveRole', { code: 'writes', name: 'Writes', permits: ['adjustments.write'] })
    await house.do('people.saveRole', { code: 'agrees', name: 'Agrees', permits: ['adjustments.approve'] })
    expect(await house.refused('people.createUser', { login: 'ann', name: 'Ann', roles: ['writes', 'agrees'], ...nobodyElse })).toBe('people.dutiesTogether') // prettier-ignore
    const { id } = await house.do('people.createUser', { login: 'ann', name: 'Ann', roles: ['writes'], ...nobodyElse })
    const { password: _password, ...rest } = nobodyElse
    expect(await house.refused('people.editUser', { user: id, login: 'ann', name: 'Ann', roles: ['writes', 'agrees'], ...rest })).toBe('people.dutiesTogether') // prettier-ignore
    await house.do('people.saveDutyRule', await ruleOf('journal-and-approval', 'off'))
    await house.do('people.editUser', { user: id, login: 'ann', name: 'Ann', roles: ['writes', 'agrees'], ...rest })
  })

  it('keeps the two halves apart for one row, whichever came first, and lets everybody do theirs for another', async () => {
    const rule = { code: 'own-customers', name: 'Customers and who looks after them', one: ['customers.save'], other: ['customers.setCarers'], tiedBy: 'customers', effect: 'refuse' } // prettier-ignore
    await house.do('people.saveDutyRule', rule)
    // Given before the rule refused: the rule holds where they act.
    await house.do('people.saveDutyRule', { ...rule, effect: 'tell' })
    const id = await person('dora', ['customers.*'])
    await house.do('people.saveDutyRule', rule)
    const dora = await house.as('dora')
    const [first, second] = (await house.do('customers.list', { limit: 2, order: ['name'] })).rows as Row[]
    await dora.do('customers.setCarers', { customer: first!['id'], carers: [id] })
    const customer = { id: null, code: null, name: 'Doras Own Ltd', country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30, taxId: null, email: null, phone: null, address: [], poRequired: false, note: null, family: null, invoiceBy: null, territory: null, region: null, consumer: null } // prettier-ignore
    const made = await dora.do('customers.save', customer)
    expect(await dora.refused('customers.setCarers', { customer: made.id, carers: [id] })).toBe('duties.together')
    expect(await dora.refused('customers.save', { ...customer, name: 'Another name Ltd', id: first!['id'] })).toBe('duties.together')
    await house.do('customers.setCarers', { customer: made.id, carers: [id] })
    await dora.do('customers.setCarers', { customer: second!['id'], carers: [id] })
    await house.do('people.removeDutyRule', { rule: 'own-customers' })
    expect((await house.do('customers.carers', { customer: made.id })).carers).toMatchObject([{ userName: 'dora' }])
  })

  const ruleOf = async (code: string, effect: string): Promise<unknown> => {
    const { builtIn: _builtIn, ...rule } = ((await house.do('people.dutyRules', {})).rules as Row[]).find((one) => one['code'] === code)!
    return { ...rule, effect }
  }
})
