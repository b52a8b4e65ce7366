import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { projectRoot } from '../../main/places.ts'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, busyCompany, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { formatsOf, major, sayIn } from './words.ts'

jest.setTimeout(120_000)

interface Invoice {
  readonly id: string
  readonly number: string
  readonly entity: string
  readonly currency: string
  readonly gross: string
}
interface Listed<T> {
  readonly rows: readonly T[]
  readonly total: number
}
const en = sayIn('en')
const de = sayIn('de')
const equal = (field: string, value: string) => ({ field, is: 'equal', value })

inBrowser('people of the demo company', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await busyCompany('sqlite', 'journeys')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())

  /** A window of one's own; nothing may be complained of in it, but for what the test provokes. */
  async function journey(looks: Looks, provoked: RegExp | null, does: () => Promise<void>): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    await pictured(page, does)
    expect(visited.complaints.filter((complaint) => !provoked?.test(complaint))).toEqual([])
  }
  const menuLink = (word: string): Locator => page.getByRole('navigation').getByRole('link', { name: word, exact: true })
  const settings = (word: string): Promise<void> => page.getByRole('button', { name: new RegExp(`^${word}`) }).click()
  async function choose(label: string, option: string | RegExp): Promise<void> {
    const wanted = page.getByRole('option', { name: option })
    // Whoever has just changed the language may open the next list in the moment in which all words change, which closes it again.
    for (let tries = 0; tries < 5 && !(await wanted.isVisible()); tries++) {
      await page.getByRole('combobox', { name: label }).click()
      await wanted.waitFor({ timeout: 2_000 }).catch(() => undefined)
    }
    await wanted.click()
  }

  it('Lena Brandt reads German and sees her own entity only', () =>
    journey({ locale: 'de-DE' }, /status of (403|404|422)/, async () => {
      await signInAs(page, de, 'Lena Brandt', '/invoices')
      const own = await hub.call('billing.invoices', { filter: equal('entity', 'NLDE'), limit: 1 })
      const figure = formatsOf('de-DE').count(own.total)
      await page
        .getByText(de('app.grid.rows', { count: own.total, figure }), { exact: true })
        .first()
        .waitFor()
      const { rows } = await ask<Listed<Invoice>>(page, 'billing.invoices', { limit: 1000 })
      expect([...new Set(rows.map((row) => row.entity))]).toEqual(['NLDE'])
      const entities = await ask<Listed<{ code: string }>>(page, 'entities.list', { limit: 10 })
      expect(entities.rows.map((row) => row.code)).toEqual(['NLDE'])
      // Neither the button that she has no permit for, nor a foreign invoice by its address.
      const runs = await ask<Listed<{ id: string }>>(page, 'billing.runs', { limit: 1 })
      expect(runs.rows.length).toBeLessThanOrEqual(1)
      const [foreign] = (await hub.call('billing.invoices', { filter: equal('entity', 'NLUK'), limit: 1 })).rows
      await page.goto(`/invoices/${foreign.id}`)
      await page.getByText(de('billing.unknownInvoice', { invoice: foreign.id })).waitFor()
      expect(await page.getByText(foreign.number).count()).toBe(0)
    }))

  it('Kavita Nair counts in lakh', () =>
    journey({ locale: 'en-IN' }, null, async () => {
      await signInAs(page, en, 'Kavita Nair', '/invoices')
      const { rows } = await ask<Listed<Invoice>>(page, 'billing.invoices', { order: ['-gross'], limit: 1 })
      const { number, currency, gross } = rows[0]!
      expect(currency).toBe('INR')
      const amount = formatsOf('en-IN').money('INR', major(gross))
      expect(amount).toMatch(/\d,\d\d,\d{3}\.\d\d$/)
      await page.getByRole('searchbox', { name: en('app.grid.search') }).fill(number)
      const row = page.getByRole('row').filter({ hasText: number })
      await row.getByText(amount, { exact: true }).first().waitFor()
    }))

  it('changes language and culture while it runs, without loading the page again', () =>
    journey({ locale: 'en-GB' }, null, async () => {
      await signInAs(page, en, 'Grace Patel', '/invoices')
      await page.evaluate(() => void ((window as unknown as { mark: number }).mark = 1))
      const [invoice] = (
        await ask<Listed<Invoice>>(page, 'billing.invoices', { filter: equal('entity', 'NLIN'), order: ['-gross'], limit: 1 })
      ).rows
      const shows = (culture: string): Promise<void> =>
        page
          .getByText(formatsOf(culture).money('INR', major(invoice!.gross)), { exact: true })
          .first()
          .waitFor()
      await page.getByRole('searchbox', { name: en('app.grid.search') }).fill(invoice!.number)
      await shows('en-GB')
      await settings(en('app.account'))
      await choose(en('app.language'), /Deutsch/)
      await page.getByRole('heading', { name: de('billing.invoices'), level: 1 }).waitFor()
      await choose(de('app.culture'), 'Englisch (Indien)')
      await shows('en-IN')
      await choose(de('app.culture'), 'Deutsch (Deutschland)')
      await shows('de-DE')
      await choose(de('app.language'), /English/)
      await page.getByRole('heading', { name: en('billing.invoices'), level: 1 }).waitFor()
      expect(await page.evaluate(() => (window as unknown as { mark?: number }).mark)).toBe(1)
      // The choice is the person's: it is there in another browser too.
      const me = await ask<{ culture: string; language: string }>(page, 'people.me', {})
      expect(me).toMatchObject({ culture: 'de-DE', language: 'en' })
    }))

  it('a language pack dropped into the data folder appears without a rebuild, and borrows what it lacks from English', () =>
    journey({ locale: 'en-GB' }, null, async () => {
      const folder = path.join(hub.folder, 'languages')
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        path.join(folder, 'fr.json'),
        JSON.stringify({ language: 'fr', name: 'Français', words: { 'billing.invoices': 'Factures', 'app.tasks': 'Tâches' } }),
      )
      await signInAs(page, en, 'IT Admin')
      await settings(en('app.account'))
      await choose(en('app.language'), /^Français · \d+ %/)
      await page.keyboard.press('Escape')
      await page.waitForFunction(() => document.documentElement.lang === 'fr')
      await menuLink('Factures').waitFor()
      await menuLink(en('billing.runs')).waitFor()
      // It is kept: the next load speaks it at once.
      await page.reload()
      await menuLink('Factures').waitFor()
      await menuLink(en('billing.runs')).waitFor()
    }))

  it('says that the hub is gone, and recovers by itself when it is back', () =>
    journey(
      { locale: 'en-GB' },
      /Failed to load resource|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE/,
      async () => {
        await signInAs(page, en, 'Kavita Nair', '/invoices')
        const rows = page.getByRole('grid').getByRole('row')
        await rows.nth(1).waitFor()
        await hub.stop()
        await page.getByText(new RegExp(`^${en('app.offline', { time: '' })}`)).waitFor()
        await page
          .getByRole('alert')
          .getByText(new RegExp(en('app.offline.banner', { time: '§' }).split('§')[0]!))
          .waitFor()
        // What was loaded stays.
        expect(await rows.count()).toBeGreaterThan(1)
        await hub.start()
        await page.getByText(en('app.online'), { exact: true }).waitFor({ timeout: 60_000 })
        const { rows: found } = await ask<Listed<Invoice>>(page, 'billing.invoices', { order: ['gross'], limit: 1 })
        await page.getByRole('searchbox', { name: en('app.grid.search') }).fill(found[0]!.number)
        await rows.filter({ hasText: found[0]!.number }).first().waitFor()
      },
    ))
})

inBrowser('by keyboard alone', () => {
  let browser: Browser | undefined
  let hub: Hub | undefined
  afterEach(async () => {
    await browser?.close()
    await hub?.end()
  })

  it('a run is proposed, looked at and posted', async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'keyboard', 'full')
    const { page, complaints } = await visit(browser, hub.address)
    const button = (word: string): Locator => page.getByRole('button', { name: word, exact: true })
    await pictured(page, async () => {
      await page.goto('/')
      await tabTo(page, button(en('app.demo.as', { name: 'Grace Patel' })))
      await page.keyboard.press('Enter')
      await page.getByText(en('app.demo.you', { name: 'Grace Patel' })).waitFor()
      // G B goes to the billing runs, C creates what is created there.
      await page.keyboard.press('g')
      await page.keyboard.press('b')
      await page.getByRole('heading', { name: en('billing.runs'), level: 1 }).waitFor()
      await page.keyboard.press('c')
      const day = page.getByRole('dialog').getByRole('textbox', { name: en('field.asOf') })
      await tabTo(page, day)
      await page.keyboard.press('Control+a')
      await page.keyboard.type('01/12/2026')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/billing\/runs\/[0-9a-f-]{36}$/)
      const run = await ask<{ invoices: number }>(page, 'billing.run', { run: page.url().split('/').at(-1) })
      // Arrows and Enter turn the tabs, an amount explains itself, Escape closes.
      await tabTo(page, page.getByRole('tab', { name: en('billing.ui.overview') }))
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      await page
        .getByRole('grid', { name: en('billing.ui.all') })
        .getByRole('row')
        .nth(1)
        .waitFor()
      // The row one is on explains itself below, and closes again.
      const list = page.getByRole('grid', { name: en('billing.ui.all') })
      await tabTo(page, list)
      await page.keyboard.press('e')
      await list.getByRole('gridcell').getByText(en('billing.ui.whyHow')).waitFor()
      await list.getByText(en('billing.ui.replays', { amount: '' }).trim().slice(0, 12)).waitFor()
      await page.keyboard.press('e')
      await list.getByText(en('billing.ui.whyHow')).waitFor({ state: 'detached' })
      await tabTo(
        page,
        page
          .getByRole('grid', { name: en('billing.ui.all') })
          .getByRole('button', { name: /^Why / })
          .first(),
      )
      await page.keyboard.press('Enter')
      await page.getByRole('complementary').getByText(en('billing.ui.whyHow')).waitFor()
      await tabTo(page, page.getByRole('complementary').getByRole('button', { name: en('app.close') }))
      await page.keyboard.press('Enter')
      const post = en('billing.ui.post', { count: run.invoices })
      await tabTo(page, button(post))
      await page.keyboard.press('Enter')
      await tabTo(page, page.getByRole('dialog').getByRole('button', { name: post }))
      await page.keyboard.press('Enter')
      await page.getByText(en('choice.state.posted'), { exact: true }).first().waitFor({ timeout: 60_000 })
    })
    expect(complaints).toEqual([])
  })
})

/** Tab until it has the focus, forwards and round: whatever cannot be reached so is not there for many people. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let pressed = 0; pressed < 150; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(target)}`)
}

describe('what a browser loads first', () => {
  it('is within the budgets of the shell and of its chunks', () => {
    const root = projectRoot()
    spawnSync(process.execPath, [path.join(root, 'main/launch.mjs'), 'serve', '--help'], { cwd: root })
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(root, 'renderer/sizes.mjs'), path.join(root, 'dist/renderer')],
      {
        encoding: 'utf8',
      },
    )
    expect({ status, over: stdout.split('\n').filter((line) => line.startsWith('OVER')), stderr }).toEqual({
      status: 0,
      over: [],
      stderr: '',
    })
  })
})
