import type { Browser, Page } from 'playwright-core'
import { dropFile, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

interface Listed {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly total: number
}

inBrowser('what is billed is recorded by people', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'intake', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())
  async function journey(looks: Looks, provoked: RegExp | null, does: (say: Say) => Promise<void>): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    await pictured(page, () => does(sayIn(looks.locale?.startsWith('de') ? 'de' : 'en')))
    expect(visited.complaints.filter((complaint) => !provoked?.test(complaint))).toEqual([])
  }
  const combobox = (name: string) => page.getByRole('combobox', { name, exact: true })

  it('a reading is recorded with the keyboard alone, and taken back with its reason', () =>
    journey({}, null, async (say) => {
      await signInAs(page, say, 'Grace Patel', '/usage?record=1')
      await combobox(say('field.contract')).focus()
      await page.keyboard.type('C-2001')
      // The host has searched when nothing else is offered any more.
      await page
        .getByRole('option', { name: /^C-(?!2001)/ })
        .first()
        .waitFor({ state: 'hidden' })
      await page.getByRole('option', { name: /^C-2001/ }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      // The contract has one line, which is chosen by itself.
      await page.waitForFunction(() => [...document.querySelectorAll('input')].some((input) => input.value.startsWith('1 · EDR')))
      await page.getByLabel(say('field.quantity')).focus()
      await page.keyboard.type('318')
      await page.keyboard.press('Control+Enter')
      const row = page.getByRole('row').filter({ hasText: 'C-2001' })
      await row.waitFor()
      await row.getByRole('gridcell').nth(2).click()
      await page.keyboard.press('Space')
      const back = say('usage.reverse')
      await page.getByRole('button', { name: back }).last().click()
      await page.getByRole('dialog').getByLabel(say('field.reason')).fill('counted twice')
      await page.getByRole('dialog').getByRole('button', { name: back }).click()
      await page.getByText(say('usage.ui.opposite'), { exact: true }).first().waitFor()
      const { rows } = await ask<Listed>(page, 'usage.list', { search: 'C-2001' })
      expect(rows.map((r) => [r['quantity'], r['isReversed'], r['source']]).toSorted()).toEqual([
        ['-318', true, 'harmony'], ['318', true, 'hand'],
      ]) // prettier-ignore
    }))

  it('a file that is let fall on another screen comes to where it is imported, and what nothing takes is told', () =>
    journey({}, null, async (say) => {
      await signInAs(page, say, 'Grace Patel', '/imports')
      await page.getByRole('heading', { name: say('imports.list'), level: 1 }).waitFor()
      await dropFile(page, page.locator('#main'), Buffer.from('x'), 'holiday.jpeg')
      await page.locator('strong', { hasText: say('app.drop.none', { name: 'holiday.jpeg' }) }).waitFor()
      await dropFile(page, page.locator('#main'), Buffer.from('Contract;Line\r\nC-1;1'), 'devices.csv')
      await page.waitForURL(/\/imports\/new/)
      await page.locator('strong', { hasText: 'devices.csv' }).waitFor()
    }))

  it('on a telephone, in German: unknown headings are explained once, then the file is imported', () =>
    journey({ locale: 'de-DE', phone: true, dark: true }, /status of 422/, async (say) => {
      await signInAs(page, say, 'Lena Brandt', '/imports/new?subject=usage&entity=NLDE')
      const drop = async (name: string, ...rows: string[]): Promise<void> => {
        const area = page.getByText(say('imports.ui.dropHere')).or(page.getByText(say('app.form.replaceFile')))
        await dropFile(page, area, Buffer.from(rows.join('\r\n')), name)
      }
      await drop(
        'geraete.csv',
        'Vertrag;Pos;Gerät erfasst am;Köpfe;Standort',
        'C-2001;1;05.11.2026;201;Mainz',
        'C-404;1;06.11.2026;3;Fulda',
      )
      await page.getByText(say('imports.ui.headingsMissing')).waitFor()
      for (const [heading, column] of [['Gerät erfasst am', 'at'], ['Köpfe', 'quantity'], ['Standort', null]] as const) {
        await combobox(heading).click()
        const word = column === null ? say('imports.ui.meansNothing') : say(`choice.name.${column}`)
        await page.getByRole('option', { name: word, exact: true }).click()
      } // prettier-ignore
      await page.getByRole('button', { name: say('imports.ui.remember') }).click()
      await page.getByRole('button', { name: say('imports.ui.importRows', { count: 1, figure: '1' }) }).click()
      await page.getByText(say('imports.ui.intoSubject', { subject: say('choice.subject.usage'), entity: 'NLDE' })).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      const { rows } = await ask<Listed>(page, 'imports.headingMappings', { order: ['heading'] })
      expect(rows.map((r) => [r['heading'], r['column']])).toEqual([
        ['Gerät erfasst am', 'at'], ['Köpfe', 'quantity'], ['Standort', null],
      ]) // prettier-ignore
      // The next file of this kind needs no explanation.
      await page.goto('/imports/new?subject=usage&entity=NLDE')
      await drop('geraete-2.csv', 'Köpfe;Standort;Gerät erfasst am;Vertrag;Pos', '202;Mainz;06.11.2026;C-2001;1')
      await page.getByRole('button', { name: say('imports.ui.importRows', { count: 1, figure: '1' }) }).waitFor()
      expect(await page.getByText(say('imports.ui.headings')).count()).toBe(0)
    }))
})
