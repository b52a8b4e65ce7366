import type { Browser } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn } from './words.ts'

jest.setTimeout(180_000)

inBrowser('accrued income in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'accruals', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })

  const cases: readonly (readonly ['en' | 'de', Looks, string, string])[] = [
    ['en', { locale: 'en-GB' }, 'NLUK', 'desk'],
    ['de', { locale: 'de-DE', phone: true, dark: true }, 'NLDE', 'telephone'],
  ]
  it.each(cases)('in %s: each amount explains itself, then the month is posted and taken back', async (language, looks, entity) => {
    visited = await visit(browser, hub.address, looks)
    const { page, pending } = visited
    const say = sayIn(language)
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      const { accrual } = await ask<{ accrual: string }>(page, 'recognition.accrue', { period: '2026-11', entity })
      await page.goto(`/accruals/${accrual}`)
      const list = page.getByRole('grid', { name: say('recognition.accrualLines') })
      await list.getByRole('row').nth(1).waitFor()
      await list.focus()
      await page.keyboard.press('e')
      await list.getByText(say('recognition.ui.accrualHolds')).waitFor()
      await settled(page, pending)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await page.getByRole('button', { name: say('recognition.postAccrual') }).click()
      await page.getByText(say('choice.state.posted'), { exact: true }).first().waitFor()
      const { rows } = await ask<{ rows: { account: string; additions: string; closing: string }[] }>(page, 'recognition.rollForward', {
        entity,
        from: '2026-12',
        to: '2026-12',
      })
      expect(rows.find((row) => row.account === '1400')?.additions).toBe('0')
    })
  })
})
