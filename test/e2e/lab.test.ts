import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('the price lab in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'lab', 'full')
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

  it('the price lab replays what was invoiced, on a telephone, in German and in the dark', async () => {
    const { run } = await hub.call('billing.propose', { asOf: '2026-12-01' })
    await hub.call('billing.post', { run })
    await comesIn('de', { locale: 'de-DE', phone: true, dark: true })
    await pictured(page, async () => {
      await page.goto('/price-lab?product=WS-DEV')
      await page.getByRole('table').first().waitFor()
      await pleases(visited, 'lab')
      // 312 and 180 workstations of November at 6.00 each, where bands came to 2,035.00 and 1,287.50.
      const replayed = await ask<unknown>(page, 'lab.replay', {
        product: 'WS-DEV',
        currency: 'GBP',
        models: [{ name: 'Flat', model: 'flat', basis: 'month', unitPrice: '6.00', bands: [] }],
      })
      expect(replayed).toMatchObject({ actual: { revenue: '332250' }, models: [{ revenue: '295200' }] })
    })
  })
})
