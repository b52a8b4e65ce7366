import type { Browser } from 'playwright-core'
import { downloaded, inBrowser, openBrowser, visit } from './browser.ts'
import { pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(180_000)

inBrowser('statements between entities in the browser', () => {
  let browser: Browser
  let hub: Hub
  let invoice: string
  let currency: string
  const written = new Map<string, string>()
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'intercompany', 'full')
    const { call: done } = hub
    const [customer] = (await done('customers.list', { search: 'BAY' })).rows
    const { id: contract } = await done('contracts.open', { entity: 'NLDE', customer: customer.id, number: 'C-2006-T', state: 'active' })
    await done('coverage.setLadder', { contract, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }] }) // prettier-ignore
    for (const hours of ['6', '2.5'])
      await done('work.record', { source: 'test', sourceId: hours, contract, person: 'Priya Raman', day: '2026-11-16', hours, bookingType: 'day' })
    await done('coverage.landDue', {})
    await done('transfer.charge', { until: '2026-11-16' })
    invoice = (await done('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11' })).invoices[0].id
    const lines = [{ account: '5100', amount: '1234500', about: 'Power' }, { account: '2300', amount: '-1234500' }] // prettier-ignore
    for (const language of ['en', 'de'])
      written.set(language, (await done('adjustments.propose', { entity: 'NLDE', postedOn: '2026-11-30', currency: 'EUR', reason: `Electricity of November (${language})`, autoReverse: true, lines })).id) // prettier-ignore
    currency = (await done('consolidation.proposeRetranslation', { currency: 'USD', from: '2026-12-01', resultType: 'average', standingType: 'closing', reason: 'The owner reports in dollars' })).id // prettier-ignore
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
    await signInAs(page, say, 'Grace Patel')
    await page.goto('/transfer?statement=2026-11')
    const statements = page.getByRole('region', { name: say('transfer.ui.statements') })
    await statements.getByRole('link', { name: new RegExp(`^${say('transfer.ui.dispute')}`) }).first().click()
    await page.getByLabel(say('field.reason')).fill('Reise')
    await page.getByRole('button', { name: say('transfer.dispute'), exact: true }).click()
    await statements.getByText('Reise').waitFor()
    await statements.getByText('Reise').scrollIntoViewIfNeeded()
    await pleases(visited, `intercompany-${language}-disputed`)
    await statements.getByRole('button', { name: new RegExp(`^${say('transfer.endDispute')}`) }).click()
    await statements.getByText('Reise').waitFor({ state: 'detached' })
    expect(visited.complaints).toEqual([])
    await visited.close()
  })

  it.each([
    ['en', { locale: 'en-GB' }],
    ['de', { locale: 'de-DE', phone: true }],
  ] as const)('the group’s own papers are read, agreed to and printed, in %s', async (language, looks) => {
    const visited = await visit(browser, hub.address, looks)
    const { page } = visited
    const say = sayIn(language)
    await signInAs(page, say, 'Grace Patel')
    await page.goto(`/intercompany/${invoice}`)
    await page.getByRole('heading', { name: 'IC/26-27/000001' }).waitFor()
    await page.getByRole('region', { name: say('intercompany.ui.receiver', { entity: 'NLDE' }) }).getByText('DE-13B').first().waitFor()
    await pleases(visited, `intercompany-${language}-invoice`)
    const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: say('intercompany.ui.print') }).click())
    expect([name, bytes.subarray(0, 5).toString()]).toEqual(['IC-26-27-000001.pdf', '%PDF-'])

    await page.goto(`/adjustments/${written.get(language)}`)
    await page.getByRole('button', { name: say('adjustments.ui.agree') }).waitFor()
    await pleases(visited, `intercompany-${language}-to-agree`)
    await page.getByRole('button', { name: say('adjustments.ui.agree') }).click()
    await page.getByRole('link', { name: say('adjustments.ui.reversal') }).waitFor()
    await page.getByRole('link', { name: say('adjustments.ui.journal'), exact: true }).click()
    await page.getByRole('link', { name: say('ledger.ui.manual') }).waitFor()

    await page.goto(`/consolidation/currencies/${currency}`)
    await page.getByRole('heading', { name: 'GBP → USD' }).waitFor()
    await pleases(visited, `intercompany-${language}-currency`)
    await page.goto('/consolidation')
    await page.getByRole('region', { name: say('consolidation.ui.profit') }).waitFor()
    await pleases(visited, `intercompany-${language}-dashboard`)
    if (language === 'en') {
      await page.goto('/do/adjustments.propose')
      await page.getByLabel(say('field.reason')).waitFor()
      await pleases(visited, `intercompany-${language}-propose`)
    }
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
}) // prettier-ignore
