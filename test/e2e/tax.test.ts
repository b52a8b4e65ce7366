import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

inBrowser('tax in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'tax', 'full')
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
  async function comesIn(person: string, language: 'en' | 'de', looks: Looks = {}): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    say = sayIn(language)
    await signInAs(page, say, person)
  }

  it('a German return shows its boxes and the documents behind each, in German', async () => {
    await comesIn('Lena Brandt', 'de', { locale: 'de-DE' })
    await pictured(page, async () => {
      await page.goto('/tax/return?entity=NLDE&period=2026-12')
      await page.getByText(say('tax.ui.agrees')).waitFor()
      await pleases(visited, 'tax')
      await page.getByRole('button', { name: /^Kennzahl 21:/ }).click()
      await page.getByRole('heading', { name: /^Kennzahl 21:/ }).waitFor()
      await page.getByText('Alpen Handels GmbH').first().waitFor()
      await pleases(visited, 'tax')
      await page.goto('/tax/sales-list')
      await page.getByText('ATU12345675').first().waitFor()
      await pleases(visited, 'tax')
    })
  })

  it('a controller reads the decision table and the evidence of a customer, also on a telephone', async () => {
    await comesIn('Grace Patel', 'en', { phone: true })
    await pictured(page, async () => {
      await page.goto('/tax/table?country=IN')
      await page.getByText('IN-same-state-standard').waitFor()
      await pleases(visited, 'tax')
      await page.goto('/tax/return?entity=NLUK&period=2026-12&months=1')
      await page.getByText(say('tax.ui.agrees')).waitFor()
      await pleases(visited, 'tax')
      await page.goto('/entities/NLIN')
      await page.getByText('AD290326009999X', { exact: false }).waitFor()
      await pleases(visited, 'tax')
    })
  })
})
