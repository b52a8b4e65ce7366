import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('products in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'products', 'full')
    // What was invoiced in the last year is what a draft is rehearsed on.
    const { run } = await hub.call('billing.propose', { asOf: '2026-12-01' })
    await hub.call('billing.post', { run })
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
  async function comesIn(language: 'en' | 'de', looks: Looks): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    say = sayIn(language)
    await signInAs(page, say, 'Grace Patel')
  }
  const field = (name: string) => page.getByRole('textbox', { name, exact: false })
  const reads = (text: string) => page.getByText(text).first().waitFor()
  const publishes = async (product: string): Promise<void> => {
    await page.getByRole('button', { name: say('catalog.publishVersion') }).click()
    await page.waitForURL(new RegExp(`/products/${product}$`))
  }

  it('a product is built, rehearsed on last year, published, and lines move to its version in one act', async () => {
    await comesIn('en', { locale: 'en-GB' })
    await pictured(page, async () => {
      // A new one, sold by look-up bands: the card tells the cliff as it is typed, and how the guard takes it away.
      await page.goto('/products/new')
      await field(say('field.code')).fill('CCTV')
      await field(`${say('field.name')}, English`).fill('Camera watch')
      await field(`${say('field.unit')}, English`).fill('cameras')
      await page.getByRole('combobox', { name: say('field.model') }).click()
      await page.getByRole('option', { name: say('choice.model.lookUp') }).click()
      await page.getByRole('button', { name: say('catalog.ui.addPrice') }).click()
      const bands = page.getByRole('table', { name: say('field.bands') })
      for (const [row, upTo, price] of [['1', '20', '10'], ['2', '', '7.50']] as const) {
        const cells = bands.getByRole('row').nth(Number(row)).getByRole('textbox')
        if (upTo !== '') await cells.nth(0).fill(upTo)
        await cells.nth(1).fill(price)
      } // prettier-ignore
      await reads('21 cameras: GBP 157.50 a month')
      await page.getByText(say('pricing.cliffs')).first().waitFor()
      await page.getByRole('checkbox', { name: say('catalog.ui.guard') }).check()
      await reads('20 cameras: GBP 150.00 a month')
      await page.getByText(say('pricing.cliffs')).first().waitFor({ state: 'detached' })
      await pleases(visited, 'products-designer')
      await publishes('CCTV')

      // The next version of another one: a notice that nobody could give is told beside its field, a dearer last band on last year's invoices.
      await page.goto('/products/WS-DEV/design')
      await page.getByRole('tab', { name: say('catalog.ui.section.renew') }).waitFor()
      await page
        .getByRole('table', { name: say('field.bands') })
        .getByRole('row')
        .nth(4)
        .getByRole('textbox')
        .nth(1)
        .fill('6.00')
      await reads('over 250: GBP 6.00')
      await page.getByRole('button', { name: say('catalog.ui.rehearse') }).click()
      // 62 workstations above 250 cost a pound more each.
      await page
        .getByRole('table', { name: say('catalog.ui.rehearsal') })
        .getByText('+GBP 62.00')
        .waitFor()
      await pleases(visited, 'products-designer')
      await publishes('WS-DEV')
      await page.goto('/products/WS-DEV/lines')
      await page.getByRole('checkbox', { name: say('catalog.ui.chooseAll') }).check()
      await page.getByRole('button', { name: /^Move 2 lines/ }).click()
      const dialog = page.getByRole('dialog')
      const day = dialog.getByRole('textbox', { name: say('field.effective') })
      // Nothing can change on a day that was billed before Harmony: each line says so.
      await day.fill('15/10/2026')
      await day.press('Tab')
      await dialog.getByRole('table', { name: say('catalog.ui.stay') }).waitFor()
      await day.fill('01/12/2026')
      await day.press('Tab')
      await dialog.getByRole('table', { name: say('catalog.ui.stay') }).waitFor({ state: 'detached' })
      await dialog.getByRole('button', { name: say('contracts.changeVersions') }).click()
      await dialog.waitFor({ state: 'hidden' })
      const contract = (await ask<{ rows: { id: string }[] }>(page, 'contracts.list', { search: 'C-1003' })).rows[0]!.id
      const { lines } = await ask<{ lines: { product: string; version: number }[] }>(page, 'contracts.asKnown', {
        contract,
        effective: '2026-12-01',
      })
      expect(lines.find((line) => line.product === 'WS-DEV')?.version).toBe(2)
    })
  })

  it('reads out in German, on a telephone', async () => {
    await comesIn('de', { locale: 'de-DE', phone: true })
    await pictured(page, async () => {
      await page.goto('/products/CCTV/design')
      await reads('Keine Menge kostet mehr')
      await pleases(visited, 'products-designer')
    })
  })
})
