// The first screen of the desktop in a real browser engine, with a real PostgreSQL behind it: a person chooses where data live, and finds out what does not work.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { databaseFileIn } from '../../main/data-folder.ts'
import type * as Policies from '../../main/policy/policy.ts'
import { worldHere } from '../../main/policy/world.ts'
import type { FakeChild } from '../desktop/fake-electron.ts'
import { realCore, sameSequelize } from '../desktop/real-core.ts'
import { companyServer, type Company } from '../world/office.ts'
import { axe, inBrowser, openBrowser, phone, pictured } from './browser.ts'
import { startDesktop, type Desktop } from './desktop-window.ts'
import { sayIn } from './words.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-front-'))
const realArguments = process.argv

inBrowser('the first screen of the desktop', () => {
  let browser: Browser
  let company: Company
  let desktop: Desktop | undefined
  let core: FakeChild
  let ended: Promise<number>
  /** What the core's process wrote for the log. */
  let said = ''
  beforeAll(async () => {
    company = await companyServer()
    sameSequelize()
    browser = await openBrowser('--host-resolver-rules=MAP * ~NOTFOUND', '--disable-site-isolation-trials')
  })
  beforeEach(() => {
    said = ''
    jest.spyOn(console, 'error').mockImplementation((text: string) => void (said += text))
    ended = new Promise((resolve) => void jest.spyOn(process, 'exit').mockImplementation(((code: number) => resolve(code)) as never))
  })
  afterEach(async () => {
    await desktop?.close()
    core.parent.emit('message', { data: { order: 'close' }, ports: [] })
    await ended
    jest.restoreAllMocks()
  })
  afterAll(async () => {
    await browser?.close()
    await company?.end()
    process.argv = realArguments
    rmSync(folder, { recursive: true, force: true })
  })

  async function begun(name: string, languages: readonly string[]): Promise<{ readonly page: Page; readonly complaints: string[] }> {
    process.argv = ['electron', '.', '--data', join(folder, name)]
    const store = process.platform === 'linux' ? 'gnome_libsecret' : 'any'
    desktop = await startDesktop(browser, { languages, store, core: (child, words) => ((core = child), realCore(child, words)) })
    const { page } = await desktop.window()
    page.setDefaultTimeout(30_000)
    const complaints: string[] = []
    page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())))
    page.on('pageerror', (error) => complaints.push(error.message))
    return { page, complaints }
  }
  const picture = async (page: Page, name: string): Promise<void> => {
    const pictures = process.env['HARMONY_PICTURES']
    if (pictures !== undefined) await page.screenshot({ path: `${pictures}/front-${name}.png`, fullPage: true })
  }
  const narrow = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

  it('leads a person by keyboard to the company’s PostgreSQL, and opens what the test has found in order', async () => {
    const { page, complaints } = await begun('desk', ['en-GB'])
    const say = sayIn('en')
    const step = (name: string, stands: string) => page.locator(`#steps [data-step="${name}"][data-stands="${stands}"]`)
    await pictured(page, async () => {
      await page.getByRole('heading', { name: say('support.front.chooseTitle') }).waitFor()
      const office = page.getByRole('button', { name: say('support.front.office'), exact: true })
      await office.waitFor()
      expect(await axe(page)).toEqual([])
      await picture(page, 'choose-en')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await office.evaluate((it) => it === document.activeElement)).toBe(true)
      await page.keyboard.press('Enter')
      await page.getByLabel(say('support.front.host')).fill('localhost')
      await page.getByLabel(say('support.front.port'), { exact: true }).fill(String(company.port))
      await page.getByLabel(say('support.front.database')).fill('company')
      await page.getByLabel(say('support.front.user')).fill('amelia.ford')
      await page.getByLabel(say('support.front.password')).fill(company.secrets['amelia.ford']!)
      // Without the authority nobody here believes the server, and nothing is sent to it.
      await page.getByRole('button', { name: say('support.front.test') }).press('Enter')
      await step('tls', 'fault').waitFor()
      await page.getByText(say('support.front.someFault')).waitFor()
      expect(await step('signIn', 'skipped').count()).toBe(1)
      expect(await axe(page)).toEqual([])
      await picture(page, 'fault-en')
      await page.getByLabel(say('support.front.ca')).setInputFiles(company.authority)
      await page.getByRole('button', { name: say('support.front.test') }).press('Enter')
      await step('schema', 'fine').waitFor()
      await step('clock', 'fine').waitFor()
      expect(await page.locator('#steps [data-stands="fault"], #steps [data-stands="skipped"]').count()).toBe(0)
      await picture(page, 'fine-en')
      await page.getByLabel(say('support.front.password')).press('Enter')
      // The application answers in its place.
      await page.waitForFunction(() => document.getElementById('office') === null)
    })
    expect(complaints.filter((text) => !/404|Failed to load|MIME/.test(text))).toEqual([])
    expect(readFileSync(join(folder, 'desk', 'harmony-connection.json'), 'utf8') + said).not.toContain(company.secrets['amelia.ford'])
  })

  it('stands on 390 pixels in German, and leads back', async () => {
    const { page, complaints } = await begun('phone', ['de-DE'])
    const say = sayIn('de')
    await page.setViewportSize(phone)
    await pictured(page, async () => {
      await page.getByRole('heading', { name: say('support.front.chooseTitle') }).waitFor()
      await page.getByRole('button', { name: say('support.front.demo'), exact: true }).waitFor()
      expect([await axe(page), await narrow(page)]).toEqual([[], true])
      await picture(page, 'choose-de')
      await page.getByRole('button', { name: say('support.front.office'), exact: true }).click()
      await page.getByLabel(say('support.front.host')).fill('localhost')
      await page.getByLabel(say('support.front.port'), { exact: true }).fill('1')
      await page.getByLabel(say('support.front.database')).fill('harmony')
      await page.getByLabel(say('support.front.user')).fill('amelia.ford')
      await page.getByRole('button', { name: say('support.front.test') }).click()
      await page.getByText(say('support.mend.port.refused')).waitFor()
      await page.getByText(say('support.front.someFault')).waitFor()
      expect([await axe(page), await narrow(page)]).toEqual([[], true])
      await picture(page, 'fault-de')
      await page.getByRole('button', { name: say('support.front.back') }).click()
      await page.getByRole('button', { name: say('support.front.solo'), exact: true }).click()
      await page.getByRole('group', { name: say('support.front.opens') }).waitFor()
      expect([await axe(page), await narrow(page)]).toEqual([[], true])
      await picture(page, 'solo-de')
      await page.getByRole('button', { name: say('support.front.back') }).click()
      await page.getByRole('heading', { name: say('support.front.chooseTitle') }).waitFor()
    })
    expect(complaints).toEqual([])
    expect(() => readFileSync(databaseFileIn(join(folder, 'phone')))).toThrow('ENOENT')
  })

  it('shows what the organisation has said and lets nobody change it', async () => {
    // A machine that is managed: an address, a name and a file of certificates are said; the person is their own.
    const real = jest.requireActual<typeof Policies>('../../main/policy/policy.ts')
    const managed = {
      DatabaseMode: 'office',
      DatabaseServer: `localhost:${company.port}`,
      DatabaseName: 'company',
      DatabaseCaFile: company.authority,
    }
    const policy = real.openPolicy({
      ...worldHere([], {}),
      platform: 'linux',
      settingsFile: join(folder, 'none.json'),
      trusted: () => ({ state: 'read', bytes: Buffer.from(JSON.stringify(managed)) }),
    })
    expect(policy.effective().faults).toEqual([])
    jest.doMock('../../main/policy/policy.ts', () => ({ ...real, policyHere: () => policy }))
    // As if only an administrator could have written the certificates, too.
    jest.doMock('../../main/policy/trusted-file.ts', () => ({
      readTrusted: (file: string) => ({ state: 'read', bytes: readFileSync(file) }),
    }))
    try {
      const { page, complaints } = await begun('managed', ['de-DE'])
      const say = sayIn('de')
      await pictured(page, async () => {
        const fields = { host: 'localhost', port: String(company.port), database: 'company' }
        for (const [id, value] of Object.entries(fields)) {
          const field = page.getByLabel(say(`support.front.${id}`), { exact: true })
          await field.waitFor()
          expect([await field.inputValue(), await field.isEditable()]).toEqual([value, false])
          // The reason is said to whoever cannot see that it is grey.
          expect(await page.locator(`#${id}-hint`).textContent()).toBe(say('support.front.managed'))
          expect(await field.getAttribute('aria-describedby')).toBe(`${id}-hint`)
          expect(await page.locator(`#${id}-hint`).isVisible()).toBe(true)
        }
        const ca = page.getByLabel(say('support.front.ca'))
        expect([await ca.isDisabled(), await page.locator('#ca-chosen').textContent()]).toEqual([true, say('support.front.managed')])
        expect(await page.getByLabel(say('support.front.user')).isEditable()).toBe(true)
        // One way alone is no choice, and leads back to none.
        expect(await page.getByRole('button', { name: say('support.front.back') }).isVisible()).toBe(false)
        expect([await axe(page), await narrow(page)]).toEqual([[], true])
        await picture(page, 'managed-de')
        // Whoever writes to the door past the page is no better off: what the organisation says goes before it.
        await page.evaluate(
          async (typed) => {
            await fetch('/door/test', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(typed) })
          },
          {
            address: { host: 'evil.example', port: '1', database: 'other', user: 'amelia.ford', tls: true, ca: '' },
            password: 'not hers at all',
          },
        )
        await page.locator('#steps [data-step="tls"][data-stands="fine"]').waitFor()
        await page.locator('#steps [data-step="signIn"][data-stands="fault"]').waitFor()
        expect(await page.locator('#steps').textContent()).not.toContain('evil.example')
      })
      expect(complaints).toEqual([])
    } finally {
      jest.dontMock('../../main/policy/policy.ts').dontMock('../../main/policy/trusted-file.ts')
    }
  })
})
