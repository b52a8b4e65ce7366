import type { Browser, Page } from 'playwright-core'
import { axe, downloaded, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

inBrowser('selling', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'e2e-selling', 'full')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(() => visited?.close())

  async function shown(name: string, looks: Looks, work: (page: Page, say: Say) => Promise<void>): Promise<void> {
    const say = sayIn(looks.locale === 'de-DE' ? 'de' : 'en')
    visited = await visit(browser, hub.address, looks)
    await pictured(visited.page, async () => {
      await signInAs(visited.page, say, name)
      await work(visited.page, say)
    })
    expect(visited.complaints).toEqual([])
  }
  const tidy = async (page: Page): Promise<void> => {
    await settled(page, visited.pending)
    expect(await axe(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }

  it('a call becomes a lead, the lead an opportunity, and the opportunity is won on the board by the keyboard', () =>
    shown('Amelia Ford', { locale: 'en-GB' }, async (page, say) => {
      await page.goto('/leads')
      await page.getByRole('button', { name: say('opportunities.ui.newLead') }).click()
      const drawer = page.getByRole('dialog')
      const fill = (field: string, value: string) =>
        drawer
          .getByLabel(say(`field.${field}`), { exact: false })
          .first()
          .fill(value)
      await fill('name', 'Imogen Carr')
      await fill('company', 'Carr Brewing Ltd')
      await fill('email', 'imogen@carrbrewing.example')
      await tidy(page)
      await drawer.getByRole('button', { name: say('opportunities.ui.takeIn') }).click()
      await page.getByRole('heading', { level: 1, name: 'Imogen Carr' }).waitFor()
      await tidy(page)

      await page.getByRole('button', { name: say('opportunities.ui.newActivity') }).click()
      await fill('topic', 'Asked about backup')
      await fill('dueOn', '30/11/2026')
      await drawer.getByRole('button', { name: say('opportunities.saveActivity') }).click()
      await page.getByRole('button', { name: say('opportunities.ui.finishOf', { topic: 'Asked about backup' }) }).click()
      await drawer.getByLabel(say('opportunities.ui.whatCame')).fill('Wants two terabytes looked after')
      await drawer.getByRole('button', { name: say('opportunities.finishActivity') }).click()
      await page.getByText('Wants two terabytes looked after').waitFor()

      await page.getByRole('button', { name: say('opportunities.ui.qualify') }).click()
      await fill('name', 'Backup for the brewery')
      await fill('amount', '2,640.00')
      await fill('closeOn', '18/12/2026')
      await drawer.getByRole('button', { name: say('opportunities.ui.qualify') }).click()
      await page.getByRole('heading', { level: 1, name: 'Backup for the brewery' }).waitFor()
      await page.getByRole('link', { name: 'Carr Brewing Ltd' }).waitFor()
      await tidy(page)

      await page.goto('/opportunities')
      const card = page.getByRole('region', { name: 'Qualify' }).getByRole('link', { name: 'Backup for the brewery' })
      await card.waitFor()
      await settled(page, visited.pending)
      await card.focus()
      await page.keyboard.press('m')
      await page.getByRole('menuitem', { name: 'Negotiation' }).click()
      await page.getByRole('region', { name: 'Negotiation' }).getByText('Backup for the brewery').waitFor()
      await tidy(page)
      await page.getByRole('button', { name: say('opportunities.ui.moveOf', { name: 'Backup for the brewery' }) }).click()
      await page.getByRole('menuitem', { name: 'Won' }).click()
      await drawer.getByRole('button', { name: say('opportunities.ui.markWon') }).click()
      await page.getByRole('region', { name: 'Won' }).getByText('Backup for the brewery').waitFor()
      const { rows } = await ask<{ rows: { outcome: string; amount: string }[] }>(page, 'opportunities.list', { search: 'brewery' })
      expect(rows).toMatchObject([{ outcome: 'won', amount: '264000', closedOn: '2026-11-30' }])
      await page.goto('/search?q=Carr')
      await page.getByText('Imogen Carr').first().waitFor()
    }))

  it('what a contact said of being written to is recorded beside the customer', () =>
    shown('Amelia Ford', { locale: 'en-GB' }, async (page, say) => {
      const { rows } = await ask<{ rows: { id: string }[] }>(page, 'customers.list', { search: 'Zenith' })
      await page.goto(`/customers/${rows[0]!.id}`)
      await page.getByRole('button', { name: say('customers.ui.consentOf', { name: 'Oliver Strand' }) }).click()
      const drawer = page.getByRole('dialog', { name: 'Oliver Strand' })
      await drawer.getByRole('button', { name: say('opportunities.ui.consentOf', { channel: say('choice.channel.phone') }) }).click()
      await page.getByRole('menuitem', { name: say('opportunities.ui.recordWithdrawn') }).click()
      const form = page.getByRole('dialog', { name: say('opportunities.ui.recordWithdrawn') })
      await form.getByLabel(say('field.source')).fill('Said so on the telephone')
      await tidy(page)
      await form.getByRole('button', { name: say('opportunities.ui.record') }).click()
      await drawer.getByText(say('choice.consent.withdrawn')).waitFor()
      await tidy(page)
    }))

  it('a day’s visits are put in order and closed on a telephone, in German and in the dark', () =>
    shown('Jonas Keller', { locale: 'de-DE', phone: true, dark: true }, async (page, say) => {
      await page.goto('/my-day?day=2026-12-01')
      await page.getByText('Bayern Werkzeug AG').waitFor()
      await tidy(page)
      await page.getByRole('button', { name: say('opportunities.ui.visited') }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByLabel(say('field.result')).fill('Bestellung kommt am Freitag')
      await drawer.getByRole('button', { name: say('opportunities.ui.visited') }).click()
      await page
        .getByRole('region', { name: say('opportunities.visits') })
        .getByText('Bestellung kommt am Freitag')
        .waitFor()
      await tidy(page)
    }))

  it('a campaign is planned, shows whom it reaches and whom not, begins, and hands its messages over as a file', () =>
    shown('Amelia Ford', { locale: 'en-GB' }, async (page, say) => {
      const texts = [{ language: 'en', topic: 'Hello {{name}}', message: 'A word about {{company}}' }]
      const input = {
        entity: 'NLUK', name: 'Walked in the browser', channel: 'mail', currency: 'GBP', budget: '50000', lawfulBasis: 'legitimateInterest',
        audience: { filter: null, termEndsWithin: null }, course: [{ afterDays: 0, channel: 'mail', texts }],
      } // prettier-ignore
      const { id } = await ask<{ id: string }>(page, 'campaigns.save', input)
      await page.goto(`/campaigns/${id}`)
      await page.getByRole('button', { name: say('campaigns.ui.addCondition') }).click()
      const editor = page.getByRole('dialog', { name: say('campaigns.ui.addCondition') })
      await editor.locator('input').first().fill(say('field.country'))
      await page.getByRole('option', { name: say('field.country'), exact: true }).click()
      await editor.getByRole('combobox', { name: say('app.compare.value') }).fill('GB')
      await page.getByRole('option', { name: /\(GB\)/ }).click()
      await page.getByRole('button', { name: say('app.grid.addFilter') }).click()
      await page.getByRole('button', { name: say('campaigns.ui.saveAudience') }).click()
      await page.getByText(say('choice.notContacted.optedOut')).first().waitFor()
      await tidy(page)
      // A step that says nothing, or names what nobody knows, is told so where it stands, and is not sent.
      await page.getByRole('button', { name: say('campaigns.ui.addStep') }).click()
      const step = page.getByRole('listitem').filter({ hasText: say('campaigns.ui.step', { number: '2' }) })
      await step.getByRole('textbox', { name: say('field.topic') }).fill('Hello {{fristname}}')
      await page.getByRole('button', { name: say('campaigns.ui.saveCourse') }).click()
      await step.getByText(say('campaigns.ui.strange', { placeholder: '{{fristname}}' })).waitFor()
      await step.getByText(say('campaigns.ui.said')).waitFor()
      await tidy(page)
      await step.getByRole('button', { name: say('campaigns.ui.removeStep', { number: '2' }) }).click()
      await page.getByRole('button', { name: say('campaigns.start') }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('campaigns.start') })
        .click()
      await page.getByText(say('choice.state.running')).first().waitFor()
      await page.getByRole('tab', { name: say('campaigns.members') }).click()
      await page.getByText('Thomas Ackroyd').waitFor()
      await tidy(page)
      await page.getByRole('tab', { name: say('campaigns.sends') }).click()
      const file = await downloaded(page, () => page.getByRole('button', { name: /Hand over/ }).click())
      expect(file.name).toBe('Walked in the browser.csv')
      const text = file.bytes.toString('utf8')
      expect(text).toContain('c.vale@harbourvale.example')
      expect(text).toContain('A word about Harbour & Vale LLP')
      expect(text).not.toContain('t.ackroyd@')
      await tidy(page)
      await page.getByRole('tab', { name: say('campaigns.results') }).click()
      await page.getByRole('heading', { name: say('campaigns.ui.money') }).waitFor()
      await tidy(page)
    }))

  it('a quote is written in another currency than the customer’s, with an option, and given out as a PDF', () =>
    shown('Jonas Keller', { locale: 'de-DE' }, async (page, say) => {
      const { rows } = await ask<{ rows: { id: string }[] }>(page, 'customers.list', { search: 'Rhein-Main' })
      await page.goto('/list/quotes.list')
      await page
        .getByRole('main')
        .getByRole('button', { name: say('quotes.ui.new') })
        .click()
      const customer = page.getByRole('combobox', { name: say('field.customer') })
      await customer.click()
      // Typed and taken at once: nobody who was found by another word is taken instead.
      await customer.pressSequentially('Rhein-Main')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByRole('combobox', { name: say('field.currency') }).fill('USD')
      await page.getByRole('option', { name: 'USD', exact: true }).click()
      const drawer = page.getByRole('dialog')
      for (const [i, [product, price]] of [['PRJ-MIG', '21.000,00'], ['MS-USER', '48,00']].entries()) {
        await page.getByRole('combobox', { name: say('quotes.ui.addLine') }).fill(product!)
        await page.getByRole('option', { name: new RegExp(product!) }).click()
        await page.getByRole('button', { name: new RegExp(`${i + 1},`) }).filter({ hasText: say('quotes.ui.details') }).click()
        await drawer.getByText(say('quotes.ui.unlisted')).waitFor()
        await drawer.getByText(say('quotes.ui.way.price'), { exact: true }).click()
        await drawer.getByRole('textbox', { name: say('field.unitPrice') }).fill(price!)
        if (i === 1) await drawer.getByRole('switch', { name: say('quotes.ui.isOption') }).click()
        await drawer.getByRole('button', { name: say('app.close') }).last().click()
      } // prettier-ignore
      await page.getByText(say('quotes.ui.saveState.saved'), { exact: true }).waitFor()
      await tidy(page)
      const quoted = await ask<{ rows: { id: string; customer: string; currency: string; oneOff: string; monthly: string }[] }>(page, 'quotes.list', { filter: { field: 'customer', is: 'equal', value: rows[0]!.id }, limit: 1 }) // prettier-ignore
      expect(quoted.rows[0]).toMatchObject({ customer: rows[0]!.id, currency: 'USD', oneOff: '2100000', monthly: '0' })
      const { id } = quoted.rows[0]!
      await ask(page, 'quotes.askApproval', { quote: id })
      const { approvals } = await ask<{ approvals: { id: string }[] }>(page, 'quotes.get', { quote: id })
      await hub.call('approvals.decide', { ids: approvals.map((one) => one.id), decision: 'approve', note: 'Known' })
      await page.goto(`/quotes/${id}`)
      await page.getByRole('button', { name: say('quotes.issue') }).click()
      const file = await downloaded(page, () => page.getByRole('button', { name: say('quotes.ui.asPdf') }).click())
      expect(file.name).toMatch(/-v1\.pdf$/)
      expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-')
      // What had no price yet was refused, which the browser tells of each time; nothing else.
      expect(visited.complaints.splice(0).filter((complaint) => !complaint.includes('422'))).toEqual([])
      // Agreed to and gone out: nothing waits any more.
      expect(await page.getByText(say('quotes.ui.waitsFor')).count()).toBe(0)
      await tidy(page)
    }))
})
