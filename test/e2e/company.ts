import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page, Request } from 'playwright-core'
import type { Dialect } from '../../main/storage/session.ts'
import { projectRoot } from '../../main/places.ts'
import { signatureOf } from '../world/selling.ts'
import { axe, type Visit } from './browser.ts'
import { foundHub, type Hub } from './hub.ts'
import type { Say } from './words.ts'

const files = [
  ['uk-agreements.xlsx', 'NLUK'],
  ['de-vertraege.csv', 'NLDE'],
  ['in-contracts.csv', 'NLIN'],
] as const

/** The demo company in the middle of its work: three files imported, a run posted, the books checked. Done by the command line, for tests of the screens. */
export async function busyCompany(dialect: Dialect, name: string): Promise<Hub> {
  const hub = await foundHub(dialect, name, 'full')
  try {
    for (const [file, entity] of files)
      hub.command('import', 'contracts', path.join(projectRoot(), 'test/world/import', file), '--entity', entity)
    const { run } = await hub.call('billing.propose', { asOf: '2026-12-01' })
    await hub.call('billing.post', { run })
    await hub.call('audit.run')
    return hub
  } catch (error) {
    await hub.end()
    throw error
  }
}

/** An index, a line whose clause follows it, and the new price that is proposed. The line is paid ahead, so no run bills it. */
export async function priceRise({ call }: Hub): Promise<void> {
  await call('indexation.saveSeries', {
    code: 'CPIH',
    names: { en: 'Consumer prices', de: 'Verbraucherpreise' },
    source: 'ONS, D7BT',
    base: '2015 = 100',
  })
  await call('indexation.recordValues', { index: 'CPIH', pasted: '2025-10;125\n2026-09;129\n2026-10;129.25' })
  const customer = (await call('customers.list', { filter: { field: 'code', is: 'equal', value: 'HAV' } })).rows[0].id
  const contract = (await call('contracts.open', { entity: 'NLUK', customer, number: 'C-1190', state: 'active' })).id
  await call('contracts.addLine', {
    contract, product: 'MS-USER', quantity: '8', unitPrice: '38.00', currency: 'GBP', taxCodes: ['UK-S20'], start: '2024-12-01', billedTo: '2027-12-31',
    uplift: { by: 'index', index: 'CPIH', margin: '1', ratchet: false },
  }) // prettier-ignore
  await call('indexation.propose', { effective: '2026-12-01' })
}

/** What selling and a month's end leave behind: a quote, an order that was signed and asks for an approval, accrued income. */
export async function sold(hub: Hub): Promise<void> {
  const as = (login: string, operation: string, input: object): Promise<any> => hub.call(operation, input, login)
  const customer = (await as('amelia.ford', 'customers.list', { filter: { field: 'code', is: 'equal', value: 'QUA' } })).rows[0].id
  const sale = { entity: 'NLUK', customer, lines: [{ product: 'SSL', quantity: '2', priceBy: 'discount', percent: '25' }] }
  await as('amelia.ford', 'quotes.save', sale)
  const { id } = await as('amelia.ford', 'orders.save', sale)
  const { payload } = await as('amelia.ford', 'orders.paper', { order: id })
  await as('amelia.ford', 'orders.capture', { order: id, signing: signatureOf(payload) })
  await as('grace.patel', 'recognition.accrue', { period: '2026-11' })
}

type Done = Hub['call']
/** Somebody of one country works on the order of another. */
async function workedAbroad(done: Done): Promise<void> {
  const [customer] = (await done('customers.list', { search: 'BAY' })).rows
  const { id: contract } = await done('contracts.open', { entity: 'NLDE', customer: customer.id, number: 'C-2006-T', state: 'active' })
  const rule = { name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }
  await done('coverage.setLadder', { contract, rules: [rule] })
  const worked = { source: 'walk', sourceId: '1', contract, person: 'Priya Raman', day: '2026-11-16', hours: '6', bookingType: 'day' }
  await done('work.record', worked)
  await done('coverage.landDue', {})
  const [person] = ((await done('privacy.people', { search: 'Graham Holt' })) as { rows: { id: string; person: string }[] }).rows
  await done('privacy.propose', { person: person!.person, subject: person!.id, cause: 'request', note: 'Letter of 28 November' })
}

/** The export of a bought company was opened: nothing of it is in the books yet. */
async function boughtCompany(done: Done): Promise<void> {
  const conflict = { ours: 'NLUK', oursName: 'Northlight IT Ltd', suggestion: null, freeName: null, blocks: true }
  await done('backups.openMerge', {
    name: 'Lakeside Group',
    contentHash: 'ab'.repeat(32),
    founding: 'the first call of Lakeside',
    takenAt: '2026-11-28T18:00:00.000Z',
    preview: {
      groupName: 'Lakeside Group', groupCurrency: 'EUR', houseCurrency: 'GBP', translates: true, customers: 214, products: 31, users: 12, suppliers: 9,
      contracts: 340, files: 1180, rows: 48_213, staying: [{ table: 'devices', rows: 3 }],
      entities: [{ code: 'NLUK', name: 'Lakeside Services Ltd', country: 'GB', currency: 'GBP', journals: 812, invoices: 640 }],
      ledger: [{ entity: 'NLUK', currency: 'GBP', journals: 812, lines: 2440, debit: '48210055', credit: '48210055' }],
      conflicts: [
        { ...conflict, kind: 'entities', former: 'NLUK', formerName: 'Lakeside Services Ltd', reason: 'sameCode', verdicts: ['rename'], suggestion: 'rename', freeName: 'NLUK2' },
        { ...conflict, kind: 'customers', former: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a417', formerName: 'Harbour & Vale LLP', ours: '0192f4a1-7c3e-7b1a-9d5e-3c8b2f60a418', oursName: 'Harbour & Vale LLP', reason: 'sameTaxId', verdicts: ['same', 'apart'], suggestion: 'same' },
        { ...conflict, kind: 'months', former: '2024-03', formerName: '2024-03: EUR – GBP', ours: null, oursName: null, reason: 'noRate', verdicts: [] },
      ],
    },
  })
} // prettier-ignore

/** What finance does at a month's end: work is charged between entities, money comes in that belongs to no invoice yet, a month is closed and handed over. */
export async function closed({ call: done }: Hub): Promise<void> {
  await done('coverage.landDue', {})
  const [supplier] = ((await done('purchases.suppliers', { search: 'Rhenus' })) as { rows: { id: string }[] }).rows
  // For half a year: it waits as a prepaid cost.
  const lines = [{ account: '5100', description: 'Customs clearance', net: { currency: 'GBP', minor: '10000' }, taxCodes: ['UK-S20'], from: '2026-11-01', end: '2027-04-30' }] // prettier-ignore
  const bill = {
    supplier: supplier!.id,
    entity: 'NLUK',
    number: 'RE-2026-11990',
    day: '2026-11-16',
    gross: { currency: 'GBP', minor: '12000' },
    lines,
  }
  const { id: invoice } = (await done('payables.recordInvoice', bill)) as { id: string }
  await done('payables.accept', { invoice, reason: 'Asked for by us' }, 'grace.patel')
  await done('payables.post', { invoice })
  const gbp = (minor: string) => ({ currency: 'GBP', minor })
  const paid = { entity: 'NLUK', supplier: supplier!.id, day: '2026-11-30' }
  await done('payables.pay', { ...paid, items: [{ openItem: invoice, amount: gbp('2000') }] })
  const account = {
    supplier: supplier!.id,
    sortCode: '08-99-99',
    accountNumber: '66374958',
    confirmation: 'Called the number of our contract',
  }
  const { id: bankAccount } = (await done('payables.proposeBankAccount', account)) as { id: string }
  await done('payables.decideBankAccount', { bankAccount, agree: true }, 'grace.patel')
  await done('payables.proposeBankAccount', { ...account, sortCode: null, accountNumber: null, iban: 'DE89370400440532013000' })
  await done('payables.propose', { entity: 'NLUK', payOn: '2026-11-30', dueUntil: '2026-12-31' })
  const [bought] = (await done('purchases.list', { filter: { field: 'supplier', is: 'filled' } })).rows
  await done('purchases.draftOrder', { entity: bought.entity, supplier: bought.supplier, costLines: [bought.id] })
  await workedAbroad(done)
  await done('transfer.charge', {})
  await done('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11' })
  const power = [{ account: '5100', amount: '1234500', about: 'Power' }, { account: '2300', amount: '-1234500' }] // prettier-ignore
  await done('adjustments.propose', { entity: 'NLDE', postedOn: '2026-11-30', currency: 'EUR', reason: 'Electricity', autoReverse: true, lines: power }) // prettier-ignore
  const dollars = { currency: 'USD', from: '2026-12-01', resultType: 'average', standingType: 'closing', reason: 'The owner reports in it' }
  await done('consolidation.proposeRetranslation', dollars)
  await done('receivables.receive', {
    entity: 'NLUK',
    day: '2026-11-30',
    received: { currency: 'GBP', minor: '1000' },
    payer: 'Somebody',
    reference: '?',
  })
  await done('closing.softClose', { entity: 'NLUK', month: '2026-10' })
  await boughtCompany(done)
  // A name that nobody has: nothing leaves this machine.
  const told = {
    name: 'Warehouse',
    url: 'https://warehouse.northlight.invalid/harmony',
    events: ['billing.*', 'orders.executed'],
    entity: null,
    inOrder: true,
  }
  const { id: webhook } = (await done('webhooks.create', told, 'it.admin')) as { id: string }
  await done('webhooks.sendSample', { webhook }, 'it.admin')
  await done('exports.create', { entity: 'NLUK' })
  await done('entities.numbersGiven', { series: 'NLUK/invoice/26', number: 'UK-INV-26-001500', reason: 'Copies at the tax adviser' })
}

/** Comes in as one of the company's people, by one click. */
export async function signInAs(page: Page, say: Say, name: string, at = '/'): Promise<void> {
  await page.goto(at)
  await page.getByRole('button', { name: say('app.demo.as', { name }) }).click()
  await page.getByText(say('app.demo.you', { name })).waitFor()
}

/** Asks the host as the screens do, with the session of the page. */
export async function ask<T>(page: Page, operation: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([address, body]) => {
      const response = await fetch(`/api/v1/${address}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body! })
      return { ok: response.ok, text: await response.text() }
    },
    [operation.replace('.', '/'), JSON.stringify(input)],
  )
  if (!answer.ok) throw new Error(`${operation}: ${answer.text}`)
  return JSON.parse(answer.text) as T
}

/** Until the screen is drawn: nothing is on its way any more, and nothing is drawn as a placeholder. Watched in frames, not in time. */
export async function settled(page: Page, pending: ReadonlySet<Request>): Promise<void> {
  const most = 600
  let unfinished: readonly string[] = []
  for (let quiet = 0, looked = 0; quiet < 3; looked++) {
    const drawing = await page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          const look = (): void => {
            const bones = [...document.querySelectorAll('[class*="-bone"], [aria-busy="true"]')].map((e) => e.outerHTML.slice(0, 200))
            if (document.getAnimations().some((a) => a.playState === 'running')) bones.push('colours are changing')
            // A screen whose code is still loading leaves the one before in its place, hidden.
            const headed = [...document.querySelectorAll('h1')].some((heading) => heading.checkVisibility())
            resolve(headed ? bones : ['there is no heading', ...bones])
          }
          requestAnimationFrame(() => requestAnimationFrame(look))
        }),
    )
    unfinished = [...drawing, ...[...pending].map((request) => request.url())]
    quiet = unfinished.length === 0 ? quiet + 1 : 0
    if (looked > most) throw new Error(`${page.url()} is never finished: ${unfinished.join('\n')}`)
  }
}

let drawn = 0
/** What every screen owes: it is drawn to its end, axe finds nothing, it is no wider than its window. With SHOTS it is drawn into that folder as well. */
export async function pleases({ page, pending }: Visit, name: string): Promise<void> {
  await settled(page, pending)
  const { SHOTS } = process.env
  if (SHOTS) {
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: path.join(SHOTS, `${name}-${(drawn += 1)}.png`), fullPage: true })
  }
  expect(await axe(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
}
