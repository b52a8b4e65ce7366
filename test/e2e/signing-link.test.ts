import type { Browser, Page } from 'playwright-core'
import { verifyFile } from '../../main/verifying.ts'
import { axe, downloaded, inBrowser, openBrowser, pictured, visit, type Visit } from './browser.ts'
import { ask, settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('signing by a link in the browser', () => {
  let browser: Browser
  let hub: Hub
  let seller: Visit
  let order: { id: string }
  let link: string
  // Jonas Keller reads German.
  const own = sayIn('de')
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'signing-link', 'full')
    seller = await visit(browser, hub.address, { locale: 'de-DE' })
    await signInAs(seller.page, own, 'Jonas Keller')
    const { rows } = await ask<{ rows: { id: string }[] }>(seller.page, 'customers.list', { search: 'Bayern' })
    const lines = [{ product: 'MS-USER', quantity: '12', priceBy: 'price', unitPrice: '49.00' }]
    order = await ask(seller.page, 'orders.save', { entity: 'NLDE', customer: rows[0]!.id, lines })
  })
  afterAll(async () => {
    await seller?.close()
    await browser?.close()
    await hub?.end()
  })
  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['SHOTS']
    if (folder) await page.screenshot({ path: `${folder}/link-${name}.png` })
  }
  const tidy = async ({ page, pending }: Visit): Promise<void> => {
    await settled(page, pending)
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  /** Somebody else’s browser: no cookies, German, a telephone. */
  async function customer(address: string, work: (visited: Visit, say: Say) => Promise<void>, locale = 'de-DE'): Promise<void> {
    const visited = await visit(browser, hub.address, { locale, phone: true })
    try {
      await pictured(visited.page, async () => {
        await visited.page.goto(address)
        await work(visited, sayIn(locale === 'de-DE' ? 'de' : 'en'))
      })
      // A page that says no is no page that broke; the browser tells of the answer all the same.
      expect(visited.complaints.filter((told) => !told.includes('status of 4'))).toEqual([])
      expect(await visited.context.cookies()).toEqual([])
    } finally {
      await visited.close()
    }
  }

  it('the salesperson makes a link on the order and is shown it once', async () => {
    const { page } = seller
    await pictured(page, async () => {
      await page.goto(`/orders/${order.id}`)
      await page.getByRole('button', { name: own('signing.ui.send') }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByLabel(own('signing.ui.whoSigns')).fill('Monika Brandl')
      await tidy(seller)
      await drawer.getByRole('button', { name: own('signing.ui.makeLink') }).click()
      link = await drawer.locator('[data-link]').innerText()
      expect(link).toMatch(/^http:\/\/[^/]+\/sign#[\w-]{43}$/)
      await shot(page, 'made')
      await tidy(seller)
      await drawer
        .getByRole('button', { name: own('app.close') })
        .last()
        .click()
      await page.getByText(own('signing.ui.notSeen')).waitFor()
      await shot(page, 'card')
      await tidy(seller)
    })
  })

  it('what is no link, whole or at all, is refused in words', async () => {
    await customer(`${link.slice(0, -9)}`, async (visited, say) => {
      await visited.page.getByRole('heading', { level: 1, name: say('signing.ui.badTitle') }).waitFor()
      await visited.page.getByText(say('signing.badLink')).waitFor()
      await tidy(visited)
      await shot(visited.page, 'bad')
    })
    await customer('/sign', async ({ page }, say) => page.getByRole('heading', { level: 1, name: say('signing.ui.badTitle') }).waitFor())
  })

  it('the customer reads it in German on a telephone, is told what is missing, draws a signature and gets the signed PDF', async () => {
    const asked: string[] = []
    await customer(link, async (visited, say) => {
      const { page } = visited
      page.on('request', (request) => asked.push(request.url(), request.headers()['referer'] ?? ''))
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByText(/Jonas Keller .* bittet .* um eine Unterschrift/).waitFor()
      await tidy(visited)
      await shot(page, 'top')
      const seen = await page.locator('body').innerText()
      for (const ours of ['Marge', 'margin', '4.645', 'Bastion']) expect(seen).not.toContain(ours)
      const pdf = await downloaded(page, () => page.getByRole('button', { name: say('signing.ui.pdf') }).click())
      expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
      await page.getByRole('button', { name: say('signing.ui.sign') }).click()
      await page.getByText(say('signing.ui.missing')).waitFor()
      await page.locator('#link-consent').check()
      await page.getByLabel(say('field.role')).fill('Geschäftsführerin')
      await page.getByLabel(say('field.place')).fill('München')
      const pad = page.locator('svg[viewBox="0 0 500 200"]')
      await pad.scrollIntoViewIfNeeded()
      const box = (await pad.boundingBox())!
      await page.mouse.move(box.x + 40, box.y + 60)
      await page.mouse.down()
      for (let i = 1; i < 20; i++) await page.mouse.move(box.x + 40 + i * 11, box.y + 60 + (i % 2) * 30)
      await page.mouse.up()
      await tidy(visited)
      await shot(page, 'form')
      await page.getByRole('button', { name: say('signing.ui.sign') }).click()
      await page.getByRole('heading', { name: say('signing.ui.thanks') }).waitFor()
      await tidy(visited)
      await shot(page, 'thanks')
      const signed = await downloaded(page, () => page.getByRole('button', { name: say('signing.ui.signedPdf') }).click())
      expect(signed.name).toMatch(/-signed\.pdf$/)
      expect(verifyFile(signed.bytes).broken).toBeNull()
    })
    const secret = link.split('#')[1]!
    expect(asked.filter((address) => address.includes(secret))).toEqual([])
  })

  it('the order is captured and waits for finance', async () => {
    const { page } = seller
    await page.getByText(own('choice.orderState.qualityCheck')).first().waitFor()
    const { signed } = await ask<any>(page, 'orders.get', { order: order.id })
    expect(signed).toMatchObject({ signer: 'Monika Brandl', role: 'Geschäftsführerin', place: 'München', method: 'link' })
    expect(signed.image).toMatch(/^M\d/)
  })

  it('a second time the link says that it was signed, and still hands out the document', () =>
    customer(link, async (visited, say) => {
      const { page } = visited
      await page.getByRole('heading', { name: say('signing.ui.signedBefore') }).waitFor()
      expect(await page.getByRole('button', { name: say('signing.ui.sign') }).count()).toBe(0)
      const signed = await downloaded(page, () => page.getByRole('button', { name: say('signing.ui.signedPdf') }).click())
      expect(verifyFile(signed.bytes).broken).toBeNull()
      await tidy(visited)
    }))

  it('a change order takes its place: begun on the order, changed, and signed by a link of its own', async () => {
    const { page } = seller
    await pictured(page, async () => {
      await page.goto(`/orders/${order.id}`)
      await page.getByRole('button', { name: own('orders.ui.amend'), exact: true }).click()
      await page.waitForURL(/\/orders\/capture\?order=/)
      await page.getByText(own('orders.ui.changes.of'), { exact: true }).waitFor()
      const quantity = page
        .getByRole('region', { name: own('orders.ui.step.lines') })
        .getByLabel(own('field.quantity'))
        .first()
      await quantity.fill('15')
      await quantity.press('Tab')
      await page.getByText(own('quotes.ui.saveState.saved'), { exact: true }).waitFor()
      await tidy(seller)
      await shot(page, 'change-order')
      const change = new URL(page.url()).searchParams.get('order')!.replaceAll('"', '')
      await page.goto(`/orders/${order.id}`)
      await page.getByRole('button', { name: own('orders.ui.amendOn') }).waitFor()
      const saved = await ask<any>(page, 'orders.get', { order: change })
      expect([saved.lines[0].quantity, saved.lines[0].unitPrice, saved.replaces]).toEqual(['15', '49', order.id])
      const { payload } = await ask<{ payload: object }>(page, 'orders.paper', { order: change })
      const { file } = await ask<{ file: object }>(page, 'signing.preview', { payload })
      const made = await ask<{ link: string }>(page, 'signing.invite', { record: 'orders', subject: change, entity: 'NLDE', customer: saved.customer, payload, document: file, signer: 'Monika Brandl' }) // prettier-ignore
      await customer(`/sign#${made.link}`, async (visited, say) => {
        await visited.page.getByRole('heading', { level: 1, name: new RegExp(say('choice.kind.changeOrder')) }).waitFor()
        await visited.page
          .getByText(/NLDE-ORD-26-\d{6}/)
          .first()
          .waitFor()
        await visited.page.locator('#link-consent').check()
        await visited.page.getByText(say('signing.ui.type'), { exact: true }).click()
        await visited.page.getByRole('button', { name: say('signing.ui.sign') }).click()
        await visited.page.getByRole('heading', { name: say('signing.ui.thanks') }).waitFor()
        await tidy(visited)
      })
      await page.getByText(own('orders.ui.changes.by')).waitFor()
      await page.getByText(own('choice.orderState.cancelled')).first().waitFor()
      await tidy(seller)
    })
  })

  it('by the keyboard alone, in a browser that speaks English: the name typed stands for the signature; a link taken back says so', async () => {
    const { page } = seller
    const { customer: of } = await ask<{ customer: string }>(page, 'orders.get', { order: order.id })
    const another = await ask<{ id: string }>(page, 'orders.save', { entity: 'NLDE', customer: of, lines: [{ product: 'MS-USER', quantity: '12', priceBy: 'price', unitPrice: '49.00' }] }) // prettier-ignore
    const make = async (): Promise<{ link: string; invitation: string }> => {
      const { payload } = await ask<{ payload: object }>(page, 'orders.paper', { order: another.id })
      const { file } = await ask<{ file: object }>(page, 'signing.preview', { payload })
      return ask(page, 'signing.invite', { record: 'orders', subject: another.id, entity: 'NLDE', customer: of, payload, document: file, signer: 'Monika Brandl' }) // prettier-ignore
    }
    const taken = await make()
    await ask(page, 'signing.withdrawLink', { invitation: taken.invitation })
    await customer(`/sign#${taken.link}`, async (visited, say) => {
      await visited.page.getByRole('heading', { level: 1, name: say('signing.ui.takenBackTitle') }).waitFor()
      await visited.page.getByText('Jonas Keller').waitFor()
      await tidy(visited)
      await shot(visited.page, 'taken-back')
    })
    await customer(
      `/sign#${(await make()).link}`,
      async (visited) => {
        // The document's language counts, not the browser's.
        const say = sayIn('de')
        const keys = visited.page.keyboard
        await visited.page.locator('#link-consent').focus()
        await keys.press('Space')
        await visited.page.getByRole('radio', { name: say('signing.ui.draw') }).focus()
        await keys.press('ArrowRight')
        await keys.press('Tab')
        await visited.page.keyboard.press('Enter')
        await visited.page.getByRole('heading', { name: say('signing.ui.thanks') }).waitFor()
        await tidy(visited)
      },
      'en-GB',
    )
  })
})
