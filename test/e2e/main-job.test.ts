import ExcelJS from 'exceljs'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { readPdf } from '../documents/pdf.ts'
import { axe, downloaded, dropFile, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { ask, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { formatsOf, major, sayIn, type Formats, type Language, type Say } from './words.ts'

// The whole main job as a person does it, from the dropped files to the green light. One store and one language each; the figures are those of
// expected.json, written in the reader's culture by Intl alone.
interface Sums {
  readonly invoices: number
  readonly net: string
  readonly tax: string
  readonly gross: string
}
interface Expected {
  readonly asOf: string
  readonly files: Readonly<Record<string, ExpectedFile>>
}
interface ExpectedFile {
  readonly entity: string
  readonly rows: number
  readonly customers: number
  readonly contracts: number
  readonly lines: number
  readonly rejected: readonly { readonly row: number; readonly reason: string }[]
  readonly ignored: readonly number[]
  readonly charges: number
  readonly invoices: number
  readonly byCurrency: Readonly<Record<string, Sums>>
  readonly taxByCode: Readonly<Record<string, string>>
  readonly grossInEntityCurrency: string
  readonly grossInGBP: string
}
const folder = path.join(__dirname, '../world/import')
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as Expected
const files = Object.entries(expected.files)
const sum = (of: (file: ExpectedFile) => number): number => files.reduce((all, [, file]) => all + of(file), 0)
const currencies: Readonly<Record<string, string>> = { NLUK: 'GBP', NLDE: 'EUR', NLIN: 'INR' }

interface Reader {
  readonly page: Page
  readonly say: Say
  readonly formats: Formats
}

jest.setTimeout(180_000)

inBrowser('the main job in a browser', () => {
  let browser: Browser
  let hub: Hub | undefined
  let visited: Visit | undefined
  beforeAll(async () => void (browser = await openBrowser()))
  afterAll(async () => browser?.close())
  afterEach(async () => {
    await visited?.close()
    await hub?.end()
  })

  it.each([
    ['English', 'sqlite', 'en', 'en-GB'],
    ['German', 'postgres', 'de', 'de-DE'],
  ] as const)('is done in %s on %s', async (_name, dialect, language: Language, culture) => {
    hub = await foundHub(dialect, `main-job-${language}`, 'empty')
    visited = await visit(browser, hub.address, { locale: culture })
    const reader: Reader = { page: visited.page, say: sayIn(language), formats: formatsOf(culture) }
    await pictured(visited.page, async () => {
      await signInAs(reader.page, reader.say, 'Grace Patel')
      for (const [name, file] of files) await importFile(reader, name, file)
      const run = await propose(reader)
      await showsTotals(reader)
      await explains(reader, run)
      await post(reader)
      await showsInvoice(reader)
      await checksBooks(reader)
    })
    expect(visited.complaints).toEqual([])
  })
})

const zone = ({ page, say }: Reader, name: string): Promise<void> =>
  page.getByRole('button', { name: say(`app.zone.${name}`), exact: true }).click()
const menu = ({ page, say }: Reader, word: string): Promise<void> =>
  page
    .getByRole('navigation', { name: say('app.menu.main') })
    .getByRole('link', { name: say(word), exact: true })
    .click()

/** The value beside its word, as the large figures of a screen show it. */
const figure = (page: Page, word: string): Locator =>
  page.locator('#main').getByText(word, { exact: true }).locator('xpath=following-sibling::*[1]')
async function shows(page: Page, figures: Readonly<Record<string, string>>): Promise<void> {
  for (const [word, value] of Object.entries(figures))
    await figure(page, word)
      .and(page.getByText(value, { exact: true }))
      .waitFor()
}
const choose = async (page: Page, label: string, option: RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

/** All rows of a list, top to bottom, by keyboard: their cells as texts. */
async function rowsOf(grid: Locator): Promise<string[][]> {
  const total = Number(await grid.getAttribute('aria-rowcount')) - 1
  const found = new Map<number, string[]>()
  await grid.focus()
  await grid.press('Control+Home')
  while (found.size < total) {
    const drawn = await grid
      .locator('[data-index]')
      .evaluateAll((rows) =>
        rows.map((row) => [
          Number((row as HTMLElement).dataset['index']),
          ...[...row.querySelectorAll<HTMLElement>('[role="gridcell"]')].slice(1).map((cell) => cell.innerText),
        ]),
      )
    for (const [index, ...cells] of drawn as [number, ...string[]][])
      // Rows that are still being fetched are drawn without text.
      if (cells.some((cell) => cell !== '')) found.set(index, cells)
    await grid.press('PageDown')
  }
  return [...found].sort(([a], [b]) => a - b).map(([, cells]) => cells)
}

async function importFile(reader: Reader, name: string, file: ExpectedFile): Promise<void> {
  const { page, say, formats } = reader
  const { count } = formats
  await zone(reader, 'operations')
  await page.getByRole('button', { name: say('app.new'), exact: true }).click()
  await page.getByRole('menuitem', { name: say('imports.contracts') }).click()
  await dropFile(page, page.locator('label').filter({ hasText: say('imports.ui.dropHere') }), readFileSync(path.join(folder, name)), name)
  // The card of the file stands where the area to drop it was, and everything below moves up: a click meanwhile falls between two places.
  await page.getByText(name, { exact: true }).waitFor()
  await choose(page, say('field.entity'), new RegExp(`^${file.entity} `))
  // The preview: what would be, and nothing written.
  await shows(page, {
    [say('imports.ui.willImport')]: count(file.lines),
    [say('field.customers')]: count(file.customers),
    [say('field.unchanged')]: count(0),
    [say('field.conflicts')]: count(0),
    [say('field.rejected')]: count(file.rejected.length),
    [say('field.ignored')]: count(file.ignored.length),
  })
  await page.getByText(say('imports.ui.ofRows', { rows: count(file.rows) })).waitFor()
  if (file === files[0]![1]) expect(await axe(page)).toEqual([])
  // Progress comes and goes as fast as the machine is: the page itself remembers that it was shown.
  await page.evaluate(() => {
    const seen = ((window as unknown as { seen: string[] }).seen = [] as string[])
    new MutationObserver(() => {
      for (const bar of document.querySelectorAll('#main progress')) seen.push(bar.getAttribute('aria-label') ?? '')
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  await page.getByRole('button', { name: say('imports.ui.importLines', { count: file.lines, figure: count(file.lines) }) }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/, { timeout: 60_000 })
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen.length)).toBeGreaterThan(0)
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await shows(page, {
    [say('field.lines')]: count(file.lines),
    [say('field.customers')]: count(file.customers),
    [say('field.rejected')]: count(file.rejected.length),
    [say('field.ignored')]: count(file.ignored.length),
  })
  await page.getByText(say('imports.ui.contracts', { count: file.contracts, figure: count(file.contracts) })).waitFor()
  // By row: every rejected one with its reason.
  const grid = page.getByRole('grid', { name: say('imports.rows') })
  await grid.getByRole('row').nth(1).waitFor()
  const rejected = await rowsOf(grid)
  expect(rejected.map(([row]) => row)).toEqual(file.rejected.map(({ row }) => count(row)))
  file.rejected.forEach(({ reason }, i) => expect(rejected[i]![3]!.startsWith(say(`choice.reason.${reason}`))).toBe(true))
  await rejectedSheet(reader, file)
}

/** The rejected rows as a spreadsheet: a heading row, then each of them. */
async function rejectedSheet({ page, say }: Reader, file: ExpectedFile): Promise<void> {
  const sheet = await downloaded(page, () => page.getByRole('button', { name: say('imports.rejectedSheet') }).click())
  expect(sheet.name).toMatch(/\.xlsx$/)
  const workbook = new ExcelJS.Workbook()
  // The library's own idea of a buffer is an older one.
  await workbook.xlsx.load(sheet.bytes as unknown as ExcelJS.Buffer)
  const rows = workbook.worksheets[0]!.getSheetValues().filter(
    (row) => Array.isArray(row) && row.some((cell) => cell !== null && cell !== ''),
  )
  expect(rows).toHaveLength(1 + file.rejected.length)
}

async function propose(reader: Reader): Promise<string> {
  const { page, say, formats } = reader
  await zone(reader, 'finance')
  await menu(reader, 'billing.runs')
  await page
    .getByRole('button', { name: say('billing.propose'), exact: true })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: say('billing.propose') })
  await dialog.getByRole('textbox', { name: say('field.asOf') }).fill(formats.day(expected.asOf))
  expect(await axe(page)).toEqual([])
  await dialog.getByRole('button', { name: say('billing.ui.proposeNow'), exact: true }).click()
  await page.waitForURL(/\/billing\/runs\/[0-9a-f-]{36}$/, { timeout: 60_000 })
  await page.getByText(say('choice.state.proposed'), { exact: true }).first().waitFor()
  return page.url().split('/').at(-1)!
}

/** Totals per entity and currency, to the penny. */
async function showsTotals({ page, say, formats }: Reader): Promise<void> {
  const { count, money } = formats
  const table = page.getByRole('table', { name: say('billing.ui.totalsBy') })
  await table.waitFor()
  const shown = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
  const wanted = files.flatMap(([, file]) =>
    Object.entries(file.byCurrency).map(([currency, sums], i) => [
      i === 0 ? file.entity : '',
      count(sums.invoices),
      money(currency, sums.net),
      money(currency, sums.tax),
      money(currency, sums.gross),
      i === 0 ? money(currencies[file.entity]!, file.grossInEntityCurrency) : '',
      i === 0 ? money('GBP', file.grossInGBP) : '',
    ]),
  )
  const byWords = (a: readonly (string | null)[], b: readonly (string | null)[]): number => (a.join() < b.join() ? -1 : 1)
  expect(shown.toSorted(byWords)).toEqual(wanted.toSorted(byWords))
  const codes = await page
    .getByRole('list', { name: say('billing.ui.taxBy') })
    .getByRole('listitem')
    .allInnerTexts()
  const taxes = files.flatMap(([, file]) =>
    Object.entries(file.taxByCode).map(([code, amount]) => `${file.entity} ${code}: ${money(currencies[file.entity]!, amount)}`),
  )
  expect(codes.toSorted()).toEqual(taxes.toSorted())
  await page
    .getByRole('tab', { name: say('billing.ui.all') })
    .and(page.getByRole('tab', { name: count(sum((f) => f.charges)) }))
    .waitFor()
}

interface Fill {
  readonly upTo: string | null
  readonly units: string
  readonly unitPrice: string
}
interface Charge {
  readonly customerName: string
  readonly currency: string
  readonly net: string
  readonly trace: { readonly contract: string; readonly tariff: { readonly model: string }; readonly fills: readonly Fill[] }
}
/** Why an amount of several bands is what it is: the sentence, the table, and the amount computed again. */
async function explains({ page, say, formats }: Reader, run: string): Promise<void> {
  let filled: Charge | undefined
  for (let cursor: string | undefined, more = true; more && !filled;) {
    const found: { charges: Charge[]; cursor?: string | null } = await ask(page, 'billing.charges', { run, ...(cursor ? { cursor } : {}) })
    filled = found.charges.find((c) => c.trace.tariff.model === 'fillUp' && c.trace.fills.length > 1)
    cursor = found.cursor ?? undefined
    more = cursor !== undefined
  }
  if (!filled) throw new Error('no charge fills several bands')
  const amount = formats.money(filled.currency, major(filled.net, filled.currency))
  await page.getByRole('tab', { name: say('billing.ui.all') }).click()
  await page.getByRole('searchbox', { name: say('app.grid.search') }).fill(filled.trace.contract)
  const grid = page.getByRole('grid', { name: say('billing.ui.all') })
  await grid
    .getByRole('row')
    .filter({ hasText: filled.trace.contract })
    .getByRole('button', { name: say('billing.ui.why', { amount }), exact: true })
    .first()
    .click()
  const panel = page.getByRole('complementary', { name: say('billing.ui.why', { amount }) })
  await panel.getByText(say('billing.ui.replays', { amount })).waitFor()
  await panel.getByText(filled.customerName).first().waitFor()
  const sentences = await panel.getByRole('listitem').allInnerTexts()
  expect(sentences[0]).toContain(filled.trace.contract)
  const units = panel.getByRole('table', { name: say('billing.ui.whyBands') }).locator('tbody tr > :nth-child(2)')
  expect(await units.allInnerTexts()).toEqual(filled.trace.fills.map((f) => formats.decimal(f.units)))
  expect(await axe(page)).toEqual([])
  await panel.getByRole('button', { name: say('app.close') }).click()
}

async function post({ page, say, formats }: Reader): Promise<void> {
  const invoices = sum((f) => f.invoices)
  const word = say('billing.ui.post', { count: invoices })
  await page.getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: word })
  await dialog.getByText(say('billing.ui.postEffect', { invoices: formats.count(invoices) })).waitFor()
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await page.getByText(say('choice.state.posted'), { exact: true }).first().waitFor({ timeout: 90_000 })
  await page
    .getByText(say('billing.ui.posted', { count: formats.count(invoices) }))
    .first()
    .waitFor()
}

interface Invoice {
  readonly invoice: {
    readonly number: string
    readonly currency: string
    readonly gross: string
    readonly entityCurrency: string
    readonly entityGross: string
    readonly groupCurrency: string
    readonly groupGross: string
    readonly buyer: { readonly name: string }
  }
  readonly lines: readonly { readonly amount: string; readonly entityAmount: string; readonly groupAmount: string }[]
}
/** An invoice of the parent in euro: its journal in three columns, each balanced, and its PDF. */
async function showsInvoice({ page, say, formats }: Reader): Promise<void> {
  await page.getByRole('link', { name: say('billing.ui.toInvoices') }).click()
  const grid = page.getByRole('grid', { name: say('billing.invoices') })
  await grid.getByRole('row').nth(1).waitFor()
  expect(await grid.getAttribute('aria-rowcount')).toBe(String(sum((f) => f.invoices) + 1))
  const all = ['entity', 'currency'].map((field, i) => ({ field, is: 'equal', value: ['NLUK', 'EUR'][i] }))
  const { rows } = await ask<{ rows: { id: string; number: string }[] }>(page, 'billing.invoices', { filter: { all }, limit: 1 })
  const { id, number } = rows[0]!
  const { invoice, lines } = await ask<Invoice>(page, 'billing.invoice', { invoice: id })
  await page.getByRole('searchbox', { name: say('app.grid.search') }).fill(number)
  await grid.getByRole('row').filter({ hasText: number }).first().dblclick()
  await page.getByRole('heading', { name: number, level: 1 }).waitFor()
  const { money, figures } = formats
  await shows(page, {
    [say('field.gross')]: money('EUR', major(invoice.gross)),
    [say('field.entityGross')]: money(invoice.entityCurrency, major(invoice.entityGross)),
    [say('field.groupGross')]: money(invoice.groupCurrency, major(invoice.groupGross)),
  })
  const table = page.getByRole('table', { name: say('billing.ui.journal') })
  const shown = await table.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].slice(2).map((c) => c.textContent)))
  expect(shown).toEqual(
    lines.map((l) => [
      figures('EUR', major(l.amount)),
      figures(invoice.entityCurrency, major(l.entityAmount)),
      figures(invoice.groupCurrency, major(l.groupAmount)),
    ]),
  )
  for (const column of ['amount', 'entityAmount', 'groupAmount'] as const)
    expect(lines.reduce((left, line) => left + BigInt(line[column]), 0n)).toBe(0n)
  const pdf = await downloaded(page, () => page.getByRole('button', { name: say('billing.ui.print') }).click())
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const read = readPdf(pdf.bytes)
  expect(read.metadata).toMatch(/<pdfaid:part>3</)
  expect(read.text).toContain(number)
  // The archive names the very bytes.
  await page.getByText(createHash('sha256').update(pdf.bytes).digest('hex')).waitFor()
}

async function checksBooks(reader: Reader): Promise<void> {
  const { page, say } = reader
  await menu(reader, 'module.audit')
  await page.getByRole('button', { name: say('audit.ui.now') }).click()
  await page.getByRole('heading', { name: say('audit.ui.inOrder') }).waitFor({ timeout: 60_000 })
  await page
    .getByRole('list', { name: say('field.checks') })
    .getByText(say('audit.ui.holds'), { exact: true })
    .first()
    .waitFor()
  expect(await page.getByText(say('audit.ui.isBroken'), { exact: true }).count()).toBe(0)
}
