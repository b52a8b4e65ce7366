import type { Browser, Page } from 'playwright-core'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { captured, customerOf, drafted } from '../world/selling.ts'
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

  /** Nothing that only machines read: ids, hashes, moments as programs write them, the strokes of a pen, names of operations and fields. */
  const inWords = async (page: Page): Promise<void> => {
    const text = await page.locator('main').innerText()
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32}|\dT\d\d:|M\d+ \d+ [CQL]|\b(orders|customers)\.[a-z]/)
  }

  async function waits(say: Say, looks: Looks, phone: string, shot: string): Promise<void> {
    laptop.online = true
    await laptop.sync()
    const grace = await hub.as('grace.patel')
    const harbour = async (at: Pick<House, 'do'>, theirs: string) => {
      const { id } = await customerOf(at, 'HAV')
      const { matchName: _, ...customer } = (await at.do('customers.get', { customer: id })).customer
      await at.do('customers.save', { ...customer, phone: theirs })
    }
    laptop.online = false
    await harbour(laptop, `${phone} 1`)
    await harbour(grace, `${phone} 2`)
    laptop.online = true
    await laptop.sync()
    visited = await visit(browser, door.address, looks)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Amelia Ford')
      await page.goto('/field/outbox')
      await page.getByText(say('choice.state.needsYou')).first().dblclick()
      // In the row and beside it: the field by its name.
      await page
        .getByText(say('sync.conflict', { fields: say('field.phone') }))
        .last()
        .waitFor()
      await picture(`${shot}-peek`)
      await page.getByRole('link', { name: say('sync.ui.openMatter') }).click()
      await page.getByText(say('sync.ui.officeDecides')).waitFor()
      await page.getByText(say('sync.conflict', { fields: say('field.phone') })).waitFor()
      for (const version of [1, 2])
        expect(await page.getByRole('radio', { name: new RegExp(`\\${phone} ${version}`) }).isDisabled()).toBe(true)
      expect(await page.getByRole('button', { name: say('sync.ui.merge') }).count()).toBe(0)
      await inWords(page)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(`${shot}-conflict`)
      const [{ id: attention }] = (await grace.do('sync.attentions', { filter: { field: 'state', is: 'equal', value: 'open' } })).rows
      await grace.do('sync.resolve', { attention, how: 'merge', choices: [{ field: 'phone', side: 'mine' }], note: 'She rang them.' })
      await laptop.sync()
      await page.getByText('She rang them.').waitFor()
      await page.getByText(/Grace Patel/).waitFor()
      await picture(`${shot}-decided`)
      await page.goto('/field/waiting')
      await page.getByText(say('sync.ui.none')).waitFor()
      // Which devices are in step is known at head office only.
      expect(await page.getByText(say('sync.ui.never')).count()).toBe(0)
    })
    expect(visited.complaints).toEqual([])
    expect(await customerOf(hub, 'HAV')).toMatchObject({ phone: `${phone} 1` })
  }
  it('shows what waits for head office field by field, and what head office decided', () => waits(sayIn('en'), { locale: 'en-GB' }, '+44 1', 'laptop-waits-en')) // prettier-ignore
  it('the same on a small screen, in German and in the dark', () =>
    waits(sayIn('de'), { locale: 'de-DE', phone: true, dark: true }, '+44 2', 'laptop-waits-de'))

  it('says of a signed order that went to a customer of somebody else what was signed, and nothing that only machines read', async () => {
    const say = sayIn('en')
    laptop.online = false
    const order = await drafted(laptop, 'QUA', [{ product: 'NIGHT', quantity: '2' }])
    await captured(laptop, order.id)
    const { matchName: _, ...customer } = (await hub.do('customers.get', { customer: (await customerOf(hub, 'QUA')).id })).customer
    await hub.do('customers.save', { ...customer, territory: 'NORTH' })
    laptop.online = true
    await laptop.sync()
    const { rows } = await laptop.do('sync.attentions', { filter: { field: 'operation', is: 'equal', value: 'orders.capture' } })
    visited = await visit(browser, door.address)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Amelia Ford')
      await page.goto(`/field/waiting/${rows[0].id}`)
      await page.getByText(say('sync.ui.onlyToKnow')).waitFor()
      await page.getByText('Ruth Zentner, Practice manager').waitFor()
      await page.getByText('2 × Overnight desk').waitFor()
      await page.getByText(/3,000\.00/).waitFor()
      await inWords(page)
      await picture('laptop-scope')
    })
    expect(visited.complaints).toEqual([])
  })

  it('says at the sign-in that IT has stopped it, that nothing is lost, and whom to ask', async () => {
    const say = sayIn('de')
    await hub.do('sync.setDevice', { device: laptop.id, state: 'suspended' })
    await laptop.sync()
    visited = await visit(browser, door.address, { locale: 'de-DE', phone: true })
    const { page } = visited
    await pictured(page, async () => {
      await page.goto('/')
      await page.getByText(say('app.field.emptied')).waitFor()
      await page.getByText(say('app.field.emptiedLead')).waitFor()
      expect(await axe(page)).toEqual([])
      await picture('laptop-emptied')
    })
    expect(visited.complaints).toEqual([])
  })
})
