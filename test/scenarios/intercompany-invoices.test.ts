import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** What NLIN charged NLDE and NLUK for work as tax documents (finance.md 3, intercompany): export under LUT there, reverse charge here. */
describe.each(stores)('invoices between entities of a group, on %s', (dialect) => {
  let house: House
  const contracts = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'ic-invoices')
    await house.do('demo.seed')
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    for (const [provider, receiver] of [
      ['NLDE', 'NLUK'],
      ['NLIN', 'NLUK'],
    ] as const) {
      const known = (await house.do('transfer.policies', { filter: { all: [{ field: 'provider', is: 'equal', value: provider }, { field: 'receiver', is: 'equal', value: receiver }, { field: 'kind', is: 'equal', value: 'time' }] } })).rows // prettier-ignore
      if (known.length > 0) continue
      const { id } = await grace.do('transfer.proposePolicy', { provider, receiver, kind: 'time', method: 'costPlus', percent: '12', from: '2026-01-01', agreement: 'IC-1' }) // prettier-ignore
      await admin.do('transfer.decidePolicy', { policy: id, approve: true })
    }
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    for (const [entity, code] of [
      ['NLDE', 'DE-S19'],
      ['NLUK', 'UK-S20'],
    ] as const) {
      const { id } = await house.do('contracts.open', { entity, customer: customer.id, number: `IC-${entity}`, state: 'active' })
      await house.do('coverage.setLadder', { contract: id, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: [code] }] }) // prettier-ignore
      contracts.set(entity, id)
    }
  }, 120_000)
  afterAll(() => house?.close())

  const worked = async (entity: string, person: string, day: string, hours: string) => {
    const entry = await house.do('work.record', { source: 'test', sourceId: randomUUID(), contract: contracts.get(entity), person, day, hours, bookingType: 'day' }) // prettier-ignore
    await house.do('coverage.landDue')
    await house.do('transfer.charge', { until: day })
    return entry
  }
  const linesOf = async (journal: string) =>
    (await house.do('ledger.journal', { journal })).lines.map((l: any) => `${l.account} ${l.taxCode ?? '-'} ${l.amount} ${l.entityAmount} ${l.groupAmount}`) // prettier-ignore
  const booksHold = async () => expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  const returned = async (entity: string) => (await house.do('tax.return', { entity, period: '2026-11', months: 1 })).boxes

  it('is issued in both books at once: export under LUT in India, reverse charge in Germany, nothing between the two but their names', async () => {
    await worked('NLDE', 'Priya Raman', '2026-11-16', '6')
    expect(await house.refused('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11', issued: '2026-11-15' })).toBe('intercompany.tooEarly') // prettier-ignore
    const before = await house.do('consolidation.trialBalance', { period: '2026-11', view: 'transacted' })
    const { invoices } = await house.do('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11', issued: '2026-11-30' }) // prettier-ignore
    expect(invoices).toHaveLength(1)
    const [invoice] = invoices
    expect(invoice).toMatchObject({
      number: 'IC/26-27/000001', kind: 'invoice', month: '2026-11', currency: 'INR', tax: '0', net: invoice.gross, taxes: [{ code: 'IN-EXP-LUT', rate: '0', tax: '0' }], reverseCode: 'DE-13B',
    }) // prettier-ignore
    expect(invoice.number.length).toBeLessThanOrEqual(16)
    // 19 % of the net, once, halves away from zero.
    const net = BigInt(invoice.net)
    expect(BigInt(invoice.reverseTax)).toBe((net * 19n * 2n + 100n) / 200n)
    const [given, taken] = [await linesOf(invoice.providerJournal), await linesOf(invoice.receiverJournal)]
    expect(given.map((line: string) => line.split(' ').slice(0, 3).join(' '))).toEqual([`4500 IN-EXP-LUT ${-net}`, `4500 - ${net}`])
    expect(taken.map((line: string) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      `5400 DE-13B ${net}`, `5400 - ${-net}`, `2310 DE-13B ${invoice.reverseTax}`, `2300 DE-13B -${invoice.reverseTax}`,
    ]) // prettier-ignore
    // Nothing is earned or spent twice, and the group is what it was.
    const after = await house.do('consolidation.trialBalance', { period: '2026-11', view: 'transacted' })
    const byAccount = (balance: any) => new Map(balance.lines.map((l: any) => [l.account, l.group]))
    for (const account of ['4500', '5400', '1500', '2400']) expect([account, byAccount(after).get(account)]).toEqual([account, byAccount(before).get(account)]) // prettier-ignore
    expect(after).toMatchObject({ sum: '0', unmatched: '0' })
    await booksHold()
  })

  it('is found by the returns of both: the supply here, the tax that is owed and had back there', async () => {
    const { rows } = await house.do('tax.lines', { filter: { field: 'document', is: 'in', value: ['intercompanyInvoice', 'intercompany'] }, limit: 10 }) // prettier-ignore
    expect(rows.map((r: any) => [r.entity, r.side, r.code, r.party, r.partyCountry])).toEqual(
      expect.arrayContaining([
        ['NLIN', 'sale', 'IN-EXP-LUT', 'Northlight IT GmbH', 'DE'],
        ['NLDE', 'purchase', 'DE-13B', 'Northlight Services India Pvt Ltd', 'IN'],
      ]),
    )
    expect((await returned('NLDE')).length).toBeGreaterThan(0)
  })

  it('carries a charge once: what comes later is on the next one, what is taken back is a credit note', async () => {
    expect(await house.refused('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11' })).toBe('intercompany.nothingDue') // prettier-ignore
    const entry = await worked('NLDE', 'Priya Raman', '2026-11-17', '2')
    const [next] = (await house.do('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11' })).invoices
    expect(next).toMatchObject({ number: 'IC/26-27/000002', charges: 1, kind: 'invoice', issued: '2026-11-30' })
    await house.do('work.reverse', { time: entry.id, reason: 'booked twice' })
    await house.do('transfer.charge', { until: '2026-11-30' })
    const [credit] = (await house.do('intercompany.issue', { provider: 'NLIN', receiver: 'NLDE', month: '2026-11' })).invoices
    expect(credit).toMatchObject({ number: 'IC/26-27/000003', kind: 'creditNote', net: `${-BigInt(next.net)}` })
    await booksHold()
  })

  it('bears reverse charge between Germany and the United Kingdom, and says so in the receiver’s language', async () => {
    await worked('NLUK', 'Mehmet Aydin', '2026-11-18', '3')
    const [invoice] = (await house.do('intercompany.issue', { provider: 'NLDE', receiver: 'NLUK', month: '2026-11' })).invoices
    expect(invoice).toMatchObject({ number: 'DE-IC-26-000001', currency: 'EUR', tax: '0', reverseCode: 'UK-RC' })
    expect((await linesOf(invoice.receiverJournal)).map((line: string) => line.split(' ').slice(0, 2).join(' '))).toEqual(['5400 UK-RC', '5400 -', '2310 UK-RC', '2300 UK-RC']) // prettier-ignore
    const read = await house.do('intercompany.invoice', { invoice: invoice.id })
    expect(read.journals.map((j: any) => [j.side, j.entity, j.lines.length])).toEqual([['provider', 'NLDE', 2], ['receiver', 'NLUK', 4]]) // prettier-ignore
    expect(read.lines).toMatchObject([{ kind: 'time', person: 'Mehmet Aydin', day: '2026-11-18' }])
    expect(read.why.length).toBeGreaterThan(2)
    await booksHold()
  })

  it('is printed once, to the byte', async () => {
    const [row] = (await house.do('intercompany.invoices', { filter: { field: 'number', is: 'equal', value: 'IC/26-27/000001' } })).rows
    expect(row.printed).toBe(false)
    const first = await house.do('intercompany.print', { invoice: row.id })
    expect(first).toMatchObject({ language: 'de' })
    expect(await house.do('intercompany.print', { invoice: row.id })).toEqual(first)
    expect(await house.refused('intercompany.print', { invoice: randomUUID() })).toBe('intercompany.unknownInvoice')
  })

  it('is an e-invoice like any other where both are of one country, credit notes too: checked before it goes, kept with its report', async () => {
    const [grace, admin] = [await house.as('grace.patel'), await house.as('it.admin')]
    const german = await house.do('entities.get', { entity: 'NLDE' })
    const address = ['Lindenallee 7', '60598 Frankfurt am Main']
    await house.do('entities.save', { ...german, code: 'NLD2', name: 'Northlight Betrieb GmbH', taxId: 'DE136695976', address, invoicePrefix: 'D2-RE-{yy}-' })
    await house.do('rates.savePolicy', { entity: 'NLD2', source: 'DEMO', type: 'spot', maxAgeDays: 30, taxSource: null, taxType: 'spot' })
    const { id: policy } = await grace.do('transfer.proposePolicy', { provider: 'NLDE', receiver: 'NLD2', kind: 'time', method: 'costPlus', percent: '12', from: '2026-01-01', agreement: 'IC-2' })
    await admin.do('transfer.decidePolicy', { policy, approve: true })
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'BAY' } })).rows
    const { id } = await house.do('contracts.open', { entity: 'NLD2', customer: customer.id, number: 'IC-NLD2', state: 'active' })
    await house.do('coverage.setLadder', { contract: id, rules: [{ name: 'Engineers', rung: 'billable', kinds: ['time'], product: 'TM-ENG', unitPrice: '110', taxCodes: ['DE-S19'] }] })
    contracts.set('NLD2', id)
    const entry = await worked('NLD2', 'Mehmet Aydin', '2026-11-19', '5')
    const [invoice] = (await house.do('intercompany.issue', { provider: 'NLDE', receiver: 'NLD2', month: '2026-11' })).invoices
    // Five hours at 46.00 and 12 % more: 257.60, and 19 % on it.
    expect(invoice).toMatchObject({ net: '25760', tax: '4894', gross: '30654', taxes: [{ code: 'DE-S19', base: '25760', tax: '4894' }], reverseCode: null })
    expect(await house.refused('intercompany.eInvoice', { invoice: invoice.id })).toBe('intercompany.notPrepared')
    // Where the other side is reached is not known yet.
    const first = await house.do('intercompany.prepareEInvoice', { invoice: invoice.id })
    expect(first).toMatchObject({ valid: false, syntax: 'xrechnung-ubl' })
    expect(first.findings.map((one: any) => one.rule)).toContain('PEPPOL-EN16931-R010')
    expect(await house.refused('intercompany.eInvoice', { invoice: invoice.id })).toBe('intercompany.invalid')
    await house.do('einvoice.saveSeller', { entity: 'NLD2', contactName: 'Lena Brandt', contactPhone: '+49 69 90000100', contactEmail: 'betrieb@northlight.example', electronicAddress: 'DE136695976', addressScheme: '9930', localTaxNumber: null, creditorId: null })
    const second = await house.do('intercompany.prepareEInvoice', { invoice: invoice.id })
    expect([second.valid, second.findings.filter((one: any) => one.level === 'fatal')]).toEqual([true, []])
    expect(await house.do('intercompany.prepareEInvoice', { invoice: invoice.id })).toEqual(second)
    const xml = (await house.harmony.files.get((await house.do('intercompany.eInvoice', { invoice: invoice.id })).file.hash))!.toString('utf8')
    for (const part of [invoice.number, '257.60', '48.94', '306.54', 'Northlight Betrieb GmbH', 'DE999999995', 'DE136695976', '>380<']) expect(xml).toContain(part)
    await house.do('work.reverse', { time: entry.id, reason: 'booked twice' })
    await house.do('transfer.charge', { until: '2026-11-30' })
    const [credit] = (await house.do('intercompany.issue', { provider: 'NLDE', receiver: 'NLD2', month: '2026-11' })).invoices
    expect(credit).toMatchObject({ kind: 'creditNote', gross: '-30654' })
    for (const syntax of ['xrechnung-ubl', 'xrechnung-cii', 'peppol', 'zugferd']) {
      const note = await house.do('intercompany.prepareEInvoice', { invoice: credit.id, syntax })
      expect([syntax, note.findings.filter((one: any) => one.level === 'fatal')]).toEqual([syntax, []])
      const text = (await house.harmony.files.get(note.xml.hash))!.toString('utf8')
      for (const part of ['>381<', '>306.54<', `>${invoice.number}<`]) expect(text).toContain(part)
    }
    const indian = (await house.do('intercompany.invoices', { filter: { field: 'number', is: 'equal', value: 'IC/26-27/000001' } })).rows[0]
    expect(await house.refused('intercompany.prepareEInvoice', { invoice: indian.id })).toBe('intercompany.noEInvoice')
    expect(await house.do('intercompany.invoice', { invoice: invoice.id })).toMatchObject({ eInvoicePossible: true, eInvoice: { valid: true } })
    await booksHold()
  }, 30_000) // prettier-ignore
})
