import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, visit, type Looks, type Visit } from './browser.ts'
import { pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

inBrowser('e-invoices in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  const invoices: Record<string, string> = {}
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'einvoice', 'full')
    const { run } = await hub.call('billing.propose', { asOf: '2026-12-01' })
    await hub.call('billing.post', { run })
    for (const name of ['Rhein-Main', 'Bayern']) invoices[name] = (await hub.call('billing.invoices', { search: name })).rows[0].id
    await hub.call('documents.print', { invoice: invoices['Bayern'] })
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
  async function comesIn(person: string, language: 'en' | 'de', looks: Looks = {}): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    say = sayIn(language)
    await signInAs(page, say, person)
  }
  const card = () => page.getByRole('region', { name: say('einvoice.ui.title'), exact: true })

  it('an invoice is prepared, found invalid for want of a contact, mended and downloaded, in English', async () => {
    await comesIn('Grace Patel', 'en')
    await page.goto('/entities/NLDE')
    await page.getByRole('region', { name: say('einvoice.ui.seller'), exact: true }).getByRole('button', { name: say('einvoice.ui.edit') }).click()
    const name = page.getByLabel(say('field.contactName'), { exact: true })
    await name.fill('')
    await pleases(visited, 'e-invoices')
    await page.getByRole('button', { name: say('einvoice.saveSeller') }).click()
    await page.goto(`/invoices/${invoices['Rhein-Main']}`)
    await card().getByRole('button', { name: say('einvoice.ui.prepare') }).click()
    await card().getByText('BR-DE-5').waitFor()
    await card().getByText('contact person of the seller (BT-41)').waitFor()
    await pleases(visited, 'e-invoices')
    await page.goto('/entities/NLDE')
    await page.getByRole('region', { name: say('einvoice.ui.seller'), exact: true }).getByRole('button', { name: say('einvoice.ui.edit') }).click()
    await name.fill('Lena Brandt')
    await page.getByRole('button', { name: say('einvoice.saveSeller') }).click()
    await page.goto(`/invoices/${invoices['Rhein-Main']}`)
    await card().getByRole('button', { name: say('einvoice.ui.again') }).click()
    await card().getByText(say('choice.state.valid'), { exact: true }).waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), card().getByRole('button', { name: say('einvoice.ui.download') }).click()])
    expect(file.suggestedFilename()).toMatch(/^DE-RE-26-\d{6}\.xml$/)
    await pleases(visited, 'e-invoices')
    await page.goto('/list/einvoice/list')
    await page.getByText(say('choice.state.valid'), { exact: true }).first().waitFor()
    await pleases(visited, 'e-invoices')
  }) // prettier-ignore

  it('on a telephone in German: the invoice with its e-invoice inside, and how a customer wants them', async () => {
    await comesIn('Lena Brandt', 'de', { phone: true, locale: 'de-DE' })
    await page.goto(`/invoices/${invoices['Bayern']}`)
    await card().getByText(say('einvoice.ui.enclosed')).scrollIntoViewIfNeeded()
    await pleases(visited, 'e-invoices')
    const customer = (await hub.call('customers.list', { search: 'Bayern' })).rows[0].id
    await page.goto(`/customers/${customer}`)
    await page.getByText('2 % binnen 14 Tagen').scrollIntoViewIfNeeded()
    await pleases(visited, 'e-invoices')
    await page
      .getByRole('region', { name: say('einvoice.ui.buyer'), exact: true })
      .getByRole('button', { name: say('einvoice.ui.edit') })
      .click()
    await page.getByLabel(say('field.buyerReference'), { exact: true }).waitFor()
    await pleases(visited, 'e-invoices')
  })
})
