import type { Browser, Page } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { ask, busyCompany, settled, signInAs } from './company.ts'
import type { Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(180_000)

interface Listed {
  readonly rows: readonly { readonly id: string; readonly number: string; readonly gross: string }[]
}
const en = sayIn('en')
const de = sayIn('de')

inBrowser('searching, contacts and histories in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await busyCompany('sqlite', 'search')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())

  const palette = async (page: Page, text: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: en('app.search') }).fill(text)
  }

  it('opens what was typed by keyboard, and shows everything that was found on a page of its own', async () => {
    visited = await visit(browser, hub.address)
    const { page, pending, complaints } = visited
    await pictured(page, async () => {
      await signInAs(page, en, 'Grace Patel')
      await palette(page, 'c-1003')
      await page.getByRole('group', { name: en('choice.kinds.contract') }).getByRole('option', { name: /C-1003/ }).waitFor() // prettier-ignore
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/contracts\/[0-9a-f-]+$/)
      await page.getByRole('heading', { name: 'C-1003' }).waitFor()

      const { rows } = await ask<Listed>(page, 'billing.invoices', { search: 'UK-INV', limit: 1, order: ['-gross'] })
      const { id, number, gross } = rows[0]!
      const written = `${gross.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${gross.slice(-2)}`
      await palette(page, written)
      await page.getByRole('option', { name: new RegExp(number) }).waitFor()
      await page.getByRole('option', { name: en('app.search.all', { text: written }) }).click()
      await page.waitForURL(/\/search\?q=/)
      await settled(page, pending)
      await page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(number) })
        .waitFor()
      expect(await axe(page)).toEqual([])
      await page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(number) })
        .click()
      await page.waitForURL(new RegExp(`/invoices/${id}$`))
      await page.getByRole('region', { name: en('app.history') }).getByText(en('event.billing.posted')).or(page.getByRole('region', { name: en('app.history') }).getByText(en('billing.post'))).first().waitFor() // prettier-ignore
    })
    expect(complaints).toEqual([])
  })

  it('keeps the people of a customer, and says who did it', async () => {
    visited = await visit(browser, hub.address, { locale: 'de-DE', phone: true })
    const { page, complaints } = visited
    await pictured(page, async () => {
      await signInAs(page, de, 'Lena Brandt')
      const { rows } = await ask<Listed>(page, 'customers.list', { filter: { field: 'code', is: 'equal', value: 'RMK' } })
      await page.goto(`/customers/${rows[0]!.id}`)
      await page.getByRole('button', { name: de('customers.ui.newContact') }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('textbox', { name: de('field.name') }).fill('Änne Öztürk')
      await form.getByRole('textbox', { name: de('field.email') }).fill('oeztuerk@klinik.example')
      await form.getByRole('checkbox', { name: de('field.getsInvoices') }).check()
      await form.getByRole('button', { name: de('customers.saveContact') }).click()
      await form.waitFor({ state: 'detached' })
      const person = page
        .getByRole('region', { name: de('contacts') })
        .getByRole('listitem')
        .filter({ hasText: 'Änne Öztürk' })
      await person.getByText(de('customers.ui.invoices'), { exact: true }).waitFor()
      const told = page
        .getByRole('region', { name: de('app.history') })
        .getByRole('listitem')
        .first()
      await told.getByText(de('event.customers.contactSaved')).waitFor()
      await told.getByText('Lena Brandt').waitFor()
      await told.getByText('oeztuerk@klinik.example').waitFor()
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    })
    expect(complaints).toEqual([])
  })

  it('changes one’s own password and refuses what is not one, from the menu of the account', async () => {
    visited = await visit(browser, hub.address)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, en, 'Tom Okafor')
      await page.getByRole('button', { name: new RegExp(en('app.account')) }).click()
      await page.getByRole('button', { name: en('app.account.security') }).click()
      await page.waitForURL(/\/account$/)
      await page
        .getByRole('region', { name: en('people.sessions') })
        .getByText(en('field.own'), { exact: true })
        .waitFor()
      // The second factor, which comes a moment later and stands above, asks for the present password too.
      const card = page.getByRole('region', { name: en('people.changePassword') })
      await card.locator('input[name=present]').fill('not it at all')
      await card.locator('input[name=password]').fill('correct horse battery staple')
      await card.locator('input[name=again]').fill('something else')
      await card.getByRole('button', { name: en('people.changePassword') }).click()
      await card.getByRole('alert').getByText(en('people.ui.notTheSame')).waitFor()
      await card.locator('input[name=again]').fill('correct horse battery staple')
      await card.getByRole('button', { name: en('people.changePassword') }).click()
      await card.getByRole('alert').getByText(en('people.wrongCredentials')).waitFor()
      expect(await axe(page)).toEqual([])
    })
  })
})
