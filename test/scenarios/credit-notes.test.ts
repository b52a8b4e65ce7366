import { readPdf } from '../documents/pdf.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const asOf = '2026-12-01'
const sum = (texts: readonly string[]): bigint => texts.reduce((all, one) => all + BigInt(one), 0n)

describe.each(stores)('credit notes on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'credit')
    await house.do('demo.seed')
    const { run } = await house.do('billing.propose', { asOf })
    await house.do('billing.post', { run })
  }, 60_000)
  afterAll(() => house?.close())

  const invoiceOf = async (search: string) => {
    const found = (await house.do('billing.chargeList', { search })).rows[0]
    return house.do('billing.invoice', { invoice: found.invoice })
  }
  const sound = async () => {
    const audit = await house.do('audit.check')
    expect(audit.checks.filter((c: any) => !c.ok)).toEqual([])
  }
  /** Lines of a journal by account and tax code, in three currencies, summed. */
  const booked = (lines: readonly any[]) =>
    lines
      .map((l) => `${l.account} ${l.taxCode ?? ''} ${l.amount} ${l.entityAmount} ${l.groupAmount}`)
      .toSorted()
      .join('\n')
  const opposite = (lines: readonly any[]) =>
    booked(
      lines.map((l) => ({
        ...l,
        amount: `${-BigInt(l.amount)}`,
        entityAmount: `${-BigInt(l.entityAmount)}`,
        groupAmount: `${-BigInt(l.groupAmount)}`,
      })),
    )

  it('mirrors a whole invoice in all three currencies, at the rates of then, with a number of its own series', async () => {
    const original = await invoiceOf('C-3001')
    const made = await house.do('billing.credit', { invoice: original.invoice.id, reason: 'Wrong count' })
    const note = await house.do('billing.invoice', { invoice: made.creditNote })
    expect(note.invoice).toMatchObject({ kind: 'creditNote', corrects: original.invoice.id, reason: 'Wrong count' })
    expect(note.invoice.number).toMatch(/^CN\/26-27\/000001$/)
    expect(BigInt(note.invoice.gross)).toBe(-BigInt(original.invoice.gross))
    expect(booked(note.lines)).toBe(opposite(original.lines))
    expect(note.open.open).toBe(note.invoice.gross)
    expect(await house.refused('billing.credit', { invoice: original.invoice.id, reason: 'again' })).toBe('billing.nothingToCredit')
    expect(await house.refused('billing.credit', { invoice: made.creditNote, reason: 'back' })).toBe('billing.creditOfCredit')
    await sound()
  })

  it('credits in parts that are together exactly the invoice, and never more', async () => {
    const original = await invoiceOf('C-2005')
    const [charge] = original.charges
    const third = BigInt(charge.net) / 3n
    const part = (net: bigint) =>
      house.do('billing.credit', {
        invoice: original.invoice.id,
        reason: 'Part',
        kind: 'goodwill',
        charges: [{ charge: charge.id, net: `${net}` }],
      })
    const notes = [await part(third), await part(third)]
    expect(
      await house.refused('billing.credit', {
        invoice: original.invoice.id,
        reason: 'Too much',
        charges: [{ charge: charge.id, net: `${BigInt(charge.net) - third}` }],
      }),
    ).toBe('billing.creditTooLarge')
    notes.push(await house.do('billing.credit', { invoice: original.invoice.id, reason: 'Rest', kind: 'goodwill' }))
    const all = await Promise.all(notes.map((n) => house.do('billing.invoice', { invoice: n.creditNote })))
    for (const column of ['amount', 'entityAmount', 'groupAmount'])
      for (const account of new Set<string>(original.lines.map((l: any) => l.account)))
        expect(
          sum([...original.lines, ...all.flatMap((n) => n.lines)].filter((l: any) => l.account === account).map((l: any) => l[column])),
        ).toBe(0n)
    expect(sum(all.map((n) => n.invoice.tax))).toBe(-BigInt(original.invoice.tax))
    await sound()
  })

  it('opens what was credited, so that the next run bills it again; goodwill leaves it charged', async () => {
    const again = await house.do('billing.propose', { asOf })
    const proposed = (await house.do('billing.reviewList', { filter: { field: 'run', is: 'equal', value: again.run } })).rows
    expect(proposed.map((c: any) => c.contractNumber)).toEqual(['C-3001'])
    const run = await house.do('billing.run', { run: again.run })
    await house.do('billing.post', { run: run.id })
    expect((await house.do('billing.propose', { asOf })).charges).toBe(0)
    const report = await house.do('billing.shouldHaveBeen', { upTo: asOf })
    expect(report.differences).toEqual([])
    await sound()
  })

  it('credits and bills again in one act', async () => {
    const original = await invoiceOf('C-1001')
    const made = await house.do('billing.creditAndRebill', { invoice: original.invoice.id, reason: 'New address' })
    expect(made).toMatchObject({ credited: `-${original.invoice.net}`, billed: original.invoice.net, charges: original.charges.length })
    const fresh = await house.do('billing.invoice', { invoice: made.invoice })
    expect(fresh.charges.map((c: any) => [c.from, c.to, c.net])).toEqual(original.charges.map((c: any) => [c.from, c.to, c.net]))
    expect((await house.do('billing.propose', { asOf })).charges).toBe(0)
    await sound()
  })

  it('bills again on the accounts that the product names for the legal entity', async () => {
    const card = await house.do('catalog.product', { product: 'EDR' })
    const { behaviours } = card.versions.at(-1)
    const overrides = [{ entity: 'NLDE', revenueAccount: '4300', deferredAccount: null, costAccount: null }]
    await house.do('catalog.publishVersion', {
      product: 'EDR',
      validFrom: asOf,
      behaviours: { ...behaviours, account: { ...behaviours.account, booking: 'byEntity', overrides } },
    })
    const line = { product: 'EDR', quantity: '1', unitPrice: '8.73', taxCodes: ['DE-S19'] }
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'RMK' } })).rows
    const original = await house.do('billing.invoiceByHand', {
      customer: customer.id,
      entity: 'NLDE',
      issued: asOf,
      lines: [line],
      poNumber: 'RMK-1',
    })
    const made = await house.do('billing.creditAndRebill', { invoice: original.invoice, reason: 'Neue Anschrift' })
    const revenueOf = async (invoice: string) => (await house.do('billing.invoice', { invoice })).lines.filter((l: any) => l.charge).map((l: any) => [l.account, l.amount]) // prettier-ignore
    expect(await revenueOf(original.invoice)).toEqual([['4300', '-873']])
    expect(await revenueOf(made.creditNote)).toEqual([['4300', '873']])
    expect(await revenueOf(made.invoice)).toEqual([['4300', '-873']])
    await sound()
  })

  it('gives the last part what is left of the tax: 1.66 on 8.73 in thirds', async () => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'RMK' } })).rows
    const line = { product: 'EDR', quantity: '1', unitPrice: '8.73', taxCodes: ['DE-S19'] }
    const made = await house.do('billing.invoiceByHand', {
      customer: customer.id,
      entity: 'NLDE',
      issued: asOf,
      lines: [line],
      poNumber: 'RMK-1',
    })
    const { charges } = await house.do('billing.invoice', { invoice: made.invoice })
    const part = async () =>
      (
        await house.do('billing.credit', {
          invoice: made.invoice,
          reason: 'Teil',
          kind: 'goodwill',
          charges: [{ charge: charges[0].id, net: '291' }],
        })
      ).tax
    // 19 % of 8.73 is 1.66, of 2.91 it is 0.55: the last part takes 0.56.
    expect([made.tax, await part(), await part(), await part()]).toEqual(['166', '-55', '-55', '-56'])
    await sound()
  })

  it('bills by hand through a contract, posted at once or left as a proposal', async () => {
    const [customer] = (await house.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'HAV' } })).rows
    const line = { product: 'MS-USER', description: 'Workshop on site', quantity: '1.5', unitPrice: '120.00', taxCodes: ['UK-S20'] }
    const made = await house.do('billing.invoiceByHand', {
      customer: customer.id,
      entity: 'NLUK',
      issued: asOf,
      lines: [line],
      poNumber: 'PO-77',
    })
    expect(made).toMatchObject({ posted: true, contractNumber: 'H-2026-0001', net: '18000', tax: '3600', gross: '21600' })
    const invoice = await house.do('billing.invoice', { invoice: made.invoice })
    expect(invoice.charges).toMatchObject([{ description: 'Workshop on site', net: '18000', quantity: '1.5' }])
    const why = await house.do('billing.why', { charge: invoice.charges[0].id })
    expect(why.holds).toBe(true)
    const left = await house.do('billing.invoiceByHand', {
      contract: made.contract,
      issued: asOf,
      lines: [line],
      poNumber: 'PO-78',
      post: false,
    })
    expect(left).toMatchObject({ posted: false, number: null })
    expect((await house.do('billing.post', { run: left.run })).posted).toBe(1)
    expect(await house.refused('billing.invoiceByHand', { contract: made.contract, lines: [] })).toBe('billing.noLines')
    expect((await house.do('billing.propose', { asOf })).charges).toBe(0)
    await sound()
  })

  const printed = async (operation: string, input: object) =>
    readPdf((await house.harmony.files.get((await house.do(operation, input)).file.hash)) as Uint8Array)
  it('prints a credit note with what it corrects, and a proposal as pro forma without a number', async () => {
    const original = await invoiceOf('C-2001')
    const made = await house.do('billing.credit', { invoice: original.invoice.id, reason: 'Menge falsch' })
    const note = await printed('documents.print', { invoice: made.creditNote })
    expect(note.text.replace(/\s+/g, ' ')).toContain('Rechnungskorrektur')
    for (const words of [made.number, original.invoice.number, 'Menge falsch', 'erstattet'])
      expect(note.text.replace(/\s+/g, ' ')).toContain(words)
    const { run } = await house.do('billing.propose', { asOf })
    const [charge] = (await house.do('billing.chargeList', { filter: { field: 'run', is: 'equal', value: run } })).rows
    const proForma = await printed('documents.proForma', { run, invoice: charge.invoice })
    expect(proForma.text.replace(/\s+/g, ' ')).toContain('Proforma-Rechnung')
    expect(proForma.text).toContain('PRO FORMA')
    expect((await house.do('billing.run', { run })).state).toBe('proposed')
    expect(await house.refused('documents.proForma', { run, invoice: original.invoice.id })).toBe('documents.unknownProposal')
    await house.do('billing.post', { run })
    await sound()
  })
})
