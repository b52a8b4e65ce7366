import type { Page } from 'playwright-core'
import type { House } from '../world/house.ts'
import { inBrowser, type Looks, type Visit } from './browser.ts'
import { ask, pleases } from './company.ts'
import { demoAt, type Moment } from './moment.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)
const month = '2026-11'
const entities = ['NLDE', 'NLIN', 'NLUK'] as const
interface Step {
  readonly step: string
  readonly standing: string
}
interface Checklist {
  readonly books: { readonly light: string }
  readonly entities: readonly { readonly entity: string; readonly ready: boolean; readonly steps: readonly Step[] }[]
}
interface Totals {
  readonly totals: readonly { readonly account: string; readonly debitSum: string; readonly creditSum: string }[]
}
interface Rows<T> {
  readonly rows: readonly T[]
}

/** November 2026 of the demo group: billed, posted, revalued, recognised, checked, locked, handed over; and what was handed over is what the books say. */
inBrowser('the month end of November in the browser', () => {
  let moment: Moment
  let house: House
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    // The second of December: November is over wherever an entity is.
    moment = await demoAt('2026-12-02T09:00:00.000Z', 'closing-november')
    house = moment.house
    await suppliersSend()
  })
  afterAll(() => moment?.end())
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })

  /** Something came in without an invoice, and one invoice belongs to no order. */
  async function suppliersSend(): Promise<void> {
    const where = { all: [{ field: 'entity', is: 'equal', value: 'NLUK' }, { field: 'supplier', is: 'filled' }] } // prettier-ignore
    const [bought] = (await house.do('purchases.list', { filter: where })).rows
    await house.do('payables.receive', { costLine: bought.id, day: '2026-11-20', quantity: '1', reference: 'LS-4711' })
    const net = { currency: 'EUR', minor: '42000' }
    const lines = [{ account: '7200', description: 'Zollabwicklung', net, taxCodes: [] }]
    await house.do('payables.recordInvoice', {
      supplier: bought.supplier,
      entity: 'NLDE',
      number: 'RE-2026-118',
      day: '2026-11-24',
      gross: net,
      lines,
    })
  }
  async function comesIn(language: 'en' | 'de', looks: Looks): Promise<void> {
    ;({ visited, say } = await moment.comesIn('Grace Patel', language, looks))
    page = visited.page
  }
  const button = (word: string) => page.getByRole('button', { name: say(word), exact: true })
  const checklist = () => ask<Checklist>(page, 'closing.checklist', { period: month })
  const blocking = async (): Promise<string[]> =>
    (await checklist()).entities.flatMap(({ entity, steps }) =>
      steps.filter(({ standing }) => standing === 'blocks').map(({ step }) => `${entity} ${step}`),
    )
  async function atMonthEnd(): Promise<void> {
    await page.goto(`/month-end?period=${month}`)
    await page.getByText(say('choice.step.exports')).first().waitFor()
  }
  /** Locks November of an entity on the screen of periods, and hands it over on that of exports. */
  async function lockAndExport(entity: (typeof entities)[number], name: string): Promise<void> {
    await ask(page, 'closing.lock', { entity, month: '2026-10' })
    await page.goto('/periods')
    const november = new Intl.DateTimeFormat(say === sayIn('de') ? 'de' : 'en-GB', { month: 'long', year: 'numeric' }).format(new Date(Date.UTC(2026, 10, 15)))
    await page.getByRole('button', { name: new RegExp(`^${name}, (November|${november}) 2026`) }).click()
    await button('closing.ui.lock').click()
    await page.getByRole('dialog').getByText(say('choice.state.locked'), { exact: true }).waitFor()
    await page.goto(`/exports?entity=${entity}`)
    await button('exports.create').click()
    await page.getByText(new RegExp(`${entity}-EXP-\\d+`)).first().waitFor()
  } // prettier-ignore
  /** What the batches say account by account, against the ledger's own balances of the month. */
  async function agrees(entity: string): Promise<void> {
    const { rows } = await ask<Rows<{ id: string; month: string; state: string }>>(page, 'exports.list', { filter: { field: 'entity', is: 'equal', value: entity } })
    const exported = new Map<string, bigint>()
    for (const { id, month: of } of rows)
      if (of === month)
        for (const { account, debitSum, creditSum } of (await ask<Totals>(page, 'exports.batch', { exportBatch: id })).totals)
          exported.set(account, (exported.get(account) ?? 0n) + BigInt(debitSum) - BigInt(creditSum))
    const all = [{ field: 'entity', is: 'equal', value: entity }, { field: 'period', is: 'equal', value: month }]
    const balances = await ask<Rows<{ account: string; entityAmount: string }>>(page, 'ledger.balances', { filter: { all }, limit: 1000 })
    const booked = new Map<string, bigint>()
    for (const { account, entityAmount } of balances.rows) booked.set(account, (booked.get(account) ?? 0n) + BigInt(entityAmount))
    const told = (of: ReadonlyMap<string, bigint>): string[] => [...of].filter(([, minor]) => minor !== 0n).map(([account, minor]) => `${account} ${minor}`).sort()
    expect(booked.size).toBeGreaterThan(3)
    expect(told(exported)).toEqual(told(booked))
    expect(await ask(page, 'exports.reconcile', { entity, month })).toMatchObject({ agrees: true })
  } // prettier-ignore

  it('in English: what blocks is done step by step, until the books are in order and the first month is locked', async () => {
    await comesIn('en', { locale: 'en-GB' })
    await atMonthEnd()
    await page.getByText(say('closing.ui.notReady')).first().waitFor()
    await pleases(visited, 'closing-november')
    expect(await blocking()).toEqual(expect.arrayContaining(['NLDE suppliers', 'NLUK audit', 'NLDE audit', 'NLIN audit']))
    const { run } = await ask<{ run: string }>(page, 'billing.propose', { asOf: '2026-11-30' })
    expect(await blocking()).toEqual(expect.arrayContaining(['NLUK billing']))
    await ask(page, 'billing.post', { run })
    await page.goto(`/month-end?period=${month}`)
    await page.getByRole('link', { name: say('choice.step.suppliers') }).first().click() // prettier-ignore
    await page.getByText('RE-2026-118').first().waitFor()
    await pleases(visited, 'closing-november')
    const [waiting] = (await ask<Rows<{ id: string }>>(page, 'payables.invoices', { search: 'RE-2026-118' })).rows
    await page.goto(`/payables/invoices/${waiting!.id}`)
    await page.locator('#main').getByLabel(say('field.reason')).fill('Asked for by us')
    await button('payables.ui.accept').click()
    await button('payables.ui.post').click()
    await page.getByText('NLDE-SIN-26-000001').first().waitFor()
    await ask(page, 'transfer.charge', { until: '2026-11-30' })
    await ask(page, 'recognition.run', { period: month })
    const { accrual } = await ask<{ accrual: string }>(page, 'recognition.accrue', { period: month })
    await ask(page, 'recognition.postAccrual', { accrual })
    for (const entity of entities) await ask(page, 'receivables.revalue', { entity, period: month })
    expect(await blocking()).toEqual(entities.map((entity) => `${entity} audit`))
    await page.goto('/audit')
    await button('audit.ui.now').click()
    await page.getByText(say('audit.ui.inOrder')).first().waitFor()
    await atMonthEnd()
    await page.getByText(say('closing.ui.light.inOrder')).waitFor()
    await pleases(visited, 'closing-november')
    expect((await checklist()).entities.map(({ entity, ready }) => `${entity} ${ready}`)).toEqual(entities.map((entity) => `${entity} true`))
    // Nothing but what came in without an invoice and what accounting has not got is left to look at.
    const looks = (await checklist()).entities.flatMap(({ entity, steps }) => steps.filter(({ standing }) => standing === 'look').map(({ step }) => `${entity} ${step}`))
    expect(looks.filter((text) => !/ (locked|exports)$/.test(text))).toEqual(['NLUK received'])
    await lockAndExport('NLUK', 'Northlight IT Ltd')
    await pleases(visited, 'closing-november')
    await agrees('NLUK')
  }) // prettier-ignore

  it('in German, on a telephone: the other two follow, and nothing is left for accounting', async () => {
    await comesIn('de', { locale: 'de-DE', phone: true })
    await atMonthEnd()
    await pleases(visited, 'closing-november')
    for (const [entity, name] of [
      ['NLDE', 'Northlight IT GmbH'],
      ['NLIN', 'Northlight Services India Pvt Ltd'],
    ] as const) {
      // prettier-ignore
      await lockAndExport(entity, name)
      await agrees(entity)
    }
    const { rows } = await ask<Rows<{ id: string }>>(page, 'exports.list', {})
    for (const { id } of rows) await ask(page, 'exports.acknowledge', { exportBatch: id, isAccepted: true })
    await atMonthEnd()
    await pleases(visited, 'closing-november')
    const done = (await checklist()).entities.map(
      ({ entity, steps }) => `${entity} ${steps.find(({ step }) => step === 'locked')?.standing}`,
    )
    expect(done).toEqual(entities.map((entity) => `${entity} done`))
  })
})
