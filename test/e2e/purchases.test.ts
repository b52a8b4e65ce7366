import type { Browser } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

interface Listed {
  readonly rows: readonly { readonly id: string; readonly customer: string }[]
}

inBrowser('purchases of a contract', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'e2e-purchases', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())

  /** C-1101 buys EUR 620.00 of support a year: somebody finds it for less. */
  async function changes(say: Say, looks: Looks, unitCost: string, reason: string, after: string): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      const { rows } = await ask<Listed>(page, 'contracts.list', { search: 'C-1101' })
      await page.goto(`/contracts/${rows[0]!.id}/purchases`)
      await page.getByRole('button', { name: say('purchases.changeOrder'), exact: true }).click()
      const drawer = page.getByRole('dialog')
      const order = drawer.getByRole('button', { name: say('purchases.ui.order') })
      // Nothing is ordered before something changes, and nothing without a reason.
      expect(await order.isDisabled()).toBe(true)
      await drawer.getByText(say('choice.does.change'), { exact: true }).click()
      await drawer.getByLabel(say('field.unitCost')).fill(unitCost)
      await drawer.getByText(after, { exact: true }).waitFor()
      expect(await order.isDisabled()).toBe(true)
      await drawer.getByLabel(say('field.reason')).fill(reason)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      const before = await ask(page, 'contracts.get', { contract: rows[0]!.id })
      // By the keyboard alone, as from any field of a form.
      await drawer.getByLabel(say('field.reason')).press('Enter')
      await drawer.waitFor({ state: 'hidden' })
      await page.getByText(new RegExp(`\\d\\. ${reason}`)).waitFor()
      expect(await ask(page, 'contracts.get', { contract: rows[0]!.id })).toEqual(before)
    })
    expect(visited.complaints).toEqual([])
  }

  it('are changed by order on a desk, with the margin before and after on the way', () =>
    changes(sayIn('en'), { locale: 'en-GB' }, '555.00', 'Frame contract', '50.51 %'))
  it('are changed by order on a telephone, in German and in the dark', () =>
    changes(sayIn('de'), { locale: 'de-DE', phone: true, dark: true }, '500,50', 'Neuer Rahmenvertrag', '55,37 %'))
})
