import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import type { House } from '../world/house.ts'
import { axe, inBrowser, type Looks, type Visit } from './browser.ts'
import { ask, settled } from './company.ts'
import { demoAt, type Moment } from './moment.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)
interface Rows<T> {
  readonly rows: readonly T[]
}

/** What the group looks at: what moved recurring revenue, what is overdue, target margins and settlements, prepaid costs, the board pack. */
inBrowser('figures of the group in the browser', () => {
  let moment: Moment
  let house: House
  let visited: Visit
  let page: Page
  let say: Say
  let nth = 0
  beforeAll(async () => {
    moment = await demoAt('2026-11-30T18:00:00.000Z', 'group-figures')
    house = moment.house
    await booked()
  })
  afterAll(() => moment?.end())
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })

  /** November is billed and charged between entities; a year of support is invoiced in advance. */
  async function booked(): Promise<void> {
    const [customer] = (await house.do('customers.list', { search: 'BAY' })).rows
    const { id: contract } = await house.do('contracts.open', { entity: 'NLDE', customer: customer.id, number: 'C-2006-T', state: 'active' })
    const rule = { name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }
    await house.do('coverage.setLadder', { contract, rules: [rule] })
    await house.do('work.record', { source: 'walk', sourceId: '1', contract, person: 'Priya Raman', day: '2026-11-16', hours: '6', bookingType: 'day' })
    await house.do('coverage.landDue', {})
    const { run } = await house.do('billing.propose', { asOf: '2026-11-30' })
    await house.do('billing.post', { run })
    await house.do('transfer.charge', { until: '2026-11-30' })
    const supplier = (await house.do('purchases.suppliers', { limit: 100 })).rows.find(({ code }: { code: string }) => code === 'RHENUS').id
    const net = { currency: 'EUR', minor: '120000' }
    const lines = [{ account: '5200', description: 'Wartung', net, taxCodes: [], from: '2026-11-01', end: '2027-10-31' }]
    const { id } = await house.do('payables.recordInvoice', { supplier, entity: 'NLDE', number: 'W-77', day: '2026-11-05', gross: net, lines })
    await (await house.as('grace.patel')).do('payables.accept', { invoice: id, reason: 'agreed' })
    await house.do('payables.post', { invoice: id })
  } // prettier-ignore
  async function comesIn(name: string, language: 'en' | 'de', looks: Looks): Promise<void> {
    ;({ visited, say } = await moment.comesIn(name, language, looks))
    page = visited.page
  }
  /** With SHOTS each screen is drawn into that folder as well. Screens that the walk opens are judged there; `drawn` are states that it never sees. */
  async function pleases(drawn = false): Promise<void> {
    await settled(page, visited.pending)
    const { SHOTS } = process.env
    if (SHOTS) {
      mkdirSync(SHOTS, { recursive: true })
      // The page scrolls within the window: a picture of all of it needs a tall one.
      const { width, height } = page.viewportSize()!
      await page.setViewportSize({ width, height: width < 600 ? 3600 : 2200 })
      await page.screenshot({ path: path.join(SHOTS, `group-figures-${(nth += 1)}.png`) })
      await page.setViewportSize({ width, height })
    }
    if (drawn) expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  const card = (name: string | RegExp) => page.getByRole('region', { name })
  const shown = (minor: string): string => new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(Number(minor) / 100)

  /** The bridge, a step's lines, the contract behind one of them. */
  async function walksTheBridge(): Promise<void> {
    const about = { from: '2026-06', to: '2026-11', view: 'effective', rates: 'constant' }
    const { months } = await ask<{ months: readonly { closing: string }[] }>(page, 'recurring.bridge', about)
    await page.goto('/recurring')
    await card(say('recurring.ui.byMonth')).getByRole('table').waitFor()
    await pleases()
    const bars = card(/June 2026|Juni 2026/)
    const closing = bars.locator('dl > div').filter({ hasText: say('field.closing') }).getByRole('link') // prettier-ignore
    if (say === sayIn('en')) expect(await closing.textContent()).toContain(shown(months.at(-1)!.closing))
    await closing.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: say('recurring.ui.behind', { step: say('field.closing') }) }).waitFor()
    await card(say('field.lines')).getByRole('link', { name: /^C-\d+/ }).nth(0).waitFor() // prettier-ignore
    await pleases()
    await page.getByRole('link', { name: say('recurring.ui.back') }).click()
    await card(say('recurring.ui.parts')).getByText(say('choice.groupedBy.productFamily'), { exact: true }).click()
    await card(say('recurring.ui.parts')).getByRole('link', { name: 'Managed services' }).click()
    await page.getByRole('link', { name: say('recurring.ui.all') }).waitFor()
    await pleases(true)
  }

  async function looksAtTheGroup(): Promise<void> {
    await page.goto('/consolidation')
    await card(say('receivables.ageing')).getByRole('table').waitFor()
    await card(/Recurring revenue, |Wiederkehrender Umsatz, /)
      .getByRole('link')
      .nth(0)
      .waitFor()
    await pleases()
  }
  /** A figure is pinned by the keyboard, a question asked, followed and pinned; both stand on the overview, wherever the person signs in. */
  async function pinsAndAsks(): Promise<void> {
    const overdue = say('consolidation.ui.overdue')
    const add = page.getByRole('button', { name: say('app.pin.add', { word: overdue }) })
    const remove = page.getByRole('button', { name: say('app.pin.remove', { word: overdue }) })
    await add.focus()
    await page.keyboard.press('Enter')
    await remove.waitFor()
    await page.getByText(say('consolidation.ui.unbilled')).waitFor()
    await page.getByRole('link', { name: say('consolidation.ui.query') }).click()
    const answer = card(say('consolidation.ui.answer'))
    const { total, cells } = await house.do('consolidation.query', { from: '2026-01', to: '2026-11', rowsBy: 'account', columnsBy: 'entity', onlySides: ['income', 'expense'], withInternal: false }).then(({ sum, cells }) => ({ total: sum, cells })) // prettier-ignore
    expect(cells.length).toBeGreaterThan(2)
    const sums = answer.getByRole('row').last()
    if (say === sayIn('en')) expect(await sums.textContent()).toContain(shown(`${-BigInt(total)}`))
    await pleases(true)
    await page.getByLabel(say('consolidation.ui.pinAs')).fill('Nach Gesellschaft')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: say('app.pin.remove', { word: 'Nach Gesellschaft' }) }).waitFor()
    await answer.getByRole('link').nth(0).click()
    await page.waitForURL(/\/list\/ledger\/lines/)
    await page.goto('/')
    const pinned = card(say('app.pinned'))
    await pinned.getByRole('region', { name: 'Nach Gesellschaft' }).getByRole('table').waitFor()
    await pinned.getByText(overdue).waitFor()
    await pleases(true)
    await pinned.getByRole('button', { name: say('app.pin.remove', { word: 'Nach Gesellschaft' }) }).click()
    await pinned.getByRole('region', { name: 'Nach Gesellschaft' }).waitFor({ state: 'detached' })
    await remove.click()
    await pinned.waitFor({ state: 'detached' })
  }
  /** Draft of the pack: written, downloaded, and a PDF of pages. */
  async function printsThePack(language: 'en' | 'de'): Promise<void> {
    await page.goto('/month-end?period=2026-11')
    const name = `${say('closing.boardPack')} · ${say(`choice.language.${language}`)}`
    const box = card(say('closing.boardPack'))
    const downloaded = page.waitForEvent('download')
    await box.getByRole('button', { name }).click()
    const file = await (await downloaded).path()
    await box.getByText(say('closing.ui.packDraft')).waitFor()
    await pleases()
    const { SHOTS } = process.env
    if (SHOTS) execFileSync('pdftoppm', ['-r', '70', '-png', file, path.join(SHOTS, `pack-${language}`)])
  }

  it('in English: the bridge and its lines, the dashboard, the board pack', async () => {
    await comesIn('Grace Patel', 'en', { locale: 'en-GB' })
    await walksTheBridge()
    await looksAtTheGroup()
    await pinsAndAsks()
    await printsThePack('en')
    await page.goto('/list/recognition.prepaidCosts')
    await page.getByText('Wartung').waitFor()
    await pleases()
  })

  it('a margin is proposed by one and agreed by another; the year is brought to it; what was settled is taken back', async () => {
    await comesIn('Grace Patel', 'en', { locale: 'en-GB' })
    await page.goto('/target-margins')
    await page.getByRole('button', { name: say('transfer.proposeTarget') }).click()
    const dialog = page.getByRole('dialog', { name: say('transfer.proposeTarget') })
    await dialog.getByLabel(say('field.agreement')).waitFor()
    await pleases(true)
    await page.keyboard.press('Escape')
    const target = await house.do('transfer.proposeTarget', { provider: 'NLIN', receiver: 'NLDE', percent: '20', from: '2026-01-01', agreement: 'IC-2026-07' })
    const agreed = card(say('transfer.ui.agreed'))
    await agreed.getByRole('button', { name: `${say('field.approve')}: NLIN → NLDE` }).click()
    await agreed.getByText(say('choice.state.approved'), { exact: true }).waitFor()
    expect((await ask<Rows<{ id: string; state: string }>>(page, 'transfer.targets', {})).rows).toMatchObject([{ id: target.id, state: 'approved' }])
    const year = card(say('transfer.ui.yearEnd'))
    const bring = year.getByRole('button', { name: /^NLIN → NLDE/ })
    await bring.waitFor()
    await pleases(true)
    await bring.click()
    const charge = page.getByRole('dialog')
    await charge.getByRole('button', { name: say('transfer.trueUp') }).click()
    await year.getByText(say('transfer.ui.onTarget')).waitFor()
    const { event } = await house.do('transfer.settle', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11', day: '2026-11-30', reference: 'NOV' })
    await page.goto('/transfer?statement=2026-11')
    const settled = page.getByRole('list', { name: /NLIN/ })
    await settled.getByRole('button').click()
    const undoing = page.getByRole('dialog')
    await undoing.getByLabel(say('field.reason')).fill('Wrong account')
    await pleases()
    await undoing.getByRole('button', { name: say('transfer.undoSettlement') }).click()
    await settled.waitFor({ state: 'detached' })
    expect(await house.refused('transfer.undoSettlement', { event, day: '2026-11-30', reason: 'again' })).toBe('transfer.undoneAlready')
  }) // prettier-ignore

  it('in German on a telephone', async () => {
    await comesIn('Grace Patel', 'de', { locale: 'de-DE', phone: true })
    await walksTheBridge()
    await looksAtTheGroup()
    await pinsAndAsks()
    await printsThePack('de')
    await page.goto('/target-margins')
    await card(say('transfer.ui.agreed')).getByRole('table').waitFor()
    await pleases()
  })
})
