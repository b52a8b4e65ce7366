import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('exchange rates in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'rates', 'full')
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

  it('a file of the ECB is looked into and taken over; a rate is proposed by hand, and only somebody else approves it', async () => {
    await comesIn('Lena Brandt', 'de', { locale: 'de-DE' })
    await pictured(page, async () => {
      await page.goto('/rates?take=1')
      const file = readFileSync(path.join(__dirname, '../world/rates/eurofxref-hist-90d.xml'))
      await page.locator('input[type=file]').setInputFiles({ name: 'eurofxref-hist-90d.xml', mimeType: 'application/xml', buffer: file })
      await page.getByText('SKK').waitFor()
      await pleases(visited, 'rates')
      await page.getByRole('button', { name: say('rates.ui.take') }).click()
      await page
        .getByText(say('rates.ui.imported', { added: '15', changed: '0' }))
        .first()
        .waitFor()
      // What the ECB publishes is proposed by hand, and recorded by nobody alone.
      await page.goto('/rates?record=1&base=EUR&quote=GBP&day=2026-11-14&source=ECB')
      await page.getByLabel(say('field.reason')).fill('Bank geschlossen')
      await pleases(visited, 'rates')
      await page.getByRole('button', { name: say('rates.ui.proposeIt'), exact: true }).click()
      await page.getByText(say('rates.ui.own')).first().waitFor()
      expect(await page.getByRole('button', { name: say('rates.ui.approve') }).count()).toBe(0)
      await pleases(visited, 'rates')
    })
  })

  it('somebody else approves it on a telephone, sees how old all rates are, and how a pair went', async () => {
    await comesIn('Grace Patel', 'en', { phone: true, dark: true })
    await pictured(page, async () => {
      await page.goto('/rates?show=byHand')
      await page.getByRole('button', { name: say('rates.ui.approve') }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('rates.ui.approve') })
        .click()
      await page.getByText(say('choice.state.approved')).first().waitFor()
      await pleases(visited, 'rates')
      for (const show of ['today', 'pair', 'months', 'files']) {
        await page.goto(`/rates?show=${show}`)
        if (show === 'pair') await page.getByRole('img').first().waitFor()
        await pleases(visited, 'rates')
      }
    })
  })
})
