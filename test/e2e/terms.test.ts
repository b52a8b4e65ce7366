import type { Browser, Page } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(120_000)

inBrowser('clauses in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'terms', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
  /** Where it is asked for, what is shown is kept to be looked at. */
  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SHOTS']
    if (folder) await page.screenshot({ path: `${folder}/terms-${name}.png` })
  }

  it('are read, compared, tried on an order, and published anew, on a desk', async () => {
    visited = await visit(browser, hub.address)
    const { page } = visited
    const say = sayIn('en')
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto('/clauses')
      await page.getByText('PRICE-RISE · Price adjustment').first().waitFor()
      await settled(page, visited.pending)
      await shot(page, 'list')
      expect(await axe(page)).toEqual([])

      await page.getByText('PRICE-RISE · Price adjustment').first().dblclick()
      await page.getByRole('heading', { name: 'Price adjustment', level: 1 }).waitFor()
      await page.getByText('at least 60 days before').first().waitFor()
      await page.getByRole('combobox', { name: say('terms.ui.compareWith') }).click()
      await page.getByRole('option', { name: /1/ }).click()
      await page.locator('del', { hasText: '30' }).first().waitFor()
      await page.locator('ins', { hasText: /^60/ }).first().waitFor()
      await settled(page, visited.pending)
      await shot(page, 'compare')
      expect(await axe(page)).toEqual([])

      await page.goto('/clauses/preview?entity=NLUK&products=EDR|BLK-40')
      await page.getByText('Expiry of prepaid funds').first().waitFor()
      await page.getByText('Because what is left of BLK-40 lapses after a time.').waitFor()
      await settled(page, visited.pending)
      await shot(page, 'preview')
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: say('terms.ui.removeProduct', { product: 'BLK-40' }) }).click()
      await page.getByText('Expiry of prepaid funds').waitFor({ state: 'detached' })

      await page.goto('/clauses')
      await page.getByText('SCOPE · What this document is').first().dblclick()
      await page.getByRole('button', { name: say('terms.ui.newVersion') }).click()
      const publish = page.getByRole('button', { name: say('terms.publish') })
      await publish.waitFor()
      await page.getByRole('textbox', { name: say('terms.ui.wording') }).first().fill('This document alone is what we agreed.') // prettier-ignore
      await settled(page, visited.pending)
      await shot(page, 'new')
      expect(await axe(page)).toEqual([])
      await publish.click()
      await page.getByText('This document alone').first().waitFor()
      await page.getByRole('button', { name: say('terms.withdraw') }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(say('field.reason')).fill('Agreed by mistake')
      await dialog.getByRole('button', { name: say('terms.withdraw') }).click()
      await page
        .getByText(/withdrew it from/)
        .first()
        .waitFor()
      await settled(page, visited.pending)
      await shot(page, 'withdrawn')
    })
  })

  it('are read in German on a telephone, in the dark', async () => {
    visited = await visit(browser, hub.address, { locale: 'de-DE', phone: true, dark: true })
    const { page } = visited
    const say = sayIn('de')
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto('/clauses/preview?entity=NLDE&language=de&products=MS-USER')
      await page.getByText('Weil sich MS-USER am Ende einer Laufzeit von selbst verlängert.').waitFor()
      await settled(page, visited.pending)
      await shot(page, 'phone-preview')
      expect(await axe(page)).toEqual([])
      await page.getByRole('link', { name: /^RENEWAL/ }).click()
      await page.getByRole('heading', { name: 'Automatische Verlängerung', level: 1 }).waitFor()
      await settled(page, visited.pending)
      await shot(page, 'phone-clause')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      expect(await axe(page)).toEqual([])
    })
  })
})
