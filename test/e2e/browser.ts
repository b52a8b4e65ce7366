import AxeBuilder from '@axe-core/playwright'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Request } from 'playwright-core'
import { projectRoot } from '../../main/places.ts'

/** The installed browser; where there is none, the project's own script installs the system's. */
const chromiumPath = ((): string | undefined => {
  const { stderr } = spawnSync(process.execPath, [path.join(__dirname, 'chromium.mjs')], { encoding: 'utf8', timeout: 400_000 })
  const found = /^Browser: (.+)$/m.exec(stderr)?.[1]
  if (!found) process.stderr.write(`NOT RUN: there is no browser, so nothing was tested in one.\n${stderr}\n`)
  return found
})()
/** `describe`, skipped (loudly) where no browser can be had. */
export const inBrowser = chromiumPath === undefined ? describe.skip : describe

export const openBrowser = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath!, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...more] })

export interface Looks {
  readonly locale?: string
  readonly dark?: boolean
  readonly phone?: boolean
}
export const desk = { width: 1440, height: 900 } as const
export const phone = { width: 390, height: 844 } as const

/** A window of its own: nothing is kept from one test to the next. */
export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors and warnings of the console (violations of the CSP are errors), errors of scripts, answers from 500 on. Nothing of the kind, ever. */
  readonly complaints: string[]
  /** Requests that are on their way, but for the line that stays open. */
  readonly pending: ReadonlySet<Request>
  close(): Promise<void>
}
export async function visit(browser: Browser, address: string, looks: Looks = {}): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: address,
    locale: looks.locale ?? 'en-GB',
    colorScheme: looks.dark ? 'dark' : 'light',
    viewport: looks.phone ? phone : desk,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/London',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
  const pending = new Set<Request>()
  page.on('request', (request) => new URL(request.url()).pathname.endsWith('/live') || pending.add(request))
  page.on('requestfinished', (request) => pending.delete(request))
  page.on('requestfailed', (request) => pending.delete(request))
  // The browser tells violations of the CSP to the page too, also those that it does not print.
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI}`))
  })
  return { context, page, complaints, pending, close: () => context.close() }
}

const pictures = path.join(projectRoot(), 'node_modules/.cache/harmony-e2e')
/** A test that fails leaves a picture of what was shown. */
export async function pictured(page: Page, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const file = path.join(pictures, `${process.pid}-${process.hrtime.bigint()}.png`)
    await page.screenshot({ path: file, timeout: 5_000 }).catch(() => undefined)
    if (error instanceof Error) error.message += `\n\nShown at ${page.url()}: ${file}`
    throw error
  }
}

/** Rows of lists and tables after the first few repeat what those are made of; looking at each again would cost minutes. */
const repeated = ['[role="grid"] [data-index]:nth-child(n+4)', 'tbody tr:nth-child(n+4)', 'nav li:nth-child(n+5)']

/** What axe finds on what is shown, one line for each. */
export async function axe(page: Page, except: readonly string[] = repeated): Promise<string[]> {
  // No frames here, so nothing needs to be gathered in a window of its own; and what pleases is counted, not described. A page that axe has been
  // brought to keeps it: reading its megabyte anew for each look took as long as the look.
  const brought = await page.evaluate(() => 'axe' in self)
  let builder = new AxeBuilder({ page, ...(brought ? { axeSource: 'undefined' } : {}) })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
  for (const rows of except) builder = builder.exclude(rows)
  const { violations } = await builder.analyze()
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.join(' ')}: ${n.html.slice(0, 160)}`))
}

/** Drops a file on the page as a person does with the mouse. */
export async function dropFile(page: Page, target: Locator, bytes: Buffer, name: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([content, called]) => {
      const carried = new DataTransfer()
      carried.items.add(new File([Uint8Array.from(atob(content!), (c) => c.charCodeAt(0))], called!))
      return carried
    },
    [bytes.toString('base64'), name],
  )
  for (const event of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(event, { dataTransfer })
}

/** What a download brought. */
export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()])
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return { name: download.suggestedFilename(), bytes: Buffer.concat(parts) }
}
