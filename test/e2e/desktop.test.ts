// The desktop in a real browser engine (see desktop-window.ts): what the page is told by its headers holds, what the shell refuses stays refused, and a person works.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import type { FakeChild } from '../desktop/fake-electron.ts'
import { realCore } from '../desktop/real-core.ts'
import { projectRoot } from '../../main/places.ts'
import { inBrowser, openBrowser, pictured } from './browser.ts'
import { mutations } from './desktop-mutations.ts'
import { probes, weaknesses } from './desktop-weaknesses.ts'
import { startDesktop, type Desktop } from './desktop-window.ts'
import { sayIn } from './words.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-window-'))
const realArguments = process.argv

inBrowser('the desktop', () => {
  let browser: Browser
  let desktop: Desktop | undefined
  const core: { child?: FakeChild } = {}
  beforeAll(async () => {
    // The page is the one that is shipped.
    const build = pathToFileURL(join(projectRoot(), 'main/build/build.mjs')).href
    execFileSync(process.execPath, ['-e', `import(${JSON.stringify(build)}).then((it) => it.bringUpToDate('renderer'))`])
    // No name is looked up: a request that got past the stand-in would end there.
    // A foreign frame stays within the page that the stand-in looks after.
    browser = await openBrowser('--host-resolver-rules=MAP * ~NOTFOUND', '--disable-site-isolation-trials')
  })
  afterEach(() => desktop?.close())
  afterAll(async () => {
    await browser?.close()
    process.argv = realArguments
    rmSync(folder, { recursive: true, force: true })
  })

  it('lets a person of the demo company in and lists the customers, over the one channel', async () => {
    const ended = new Promise<number>((resolve) => {
      jest.spyOn(process, 'exit').mockImplementation(((code: number) => resolve(code)) as never)
    })
    process.argv = ['electron', '.', '--data', join(folder, 'demo'), '--demo']
    desktop = await startDesktop(browser, { core: (child, words) => ((core.child = child), realCore(child, words)) })
    const { page, leaked } = await desktop.window()
    const complaints: string[] = []
    page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())))
    page.on('pageerror', (error) => complaints.push(error.message))
    const say = sayIn('en')
    await pictured(page, async () => {
      await page.getByRole('button', { name: say('app.demo.as', { name: 'Amelia Ford' }) }).click()
      await page.getByText(say('app.demo.you', { name: 'Amelia Ford' })).waitFor()
      await page
        .getByRole('navigation')
        .getByRole('link', { name: say('customers.list'), exact: true })
        .click()
      await page.getByText('Harbour').first().waitFor()
      // She turns to another program; something new waits for her: the system says so, and its click brings the window.
      await page.evaluate(() => Object.assign(document, { hasFocus: () => false }))
      desktop!.record.attended = false
      const told = await page.evaluate(async (id) => {
        const { harmony } = window as unknown as {
          harmony: { call(call: object): Promise<{ ok: boolean; result: { rows: { id: string }[] } }> }
        }
        const { result } = await harmony.call({ id: `${id}-1`, operation: 'customers.list', input: { limit: 1 } })
        const input = { kind: 'call', topic: 'Call back', customer: result.rows[0]!.id, dueOn: '2026-11-27' }
        return harmony.call({ id: `${id}-2`, operation: 'opportunities.saveActivity', input })
      }, crypto.randomUUID())
      expect(told).toMatchObject({ ok: true })
      for (let tries = 0; desktop!.record.notices.length === 0 && tries < 2_000; tries++) await new Promise((next) => setTimeout(next, 10))
      const [notice] = desktop!.record.notices
      expect(notice).toMatchObject({ title: say('app.notice.waits'), silent: true })
      expect(notice!.body).toMatch(new RegExp(`^${say('opportunities.toDo')}: \\d+$`))
      let came = 0
      ;(desktop!.record.windows[0] as unknown as NodeJS.EventEmitter).on('focused', () => came++)
      notice!.emit('click')
      expect(came).toBe(1)
    })
    expect(await page.evaluate(() => Object.keys((window as unknown as { harmony: object }).harmony))).toContain('call')
    expect(leaked).toEqual([])
    expect(complaints).toEqual([])
    core.child!.parent.emit('message', { data: { order: 'close' }, ports: [] })
    expect(await ended).toBe(0)
    jest.restoreAllMocks()
  })

  it('gives a page that was taken over nothing', async () => {
    process.argv = ['electron', '.', '--data', join(folder, 'probe'), '--demo']
    desktop = await startDesktop(browser, { probes })
    expect(await weaknesses(desktop)).toEqual([])
    expect(desktop.record.opened).toEqual(['https://www.apache.org/licenses/LICENSE-2.0'])
  })

  // Each protection taken out once: what it protects from must happen, or the test above looks at nothing. All of them where it is asked for.
  const all = process.env['DESKTOP_MUTANTS'] === 'all'
  it.each(all ? mutations : mutations.slice(0, 1))('without $without, $lets', async ({ without: _, lets, ...mutation }) => {
    process.argv = ['electron', '.', '--data', join(folder, 'mutant'), '--demo']
    desktop = await startDesktop(browser, { probes, mutation })
    expect(await weaknesses(desktop)).toContain(lets)
  })
})
