import type { Browser, Locator, Page } from 'playwright-core'
import { axe, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { formatsOf, sayIn } from './words.ts'

jest.setTimeout(120_000)

inBrowser('the price calculator', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'pricing', 'empty')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())

  it.each([
    ['on a desk, in English', 'en', { locale: 'en-GB' }],
    ['on a phone in the dark, in German', 'de', { locale: 'de-DE', dark: true, phone: true }],
  ] as const)('settles a commitment, a part of a month and an uplift: %s', async (_name, language, looks) => {
    visited = await visit(browser, hub.address, looks)
    const { page, pending, complaints } = visited
    const [say, formats] = [sayIn(language), formatsOf(looks.locale)]
    const typed = (text: string): string => (language === 'de' ? text.replace('.', ',') : text)
    const field = (name: string): Locator => page.getByRole('textbox', { name })
    const tab = (name: string): Locator => page.getByRole('tab', { name: say(`pricing.ui.tab.${name}`), exact: true })
    const shows = (amount: string): Promise<void> => resultOf(page).getByText(amount, { exact: true }).first().waitFor()
    const examine = async (): Promise<void> => {
      await settled(page, pending)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
    }
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel', '/pricing')
      // C-1007: fifty are committed at 6.00, each unit above costs 6.50; the highest of three months counts for each of them.
      // The menu has readings too.
      await page.getByRole('main').getByText(say('choice.model.flat'), { exact: true }).first().click()
      await page.getByRole('main').getByText(say('field.readings'), { exact: true }).first().click()
      await field(say('field.unitPrice')).fill(typed('6.00'))
      await field(say('field.commit')).fill('50')
      await field(say('pricing.ui.overage')).fill(typed('6.50'))
      for (const [i, reading] of ['52', '55', '58'].entries())
        await field(say('pricing.ui.ofReading', { field: say('field.quantity'), reading: i + 1 })).fill(reading)
      await shows(formats.money('GBP', '1056.00'))
      await page.getByText(say('pricing.overAlike'), { exact: true }).first().waitFor()
      await field(say('field.cap')).fill('340')
      await shows(formats.money('GBP', '1020.00'))
      await examine()
      // What the host refuses is told where the amount would stand.
      await field(say('field.minimum')).fill('341')
      await page.getByText(say('pricing.minimumAboveCap', { minimum: '341', cap: '340' })).waitFor()
      await field(say('field.minimum')).fill('')
      // C-1004: five seats from the 12th; arrows turn the tabs.
      await tab('price').focus()
      await page.keyboard.press('ArrowRight')
      await shows(formats.money('GBP', '55.73'))
      await examine()
      // C-1001: consumer prices and one per cent.
      await tab('uplift').click()
      await shows(formats.decimal('39.67'))
      await examine()
      // What was typed is still there.
      await tab('price').click()
      await shows(formats.money('GBP', '1020.00'))
    })
    expect(complaints.filter((complaint) => !/status of 422/.test(complaint))).toEqual([])
  })
})

const resultOf = (page: Page): Locator => page.locator('#main section').nth(1)
