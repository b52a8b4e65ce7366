import type { Browser, Page } from 'playwright-core'
import { payloadWire } from '../../core/signing/payload.ts'
import { verifyFile } from '../../main/verifying.ts'
import { britishOrder } from '../core/signing/sample.ts'
import { axe, downloaded, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Language } from './words.ts'

jest.setTimeout(120_000)

inBrowser('signatures in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'signing', 'full')
    const { call } = hub
    const payload = payloadWire(britishOrder)
    const { file } = await call('signing.preview', { payload })
    const { rows } = await call('customers.list', { filter: { field: 'code', is: 'equal', value: 'ZEN' } })
    const { link } = await call('signing.invite', { record: 'quotes', subject: britishOrder.id, entity: 'NLUK', customer: rows[0].id, payload, document: file, signer: 'Priya Shah' }) // prettier-ignore
    await call('signing.openLink', { link })
    await call('signing.signByLink', {
      link,
      signer: 'Priya Shah',
      role: 'Managing director',
      viewed: file.hash,
      consent: britishOrder.consent,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints).toEqual([])
    await visited.close()
  })
  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SHOTS']
    if (folder) await page.screenshot({ path: `${folder}/signing-${name}.png` })
  }

  const looks: readonly (readonly [string, Language, object])[] = [
    ['on a desk', 'en', {}],
    ['in German on a telephone, in the dark', 'de', { locale: 'de-DE', phone: true, dark: true }],
  ]
  it.each(looks)('are found, proved and handed out %s', async (_where, language, how) => {
    visited = await visit(browser, hub.address, how)
    const { page } = visited
    const say = sayIn(language)
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto('/list/signing/list')
      const row = page.getByText('Priya Shah').first()
      await row.waitFor()
      await row.dblclick()
      await page.getByRole('heading', { name: 'Priya Shah', level: 1 }).waitFor()
      await page.getByText(say('signing.ui.intact')).waitFor()
      await page.getByText(say('signing.verify.payload.yes')).waitFor()
      await settled(page, visited.pending)
      await shot(page, language)
      expect(await axe(page)).toEqual([])
      if (language === 'de') return expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
      for (const [word, name] of [
        ['signing.ui.paper', 'K7-000123-signed.pdf'],
        ['signing.ui.evidence', 'K7-000123-evidence.json'],
      ] as const) {
        const saved = await downloaded(page, () => page.getByRole('button', { name: say(word) }).click())
        expect(saved.name).toBe(name)
        expect(verifyFile(saved.bytes).broken).toBeNull()
      }
    })
  })
})
