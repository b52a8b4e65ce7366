// A look at the shell by hand and in pictures: node test/renderer/stub/browse.ts [out folder]. Needs a build of the stub (see its vite.config.ts).
import { chromium, type Page } from 'playwright-core'
import { fileURLToPath } from 'node:url'
import { startStub } from './server.ts'

const root = fileURLToPath(new URL('../../../dist/renderer-stub', import.meta.url))
const out = process.argv[2]
const stub = await startStub(root, out ? 0 : 4173)
if (!out) console.log(stub.address)
else {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  const only = process.argv[3]?.split(',')
  const shoot = async (
    name: string,
    options: { theme?: 'light' | 'dark'; locale?: string; size?: [number, number] },
    steps: (page: Page) => Promise<void>,
  ): Promise<void> => {
    if (only && !only.includes(name)) return
    const [width, height] = options.size ?? [1440, 900]
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: options.theme ?? 'light',
      locale: options.locale ?? 'en-GB',
    })
    const page = await context.newPage()
    page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(name, m.type(), m.text()))
    page.on('pageerror', (e) => console.log(name, 'pageerror', e.message))
    try {
      await steps(page)
    } catch (e) {
      console.log(name, 'FAILED', (e as Error).message.slice(0, 500))
    }
    await page.screenshot({ path: `${out}/${name}.png` })
    await context.close()
  }
  const enter = async (page: Page, path = '/'): Promise<void> => {
    await page.goto(stub.address + path)
    const person = page.getByRole('button', { name: /Grace Patel/ }).first()
    await person.waitFor({ timeout: 8000 })
    if (
      await page
        .getByRole('main')
        .getByText('Tom Archer')
        .isVisible()
        .catch(() => false)
    )
      await person.click()
    await page.locator('#main').waitFor()
    await page.waitForTimeout(700)
  }
  await shoot('sign-in', {}, async (page) => { await page.goto(stub.address); await page.waitForTimeout(900) }) // prettier-ignore
  await shoot('sign-in-phone', { size: [390, 844], locale: 'de-DE' }, async (page) => { await page.goto(stub.address); await page.waitForTimeout(900) }) // prettier-ignore
  await shoot('home', {}, (page) => enter(page))
  await shoot('invoices', {}, (page) => enter(page, '/list/invoices'))
  await shoot('invoices-dark-de', { theme: 'dark', locale: 'de-DE' }, (page) => enter(page, '/list/invoices'))
  await shoot('invoices-phone', { size: [390, 844] }, (page) => enter(page, '/list/invoices'))
  await shoot('form', {}, (page) => enter(page, '/do/customers/create'))
  await shoot('form-phone-dark', { size: [390, 844], theme: 'dark', locale: 'de-DE' }, (page) => enter(page, '/do/customers/create'))
  await shoot('customer', {}, (page) => enter(page, '/customers/1'))
  await shoot('palette', {}, async (page) => { await enter(page); await page.keyboard.press('Control+k'); await page.keyboard.type('acme'); await page.waitForTimeout(700) }) // prettier-ignore
  await shoot('account-dark', { theme: 'dark' }, async (page) => { await enter(page); await page.getByRole('button', { name: /settings/ }).click(); await page.waitForTimeout(400) }) // prettier-ignore
  await shoot('keys', { locale: 'de-DE' }, async (page) => { await enter(page, '/list/invoices'); await page.keyboard.press('Alt+?'); await page.waitForTimeout(400) }) // prettier-ignore
  await shoot('empty', {}, (page) => enter(page, '/list/projects'))
  await shoot('filter', {}, async (page) => { await enter(page, '/list/invoices'); await page.keyboard.press('f'); await page.waitForTimeout(400) }) // prettier-ignore
  await shoot('peek', {}, async (page) => { await enter(page, '/list/invoices'); await page.keyboard.press('j'); await page.keyboard.press('j'); await page.keyboard.press('Space'); await page.waitForTimeout(400) }) // prettier-ignore
  await shoot('drawer-phone', { size: [390, 844], theme: 'dark' }, async (page) => { await enter(page, '/list/invoices'); await page.getByRole('button', { name: 'Menu' }).first().click(); await page.waitForTimeout(500) }) // prettier-ignore
  await browser.close()
  await stub.stop()
}
