import type { Browser, Page } from 'playwright-core'
import { inBrowser, openBrowser, visit, type Looks, type Visit } from './browser.ts'
import { pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

inBrowser('exports to accounting in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'exports', 'full')
    await hub.call('closing.softClose', { entity: 'NLDE', month: '2026-10' })
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
  const card = (title: string) => page.getByRole('region', { name: say(title), exact: true })
  const button = (word: string) => page.getByRole('button', { name: say(word), exact: true })

  it('October leaves for DATEV, is downloaded, compared, rejected and leaves again, in English', async () => {
    await comesIn('Lena Brandt', 'en')
    await page.goto('/exports?entity=NLDE')
    await card('exports.preview').getByText('17,400.00').first().waitFor()
    await pleases(visited, 'exports')
    await button('exports.create').click()
    await page.goto('/list/exports/list')
    await page.getByText('NLDE-EXP-000001').first().waitFor()
    const [batch] = (await hub.call('exports.list', {})).rows
    await page.goto(`/exports/${batch.id}`)
    const [file] = await Promise.all([page.waitForEvent('download'), button('exports.ui.download').click()])
    expect(file.suggestedFilename()).toBe('EXTF_Buchungsstapel_NLDE-EXP-000001.csv')
    await button('exports.ui.verify').click()
    await page.getByText(say('exports.ui.identical')).first().waitFor()
    await pleases(visited, 'exports')
    await button('exports.ui.reject').click()
    await page.getByLabel(say('field.reason')).fill('Konto 7080 fehlt')
    await page.getByRole('dialog').getByRole('button', { name: say('exports.acknowledge') }).click()
    await page.getByText(say('exports.ui.rejected', { reason: 'Konto 7080 fehlt' })).waitFor()
    await page.goto('/exports?entity=NLDE')
    await button('exports.create').click()
    await page.getByText('NLDE-EXP-000002').first().waitFor()
  }) // prettier-ignore

  it('on a telephone in German: what waits, one batch, and the settings', async () => {
    await comesIn('Lena Brandt', 'de', { phone: true, locale: 'de-DE' })
    await page.goto('/exports?entity=NLDE')
    await page.getByLabel(say('field.withOpen')).check()
    await card('exports.preview').getByText('8402').first().waitFor()
    await pleases(visited, 'exports')
    const [batch] = (await hub.call('exports.list', {})).rows
    await page.goto(`/exports/${batch.id}`)
    await button('exports.ui.acknowledge').click()
    await page.getByText(say('choice.state.acknowledged'), { exact: true }).waitFor()
    await pleases(visited, 'exports')
    await page.goto('/exports/settings?entity=NLDE')
    await page.getByText('SKR03').waitFor()
    await pleases(visited, 'exports')
  })
})
