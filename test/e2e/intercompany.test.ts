import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { axe, inBrowser, openBrowser, visit } from './browser.ts'
import { settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(180_000)

inBrowser('statements between entities in the browser', () => {
  let browser: Browser
  let hub: Hub
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'intercompany', 'full')
    const done = (operation: string, input: object): any => hub.command('call', operation, '--input', hub.input(input)).result
    const [customer] = done('customers.list', { search: 'BAY' }).rows
    const { id: contract } = done('contracts.open', { entity: 'NLDE', customer: customer.id, number: 'C-2006-T', state: 'active' })
    done('coverage.setLadder', { contract, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }] }) // prettier-ignore
    for (const hours of ['6', '2.5'])
      done('work.record', { source: 'test', sourceId: hours, contract, person: 'Priya Raman', day: '2026-11-16', hours, bookingType: 'day' })
    done('coverage.landDue', {})
    done('transfer.charge', { until: '2026-11-16' })
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })

  it.each([
    ['en', { locale: 'en-GB' }],
    ['de', { locale: 'de-DE', phone: true }],
  ] as const)('a charge is disputed and agreed again, in %s', async (language, looks) => {
    const visited = await visit(browser, hub.address, looks)
    const { page } = visited
    const say = sayIn(language)
    const pleases = async (name: string): Promise<void> => {
      await settled(page, visited.pending)
      const { SHOTS } = process.env
      if (SHOTS) {
        mkdirSync(SHOTS, { recursive: true })
        await page.screenshot({ path: path.join(SHOTS, `intercompany-${language}-${name}.png`) })
      }
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
    await signInAs(page, say, 'Grace Patel')
    await page.goto('/transfer?statement=2026-11')
    const statements = page.getByRole('region', { name: say('transfer.ui.statements') })
    await statements.getByRole('link', { name: new RegExp(`^${say('transfer.ui.dispute')}`) }).first().click()
    await page.getByLabel(say('field.reason')).fill('Reise')
    await page.getByRole('button', { name: say('transfer.dispute'), exact: true }).click()
    await statements.getByText('Reise').waitFor()
    await statements.getByText('Reise').scrollIntoViewIfNeeded()
    await pleases('disputed')
    await statements.getByRole('button', { name: new RegExp(`^${say('transfer.endDispute')}`) }).click()
    await statements.getByText('Reise').waitFor({ state: 'detached' })
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
}) // prettier-ignore
