import type { Browser } from 'playwright-core'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { ask, signInAs } from './company.ts'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

// The laptop serves its own screens on its own loopback address; the hub is out of reach until the test says so.
inBrowser('a laptop in the field, on its own screens', () => {
  let browser: Browser
  let hub: House
  let laptop: Laptop
  let door: HttpDoor
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await freshHouse('sqlite', 'e2e-laptop', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia’s laptop')
    await laptop.sync(true)
    door = await openHttp(laptop.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000 })
  })
  afterAll(async () => {
    await browser?.close()
    await door?.close()
    await laptop?.close()
    await hub?.close()
  })
  afterEach(() => visited?.close())

  const picture = async (name: string): Promise<void> => {
    const folder = process.env['HARMONY_PICTURES']
    if (folder !== undefined) await visited.page.screenshot({ path: `${folder}/${name}.png` })
  }

  async function captures(say: Say, looks: Looks, phone: string, shot: string): Promise<void> {
    laptop.online = false
    visited = await visit(browser, door.address, looks)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Amelia Ford')
      const { rows } = await ask<{ rows: { id: string; code: string }[] }>(page, 'customers.list', { search: 'Zenith' })
      await page.goto(`/customers/${rows[0]!.id}`)
      await page.getByRole('button', { name: say('customers.ui.edit') }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByLabel(say('field.phone')).fill(phone)
      await drawer.getByLabel(say('field.phone')).press('Enter')
      await drawer.waitFor({ state: 'hidden' })
      await page.getByText(say('app.field.badge.pending')).first().waitFor()
      await picture(`${shot}-customer`)
      // The list says it too, with a mark before the name.
      await page.goto('/customers')
      await page.getByRole('img', { name: say('app.field.badge.pending') }).waitFor()
      expect(await axe(page)).toEqual([])
      await picture(`${shot}-list`)
      await page.keyboard.press('Control+j')
      await page.getByText(say('sync.ui.outboxLead')).waitFor()
      await page
        .getByRole('row', { name: /Zenith/ })
        .first()
        .waitFor()
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(`${shot}-outbox`)
      laptop.online = true
      await laptop.sync(true)
      await page.getByText(say('choice.state.settled')).first().waitFor()
    })
    expect(visited.complaints).toEqual([])
    expect((await hub.do('customers.list', { search: 'Zenith', limit: 1 })).rows[0]).toMatchObject({ phone })
  }
  it('captures with the hub out of reach, and says so', () => captures(sayIn('en'), { locale: 'en-GB' }, '+44 20 7946 0001', 'laptop-en'))
  it('on a small screen, in German and in the dark', () =>
    captures(sayIn('de'), { locale: 'de-DE', phone: true, dark: true }, '+44 20 7946 0002', 'laptop-de'))
})
