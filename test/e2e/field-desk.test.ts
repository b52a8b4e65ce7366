import type { Browser } from 'playwright-core'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { signInAs } from './company.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(120_000)

// The hub stands in this process, beside a laptop; the screens are the built ones.
inBrowser('what comes from the field, at head office', () => {
  let browser: Browser
  let hub: House
  let door: HttpDoor
  let laptop: Laptop
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await freshHouse('sqlite', 'e2e-field', { shape: 'hub' })
    await hub.do('demo.seed', {})
    door = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000 })
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia’s laptop')
    await laptop.sync(true)
  })
  afterAll(async () => {
    await browser?.close()
    await door?.close()
    await laptop?.close()
    await hub?.close()
  })
  afterEach(() => visited?.close())

  const contactOf = async (at: Pick<House, 'do'>, name: string) => {
    const { rows } = await at.do('customers.contacts', { search: name, limit: 1 })
    const { customerName: _, ...contact } = rows[0]
    return contact
  }
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['HARMONY_PICTURES']
    if (folder !== undefined) await visited.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }

  async function decides(say: Say, looks: Looks, email: string, shot: string): Promise<void> {
    const [person] = (await hub.do('customers.contacts', { limit: 100 })).rows.filter((row: { customerName: string }) =>
      row.customerName.startsWith('Harbour'),
    )
    const grace = await hub.as('grace.patel')
    await laptop.sync()
    await laptop.do('customers.saveContact', { ...(await contactOf(laptop, person.name)), email: `mine.${email}`, title: 'Partner' })
    await grace.do('customers.saveContact', { ...(await contactOf(grace, person.name)), email: `theirs.${email}` })
    await laptop.sync()
    visited = await visit(browser, door.address, looks)
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto('/field/waiting')
      await page.getByText('Harbour & Vale LLP').first().waitFor()
      expect(await axe(page)).toEqual([])
      await picture(`${shot}-list`)
      const { rows } = await grace.do('sync.attentions', { limit: 1, filter: { field: 'state', is: 'equal', value: 'open' } })
      await page.goto(`/field/waiting/${rows[0].id}`)
      const mine = page.getByRole('radio', { name: new RegExp(`mine\\.${email}`) })
      await mine.waitFor()
      expect(await page.getByRole('radio', { name: new RegExp(`theirs\\.${email}`) }).isChecked()).toBe(true)
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(`${shot}-desk`)
      // By keyboard: the arrow takes the other version.
      await page.getByRole('radio', { name: new RegExp(`theirs\\.${email}`) }).press('ArrowRight')
      expect(await mine.isChecked()).toBe(true)
      await page.getByRole('button', { name: say('sync.ui.merge') }).click()
      await page.getByText(say('sync.ui.none')).waitFor()
    })
    expect(visited.complaints).toEqual([])
    await laptop.sync()
    for (const side of [hub, laptop]) expect(await contactOf(side, person.name)).toMatchObject({ email: `mine.${email}`, title: 'Partner' })
  }

  it('is decided field by field on a desk', () => decides(sayIn('en'), { locale: 'en-GB' }, 'desk@harbourvale.example', 'field-en'))
  it('is decided on a telephone, in German and in the dark', () =>
    decides(sayIn('de'), { locale: 'de-DE', phone: true, dark: true }, 'phone@harbourvale.example', 'field-de'))

  it('devices are invited and stopped', async () => {
    const say = sayIn('en')
    visited = await visit(browser, door.address, { locale: 'en-GB' })
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'IT Admin')
      await page.goto('/field/devices')
      await page.getByText('Amelia’s laptop').first().waitFor()
      await page.getByText(/of 1 devices in step/).waitFor()
      expect(await axe(page)).toEqual([])
      await picture('field-devices')
      await page.getByRole('button', { name: say('sync.ui.invite') }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByLabel(say('field.user')).fill('Tom')
      await page.getByRole('option', { name: /Tom Okafor/ }).click()
      await drawer.getByLabel(say('field.name')).fill('Tom’s laptop')
      await drawer.getByLabel(say('field.name')).press('Enter')
      const code = page.getByRole('dialog').locator('code')
      await code.waitFor()
      expect(await code.textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
      await picture('field-code')
    })
    expect(visited.complaints).toEqual([])
  })

  it('is put right in the form of what was captured, and the rules are asked again', async () => {
    const say = sayIn('en')
    const fundOf = async (at: Pick<House, 'do'>) =>
      (await at.do('funds.list', { limit: 100 })).rows.find((row: { contractNumber: string }) => row.contractNumber === 'C-1002')
    // An engineer's laptop; it joins last, for the devices above are counted.
    const owen = await freshLaptop(hub, 'owen.price', 'Owen’s laptop')
    await owen.sync(true)
    const { id, balance } = await fundOf(owen)
    const draw = { fund: id, day: '2026-11-30', bookingType: 'day' }
    const grace = await hub.as('grace.patel')
    await owen.do('funds.draw', { ...draw, quantity: String(Number(balance) - 4), reference: 'On the road' })
    await grace.do('funds.draw', { ...draw, quantity: '10', reference: 'At the office' })
    await owen.sync()
    const { rows } = await grace.do('sync.attentions', { limit: 100, filter: { field: 'state', is: 'equal', value: 'open' } })
    const [row] = rows.filter((one: { operation: string }) => one.operation === 'funds.draw')
    visited = await visit(browser, door.address, { locale: 'en-GB' })
    const { page } = visited
    await pictured(page, async () => {
      await signInAs(page, say, 'Grace Patel')
      await page.goto(`/field/waiting/${row.id}`)
      await page.getByRole('button', { name: say('sync.ui.amend') }).click()
      const quantity = page.getByLabel(say('field.quantity'))
      expect(await quantity.inputValue()).toBe(String(Number(balance) - 4))
      expect(await axe(page)).toEqual([])
      await picture('field-amend')
      await quantity.fill(String(Number(balance) - 5))
      await page.getByRole('button', { name: say('sync.ui.amend') }).click()
      // The words of the rule itself, not its code.
      const alert = page.getByText(/The rules still say no/)
      await alert.waitFor()
      expect(await alert.textContent()).not.toContain('funds.overdrawn')
      await picture('field-amend-refused')
      await quantity.fill(String(Number(balance) - 10))
      await page.getByRole('button', { name: say('sync.ui.amend') }).click()
      await page.getByText(say('sync.ui.none')).waitFor()
    })
    // The browser tells of the refusal as well.
    expect(visited.complaints.filter((complaint) => !complaint.includes('422'))).toEqual([])
    expect(await fundOf(hub)).toMatchObject({ balance: '0' })
    await owen.sync()
    expect((await owen.outbox()).at(-1)).toMatchObject({ state: 'settled' })
    await owen.close()
  })
})
