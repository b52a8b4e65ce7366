import { allPermits, modules, operations } from '../../../core/harmony.ts'
import { hiddenQuestion, holdsSensitive, seenBy, sensitive, sensitivities } from '../../../core/kernel/sensitive.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { listing } from '../../../core/kernel/listing.ts'
import type { Caller, Operation } from '../../../core/kernel/operation.ts'
import { view } from '../../../core/kernel/record.ts'
import { run, runEach, type Host } from '../../../core/kernel/run.ts'
import { aDecimal, many, maybe, shape, text, type Field } from '../../../core/kernel/shape.ts'
import { expandPermits } from '../../../core/people/permits.ts'
import { firstRoles } from '../../../core/people/roles.ts'

const rows = view({
  view: 'shop.goods',
  row: shape({ id: text, name: text, bought: sensitive('purchasePrice', maybe(aDecimal)), margins: sensitive('margin', many(text)) }),
  key: 'id',
  search: ['name'],
  order: ['name'],
})
const goods = listing({ name: 'shop.goods', zone: 'sales', permit: 'shop.read', view: rows }) as unknown as Operation
const shop = new Map([[goods.name, goods]])
const row = { id: '1', name: 'Firewall', bought: exactly('12.5'), margins: ['27.4'] }
const host = { reader: () => ({ browse: async () => ({ rows: [row], total: 1 }) }), now: () => ({}) } as unknown as Host
const caller = (...permits: string[]): Caller => ({
  user: 'u',
  name: 'U',
  permits: new Set(['shop.read', ...permits]),
  entities: 'all',
  language: 'en',
})
const { margin, purchasePrice } = sensitivities

describe('what is not for everybody', () => {
  const told = { rows: [{ id: '1', name: 'Firewall', bought: '12.5', margins: ['27.4'] }], total: 1 }
  const output = goods.output as Field<unknown>
  it.each([
    [[], { bought: null, margins: [] }],
    [[margin], { bought: null, margins: ['27.4'] }],
    [[purchasePrice], { bought: '12.5', margins: [] }],
    [[margin, purchasePrice], { bought: '12.5', margins: ['27.4'] }],
  ])('is told to whoever has %j as %j', (permits, shown) => {
    expect(seenBy(output, told, caller(...permits).permits)).toEqual({ rows: [{ id: '1', name: 'Firewall', ...shown }], total: 1 })
  })

  it('is left out of what run() answers, alone and among others', async () => {
    const call = (...permits: string[]) => ({ id: 'c', operation: 'shop.goods', input: {}, caller: caller(...permits) })
    const hidden = { ok: true, result: { rows: [{ id: '1', name: 'Firewall', bought: null, margins: [] }], total: 1 } }
    expect(await run(shop, call(), () => host)).toEqual(hidden)
    expect(await runEach(shop, [call()], () => host)).toEqual([hidden])
    expect(await run(shop, call(margin, purchasePrice), () => host)).toEqual({ ok: true, result: told })
  })

  it.each([
    [{ filter: { field: 'bought', is: 'more', value: '10' } }],
    [{ filter: { any: [{ field: 'name', is: 'equal', value: 'x' }, { all: [{ field: 'bought', is: 'filled' }] }] } }],
    [{ order: ['name', '-bought'] }],
  ])('cannot be asked for by a filter or an order: %j', async (input) => {
    const call = { id: 'c', operation: 'shop.goods', input, caller: caller() }
    const outcome = await run(shop, call, () => {
      throw new Error('a store was opened')
    })
    expect(outcome).toEqual({ ok: false, refusal: { refused: 'field.forbidden', about: { field: 'bought', permit: purchasePrice } } })
    expect((await runEach(shop, [call], () => host))[0]).toEqual(outcome)
    expect(hiddenQuestion(goods, goods.input.parse(input, 'input'), caller(purchasePrice).permits)).toBeUndefined()
  })

  it('is marked only where it may be nothing or a list, in views as in answers', () => {
    expect(() => sensitive('margin', text)).toThrow(/may be hidden/)
    const marked = [...operations.values()].filter((operation) => holdsSensitive(operation.output as Field<unknown>))
    expect(marked.length).toBeGreaterThan(10)
  })

  // Whoever works at customers and with machines is told nothing of what we earn and pay; see core/people/roles.ts.
  it.each([
    ['administrator', 'margin purchasePrice costRate bankAccount'],
    ['finance-controller', 'margin purchasePrice costRate bankAccount'],
    ['finance', 'margin purchasePrice costRate bankAccount'],
    ['service-manager', 'margin purchasePrice costRate'],
    ['auditor', 'margin purchasePrice costRate'],
    ['field-sales', 'margin purchasePrice'],
    ['project-manager', 'margin purchasePrice'],
    ['engineer', ''],
  ])('%s sees %s', (code, sees) => {
    const permits = expandPermits(firstRoles.find((role) => role.code === code)!.permits, allPermits)
    expect(Object.entries(sensitivities).flatMap(([what, permit]) => (permits.has(permit) ? [what] : [])).join(' ')).toBe(sees) // prettier-ignore
  })

  it('names every figure of earning and cost in what only reads', () => {
    // A list or a report that tells a margin or an hour's cost without marking it would be a hole in every role.
    const open: string[] = []
    const walk = (operation: string, field: Field<unknown>, at: string): void => {
      if (field.sensitive !== undefined) return
      for (const [name, inner] of Object.entries(field.fields ?? {})) {
        if (/^(hourCost|iban|routingNumber|margin|signedMargin|groupMargin|providerMargin|receiverMargin)$/.test(name) && (inner as Field<unknown>).kind !== 'shape' && (inner as Field<unknown>).sensitive === undefined) open.push(`${operation} ${at}${name}`) // prettier-ignore
        walk(operation, inner as Field<unknown>, `${at}${name}.`)
      }
      if (field.inner) walk(operation, field.inner, at)
    }
    for (const { name, does, output } of modules.flatMap((m) => [...m.operations]))
      if (does === 'query') walk(name, output as Field<unknown>, '')
    // What is said of an account that the caller has just typed is nobody's secret.
    expect(open.filter((one) => !/^(catalog|contracts)\.|^payments\.verifyAccount /.test(one))).toEqual([])
  })
})
