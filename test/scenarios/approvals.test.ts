import { randomUUID } from 'node:crypto'
import { readCredit } from '../../core/approvals/credit-standing.ts'
import { commitCredit, releaseCredit } from '../../core/approvals/credit.ts'
import { approvalsOf, stateOfApprovals, type Subject, type Wanted } from '../../core/approvals/asking.ts'
import { discountLimitOf } from '../../core/approvals/authority.ts'
import { decimalText, exactly } from '../../core/kernel/decimal.ts'
import type { Day } from '../../core/kernel/day.ts'
import { add } from '../../core/kernel/operation.ts'
import { step } from '../../core/kernel/explanation.ts'
import { money, type Currency } from '../../core/kernel/money.ts'
import type { Code, Id } from '../../core/kernel/shape.ts'
import { openItems } from '../../core/ledger/journal.ts'
import { askingIn, type Asking } from '../world/asking.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

type Acting = Pick<House, 'do' | 'refused'>

describe.each(stores)('approvals on %s', (dialect) => {
  let house: House
  let asking: Asking
  let grace: Acting, lena: Acting, kavita: Acting, amelia: Acting, arjun: Acting
  const customers = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'approvals')
    await house.do('demo.seed')
    asking = await askingIn(house.place)
    ;[grace, lena, kavita, amelia, arjun] = await Promise.all(['grace.patel', 'lena.brandt', 'kavita.nair', 'amelia.ford', 'arjun.shetty'].map((login) => house.as(login))) as [Acting, Acting, Acting, Acting, Acting] // prettier-ignore
    for (const one of (await house.do('customers.list', {})).rows) customers.set(one.code, one.id)
  }, 120_000)
  afterAll(async () => {
    await asking?.close()
    await house?.close()
  })

  const order = (row: string, entity: string, customer: string, worth: string, more: Partial<Subject> = {}): Subject => {
    const [minor, currency] = worth.split(' ') as [string, Currency]
    return {
      record: 'orders',
      row,
      entity: entity as Code<'entities'>,
      customer: customers.get(customer) as Id<'customers'>,
      subject: `Order for ${customer}`,
      version: 'v1',
      worth: money(currency, BigInt(minor)),
      ...more,
    }
  }
  const discount = (percent: string): Wanted => ({
    kind: 'orders.discount',
    reasons: [step('approvals.why.discountTotal', { percent: ['decimal', percent], limit: ['decimal', '10'] })],
    percent: exactly(percent),
  })
  const listed = async (who: Acting, show: string) => (await who.do('approvals.inbox', { show })).rows
  const openFor = async (who: Acting, row: string) => (await listed(who, 'forMe')).filter((one: any) => one.row === row)
  const standing = async (row: string) => approvalsOf(asking.read, { record: 'orders', row })
  const state = async (row: string) => stateOfApprovals(await standing(row))
  const waiting = async (who: Acting): Promise<number> =>
    (await who.do('desk.tasks')).find((task: any) => task.task === 'approvals.open')?.count ?? 0

  it('Amelia asks, Grace decides; her reason and her name stay, and whoever asked may not', async () => {
    const row = randomUUID()
    const before = await waiting(grace)
    await asking.ask('amelia.ford', order(row, 'NLUK', 'ZEN', '640000 GBP'), [discount('15')])
    expect(await waiting(grace)).toBe(before + 1)
    const [open] = await openFor(grace, row)
    expect(open).toMatchObject({ state: 'open', askedByName: 'Amelia Ford', customerName: 'Zenith Legal', percent: '15', amount: '640000', days: 0, decides: true, standsInFor: null }) // prettier-ignore
    expect((await listed(amelia, 'mine'))[0]).toMatchObject({ id: open.id, decides: false, refusal: 'approvals.noLimit' })
    expect(await grace.refused('approvals.decide', { ids: [open.id], decision: 'decline' })).toBe('approvals.reasonMissing')
    expect(await amelia.refused('approvals.decide', { ids: [open.id], decision: 'approve' })).toBe('operation.forbidden')
    const { approval, deciders, next } = await grace.do('approvals.get', { id: open.id })
    expect(approval.reasons[0].say).toBe('approvals.why.discountTotal')
    expect(deciders.map((d: any) => d.role)).toEqual(['administrator', 'finance', 'finance-controller'])
    expect(next.map((one: any) => one.say)).toEqual(['approvals.next.last', 'approvals.next.declining', 'approvals.next.changing'])
    await grace.do('approvals.decide', { ids: [open.id], decision: 'approve', note: 'Three-year customer' })
    expect(await state(row)).toBe('approved')
    expect((await grace.do('approvals.get', { id: open.id })).approval).toMatchObject({ state: 'approved', decidedByName: 'Grace Patel', insteadOfName: null, note: 'Three-year customer' }) // prettier-ignore
    expect(await waiting(grace)).toBe(before)
    expect(await grace.refused('approvals.decide', { ids: [open.id], decision: 'approve' })).toBe('approvals.decided')
  })

  it('an approval holds for what was seen: a changed order is asked again, an unchanged one never', async () => {
    const row = randomUUID()
    const of = order(row, 'NLUK', 'ZEN', '640000 GBP')
    await asking.ask('amelia.ford', of, [discount('15')])
    const [first] = await openFor(grace, row)
    await asking.ask('amelia.ford', { ...of, version: 'v2' }, [discount('40')])
    expect(await grace.refused('approvals.decide', { ids: [first.id], decision: 'approve' })).toBe('approvals.decided')
    const [second] = await openFor(grace, row)
    await grace.do('approvals.decide', { ids: [second.id], decision: 'approve' })
    await asking.ask('amelia.ford', { ...of, version: 'v2' }, [discount('40')])
    expect(await state(row)).toBe('approved')
    await asking.ask('amelia.ford', { ...of, version: 'v3' }, [discount('41')])
    expect(await state(row)).toBe('open')
    await asking.ask('amelia.ford', { ...of, version: 'v4' }, [])
    expect(await state(row)).toBe('none')
    const all = (await grace.do('approvals.list', { filter: { field: 'row', is: 'equal', value: row }, order: ['askedAt', 'id'] })).rows
    expect(all.map((one: any) => [one.state, one.current])).toEqual([['withdrawn', false], ['approved', false], ['withdrawn', false]]) // prettier-ignore
  })

  it('four eyes: whoever worked on it does not decide it, whatever their limit', async () => {
    const row = randomUUID()
    const of = order(row, 'NLUK', 'PEN', '100000 GBP')
    await asking.ask('grace.patel', of, [discount('12')])
    const [own] = (await listed(grace, 'mine')).filter((one: any) => one.row === row)
    expect(await grace.refused('approvals.decide', { ids: [own.id], decision: 'approve' })).toBe('approvals.ownRequest')
    await asking.ask('amelia.ford', { ...of, version: 'v2' }, [discount('12')])
    const [again] = await openFor(await house.as('it.admin'), row)
    expect(await grace.refused('approvals.decide', { ids: [again.id], decision: 'approve' })).toBe('approvals.ownRequest')
  })

  it('Lena decides to her limit, and for Grace on the days that she stands in; the log says so', async () => {
    const [small, large] = [randomUUID(), randomUUID()]
    await asking.ask('jonas.keller', order(small, 'NLDE', 'RMK', '900000 EUR'), [discount('18')])
    await asking.ask('jonas.keller', order(large, 'NLDE', 'RMK', '1200000 EUR'), [discount('18')])
    const [own] = await openFor(lena, small)
    const [instead] = await openFor(lena, large)
    expect([own.standsInFor, instead.standsInFor]).toEqual([null, 'Grace Patel'])
    await lena.do('approvals.decide', { ids: [own.id, instead.id], decision: 'approve' })
    expect((await standing(small))[0]).toMatchObject({ decidedByName: 'Lena Brandt', insteadOfName: null })
    expect((await standing(large))[0]).toMatchObject({ decidedByName: 'Lena Brandt', insteadOfName: 'Grace Patel' })
    const [{ events }] = (await lena.do('desk.history', { record: 'approvals', id: instead.id })).entries
    expect(events.map((e: any) => [e.event, e.about.name, e.about.instead])).toContainEqual(['approvals.approved', 'Lena Brandt', 'Grace Patel']) // prettier-ignore
  })

  it('of several, each has its own outcome', async () => {
    const rows = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const
    const before = await waiting(kavita)
    await asking.ask('arjun.shetty', order(rows[0], 'NLIN', 'KAV', '10000000 INR'), [discount('15')])
    await asking.ask('arjun.shetty', order(rows[1], 'NLIN', 'KAV', '10000000 INR'), [discount('25')])
    await asking.ask('arjun.shetty', order(rows[2], 'NLIN', 'BEN', '200000000 INR'), [discount('15')])
    await asking.ask('kavita.nair', order(rows[3], 'NLIN', 'BEN', '10000000 INR'), [discount('15')])
    // Counted is what she decides, not what is open.
    expect(await waiting(kavita)).toBe(before + 1)
    const ids = await Promise.all(rows.map(async (row) => (await standing(row))[0]!.id))
    const gone = randomUUID()
    const { outcomes } = await kavita.do('approvals.decide', { ids: [...ids, gone, ids[0]], decision: 'approve' })
    // INR 100,000.00 are EUR 1,021 and within EUR 10,000; INR 2,000,000.00 are not; 25 % is above 20 %.
    expect(outcomes.map((o: any) => [o.done, o.refusal])).toEqual([[true, null], [false, 'approvals.aboveLimit'], [false, 'approvals.aboveLimit'], [false, 'approvals.ownRequest'], [false, 'approvals.unknown']]) // prettier-ignore
    expect(outcomes[2].about).toMatchObject({ figure: '2000000.00 INR', limit: '10000.00 EUR' })
    expect(await Promise.all(rows.map(state))).toEqual(['approved', 'open', 'open', 'open'])
    expect((await listed(kavita, 'forOthers')).filter((one: any) => rows.includes(one.row)).map((one: any) => one.refusal)).toEqual(['approvals.aboveLimit', 'approvals.aboveLimit', 'approvals.ownRequest']) // prettier-ignore
    expect((await listed(kavita, 'forMe')).filter((one: any) => rows.includes(one.row))).toEqual([])
    expect(await kavita.refused('approvals.decide', { ids: [], decision: 'approve' })).toBe('approvals.nothingChosen')
  })

  it('of two who decide at once, one does', async () => {
    const row = randomUUID()
    await asking.ask('jonas.keller', order(row, 'NLDE', 'BAY', '100000 EUR'), [discount('15')])
    const [{ id }] = await openFor(lena, row)
    const caller = await Promise.all(['grace.patel', 'lena.brandt'].map((login) => house.harmony.localAdministrator(login)))
    const outcomes = await Promise.all(
      caller.map((who, i) =>
        house.harmony.run({ id: randomUUID(), operation: 'approvals.decide', input: { ids: [id], decision: i === 0 ? 'approve' : 'decline', note: 'at once' }, caller: who! }, {}),
      ),
    ) // prettier-ignore
    expect(outcomes.filter((o) => o.ok)).toHaveLength(1)
    expect(outcomes.flatMap((o) => (o.ok ? [] : [o.refusal.refused]))).toEqual(['approvals.decided'])
  })

  it('nobody sees or decides what other legal entities ask for', async () => {
    const row = randomUUID()
    await asking.ask('amelia.ford', order(row, 'NLUK', 'HAV', '100000 GBP'), [discount('12')])
    const [{ id }] = await openFor(grace, row)
    expect(await openFor(lena, row)).toEqual([])
    expect(await lena.refused('approvals.get', { id })).toBe('approvals.unknown')
    expect(await lena.refused('approvals.decide', { ids: [id], decision: 'approve' })).toBe('approvals.unknown')
  })

  it('who asked takes it back; it stays where it is until it is asked again', async () => {
    const row = randomUUID()
    const of = order(row, 'NLUK', 'HAV', '100000 GBP')
    await asking.ask('amelia.ford', of, [discount('12')])
    const [{ id }] = await openFor(grace, row)
    expect(await grace.refused('approvals.withdraw', { id })).toBe('approvals.notAsked')
    expect(await amelia.do('approvals.withdraw', { id, note: 'Wrong product' })).toMatchObject({
      state: 'withdrawn',
      note: 'Wrong product',
    })
    expect(await amelia.refused('approvals.withdraw', { id })).toBe('approvals.decided')
    expect(await amelia.refused('approvals.withdraw', { id: randomUUID() })).toBe('approvals.unknown')
    expect(await state(row)).toBe('declined')
    await asking.ask('amelia.ford', of, [discount('12')])
    expect(await state(row)).toBe('open')
  })

  it('limits are data', async () => {
    const limits = async () => (await grace.do('approvals.limits', {})).rows
    const [arjuns] = (await limits()).filter((one: any) => one.role === 'service-manager')
    expect(arjuns).toMatchObject({ roleName: 'Service manager', kind: 'any', percent: '5', amount: '250000', currency: 'GBP' })
    const row = randomUUID()
    await asking.ask('kavita.nair', order(row, 'NLIN', 'KAV', '1000000 INR'), [discount('6')])
    expect(await openFor(arjun, row)).toEqual([])
    const input = { id: arjuns.id, role: 'service-manager', kind: 'any', percent: '6', currency: 'GBP', amount: '250000' }
    await grace.do('approvals.saveLimit', input)
    expect(await openFor(arjun, row)).toHaveLength(1)
    for (const [change, refusal] of [
      [{ id: null }, 'approvals.limitTaken'],
      [{ id: randomUUID() }, 'approvals.unknownLimit'],
      [{ role: 'nobody' }, 'approvals.unknownRole'],
      [{ kind: 'orders.colour' }, 'approvals.unknownKind'],
      [{ percent: '100.01' }, 'approvals.badPercent'],
      [{ percent: '-1' }, 'approvals.badPercent'],
      [{ amount: '-1' }, 'approvals.negativeLimit'],
      [{ currency: null }, 'approvals.amountWithoutCurrency'],
    ] as const)
      expect(await grace.refused('approvals.saveLimit', { ...input, ...change })).toBe(refusal)
    expect(await lena.refused('approvals.saveLimit', input)).toBe('operation.forbidden')
    await grace.do('approvals.removeLimit', { id: arjuns.id })
    expect(await openFor(arjun, row)).toEqual([])
    expect(await arjun.refused('approvals.decide', { ids: [(await standing(row))[0]!.id], decision: 'approve' })).toBe('approvals.noLimit')
    expect(await grace.refused('approvals.removeLimit', { id: arjuns.id })).toBe('approvals.unknownLimit')
    await grace.do('approvals.saveLimit', { ...input, id: null, percent: '5' })
  })

  it('field sales give 10 % away without asking, the controller anything, an engineer nothing', async () => {
    const most = async (login: string) => {
      const caller = (await house.harmony.localAdministrator(login))!
      const limit = await discountLimitOf(asking.read, caller)
      return limit === null ? null : decimalText(limit)
    }
    expect(await Promise.all(['amelia.ford', 'lena.brandt', 'grace.patel', 'owen.price'].map(most))).toEqual(['10', '20', null, '0'])
  })

  it('standing in: whom, on which days, and back early', async () => {
    const { people, delegations, kinds } = await lena.do('approvals.delegations')
    expect(people.map((p: any) => p.name)).toEqual(['Arjun Shetty', 'Grace Patel', 'IT Admin', 'Kavita Nair', 'Lena Brandt', 'Sian Rees'])
    expect(delegations).toMatchObject([{ personName: 'Grace Patel', standInName: 'Lena Brandt', firstDay: '2026-11-23', lastDay: '2026-12-04', note: 'Budget 2027' }]) // prettier-ignore
    expect(kinds).toContain('orders.margin')
    const idOf = new Map<string, string>(people.map((p: any) => [p.name, p.user]))
    const days = { firstDay: '2026-12-07', lastDay: '2026-12-11' }
    const given = await lena.do('approvals.delegate', { standIn: idOf.get('Kavita Nair'), ...days, note: 'Holiday' })
    expect(given).toMatchObject({ person: idOf.get('Lena Brandt'), createdBy: 'Lena Brandt' })
    const owen = (await house.do('people.users', { search: 'owen' })).rows[0].id
    for (const [who, input, refusal] of [
      [lena, { standIn: idOf.get('Lena Brandt'), ...days }, 'approvals.toOneself'],
      [lena, { standIn: randomUUID(), ...days }, 'approvals.unknownPerson'],
      [lena, { standIn: owen, ...days }, 'approvals.cannotDecide'],
      [lena, { person: idOf.get('Grace Patel'), standIn: idOf.get('Kavita Nair'), ...days }, 'approvals.notYours'],
      [lena, { standIn: idOf.get('Kavita Nair'), firstDay: '2026-12-11', lastDay: '2026-12-07' }, 'approvals.backwards'],
      [lena, { standIn: idOf.get('Kavita Nair'), firstDay: '2026-11-02', lastDay: '2026-11-29' }, 'approvals.pastDays'],
    ] as const)
      expect(await who.refused('approvals.delegate', input)).toBe(refusal)
    await grace.do('approvals.delegate', { person: idOf.get('Arjun Shetty'), standIn: idOf.get('Kavita Nair'), ...days })
    expect(await arjun.refused('approvals.endDelegation', { id: given.id })).toBe('approvals.notYours')
    await kavita.do('approvals.endDelegation', { id: given.id })
    expect(await lena.refused('approvals.endDelegation', { id: given.id })).toBe('approvals.delegationOver')
    expect(await lena.refused('approvals.endDelegation', { id: randomUUID() })).toBe('approvals.unknownDelegation')
    expect((await lena.do('approvals.delegations')).delegations.map((d: any) => d.standInName)).toEqual(['Lena Brandt', 'Kavita Nair'])
    // Grace is back early: what Lena decides from now on is within her own limit.
    await grace.do('approvals.endDelegation', { id: delegations[0].id })
    const row = randomUUID()
    await asking.ask('jonas.keller', order(row, 'NLDE', 'RMK', '1200000 EUR'), [discount('18')])
    expect(await lena.refused('approvals.decide', { ids: [(await standing(row))[0]!.id], decision: 'approve' })).toBe(
      'approvals.aboveLimit',
    )
  })

  it('credit: the limit, what is owed, what is ordered, and what is left', async () => {
    const customer = customers.get('ZEN')!
    const credit = () => grace.do('approvals.credit', { customer })
    expect(await credit()).toMatchObject({ limit: { amount: '1000000', currency: 'GBP', entity: null }, check: { openItems: { minor: '0' }, left: { minor: '1000000' }, exceeded: false }, toReview: false }) // prettier-ignore
    const committed = {
      id: randomUUID(),
      record: 'orders',
      subject: 'Order for ZEN',
      customer: customer as Id<'customers'>,
      entity: 'NLUK' as Code<'entities'>,
      amount: money('EUR', 1_000_000n),
      since: '2026-11-30' as Day,
    }
    await asking.apply([commitCredit(committed)])
    // EUR 10,000.00 at 0.8740.
    expect((await credit()).check).toMatchObject({
      unbilled: { minor: '874000', currency: 'GBP' },
      left: { minor: '126000' },
      exceeded: false,
    })
    await asking.apply([commitCredit({ ...committed, amount: money('EUR', 1_200_000n) })])
    const over = await credit()
    expect(over.check).toMatchObject({ left: { minor: '-48800' }, exceeded: true })
    expect(over.steps.at(-1)).toMatchObject({ say: 'approvals.credit.exceeded', values: [{ value: '48800', currency: 'GBP' }] })
    expect(over.orders).toHaveLength(1)
    // An order that is looked at again does not stand in its own way.
    const standing = (without: string) =>
      readCredit(asking.read, { customer: committed.customer, entity: null, without: [without] }, '2026-11-30' as Day)
    const unbilled = async (without: string) => (await standing(without)).unbilled.reduce((sum, { minor }) => sum + minor, 0n)
    expect([await unbilled(committed.id), await unbilled(randomUUID())]).toEqual([0n, 1_200_000n])
    // A limit of the group holds for the group, whoever asks.
    expect((await kavita.do('approvals.credit', { customer })).check).toMatchObject({ exceeded: true })
    await grace.do('approvals.setCreditLimit', { customer, entity: 'NLDE', currency: 'GBP', amount: '5000' })
    expect((await grace.do('approvals.credit', { customer, entity: 'NLDE' })).check).toMatchObject({
      unbilled: { minor: '0' },
      left: { minor: '5000' },
    })
    await asking.apply([releaseCredit(committed.id)])
    expect((await credit()).check).toMatchObject({ exceeded: false })
  })

  it('credit: what is invoiced and not paid, and what of it is overdue', async () => {
    const customer = customers.get('ALP') as Id<'customers'>
    const item = (due: string, open: bigint, currency: Currency = 'EUR') =>
      add(openItems, {
        id: randomUUID() as Id<'openItems'>, kind: 'receivable', entity: 'NLDE' as Code<'entities'>, account: '1100' as Code<'accounts'>, customer, supplier: null, partner: null,
        number: due, postedOn: due as Day, due: due as Day, currency, amount: open, open, entityCurrency: 'EUR', entityAmount: open, entityOpen: open, groupCurrency: 'GBP',
        groupAmount: open, groupOpen: open, onHold: null, clearedOn: null,
      }) // prettier-ignore
    // The day that it is due on is not yet late, and a credit note is never overdue.
    await asking.apply([
      item('2026-11-29', 100_000n),
      item('2026-11-30', 30_000n),
      item('2026-11-01', -20_000n),
      item('2026-11-28', 10_000n, 'GBP'),
    ])
    expect((await lena.do('approvals.credit', { customer })).check).toMatchObject({
      openItems: { minor: '121442', currency: 'EUR' }, overdue: { minor: '111442' }, left: { minor: '878558' },
    }) // prettier-ignore
  })

  it('credit limits are set, never edited, and taken away', async () => {
    const customer = customers.get('QUA')!
    const set = (more: object) => grace.do('approvals.setCreditLimit', { customer, currency: 'GBP', amount: '300000', reviewOn: '2027-01-15', note: 'Pays early', ...more }) // prettier-ignore
    await set({})
    await set({ amount: '350000' })
    const shown = await grace.do('approvals.credit', { customer })
    expect(shown.history.map((one: any) => one.amount)).toEqual(['350000', '300000', '250000'])
    expect((await grace.do('approvals.creditLimits', { search: 'Quay' })).rows).toMatchObject([{ amount: '350000', setBy: 'Grace Patel' }])
    await set({ amount: null, reviewOn: null })
    expect(await grace.do('approvals.credit', { customer })).toMatchObject({ limit: null, check: null, steps: [] })
    expect((await grace.do('approvals.creditLimits', { search: 'Quay' })).rows).toEqual([])
    for (const [change, refusal] of [
      [{ customer: randomUUID() }, 'approvals.unknownCustomer'],
      [{ entity: 'NLFR' }, 'approvals.unknownEntity'],
      [{ amount: '-1' }, 'approvals.negativeLimit'],
      [{ reviewOn: '2026-11-30' }, 'approvals.reviewPast'],
    ] as const)
      expect(await grace.refused('approvals.setCreditLimit', { customer, currency: 'GBP', amount: '1', ...change })).toBe(refusal)
    expect(await grace.refused('approvals.credit', { customer: randomUUID() })).toBe('approvals.unknownCustomer')
    expect(await amelia.refused('approvals.setCreditLimit', { customer, currency: 'GBP', amount: '1' })).toBe('operation.forbidden')
    expect((await amelia.do('approvals.credit', { customer })).limit).toBeNull()
  })

  it('nobody stands in for people who left', async () => {
    const { people } = await grace.do('approvals.delegations')
    const idOf = (name: string): string => people.find((p: any) => p.name === name).user
    await grace.do('approvals.delegate', { standIn: idOf('Kavita Nair'), firstDay: '2026-11-30', lastDay: '2026-11-30' })
    const row = randomUUID()
    await asking.ask('arjun.shetty', order(row, 'NLIN', 'BEN', '200000000 INR'), [discount('15')])
    expect(await openFor(kavita, row)).toMatchObject([{ standsInFor: 'Grace Patel' }])
    await house.do('people.deactivateUser', { user: idOf('Grace Patel') })
    expect(await openFor(kavita, row)).toEqual([])
  })
})
