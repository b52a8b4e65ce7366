import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const eur = (minor: string) => ({ currency: 'EUR', minor })

/** What a supplier invoices for several months is cost of the months that it covers: a year of support in advance, EUR 1,190.00 with input tax. */
describe.each(stores)('cost of several months on %s', (dialect) => {
  let house: House
  let supplier: string
  beforeAll(async () => {
    house = await freshHouse(dialect, 'matched-cost', { at: () => '2026-11-30T18:00:00.000Z' as never })
    await house.do('demo.seed')
    supplier = (await house.do('purchases.suppliers', { limit: 100 })).rows.find(({ code }: any) => code === 'RHENUS').id
  }, 120_000)
  afterAll(() => house?.close())

  const posted = async (number: string, day: string, net: string, gross: string, more: object) => {
    const lines = [{ account: '5200', net: eur(net), taxCodes: ['DE-S19'], ...more }]
    const { id } = await house.do('payables.recordInvoice', { supplier, entity: 'NLDE', number, day, gross: eur(gross), lines })
    await (await house.as('grace.patel')).do('payables.accept', { invoice: id, reason: 'agreed' })
    await house.do('payables.post', { invoice: id })
    return id as string
  }
  const linesOf = async (journal: string): Promise<string[]> =>
    (await house.do('ledger.journal', { journal })).lines.map((l: any) => `${l.account} ${l.taxCode ?? '-'} ${l.amount}`)
  const standing = async (account: string, from?: string): Promise<string> =>
    (await house.do('ledger.balances', { limit: 500, filter: { all: [{ field: 'account', is: 'equal', value: account }, { field: 'entity', is: 'equal', value: 'NLDE' }, ...(from ? [{ field: 'period', is: 'equal', value: from }] : [])] } })).rows
      .reduce((sum: bigint, row: any) => sum + BigInt(row.amount), 0n).toString() // prettier-ignore
  const waiting = async () => (await house.do('recognition.prepaidCosts', { limit: 100 })).rows
  const booksHold = async () => expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const year = { from: '2026-11-01', end: '2027-10-31' }
  let support: string

  it('waits as a prepaid cost, with its tax at once', async () => {
    support = await posted('RH-1', '2026-11-05', '100000', '119000', year)
    expect(await linesOf(support)).toEqual(['1480 DE-S19 100000', '2310 DE-S19 19000', '2100 - -119000'])
    expect(await waiting()).toMatchObject([{ invoiceNumber: 'RH-1', costAccount: '5200', from: '2026-11-01', to: '2027-11-01', total: '100000', recognised: '0', left: '100000', state: 'open' }]) // prettier-ignore
    const { lines } = await house.do('tax.lines', { filter: { field: 'journal', is: 'equal', value: support } }).then(({ rows }) => ({ lines: rows })) // prettier-ignore
    expect(lines).toMatchObject([{ side: 'purchase', code: 'DE-S19', entityBase: '100000', inputTax: '19000' }])
    await booksHold()
  })

  it('what lies within its month and what names no days is booked as it always was', async () => {
    expect((await linesOf(await posted('RH-2', '2026-11-06', '3000', '3570', { from: '2026-11-01', end: '2026-11-30' })))[0]).toBe('5200 DE-S19 3000') // prettier-ignore
    expect((await linesOf(await posted('RH-3', '2026-11-06', '3000', '3570', {})))[0]).toBe('5200 DE-S19 3000')
    // Accounts that documents keep are nobody's cost.
    for (const account of ['1450', '1480'])
      expect(await house.refused('payables.recordInvoice', { supplier, entity: 'NLDE', number: 'RH-4', day: '2026-11-06', gross: eur('3570'), lines: [{ account, net: eur('3000'), taxCodes: ['DE-S19'], ...year }] })).toBe('payables.unknownAccount') // prettier-ignore
    expect(await waiting()).toHaveLength(1)
  })

  it('each month takes its days: 30 of 365 in November, 31 in December, and the months are the whole', async () => {
    const before = await house.do('recognition.preview', { period: '2026-11', entity: 'NLDE' })
    expect(before.rows).toMatchObject([{ deferredAccount: '1480', revenueAccount: '5200', amount: '-8219' }])
    expect(await house.do('recognition.run', { period: '2026-11', entity: 'NLDE' })).toMatchObject({ charges: 1, journals: 1 })
    expect([await standing('1480'), await standing('5200', '2026-11')]).toEqual([`${100000 - 8219}`, `${8219 + 6000}`])
    expect(await house.do('recognition.run', { period: '2026-11', entity: 'NLDE' })).toMatchObject({ journals: 0 })
    await house.do('recognition.run', { period: '2026-12', entity: 'NLDE' })
    expect(await standing('5200', '2026-12')).toBe(`${16712 - 8219}`)
    const { rows } = await house.do('recognition.rollForward', { entity: 'NLDE', from: '2026-11', to: '2026-12' })
    expect(rows.filter((row: any) => row.account === '1480')).toMatchObject([{ opening: '0', additions: '100000', releases: '-16712', other: '0', closing: '83288' }]) // prettier-ignore
    await booksHold()
    // To the end, in one step: whichever months were run, the parts are the whole.
    await house.do('recognition.run', { period: '2027-10', entity: 'NLDE' })
    expect([await standing('1480'), await standing('5200')]).toEqual(['0', '106000'])
    expect(await waiting()).toMatchObject([{ left: '0', state: 'done' }])
    await booksHold()
  })

  it('taken back, neither cost nor anything that waits is left of it', async () => {
    const credit = await posted('RH-5', '2026-11-07', '-36500', '-43435', year)
    const wrong = await posted('RH-6', '2026-11-08', '36500', '43435', year)
    await house.do('recognition.run', { period: '2026-12', entity: 'NLDE' })
    expect(await standing('1480')).toBe('0')
    await house.do('payables.undo', { invoice: wrong, day: '2027-01-15', reason: 'invoiced twice' })
    // Of the credit note 61 of 365 days have passed.
    expect([await standing('1480'), await standing('5200')]).toEqual([`${-36500 + 6100}`, `${106000 - 6100}`])
    expect((await waiting()).find((row: any) => row.invoice === wrong)).toMatchObject({ state: 'undone', left: '0' })
    await booksHold()
    await house.do('payables.undo', { invoice: credit, day: '2027-01-15', reason: 'never sent' })
    expect([await standing('1480'), await standing('5200')]).toEqual(['0', '106000'])
    await booksHold()
  })

  it('a row that is not what its account holds turns the light red', async () => {
    await house.harmony.database.transact((session) => session.run(`update prepaid_costs set recognised = recognised - 1 where invoice = '${support}'`)) // prettier-ignore
    const { checks } = await house.do('audit.check')
    expect(checks.filter((c: any) => !c.ok)).toMatchObject([{ check: 'audit.prepaidAgrees', fault: { record: 'prepaidCosts' } }])
  })
})
