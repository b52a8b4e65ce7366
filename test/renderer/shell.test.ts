/** @jest-environment node */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { axe as axeOf, inBrowser, openBrowser } from '../e2e/browser.ts'
import { startStub, type Stub } from './stub/server.ts'

// The shell in a real browser, against a host that answers like the hub and sends the very CSP of the desktop.
const root = join(__dirname, '../../dist/renderer-stub')

// Only what hangs is stopped.
jest.setTimeout(300_000)

inBrowser('the shell', () => {
  let browser: Browser
  let stub: Stub
  let context: BrowserContext
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    // jest runs as `test`, with which React would come in its slow and heavy form.
    const built = spawnSync(
      join(__dirname, '../../node_modules/.bin/vite'),
      ['build', '-c', join(__dirname, 'stub/vite.config.ts'), '--logLevel', 'error'],
      { encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
    )
    if (built.status !== 0) throw new Error(built.stderr)
    browser = await openBrowser()
  })
  afterAll(async () => browser?.close())
  beforeEach(async () => {
    stub = await startStub(root)
  })
  afterEach(async () => {
    await context?.close()
    await stub.stop()
    // Violations of the CSP, errors of React, unhandled rejections: nothing of the kind, ever.
    expect(complaints).toEqual([])
  })

  async function visit(
    path = '/',
    options: { person?: string | null; locale?: string; dark?: boolean; phone?: boolean } = {},
  ): Promise<void> {
    context = await browser.newContext({
      locale: options.locale ?? 'en-GB', colorScheme: options.dark ? 'dark' : 'light', viewport: options.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }, reducedMotion: 'reduce', timezoneId: 'Europe/London',
    }) // prettier-ignore
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    complaints = []
    page.on('console', (m) => {
      // A refused call and a broken line are told by the browser too; they are what these tests provoke.
      if ((m.type() === 'error' || m.type() === 'warning') && !/Failed to load resource/.test(m.text())) complaints.push(m.text())
    })
    page.on('pageerror', (e) => complaints.push(e.message))
    await page.goto(stub.address + path)
    const person = options.person === undefined ? 'Grace Patel' : options.person
    if (person !== null) {
      await page.getByRole('button', { name: new RegExp(person) }).click()
      await page.locator('#main[data-region]').waitFor()
    }
  }
  // Each row is looked at here: they are few, and of the kit.
  const axe = (): Promise<string[]> => axeOf(page, [])
  const grid = () => page.getByRole('grid')
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })

  it.each([
    ['/', 'en-GB', false, false],
    ['/list/invoices', 'en-GB', false, false],
    ['/list/invoices', 'de-DE', true, false],
    ['/list/projects', 'de-DE', false, false],
    ['/do/customers/create', 'en-GB', false, false],
    ['/do/customers/create', 'de-DE', true, true],
    ['/list/invoices', 'en-GB', false, true],
    ['/customers/1', 'en-GB', true, false],
    ['/nowhere', 'en-GB', false, false],
  ])('axe finds nothing at %s (%s, dark %s, phone %s)', async (path, locale, dark, phone) => {
    await visit(path, { locale, dark, phone })
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[class*="-bone"], [aria-busy="true"]'))
    expect(await axe()).toEqual([])
  })

  it('weighs no more than its budgets', () => {
    const { status, stdout } = spawnSync(process.execPath, [join(__dirname, '../../renderer/sizes.mjs'), root], { encoding: 'utf8' })
    console.info(stdout)
    expect(status).toBe(0)
    complaints = []
  })

  it('signs in as a person of the demo company, in the browser’s language', async () => {
    await visit('/', { person: null, locale: 'de-DE' })
    await page.getByRole('heading', { name: 'Sehen Sie sich als eine ihrer Personen um' }).waitFor()
    expect(await axe()).toEqual([])
    await page.getByText('Stattdessen mit Passwort anmelden').click()
    await page.getByLabel('Anmeldename').fill('grace')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('wrong')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('alert').filter({ hasText: 'do not belong together' }).waitFor()
    expect(await axe()).toEqual([])
    await page.getByRole('textbox', { name: 'Passwort' }).fill('right')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByText('angemeldet als Grace Patel').waitFor()
  })

  it('sets up a new installation', async () => {
    stub.setUpNeeded = true
    await visit('/', { person: null })
    await page.getByLabel('Name').fill('Ada')
    await page.getByLabel('Login').fill('grace')
    await page.getByRole('textbox', { name: /^Password/ }).fill('a long one')
    await page.getByRole('textbox', { name: /Repeat/ }).fill('another')
    await page.getByText('The two passwords differ.').waitFor()
    expect(await page.getByRole('button', { name: 'Set up Harmony' }).isDisabled()).toBe(true)
    await page.getByRole('textbox', { name: /Repeat/ }).fill('a long one')
    await page.getByRole('button', { name: 'Set up Harmony' }).click()
    await page.locator('#main[data-region]').waitFor()
    expect(stub.calls.find((c) => c.operation === 'people.setUp')?.input).toEqual({
      name: 'Ada',
      login: 'grace',
      password: 'a long one',
      email: null,
    })
  })

  it('hides what a person may not do', async () => {
    await visit('/', { person: 'Tom Archer' })
    const menu = page.getByRole('navigation', { name: 'Main menu' })
    await menu.getByRole('link', { name: 'Customers' }).waitFor()
    expect(await menu.getByRole('link').allInnerTexts()).toEqual(['My work', 'Customers'])
    // One zone alone needs no switcher.
    expect(await page.getByRole('group', { name: 'Zone' }).count()).toBe(0)
    await page.goto(`${stub.address}/list/invoices`)
    await page.getByText('There is no such page.').waitFor()
  })

  it('counts tasks, folds the empty ones, keeps approvals together', async () => {
    await visit()
    const menu = page.getByRole('navigation', { name: 'Main menu' })
    await menu.getByRole('link', { name: 'Charges to review, 99+' }).waitFor()
    await menu.getByRole('link', { name: 'Approvals, 2' }).click()
    await page.getByRole('link', { name: /Runs to approve/ }).waitFor()
    expect(await menu.getByRole('link', { name: 'Rejected rows' }).count()).toBe(0)
    await menu.getByRole('button', { name: /All done/ }).click()
    await menu.getByRole('link', { name: 'Rejected rows' }).waitFor()
  })

  // The settings are drawn anew when a language arrives, which may close a list that was just opened: whoever sees it closed opens it again.
  const choose = async (list: string, option: string | RegExp): Promise<void> => {
    const wanted = page.getByRole('option', { name: option })
    for (let tries = 1; ; tries++) {
      if (!(await wanted.isVisible())) await page.getByRole('combobox', { name: list }).click()
      try {
        return await wanted.click({ timeout: 2000 })
      } catch (error) {
        if (tries === 5) throw error
      }
    }
  }
  it('changes language and culture without loading the page again', async () => {
    await visit('/list/invoices')
    await page.evaluate(() => ((window as unknown as { mark: number }).mark = 1))
    await grid().getByText('26/09/2026').first().waitFor()
    await page.getByRole('button', { name: /You and your settings/ }).click()
    await choose('Language', /Deutsch/)
    await page.getByRole('heading', { name: 'Rechnungen' }).waitFor()
    await choose('Zahlen und Datum', 'Englisch (Indien)')
    await page.getByText('1,00,000 Zeilen').first().waitFor()
    // A partial pack: what it lacks is English.
    await choose('Sprache', /Français/)
    await page.getByRole('heading', { name: 'Factures' }).waitFor()
    await page.getByText('Tâches').waitFor()
    expect(await page.evaluate(() => (window as unknown as { mark?: number }).mark)).toBe(1)
    expect(stub.calls.filter((c) => c.operation === 'people.savePreferences').length).toBe(3)
  })

  it('filters, searches and sorts by keyboard, and the address carries it', async () => {
    await visit('/list/invoices')
    await page.getByText('100,000 rows').first().waitFor()
    await page.keyboard.press('f')
    await page.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'State' }).click()
    await page.getByRole('checkbox', { name: 'Blocked' }).check()
    await page.getByRole('button', { name: 'Add a filter' }).click()
    await page.getByRole('button', { name: 'Remove the filter State is one of Blocked' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('Zehnder')
    await page.waitForURL(/q=/)
    const sorted = page.waitForResponse((answer) => answer.request().postData()?.includes('"order":["net"]') ?? false)
    await page.getByRole('button', { name: 'Sort by Net' }).or(page.getByTitle('Sort by Net')).first().click()
    await page.waitForURL(/s=net/)
    await sorted
    // The rows before are drawn, marked as such, until the sorted ones are.
    await page.waitForFunction(() => document.querySelector('[role="grid"]')?.getAttribute('aria-busy') !== 'true')
    const first = await grid().getByRole('row').nth(1).innerText()
    await page.reload()
    await page.getByRole('button', { name: /Remove the filter/ }).waitFor()
    await grid().getByRole('row').nth(1).waitFor()
    expect(await grid().getByRole('row').nth(1).innerText()).toBe(first)
    const asked = stub.calls.filter((c) => c.operation === 'invoices.list').at(-1)!.input
    expect(asked).toMatchObject({ filter: { field: 'state', is: 'in', value: ['blocked'] }, search: 'Zehnder', order: ['net'] })
    await page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: 'Search this list' }))
      .first()
      .fill('nobody at all')
    await page.getByText('Nothing matches.').waitFor()
    expect(await axe()).toEqual([])
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await page.getByText('100,000 rows').first().waitFor()
  })

  it('walks, peeks, selects and opens by keyboard', async () => {
    await visit('/list/customers')
    await grid().getByRole('row').nth(1).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const active = (): Promise<string | null> =>
      page.evaluate(() => document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '')?.innerText ?? null)
    expect(await active()).not.toBeNull()
    await page.keyboard.press('Space')
    await page
      .getByRole('complementary')
      .getByText('Days to pay')
      .or(page.getByRole('complementary').getByText('Country'))
      .first()
      .waitFor()
    expect(await axe()).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+End')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-activedescendant')?.includes('-239-'))
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/customers\//)
    await page.getByRole('heading', { name: 'Acme GmbH 1' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL(/\/list\/invoices/)
  })

  it('finds by the palette: places, commands, records', async () => {
    await visit()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('zehnder')
    await page
      .getByRole('option', { name: /Zehnder/ })
      .first()
      .waitFor()
    expect(await axe()).toEqual([])
    await page.getByRole('combobox').fill('>dark')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    await page.keyboard.press('Alt+?')
    await page.getByRole('dialog').getByText('Search and commands').waitFor()
    expect(await axe()).toEqual([])
  })

  it('says what is wrong in a form at the field and above, then does it once', async () => {
    await visit('/do/customers/create', { locale: 'de-DE' })
    await page.getByRole('button', { name: 'Kunden anlegen' }).click()
    const alert = page.getByRole('alert')
    await alert.getByText('Bitte Name ausfüllen.').waitFor()
    expect(await axe()).toEqual([])
    await alert.getByText('Bitte Name ausfüllen.').click()
    await page.keyboard.type('Acme')
    await page.getByRole('combobox', { name: 'Land' }).fill('DE')
    for (const [field, option] of [
      ['Währung', 'EUR'],
      ['Art', 'Firma'],
    ] as const) {
      await page.getByRole('combobox', { name: field, exact: false }).first().click()
      await page
        .getByRole('option', { name: new RegExp(option) })
        .first()
        .click()
    }
    await page.getByRole('textbox', { name: 'Kunde seit' }).fill('1.3.26')
    await page.getByLabel('Zahlungsziel in Tagen').fill('30')
    await page.getByLabel('Rabatt').fill('1.234,50')
    await page.getByRole('group', { name: 'Bank' }).getByRole('button', { name: 'Zeile hinzufügen' }).click()
    await page.getByLabel('Bezeichnung 1').fill('IBAN')
    await page.keyboard.press('Control+Enter')
    await alert.getByText('Bitte Wert ausfüllen.').waitFor()
    await page.getByLabel('Wert 1').fill('DE12')
    await page.getByRole('combobox', { name: 'Gehört zu' }).fill('Nord AG 3')
    await page.getByRole('option', { name: /Nord AG 3/ }).click()
    await page.keyboard.press('Control+Enter')
    // The refusal names its field.
    await alert.getByText(/already a customer called “Acme”/).waitFor()
    await page.getByLabel('Name', { exact: false }).first().fill('Acme Zwei')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Kunden anlegen: erledigt').first().waitFor()
    const sent = stub.calls.filter((c) => c.operation === 'customers.create')
    expect(sent).toHaveLength(2)
    expect(sent[1]!.id).not.toBe(sent[0]!.id)
    expect(sent[1]!.input).toMatchObject({
      name: 'Acme Zwei', code: null, country: 'DE', currency: 'EUR', kind: 'company', since: '2026-03-01', paymentDays: 30, discount: '1234.50', poRequired: false, bank: [{ label: 'IBAN', value: 'DE12' }], creditLimit: null,
    }) // prettier-ignore
    expect((sent[1]!.input as { parent: string }).parent).toMatch(/^0193/)
  })

  it('asks before what was typed is lost', async () => {
    await visit('/do/customers/create')
    await page.getByRole('combobox', { name: 'Country' }).fill('GB')
    await page.getByRole('link', { name: 'My work' }).first().click()
    await page.getByRole('dialog').getByText('Leave without finishing?').waitFor()
    expect(await axe()).toEqual([])
    await page.getByRole('button', { name: 'Stay here' }).click()
    expect(await page.getByRole('combobox', { name: 'Country' }).inputValue()).toBe('United Kingdom (GB)')
    await page.getByRole('link', { name: 'My work' }).first().click()
    await page.getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('heading', { name: /Good/ }).waitFor()
  })

  it('freshens lists when the log tells of them, and only those', async () => {
    await visit('/list/customers')
    await grid().getByRole('row').nth(1).waitFor()
    const asked = (): number => stub.calls.filter((c) => c.operation === 'customers.list').length
    const before = asked()
    stub.tell({ seq: 1, operation: 'rates.put', records: ['rates'], events: [] })
    await page.waitForTimeout(600)
    expect(asked()).toBe(before)
    stub.tell({ seq: 2, operation: 'imports.publish', records: ['customers'], events: [] })
    await page.waitForTimeout(600)
    expect(asked()).toBe(before + 1)
  })

  it('says that the line is broken, keeps what is loaded, and comes back by itself', async () => {
    await visit('/list/customers')
    await grid().getByRole('row').nth(1).waitFor()
    stub.broken = true
    await page.getByPlaceholder('Search this list').fill('berg')
    await page.getByText('Reconnecting').waitFor()
    await page.getByText(/Offline since/).waitFor()
    expect(await axe()).toEqual([])
    stub.broken = false
    await page.getByText('Online').waitFor()
    await row('Berg KG').first().waitFor()
  })

  it('scrolls 100,000 rows within the budget of a frame', async () => {
    await visit('/list/invoices')
    await page.getByText('100,000 rows').first().waitFor()
    const client = await context.newCDPSession(page)
    // CPU time of the page's main thread, not the time that passes on a busy machine.
    await client.send('Performance.enable', { timeDomain: 'threadTicks' })
    const busy = async (): Promise<number> => {
      const { metrics } = await client.send('Performance.getMetrics')
      return metrics.filter((m) => ['TaskDuration'].includes(m.name)).reduce((sum, m) => sum + m.value, 0)
    }
    const scroll = (from: number, frames: number): Promise<number> =>
      page.evaluate(
        ([start, count]) =>
          new Promise<number>((resolve) => {
            const list = document.querySelector<HTMLElement>('[role="grid"]')!
            let frame = 0
            const step = (): void => {
              list.scrollTop = start! + frame * 60
              if (++frame < count!) requestAnimationFrame(step)
              else resolve(frame)
            }
            requestAnimationFrame(step)
          }),
        [from, frames],
      )
    await scroll(0, 60)
    const before = await busy()
    const frames = await scroll(60_000, 240)
    const perFrame = (((await busy()) - before) * 1000) / frames
    console.info(`grid: ${perFrame.toFixed(1)} ms CPU a frame at 60 px a frame`)
    // A jump to the middle and to the end shows its rows.
    await page.evaluate(() => document.querySelector('[role="grid"]')!.scrollTo(0, 1_400_000))
    await page.locator('[aria-rowindex="50010"]').getByText('NLUK').first().waitFor()
    await page.evaluate(() => document.querySelector('[role="grid"]')!.scrollTo(0, 9_999_999))
    await page.locator('[aria-rowindex="100001"]').getByText('NLUK').first().waitFor()
    expect(perFrame).toBeLessThanOrEqual(16)
  })
})
