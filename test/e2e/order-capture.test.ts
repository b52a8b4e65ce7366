import type { Browser, Page } from 'playwright-core'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { axe, downloaded, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { settled, signInAs } from './company.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(240_000)

// The laptop serves its own screens, without the hub; the hub serves its own to those in the office.
inBrowser('an order from the pad to the contract', () => {
  let browser: Browser
  let hub: House
  let laptop: Laptop
  let field: HttpDoor, office: HttpDoor
  let visited: Visit
  let order: string
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await freshHouse('sqlite', 'e2e-capture', { shape: 'hub' })
    await hub.do('demo.seed', {})
    laptop = await freshLaptop(hub, 'amelia.ford', 'Amelia’s laptop')
    await laptop.sync(true)
    field = await openHttp(laptop.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000 })
    office = await openHttp(hub.harmony, { host: '127.0.0.1', port: 0, perMinute: 100_000 })
  })
  afterAll(async () => {
    await browser?.close()
    for (const door of [field, office]) await door?.close()
    await laptop?.close()
    await hub?.close()
  })
  afterEach(() => visited?.close())

  const picture = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['HARMONY_PICTURES']
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }
  async function shown(door: HttpDoor, name: string, looks: Looks, work: (page: Page, say: Say) => Promise<void>): Promise<void> {
    const say = sayIn(looks.locale === 'de-DE' ? 'de' : 'en')
    visited = await visit(browser, door.address, looks)
    await pictured(visited.page, async () => {
      await signInAs(visited.page, say, name)
      await work(visited.page, say)
    })
    expect(visited.complaints).toEqual([])
  }
  const tidy = async (page: Page, name: string): Promise<void> => {
    await settled(page, visited.pending)
    await picture(page, name)
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  const chosen = async (page: Page, label: string, typed: string, option: RegExp): Promise<void> => {
    const field = page.getByRole('combobox', { name: label }).first()
    await field.click()
    await field.fill(typed)
    await page.getByRole('option', { name: option }).first().click()
  }
  /** A line as a hand draws it. */
  async function drawn(page: Page, label: string): Promise<void> {
    const pad = page.getByRole('img', { name: label })
    await pad.scrollIntoViewIfNeeded()
    const box = (await pad.boundingBox())!
    const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y]
    await page.mouse.move(...at(0.15, 0.6))
    await page.mouse.down()
    for (const [x, y] of [[0.25, 0.3], [0.35, 0.7], [0.5, 0.4], [0.7, 0.6], [0.85, 0.45]] as const) await page.mouse.move(...at(x, y), { steps: 4 })
    await page.mouse.up()
  } // prettier-ignore
  const savedOrder = async (page: Page, say: Say): Promise<string> => {
    await page.getByText(say('quotes.ui.saveState.saved'), { exact: true }).waitFor()
    await page.waitForURL(/[?&]order=/)
    return new URL(page.url()).searchParams.get('order')!.replaceAll('"', '')
  }

  it('★ Amelia captures C-1010 ZEN without a network: purchases and 1,754.60 (27.42 %), the signature on the pad, the copy at once', () =>
    shown(field, 'Amelia Ford', { locale: 'en-GB' }, async (page, say) => {
      laptop.online = false
      await page.goto('/orders/capture')
      await chosen(page, say('field.customer'), 'Zenith', /Zenith/)
      await chosen(page, say('quotes.ui.addLine'), 'FW-HA', /FW-HA|Firewall pair/)
      // The last rates that her laptop had in the field are those of the 16th (demo facts 4.6).
      await page.getByRole('switch', { name: say('orders.ui.more') }).check()
      await page.getByRole('textbox', { name: say('orders.ui.ratesOf') }).fill('16/11/2026')
      await page.getByRole('textbox', { name: say('orders.ui.ratesOf') }).press('Enter')
      order = await savedOrder(page, say)
      await page.getByRole('heading', { level: 1, name: /[A-Z]\d+-\d{6}/ }).waitFor()
      const lines = page.getByRole('region', { name: say('orders.ui.step.lines') })
      await lines.getByText('USD 5,150.00').waitFor()
      await lines.getByText('1,754.60 (27.42 %)').waitFor()
      await tidy(page, 'capture-en')
      await page.getByRole('button', { name: say('quotes.ui.detailsOf', { number: 1, name: 'Firewall pair' }) }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByRole('group', { name: 'Installation, hours' }).waitFor()
      await tidy(page, 'capture-en-line')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: say('orders.ui.hand') }).click()
      const handed = page.getByRole('dialog', { name: say('orders.ui.forCustomer') })
      await handed.getByRole('button', { name: say('orders.ui.read') }).click()
      const paper = handed.getByRole('article')
      await paper
        .getByText(/6,400\.00/)
        .first()
        .waitFor()
      expect(await handed.getByText('1,754.60').count()).toBe(0)
      await handed.getByRole('checkbox').check()
      await handed.getByLabel(say('field.signer')).fill('Ruth Zentner')
      await handed.getByLabel(say('field.place')).fill('Reading')
      await drawn(page, say('orders.ui.padEmpty'))
      await handed.getByRole('img', { name: say('orders.ui.padDrawn') }).waitFor()
      await tidy(page, 'capture-en-handed')
      await handed.getByRole('button', { name: say('orders.ui.signAndQueue') }).click()
      await page.getByText(say('orders.ui.signedHere')).waitFor()
      await tidy(page, 'capture-en-signed')
      const copy = await downloaded(page, () => page.getByRole('button', { name: say('orders.ui.copy') }).click())
      expect(copy.bytes.subarray(0, 5).toString()).toBe('%PDF-')
      await page.goto(`/orders/${order}`)
      await page.getByText(say('choice.orderState.captured'), { exact: true }).first().waitFor()
      await page.getByText('27.42 %').first().waitFor()
      await page.getByText(say('orders.ui.verified')).waitFor()
      await tidy(page, 'order-en-field')
    }))

  it('once there is a network Grace accepts it in German, and service executes it', async () => {
    laptop.online = true
    await laptop.sync(true)
    await shown(office, 'Grace Patel', { locale: 'de-DE', dark: true }, async (page, say) => {
      await page.goto(`/orders/${order}`)
      await page.getByRole('heading', { level: 1, name: /NLUK-ORD-26-000001/ }).waitFor()
      await page.getByText('1.754,60').first().waitFor()
      await page.getByText('27,42 %').first().waitFor()
      await tidy(page, 'order-de-check')
      await page.getByRole('button', { name: say('orders.ui.accept'), exact: true }).click()
      await page.getByText(say('choice.orderState.accepted'), { exact: true }).first().waitFor()
    })
    await visited.close()
    await shown(office, 'Grace Patel', { locale: 'en-GB' }, async (page, say) => {
      await page.goto(`/orders/${order}`)
      await page.getByRole('button', { name: say('orders.ui.execute'), exact: true }).click()
      await page.getByRole('dialog').getByLabel(say('orders.ui.contractNumber')).fill('C-1010')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('orders.ui.execute') })
        .click()
      await page.getByText(say('choice.orderState.executing'), { exact: true }).first().waitFor()
      await tidy(page, 'order-en-executing')
      // What is executed is changed where it runs.
      await page.getByRole('button', { name: say('orders.ui.atContract') }).click()
      await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/)
      await page.goBack()
      await page.getByText(say('choice.orderState.executing'), { exact: true }).first().waitFor()
    })
    const { rows } = await hub.do('contracts.list', { filter: { field: 'number', is: 'equal', value: 'C-1010' } })
    expect(rows).toMatchObject([{ state: 'active' }])
  })

  it('on a telephone, in German, by keyboard: the name is typed, and a PO number that is missing is marked as to follow', () =>
    shown(field, 'Amelia Ford', { locale: 'de-DE', phone: true, dark: true }, async (page, say) => {
      const [customer] = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows
      await page.goto(`/orders/capture?customer=${customer.id}`)
      await chosen(page, say('quotes.ui.addLine'), 'SSL', /SSL|Wildcard/)
      await savedOrder(page, say)
      const follow = page.getByRole('button', { name: say('orders.ui.toFollow') })
      if (await follow.isVisible()) await follow.click()
      await settled(page, visited.pending)
      await tidy(page, 'capture-de-phone')
      await page.getByRole('button', { name: say('orders.ui.read') }).press('Enter')
      await page.getByRole('article').waitFor()
      const terms = page.getByRole('region', { name: say('orders.ui.step.terms') })
      await terms.getByRole('checkbox').press('Space')
      await page.getByLabel(say('field.signer')).fill('Una Quay')
      await page.getByRole('radio', { name: say('orders.ui.type') }).press('Space')
      await page.getByText('Una Quay', { exact: true }).waitFor()
      await tidy(page, 'capture-de-phone-sign')
      await page.getByRole('button', { name: say('orders.ui.signAndQueue') }).press('Enter')
      await page.getByText(say('orders.ui.signedTitle'), { exact: true }).waitFor()
      await tidy(page, 'capture-de-phone-signed')
    }))

  it('a quote: a discount and an option, two versions beside each other on a telephone in the dark, and it becomes an order', () =>
    shown(office, 'Amelia Ford', { locale: 'en-GB', phone: true, dark: true }, async (page, say) => {
      const [customer] = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'MIL' } })).rows
      await page.goto(`/quotes/edit?customer=${customer.id}`)
      await chosen(page, say('quotes.ui.addLine'), 'MS-USER', /MS-USER|Managed/)
      await page.getByText(say('quotes.ui.saveState.saved'), { exact: true }).waitFor()
      await tidy(page, 'quote-en-phone-edit')
      await page.getByRole('button', { name: say('quotes.ui.toQuote') }).click()
      await page.getByRole('button', { name: say('quotes.issue'), exact: true }).click()
      await page.getByText(say('choice.state.issued'), { exact: true }).first().waitFor()
      await page.getByRole('button', { name: say('quotes.ui.edit'), exact: true }).click()
      await page.getByRole('textbox', { name: /^Quantity of line 1/ }).fill('20')
      await page.getByText(say('quotes.ui.saveState.saved'), { exact: true }).waitFor()
      await page.getByRole('button', { name: say('quotes.ui.toQuote') }).click()
      await page.getByRole('button', { name: say('quotes.issue'), exact: true }).click()
      const compared = page.getByRole('region', { name: say('quotes.compare') })
      await compared.getByText(/MS-USER: 20 instead of 1/).waitFor()
      await tidy(page, 'quote-en-phone')
      await page.getByRole('button', { name: say('quotes.ui.accept') }).click()
      await tidy(page, 'quote-en-phone-accept')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('quotes.accept') })
        .click()
      await page.waitForURL(/\/orders\/capture/)
      await page.getByRole('textbox', { name: /^Quantity of line 1/ }).waitFor()
      await tidy(page, 'quote-en-phone-order')
    }))
})
