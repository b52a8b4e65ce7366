import type { Browser, Page } from 'playwright-core'
import { axe, downloaded, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { ask, settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(120_000)

const pasted = 'Month;Value;Published\n2025-10;125.0;2025-11-19\n2026-09;129.0;2026-10-21\n2026-10;129.25;2026-11-18'
const clause = { by: 'index', index: 'CPIH', margin: '1', ratchet: false }

inBrowser('prices rise in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'prices', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
  const sell = async (page: Page, number: string, customer: string, more: object) => {
    const { rows } = await ask<{ rows: { id: string }[] }>(page, 'customers.list', {
      filter: { field: 'code', is: 'equal', value: customer },
    })
    const { id } = await ask<{ id: string }>(page, 'contracts.open', { entity: 'NLUK', customer: rows[0]!.id, number, state: 'active' })
    await ask(page, 'contracts.addLine', { contract: id, currency: 'GBP', taxCodes: ['UK-S20'], quantity: '1', start: '2024-12-01', billedTo: '2026-11-30', uplift: clause, ...more }) // prettier-ignore
    return id
  }

  it('from the index to the price in force, on a desk', async () => {
    visited = await visit(browser, hub.address)
    const { page } = visited
    const say = sayIn('en')
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      const contract = await sell(page, 'U-1001', 'HAV', { product: 'MS-USER', quantity: '42', unitPrice: '38.00' })
      await sell(page, 'U-1009', 'MIL', { product: 'NIGHT', unitPrice: '1250.00' })
      await page.goto('/indices?record=1')
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(say('field.code')).fill('CPIH')
      await dialog.getByLabel(say('indexation.ui.nameIn', { language: 'English' })).fill('Consumer prices')
      await dialog.getByLabel(say('field.source')).fill('ONS, D7BT')
      await dialog.getByRole('button', { name: say('indexation.saveSeries') }).click()
      await page.getByRole('heading', { name: 'Consumer prices' }).waitFor()
      await press(say('indexation.recordValues'))
      await page.getByRole('dialog').getByLabel(say('field.pasted')).fill(pasted)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('indexation.recordValues') })
        .click()
      await page.getByRole('img', { name: /Consumer prices/ }).waitFor()
      await page.goto('/prices?propose=1')
      const first = page.getByRole('dialog').getByRole('textbox', { name: say('indexation.ui.firstDay') })
      await first.fill('2026-12-01')
      await first.press('Tab')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('indexation.ui.proposeNow') })
        .click()
      await page.getByRole('heading', { name: 'UP-2026-12-01' }).waitFor()
      await press(/GBP\s39\.67/)
      await page.getByText(say('indexation.ui.replays')).waitFor()
      await page.getByText(/The clause adds 1\s%/).waitFor()
      await page.getByRole('row').filter({ hasText: 'U-1009' }).getByRole('gridcell').first().click()
      await press(say('indexation.ui.verb.except'))
      await page.getByRole('dialog').getByLabel(say('field.note')).fill('Promised to wait')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('indexation.ui.verb.except') })
        .click()
      const steps = [['approve', 'Approve 1 price'], ['printLetters', 'Write 1 letter'], ['apply', 'Put 1 price into force']] as const // prettier-ignore
      for (const [, name] of steps) {
        await page.getByRole('button', { name, exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await page
        .getByText(say('indexation.ui.applied', { count: 1, figure: '1' }))
        .first()
        .waitFor()
      await page.getByRole('tab', { name: new RegExp(say('indexation.ui.letters')) }).click()
      const { name, bytes } = await downloaded(page, () => press(say('indexation.ui.saveLetter', { number: 'UP-2026-12-01-HAV' })))
      expect([name, bytes.subarray(0, 5).toString()]).toEqual(['UP-2026-12-01-HAV.pdf', '%PDF-'])
      const { rows } = await ask<{ rows: Record<string, unknown>[] }>(page, 'indexation.proposals', {
        search: 'U-1',
        order: ['contractNumber'],
      })
      expect(rows.map((row) => [row['contractNumber'], row['state'], row['newPrice'], row['note']])).toEqual([
        ['U-1001', 'applied', '39.67', null],
        ['U-1009', 'excepted', '1305', 'Promised to wait'],
      ])
      expect(contract).toBeTruthy()
    })
  })

  it('and in German on a telephone: prices, exceptions and the calendar of renewals', async () => {
    visited = await visit(browser, hub.address, { locale: 'de-DE', dark: true, phone: true })
    const { page, pending } = visited
    const say = sayIn('de')
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await sell(page, 'U-1101', 'HAV', { product: 'MS-USER', unitPrice: '38.00', termEnd: '2027-02-28', boundUntil: '2027-06-30' })
      await page.goto('/renewals')
      await page.getByRole('heading', { name: 'Februar 2027' }).waitFor()
      await page.getByText(say('contracts.ui.event.termEnd')).first().waitFor()
      await settled(page, pending)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      const { rows } = await ask<{ rows: { id: string }[] }>(page, 'indexation.batches', {})
      await page.goto(`/prices/${rows[0]!.id}`)
      await page.getByRole('tab', { name: new RegExp(say('indexation.ui.exceptions')) }).click()
      await page.getByText('U-1009').waitFor()
      await settled(page, pending)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    })
  })
})
