import type { Browser, Page } from 'playwright-core'
import type { Subject, Wanted } from '../../core/approvals/asking.ts'
import { approvals } from '../../core/approvals/approval.ts'
import { customers } from '../../core/customers/customer.ts'
import { exactly } from '../../core/kernel/decimal.ts'
import { step } from '../../core/kernel/explanation.ts'
import { money, type Currency } from '../../core/kernel/money.ts'
import { put } from '../../core/kernel/operation.ts'
import type { Code } from '../../core/kernel/shape.ts'
import { askingIn } from '../world/asking.ts'
import { axe, inBrowser, openBrowser, pictured, visit, type Looks, type Visit } from './browser.ts'
import { ask, settled, signInAs } from './company.ts'
import { foundHub, type Hub } from './hub.ts'
import { sayIn, type Say } from './words.ts'

jest.setTimeout(180_000)

const discount = (percent: string): Wanted => ({
  kind: 'orders.discount',
  reasons: [step('approvals.why.discountTotal', { percent: ['decimal', percent], limit: ['decimal', '10'] })],
  percent: exactly(percent),
})
const superseded: Wanted = {
  kind: 'orders.priceSuperseded',
  reasons: [
    step('approvals.why.priceSuperseded', {
      product: ['text', 'FW-HA'],
      agreed: ['money', '640000', 'GBP'],
      current: ['money', '665000', 'GBP'],
      day: ['day', '2026-11-20'],
    }),
  ],
}
/** Who asks for what, oldest first. */
const asked = [
  ['tom.okafor', 'PEN', 'NLUK', 'K2-000041', '1250000 GBP', [discount('14.5')], '2026-11-19T10:12:00.000Z'],
  ['amelia.ford', 'ZEN', 'NLUK', 'K7-000123', '640000 GBP', [superseded], '2026-11-27T16:40:00.000Z'],
  ['jonas.keller', 'RMK', 'NLDE', 'K4-000007', '1840000 EUR', [discount('18'), { kind: 'orders.margin', reasons: [step('approvals.why.margin', { margin: ['decimal', '11.2'], floor: ['decimal', '15'] })], percent: exactly('3.8') }], '2026-11-30T09:05:00.000Z'],
  ['amelia.ford', 'HAV', 'NLUK', 'K7-000124', '210000 GBP', [discount('12')], '2026-11-30T15:30:00.000Z'],
] as const // prettier-ignore

inBrowser('the inbox of approvals', () => {
  let browser: Browser
  let hub: Hub
  let visited: Visit
  beforeAll(async () => {
    browser = await openBrowser()
    hub = await foundHub('sqlite', 'e2e-approvals', 'full')
    const asking = await askingIn({ dataDir: hub.folder })
    const known = new Map((await asking.read.list(customers, { limit: 100 })).map((one) => [one.code as string, one]))
    // What the demo company's own orders wait for is not this story's.
    const others = await asking.read.list(approvals, { where: { field: 'state', is: 'equal', value: 'open' }, limit: 100 })
    await asking.apply(others.map((one) => put(approvals, { ...one, state: 'withdrawn', current: false })))
    for (const [login, customer, entity, reference, worth, wanted, at] of asked) {
      const [minor, currency] = worth.split(' ') as [string, Currency]
      const subject: Subject = {
        record: 'orders',
        row: `order-${reference}`,
        entity: entity as Code<'entities'>,
        customer: known.get(customer)!.id,
        subject: `${reference}, ${known.get(customer)!.name}`,
        version: 'v1',
        worth: money(currency, BigInt(minor)),
        groupWorth: currency === 'EUR' ? money('GBP', (BigInt(minor) * 874n) / 1000n) : money(currency, BigInt(minor)),
      }
      await asking.ask(login, subject, wanted as readonly Wanted[], at)
    }
    await asking.close()
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
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  const tidy = async (page: Page): Promise<void> => {
    await settled(page, visited.pending)
    expect(await axe(page)).toEqual([])
    expect(await fits(page)).toBe(true)
  }
  const openFor = async (page: Page): Promise<string[]> =>
    (await ask<{ rows: { subject: string }[] }>(page, 'approvals.inbox', { show: 'forMe' })).rows.map((row) => row.subject.slice(0, 9))

  it('Amelia sees what she asked for, why and who may decide, and decides nothing', () =>
    shown('Amelia Ford', { locale: 'en-GB' }, async (page, say) => {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: say('approvals.ui.askedByMe') })
        .click()
      await page.getByText('K7-000124, Harbour & Vale LLP').click()
      await page.getByText(say('approvals.ui.who')).waitFor()
      await page.getByText('Finance controller').waitFor()
      expect(await page.getByRole('button', { name: say('choice.decision.approve') }).count()).toBe(0)
      await tidy(page)
    }))

  it('Lena decides for Grace on a telephone, in German and in the dark', () =>
    shown('Lena Brandt', { locale: 'de-DE', phone: true, dark: true }, async (page, say) => {
      await page.goto('/approvals')
      const row = page.getByRole('listitem').filter({ hasText: say('approvals.kind.orders.margin') })
      // EUR 18,400.00 are beyond her own limit, but she stands in for Grace.
      await row.getByText(/für Grace Patel/).waitFor()
      await tidy(page)
      await row.getByRole('button', { name: say('choice.decision.decline') }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: say('choice.decision.decline') }).click()
      await dialog.getByText(say('approvals.ui.noteWanted')).waitFor()
      await dialog.getByLabel(say('approvals.ui.reason')).fill('Unter 13 % geht nichts')
      await tidy(page)
      await dialog.getByRole('button', { name: say('choice.decision.decline') }).click()
      await dialog.waitFor({ state: 'hidden' })
      await page.getByText(say('choice.show.decided'), { exact: true }).click()
      await page.getByText(/Lena Brandt für Grace Patel/).waitFor()
      await page.getByText(/„Unter 13 % geht nichts“/).waitFor()
      await tidy(page)
    }))

  it('Jonas finds the no among his work, with the reason', () =>
    shown('Jonas Keller', { locale: 'de-DE' }, async (page, say) => {
      const row = page
        .getByRole('main')
        .getByRole('link')
        .filter({ hasText: say('approvals.ui.due.declined') })
      await row.getByText(/Unter 13 % geht nichts/).waitFor()
      await tidy(page)
    }))

  it('Grace comes from her tasks, looks why, ticks by the keyboard and approves several at once', () =>
    shown('Grace Patel', { locale: 'en-GB' }, async (page, say) => {
      await page.getByRole('navigation', { name: say('app.menu.main') }).getByRole('link', { name: /^Approvals, 4/ }).click() // prettier-ignore
      await page.getByText(say('approvals.ui.age.week')).waitFor()
      expect(await openFor(page)).toEqual(['K2-000041', 'K7-000123', 'K4-000007', 'K7-000124'])
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await page.getByText(say('approvals.ui.next')).waitFor()
      await page.getByText('14.5 % off the whole; 10 % may be given without asking.').first().waitFor()
      await page.getByText(/The credit limit is GBP.25,000\.00/).waitFor()
      await tidy(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('x')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
      await page.getByText(say('approvals.ui.ticked_other', { count: '2' })).waitFor()
      await tidy(page)
      await page.keyboard.press('a')
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByLabel(say('field.note')).evaluate((field) => field === document.activeElement)).resolves.toBe(true)
      await dialog.getByLabel(say('field.note')).fill('Agreed with sales')
      await dialog.getByRole('button', { name: say('choice.decision.approve') }).click()
      await dialog.waitFor({ state: 'hidden' })
      await page.getByText('K7-000123, Zenith Legal').waitFor({ state: 'hidden' })
      expect(await openFor(page)).toEqual(['K4-000007', 'K7-000124'])
      await page.getByText(say('field.kind'), { exact: true }).click()
      await page.getByRole('heading', { name: /Order: discount/ }).waitFor()
      await page.getByText(say('choice.show.decided'), { exact: true }).click()
      await page.getByText('K7-000123, Zenith Legal').waitFor()
      await tidy(page)
      await page.goto('/all-approvals')
      await page.getByText('Lena Brandt for Grace Patel').waitFor()
      await page.getByText(say('approvals.kind.orders.priceSuperseded')).waitFor()
      await tidy(page)
      const { rows } = await ask<{ rows: { id: string; state: string }[] }>(page, 'approvals.inbox', { show: 'decided' })
      await page.goto(`/approvals/${rows.find((row) => row.state === 'declined')!.id}`)
      await page.getByText(/Declined, Lena Brandt for Grace Patel/).waitFor()
      await tidy(page)
    }))

  it('limits, stand-ins, and a customer’s credit are kept by finance', () =>
    shown('Grace Patel', { locale: 'en-GB' }, async (page, say) => {
      await page.goto('/approval-limits')
      await page.getByText('Budget 2027').waitFor()
      await tidy(page)
      await page.getByRole('button', { name: 'Change Field sales · Order: discount' }).click()
      const drawer = page.getByRole('dialog')
      await drawer.getByLabel(say('field.percent')).fill('12.5')
      await tidy(page)
      await drawer.getByLabel(say('field.percent')).press('Enter')
      await drawer.waitFor({ state: 'hidden' })
      await page.getByText('12.5 %').waitFor()
      const { rows } = await ask<{ rows: { id: string }[] }>(page, 'customers.list', { search: 'Zenith' })
      await page.goto(`/customers/${rows[0]!.id}`)
      await page.getByText(/The credit limit is GBP.10,000\.00/).waitFor()
      await page.getByRole('button', { name: say('approvals.ui.changeCredit'), exact: true }).click()
      await drawer.getByLabel(say('field.amount')).fill('12,000.00')
      await drawer.getByLabel(say('field.amount')).press('Enter')
      await drawer.waitFor({ state: 'hidden' })
      await page.getByText(/The credit limit is GBP.12,000\.00/).waitFor()
      await tidy(page)
    }))
})
