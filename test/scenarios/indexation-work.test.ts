import { randomUUID } from 'node:crypto'
import { companyWith } from '../world/customers.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const lines = 1000
const clause = { by: 'fixed', margin: '3', ratchet: true }
const december = { effective: '2026-12-01' }

describe.each(stores)('price rises of a thousand lines on %s', (dialect) => {
  let house: House
  let customer: string
  const caller = async () => (await house.harmony.localAdministrator())!
  const call = async (operation: string, input: object) => ({ id: randomUUID(), operation, input, caller: await caller() })
  const states = async (batch: string) => {
    const { totals } = await house.do('indexation.batch', { batch })
    return Object.fromEntries(totals.map((t: any) => [t.state, t.lines]))
  }
  beforeAll(async () => {
    house = await freshHouse(dialect, 'indexation-work')
    await companyWith(house, 'HAV')
    customer = (await house.do('customers.list', { search: 'Harbour' })).rows[0].id
    const contract = (await house.do('contracts.open', { entity: 'NLUK', customer, number: 'W-1', state: 'active' })).id
    const line = {
      contract,
      product: 'MS-USER',
      quantity: '1',
      unitPrice: '10.00',
      currency: 'GBP',
      taxCodes: ['UK-S20'],
      start: '2024-12-01',
      uplift: clause,
    }
    for (let from = 0; from < lines; from += 250)
      await house.harmony.runEach(await Promise.all(Array.from({ length: 250 }, () => call('contracts.addLine', line))))
  }, 120_000)
  afterAll(() => house?.close())

  let batch: string
  it('stops after a portion and goes on from there; each line is proposed once', async () => {
    let portions = 0
    const stopped = await house.harmony.run(await call('indexation.propose', december), { stopped: () => ++portions > 1 })
    expect(stopped).toMatchObject({ ok: false, refusal: { refused: 'job.stopped' } })
    batch = (await house.do('indexation.batches')).rows[0].id
    const before = (await house.do('indexation.batch', { batch })).batch
    expect(before).toMatchObject({ state: 'proposing', looked: 500 })
    expect(await house.refused('indexation.apply', { batch })).toBe('indexation.notProposed')
    expect(await house.do('indexation.resume', { batch })).toMatchObject({ looked: lines })
    expect(await states(batch)).toEqual({ proposed: lines })
  }, 60_000)
  it('two who go on with it at once do no more than one', async () => {
    const again = await Promise.all([house.do('indexation.resume', { batch }), house.do('indexation.resume', { batch })])
    expect(again.map((r) => r.looked)).toEqual([lines, lines])
    expect(await house.do('indexation.propose', december)).toMatchObject({ looked: lines })
    expect((await house.do('indexation.proposals', { limit: 1 })).total).toBe(lines)
  }, 60_000)
  it('is approved and put into force in portions, stopped in between', async () => {
    expect(await house.do('indexation.approve', { batch })).toEqual({ count: lines, more: true })
    expect(await house.do('indexation.approve', { batch })).toEqual({ count: 0, more: false })
    let portions = 0
    await house.harmony.run(await call('indexation.apply', { batch }), { stopped: () => ++portions > 2 })
    const between = await states(batch)
    expect(between['applied']).toBeGreaterThan(0)
    expect(between['applied']).toBeLessThan(lines)
    expect(await house.do('indexation.apply', { batch })).toMatchObject({ applied: lines })
    const raised = await house.do('contracts.lines', { filter: { field: 'contractNumber', is: 'equal', value: 'W-1' }, limit: 1000 })
    expect(raised.rows).toHaveLength(lines)
  }, 120_000)
  it('a line that came later is proposed by itself, and its letter handed out as it was kept', async () => {
    const second = (await house.do('contracts.open', { entity: 'NLUK', customer, number: 'W-2', state: 'active' })).id
    await house.do('contracts.addLine', {
      contract: second,
      product: 'MS-USER',
      quantity: '5',
      currency: 'GBP',
      taxCodes: ['UK-S20'],
      start: '2024-12-01',
      uplift: clause,
    })
    const next = (await house.do('indexation.propose', december)).batch
    await house.do('indexation.approve', { batch: next })
    expect(await house.do('indexation.printLetters', { batch: next })).toMatchObject({ letters: 1 })
    expect((await house.do('indexation.letters')).rows).toMatchObject([{ lines: 1, language: 'en' }])
    const [letter] = (await house.do('indexation.letters')).rows
    expect((await house.do('indexation.letter', { letter: letter.id })).file).toEqual(letter.file)
  }, 60_000)
  it('what was published and what was sent never changes: the database refuses', async () => {
    await house.do('indexation.saveSeries', { code: 'UK-CPI', names: { en: 'Consumer prices' }, source: 'ONS' })
    await house.do('indexation.recordValues', { index: 'UK-CPI', pasted: '2026-10;129.25' })
    for (const table of ['index_values', 'price_letters'])
      for (const sql of [`update ${table} set id = id`, `delete from ${table}`])
        await expect(house.harmony.database.transact((session) => session.rows(sql, []))).rejects.toThrow(/never change|harmony/)
  })
  it('people of one legal entity decide on its prices alone', async () => {
    const lena = await house.as('lena.brandt')
    expect((await lena.do('indexation.proposals')).total).toBe(0)
    expect(await lena.refused('indexation.apply', { batch })).toBe('operation.forbidden')
  })
})
