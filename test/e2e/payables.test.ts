import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('supplier invoices in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'e2e-payables', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())
  async function recorded(say: Say, looks: Looks, number: string, net: string, gross: string): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    await signInAs(page, say, 'Grace Patel')
    const [supplier] = (await ask<{ rows: { name: string }[] }>(page, 'purchases.suppliers', { search: 'Rhenus' })).rows
    await page.goto('/payables/record')
    const choose = async (label: string, option: string | RegExp): Promise<void> => {
      await page
        .getByRole('combobox', { name: label })
        .or(page.getByRole('textbox', { name: label }))
        .first()
        .click()
      await page.getByRole('option', { name: option }).first().click()
    }
    await choose(say('field.supplier'), new RegExp(supplier!.name))
    await choose(say('field.entity'), /NLUK/)
    await page.locator('#main').getByLabel(say('field.number')).fill(number)
    await page.locator('#main').getByLabel(say('payables.ui.printed')).fill(gross)
    await choose(say('payables.ui.ordered'), say('payables.ui.free'))
    await page.locator('#main').getByLabel(say('field.account')).fill('5100')
    await page.locator('#main').getByLabel(say('field.description')).fill('Customs')
    await page.locator('#main').getByLabel(say('field.net')).fill(net)
    await pleases(visited, 'payables')
    await page.getByRole('button', { name: say('payables.ui.record') }).click()
    await page.getByRole('heading', { name: number }).waitFor()
    await page.getByText(say('payables.ui.mine')).waitFor()
    await pleases(visited, 'payables')
    expect(visited.complaints).toEqual([])
  }

  it('what belongs to no order waits for somebody else, who posts it', async () => {
    const say = sayIn('en')
    await recorded(say, { locale: 'en-GB' }, 'RE-77', '1,250.00', '1,250.00')
    await visited.close()
    const result = await hub.call('payables.invoices', { search: 'RE-77' })
    const invoice = result.rows[0].id
    await hub.call('payables.accept', { invoice, reason: 'Asked for by us' })
    visited = await visit(browser, hub.address)
    page = visited.page
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto(`/payables/invoices/${invoice}`)
      await page.getByRole('button', { name: say('payables.ui.post'), exact: true }).click()
      await page
        .getByText(/NLUK-SIN-26-\d+/)
        .first()
        .waitFor()
      await pleases(visited, 'payables')
    })
    expect(visited.complaints).toEqual([])
  })
  it('in German, in the dark, on a telephone', () =>
    recorded(sayIn('de'), { locale: 'de-DE', phone: true, dark: true }, 'RE-78', '1.250,00', '1.250,00'))
})
