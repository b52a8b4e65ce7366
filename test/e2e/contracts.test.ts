import type { Browser, Locator, Page } from 'playwright-core'
import { inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, pleases, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

interface Listed {
  readonly rows: readonly { readonly id: string }[]
}
interface Worth {
  readonly next: { readonly on: string; readonly totals: readonly { readonly currency: string; readonly net: string }[] } | null
}
/** A rehearsal that is refused is an answer; the browser logs it all the same. */
const logged = /Failed to load resource: the server responded with a status of 422/

inBrowser('contracts in the browser', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  let page: Page
  let say: Say
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'contracts', 'full')
    await bills('2026-12-01')
  })
  afterAll(async () => {
    await browser?.close()
    await hub?.end()
  })
  afterEach(async () => {
    expect(visited.complaints.filter((complaint) => !logged.test(complaint))).toEqual([])
    await visited.close()
  })

  async function bills(asOf: string): Promise<void> {
    const { run } = await hub.call('billing.propose', { asOf })
    await hub.call('billing.post', { run })
  }
  async function comesIn(language: 'en' | 'de', looks: Looks): Promise<void> {
    visited = await visit(browser, hub.address, looks)
    page = visited.page
    say = sayIn(language)
    await signInAs(page, say, 'Grace Patel')
  }
  const dialog = (): Locator => page.getByRole('dialog')
  const press = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true }).first().click()
  async function choose(label: string, option: string | RegExp): Promise<void> {
    const field = dialog().or(page.locator('#main')).last().getByRole('combobox', { name: label })
    await field.click()
    if (typeof option === 'string') await field.fill(option)
    await page.getByRole('option', { name: option }).first().click()
  }
  const contractCalled = async (number: string): Promise<string> => {
    const { rows } = await ask<Listed>(page, 'contracts.list', { filter: { field: 'number', is: 'equal', value: number } })
    return rows[0]!.id
  }

  it('are written by hand, from the customer to the run that bills them', async () => {
    await comesIn('en', { locale: 'en-GB' })
    await pictured(page, async () => {
      await page.goto('/customers/new')
      const field = (name: string) => page.getByRole('textbox', { name: say(`field.${name}`) })
      await field('name').fill('Lantern Books Ltd')
      await page.getByRole('combobox', { name: say('field.country') }).fill('GB')
      await choose(say('field.currency'), 'GBP')
      await press(say('customers.ui.create'))
      await page.getByRole('heading', { name: 'Lantern Books Ltd', level: 1 }).waitFor()
      await press(say('contracts.open'))
      await page.getByRole('textbox', { name: say('field.number') }).fill('H-1')
      await choose(say('field.entity'), 'NLUK')
      await press(say('contracts.open'))
      await page.getByText(say('contracts.ui.draftEmpty')).waitFor()
      await press(say('contracts.addLine'))
      await choose(say('field.product'), 'NIGHT')
      await dialog()
        .getByRole('textbox', { name: say('field.start') })
        .fill('01/12/2026')
      // The product reads itself out beside the form, and below it stands what the line would be.
      await dialog().getByRole('complementary').getByText(say('contracts.ui.listPrice'), { exact: true }).waitFor()
      await dialog().getByText(say('contracts.ui.notSold')).waitFor()
      await pleases(visited, 'contracts')
      await press(say('contracts.addLine'), dialog())
      await dialog().waitFor({ state: 'hidden' })
      await press(say('contracts.ui.moreActions'))
      await page.getByRole('menuitem', { name: say('contracts.sign') }).click()
      await press(say('contracts.sign'), dialog())
      await dialog().waitFor({ state: 'hidden' })
      await press(say('contracts.activate'))
      // What is switched on waits for that, and the rehearsal says so.
      await dialog().getByText(say('choice.state.awaiting')).first().waitFor()
      await press(say('contracts.activate'), dialog())
      await dialog().waitFor({ state: 'hidden' })
      await press(say('contracts.ui.actions', { line: 1 }))
      await page.getByRole('menuitem', { name: say('contracts.activateLine') }).click()
      const first = dialog().getByRole('textbox', { name: say('field.on') })
      await first.fill('01/12/2026')
      await first.press('Tab')
      await dialog().getByText(say('choice.state.active'), { exact: true }).waitFor()
      await press(say('contracts.activateLine'), dialog())
      await dialog().waitFor({ state: 'hidden' })
      const contract = page.url().split('/').at(-1)!
      const { next } = await ask<Worth>(page, 'contracts.worth', { contract })
      expect(next?.on).toBe('2026-12-01')
      const { run } = await ask<{ run: string }>(page, 'billing.propose', { asOf: '2026-12-01' })
      await page.goto(`/billing/runs/${run}?tab=all`)
      const { rows } = await ask<{ rows: { net: string; currency: string }[] }>(page, 'billing.chargeList', {
        filter: { all: [{ field: 'run', is: 'equal', value: run }, { field: 'contract', is: 'equal', value: contract }] }, // prettier-ignore
      })
      expect(rows.map(({ net, currency }) => ({ net, currency }))).toEqual(next!.totals)
      await ask(page, 'billing.post', { run })
    })
  })

  interface Wanted {
    readonly number: string
    readonly quantity: string
    readonly day: string
  }
  /** Fewer seats from the middle of a month that is billed already: rehearsed, saved, and in the next run with its explanation. */
  async function changes({ number, quantity, day }: Wanted): Promise<void> {
    await pictured(page, async () => {
      const contract = await contractCalled(number)
      await page.goto(`/contracts/${contract}`)
      await pleases(visited, 'contracts')
      await press(say('contracts.ui.actions', { line: 1 }))
      await page.getByRole('menuitem', { name: say('contracts.changeQuantity') }).click()
      await dialog().getByLabel(say('field.quantity')).fill(quantity)
      const effective = dialog().getByRole('textbox', { name: say('field.effective') })
      await effective.fill(day)
      await effective.press('Tab')
      // What the next run will do stands there before anything is saved.
      const differences = dialog().getByRole('table', { name: say('contracts.ui.differences') })
      await differences.getByText(say('choice.kind.charge'), { exact: true }).waitFor()
      const told = await differences.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.lastElementChild!.textContent!.trim().replace(/^\+/, ''))) // prettier-ignore
      expect(told).toHaveLength(2)
      await pleases(visited, 'contracts')
      expect(await ask<{ events: { event: string }[] }>(page, 'contracts.timeline', { contract })).not.toMatchObject({
        events: expect.arrayContaining([expect.objectContaining({ event: 'quantity', reason: quantity })]) as unknown,
      })
      await dialog()
        .getByRole('textbox', { name: say('field.reason') })
        .fill(quantity)
      // By the keyboard alone, as from any field of a form.
      await dialog()
        .getByRole('textbox', { name: say('field.reason') })
        .press('Enter')
      await dialog().waitFor({ state: 'hidden' })
      const { run } = await ask<{ run: string }>(page, 'billing.propose', { asOf: '2026-12-01' })
      const { rows } = await ask<{ rows: { net: string; currency: string }[] }>(page, 'billing.chargeList', {
        filter: { all: [{ field: 'run', is: 'equal', value: run }, { field: 'contract', is: 'equal', value: contract }] }, // prettier-ignore
        order: ['net'],
      })
      const figures = (text: string): string => text.replaceAll('−', '-').replace(/[^\d-]/g, '')
      expect(rows.map((row) => row.net).toSorted()).toEqual(told.map(figures).toSorted())
      await ask(page, 'billing.post', { run })
      await page.goto(`/contracts/${contract}?tab=billed`)
      for (const amount of told) {
        await page.getByRole('button', { name: say('billing.ui.why', { amount }) }).first().click() // prettier-ignore
        await page.getByText(say('billing.ui.whyHow')).first().waitFor()
        await press(say('app.close'))
      }
      await page.goto(`/contracts/${contract}?tab=timeline`)
      // The change is tried on other days, by key and by dragging; nothing is saved by that.
      const marker = page.getByRole('slider', { name: new RegExp(say('choice.event.quantity')) }).last()
      const stood = await marker.getAttribute('aria-valuetext')
      await marker.press('ArrowRight')
      const tried = page.getByRole('region', { name: say('contracts.ui.whatIf') })
      await tried.getByRole('table', { name: say('contracts.ui.differences') }).waitFor()
      await pleases(visited, 'contracts')
      const box = (await marker.boundingBox())!
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 4 })
      await page.mouse.up()
      expect(Number(await marker.getAttribute('aria-valuenow'))).toBeGreaterThan(Date.parse('2026-12-21') / 86_400_000)
      await marker.press('Enter')
      await dialog()
        .getByRole('button', { name: say('contracts.moveChange') })
        .waitFor()
      await press(say('app.close'))
      expect(await marker.getAttribute('aria-valuetext')).toBe(stood)
      for (const tab of ['timeline', 'terms', 'history']) {
        await page.goto(`/contracts/${contract}?tab=${tab}`)
        await pleases(visited, 'contracts')
      }
      await page.getByText(say('contracts.ui.setQuantity', { quantity })).first().waitFor()
    })
  }

  it('are changed backwards on a desk: rehearsed, saved, and billed with why', async () => {
    await comesIn('en', { locale: 'en-GB' })
    await changes({ number: 'C-1101', quantity: '40', day: '15/12/2026' })
  })

  it('are changed backwards on a telephone, in German and in the dark', async () => {
    await comesIn('de', { locale: 'de-DE', phone: true, dark: true })
    await changes({ number: 'C-1101', quantity: '45', day: '20.12.2026' })
  })
})
