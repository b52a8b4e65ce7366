import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('receivables in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'receivables', 'full')
    // The consulting of 16 November, in euros, in the books of India.
    const { run } = await hub.call('billing.propose', { asOf: '2026-11-16', entity: 'NLIN' })
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
  const alpen = async (): Promise<string> => {
    const where = { filter: { field: 'code', is: 'equal', value: 'ALP' } }
    return (await ask<{ rows: { id: string }[] }>(page, 'customers.list', where)).rows[0]!.id
  }

  it('a receipt is recorded for an invoice that was chosen, and its history says so', async () => {
    await comesIn('Grace Patel', 'en')
    await pictured(page, async () => {
      await page.goto('/list/receivables.accounts')
      await page.getByText('Alpen Handels GmbH').first().waitFor()
      await pleases(visited, 'receivables')
      const address = `/receivables/${await alpen()}`
      await page.goto(address)
      await page.getByRole('checkbox', { name: say('receivables.ui.chosen', { number: 'IN/26-27/000001' }) }).check()
      await pleases(visited, 'receivables')
      await page.getByRole('button', { name: say('receivables.receive'), exact: true }).click()
      const form = page.getByRole('dialog')
      await form.getByText(say('receivables.ui.receiveLead')).waitFor()
      await pleases(visited, 'receivables')
      await form.getByRole('button', { name: say('receivables.receive'), exact: true }).click()
      await page.getByText(say('receivables.ui.none')).waitFor()
      await pleases(visited, 'receivables')
      const { rows } = await ask<{ rows: { id: string; number: string }[] }>(page, 'receivables.receipts', {})
      await page.goto(`/receipts/${rows[0]!.id}`)
      await page.getByText(say('receivables.ui.against', { number: 'IN/26-27/000001' })).waitFor()
      await pleases(visited, 'receivables')
    })
  })

  it('foreign money is looked at on a telephone, in German', async () => {
    await comesIn('Grace Patel', 'de', { phone: true, dark: true, locale: 'de-DE' })
    await pictured(page, async () => {
      await page.goto('/revaluation')
      await page.getByRole('heading', { name: say('receivables.revaluations') }).first().waitFor()
      await pleases(visited, 'receivables')
      await page.goto(`/receivables/${await alpen()}`)
      await page.getByText(say('receivables.ui.none')).waitFor()
      await pleases(visited, 'receivables')
    })
  }) // prettier-ignore
})
