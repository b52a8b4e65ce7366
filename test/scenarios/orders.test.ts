import { freshHouse, type House } from '../world/house.ts'
import { captured, customerOf, drafted, signatureOf } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

type Acting = Pick<House, 'do' | 'refused'>
/** The last spot that Amelia's laptop had on the 18th (demo facts 4.2 and 4.6). */
const pricedOn = '2026-11-16'
const shown = (figures: any[]) => figures.map((f) => [f.currencyOf, f.currency, f.sales, f.cost, f.margin, f.percent])
const inPounds = (cost: string, margin: string, percent: string) => ['transaction', 'entity', 'group'].map((side) => [side, 'GBP', '640000', cost, margin, percent]) // prettier-ignore

describe.each(stores)('quotes and orders on %s', (dialect) => {
  let house: House
  let amelia: Acting, grace: Acting
  beforeAll(async () => {
    house = await freshHouse(dialect, 'orders')
    await house.do('demo.seed')
    ;[amelia, grace] = await Promise.all([house.as('amelia.ford'), house.as('grace.patel')])
  }, 120_000)
  afterAll(() => house?.close())

  const rowsOf = async (table: string) => house.harmony.database.read((session) => session.rows(`select * from ${table} order by id`))
  const quoted = async (customer: string, lines: readonly object[], more: object = {}) =>
    amelia.do('quotes.save', { entity: 'NLUK', customer: (await customerOf(house, customer)).id, lines, pricedOn, ...more })
  const accepted = async (order: string) => {
    const found = await grace.do('orders.get', { order })
    for (const { id } of found.approvals.filter((a: any) => a.state === 'open'))
      await house.do('approvals.decide', { ids: [id], decision: 'approve', note: 'For a good customer' })
    return grace.do('orders.acceptQuality', { order })
  }

  describe('C-1010 ZEN FW-HA', () => {
    let order: any
    it('★ sells for 6,400.00, costs 4,645.40 and earns 1,754.60 = 27.42 %', async () => {
      order = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })
      expect(shown(order.figures)).toEqual(inPounds('464540', '175460', '27.42'))
      expect(order).toMatchObject({
        oneOff: '640000',
        monthly: '0',
        termValue: '640000',
        oneOffTax: '128000',
        state: 'draft',
        number: null,
      })
      expect(order.costs.map((c: any) => [c.supplierName, c.item, c.currency, c.unitCost, c.quantity])).toEqual([
        ['Bastion Hardware Inc', 'Firewall pair', 'USD', '5150', '1'],
        ['Rhenus Distribution GmbH', 'Firewall support, first year', 'EUR', '620', '1'],
        [null, 'Installation, hours', 'GBP', '32', '6'],
      ])
    })
    it('is looked over by the deal coach before it is signed', async () => {
      const check = await amelia.do('orders.check', { order: order.id })
      expect(check.approvals).toEqual([])
      expect(check.findings.map((f: any) => [f.weight, f.steps[0].say])).toContainEqual(['warning', 'orders.check.noContact'])
      expect(shown(check.lines[0].figures)).toEqual(inPounds('464540', '175460', '27.42'))
    })
    it('is captured with a signature, gets its number, and waits for finance', async () => {
      order = await captured(amelia, order.id)
      expect(order).toMatchObject({ state: 'qualityCheck', number: 'NLUK-ORD-26-000001', signedOn: '2026-11-18', contract: null })
      const { signed, document, approvals } = await house.do('orders.get', { order: order.id })
      expect(signed).toMatchObject({ signer: 'Ruth Zentner', payloadHash: order.documentHash })
      expect(signed.payload.lines[0]).toMatchObject({ product: 'FW-HA', unitPrice: '6400', amount: '640000' })
      expect(document.document.costs).toHaveLength(3)
      expect(order.clauseHashes.length).toBeGreaterThan(0)
      expect(approvals).toEqual([])
    })
    it('never changes what was signed, whoever asks', async () => {
      expect(await amelia.refused('orders.save', { id: order.id, entity: 'NLUK', customer: order.customer, lines: [] })).toBe(
        'orders.signed',
      )
      expect(await amelia.refused('orders.capture', { order: order.id, signing: signatureOf((await house.do('orders.paper', { order: order.id })).payload) })).toBe('orders.signed') // prettier-ignore
      for (const sql of [`update order_documents set hash = 'x'`, 'delete from order_documents', `update signatures set signer = 'x'`])
        await expect(house.harmony.database.transact((session) => session.run(sql))).rejects.toThrow('never change')
    })
    it('is accepted by finance, and becomes the contract C-1010 with its line and purchases, all at once', async () => {
      expect(await house.refused('orders.execute', { order: order.id })).toBe('orders.notAccepted')
      expect(await amelia.refused('orders.acceptQuality', { order: order.id })).toBe('operation.forbidden')
      await accepted(order.id)
      const done = await house.do('orders.execute', { order: order.id, contractNumber: 'C-1010' })
      expect(done).toMatchObject({ state: 'executing', contract: expect.any(String) })
      order = done
      const [contract] = (await house.do('contracts.list', { filter: { field: 'number', is: 'equal', value: 'C-1010' } })).rows
      expect(contract).toMatchObject({ id: order.contract, state: 'active' })
      const { costs } = await house.do('purchases.get', { contract: order.contract })
      expect(costs.map((c: any) => [c.number, c.supplierName, c.currency, c.state])).toEqual([
        [1, 'Bastion Hardware Inc', 'USD', 'planned'], [2, 'Rhenus Distribution GmbH', 'EUR', 'planned'], [3, null, 'GBP', 'planned'],
      ]) // prettier-ignore
      const margin = await house.do('purchases.margin', { line: order.lines[0].contractLine, day: pricedOn })
      expect(shown(margin.planned)).toEqual(inPounds('464540', '175460', '27.42'))
    })
    it('prepares the support from the second year on as a draft, for the customer has not signed it', async () => {
      const { rows } = await house.do('contracts.lines', { filter: { field: 'contract', is: 'equal', value: order.contract } })
      expect(rows.map((l: any) => [l.number, l.product, l.state, l.start, l.unitPrice])).toEqual([
        [1, 'FW-HA', 'awaiting', '2026-11-18', '6400'], [2, 'FW-SUP', 'draft', '2027-11-18', null],
      ]) // prettier-ignore
    })
    it('★ its hardware from another supplier for EUR 4,480.00: 4,629.00, 1,771.00 = 27.67 %, and the signed price stays', async () => {
      const [dealer] = (await house.do('purchases.suppliers', { filter: { field: 'code', is: 'equal', value: 'RHENUS' } })).rows
      const signed = await rowsOf('contract_lines')
      const ordered = await house.do('purchases.changeOrder', {
        contract: order.contract, line: order.lines[0].contractLine, reason: 'Cheaper in Germany', effective: pricedOn,
        changes: [{ does: 'change', costLine: order.costs[0].costLine, supplier: dealer.id, currency: 'EUR', unitCost: '4480.00' }],
      }) // prettier-ignore
      expect([shown(ordered.marginBefore), shown(ordered.marginAfter)]).toEqual([
        inPounds('464540', '175460', '27.42'),
        inPounds('462900', '177100', '27.67'),
      ])
      expect(await rowsOf('contract_lines')).toEqual(signed)
    })
    it('is billed once it is delivered, 6,400.00 and 20 % tax, and the order is complete', async () => {
      const [{ contractLine }] = order.lines
      expect(await house.refused('orders.complete', { order: order.id })).toBe('orders.notDelivered')
      await house.do('contracts.deliver', { line: contractLine, on: '2026-11-25', reference: 'LS-4711' })
      await house.do('contracts.activateLine', { line: contractLine, on: '2026-11-25' })
      const { charges } = await house.do('billing.asKnown', { contract: order.contract, asOf: '2026-12-01' })
      expect(charges.map((c: any) => [c.line, c.net])).toEqual([[contractLine, '640000']])
      expect(await house.do('orders.complete', { order: order.id })).toMatchObject({ state: 'complete' })
    })
  })

  it('★ C-1010 ZEN before it is executed: the same change of supplier, rehearsed and made, 1,754.60 becomes 1,771.00', async () => {
    const { id } = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })
    const { costs, lines } = await captured(amelia, id)
    const plain = costs.map(({ id: _id, order: _o, line: _l, entity: _e, number: _n, costLine: _c, ...cost }: any) => cost)
    const change = { order: id, line: 1, reason: 'Cheaper in Germany', costs: [{ ...plain[0], supplier: null, supplierName: 'Rhenus Distribution GmbH', currency: 'EUR', unitCost: '4480.00' }, ...plain.slice(1)] } // prettier-ignore
    const rehearsed = await amelia.do('orders.rehearseCosts', change)
    const made = await amelia.do('orders.changeCosts', change)
    expect([shown(made.marginBefore), shown(made.marginAfter)]).toEqual([
      inPounds('464540', '175460', '27.42'),
      inPounds('462900', '177100', '27.67'),
    ])
    expect([rehearsed.marginBefore, rehearsed.marginAfter]).toEqual([made.marginBefore, made.marginAfter])
    const after = await house.do('orders.get', { order: id })
    expect(shown(after.figures)).toEqual(inPounds('462900', '177100', '27.67'))
    expect(after.lines).toEqual(lines)
    expect(after.history).toMatchObject([{ number: 1, recordedBy: 'Amelia Ford' }])
    expect(await amelia.refused('orders.changeCosts', { ...change, costs: after.costs.map(({ id: _id, order: _o, line: _l, entity: _e, number: _n, costLine: _c, ...cost }: any) => cost) })).toBe('orders.nothingChanged') // prettier-ignore
  })

  it('4.9/2: a newer price list asks for an approval, and the order keeps 6,400.00', async () => {
    const { id, priceBook } = await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }], { pricedOn })
    expect(priceBook).toEqual([{ product: 'FW-HA', version: 1, validFrom: '2020-01-01' }])
    await house.do('catalog.publishVersion', {
      ...(await firewall()),
      validFrom: '2026-11-17',
      prices: [{ currency: 'GBP', unitPrice: '6650.00', bands: [] }],
    })
    const order = await captured(amelia, id)
    expect(order).toMatchObject({ oneOff: '640000', lines: [{ unitPrice: '6400', version: 1 }] })
    const { approvals } = await house.do('orders.get', { order: id })
    expect(approvals).toMatchObject([
      { kind: 'orders.priceSuperseded', state: 'open', reasons: [{ say: 'approvals.why.priceSuperseded' }] },
    ])
    expect(await grace.refused('orders.acceptQuality', { order: id })).toBe('orders.approvalOpen')
    await accepted(id)
    const done = await house.do('orders.execute', { order: id })
    const [line] = (await house.do('contracts.lines', { filter: { field: 'id', is: 'equal', value: done.lines[0].contractLine } })).rows
    expect(line).toMatchObject({ version: 1, unitPrice: '6400' })
    // What is sold from now on is sold by the new list.
    expect((await drafted(amelia, 'ZEN', [{ product: 'FW-HA', quantity: '1' }])).oneOff).toBe('665000')
  })
  const firewall = async () => {
    const [product] = (await house.do('catalog.list', { filter: { field: 'code', is: 'equal', value: 'FW-HA' } })).rows
    return {
      product: 'FW-HA',
      names: product.names,
      kind: 'oneOff',
      unit: { en: 'pairs', de: 'Paare' },
      model: 'flat',
      basis: 'year',
      measure: 'agreed',
      revenue: 'hardware',
    }
  }

  it('an order holds all four sale kinds, and each becomes a line of its kind', async () => {
    const order = await drafted(amelia, 'MIL', [
      { product: 'MS-USER', quantity: '42', priceBy: 'discount', percent: '5' },
      { product: 'WS-DEV', quantity: '30' },
      { product: 'BLK-40', quantity: '1' },
      { product: 'SSL', quantity: '2' },
    ], { poNumber: 'PO-77', start: '2026-12-01' }) // prettier-ignore
    expect(order.lines.map((l: any) => [l.kind, l.per, l.unitPrice, l.oneOff, l.monthly])).toEqual([
      ['recurring', 'month', '36.1', '0', '151620'], ['consumption', 'month', null, '0', '26250'], ['prepay', 'once', '3400', '340000', '0'], ['oneOff', 'once', '210', '42000', '0'],
    ]) // prettier-ignore
    expect(order).toMatchObject({ oneOff: '382000', monthly: '177870', oneOffTax: '76400', monthlyTax: '35574' })
    await captured(amelia, order.id)
    await accepted(order.id)
    const done = await house.do('orders.execute', { order: order.id })
    const { rows } = await house.do('contracts.lines', { filter: { field: 'contract', is: 'equal', value: done.contract } })
    expect(rows.map((l: any) => [l.kind, l.product, l.unitPrice, l.start, l.poNumber])).toEqual([
      ['recurring', 'MS-USER', '36.1', '2026-12-01', 'PO-77'], ['consumption', 'WS-DEV', null, '2026-12-01', 'PO-77'], ['prepay', 'BLK-40', '3400', '2026-12-01', 'PO-77'],
      ['oneOff', 'SSL', '210', '2026-12-01', 'PO-77'],
    ]) // prettier-ignore
    // MS-USER is sold for twelve months and renews by itself, as its product says.
    expect(rows[0].termEnd).toBe('2027-11-30')
  })

  it('★ C-2004 BAY PRJ-MIG becomes a line for each milestone, 7,400 / 7,400 / 3,700 EUR, with its project and what is bought for all of them', async () => {
    const jonas = await house.as('jonas.keller')
    const costs = [{ item: 'Freelancer', supplierName: 'RHENUS', quantityRule: 'perUnit', quantity: '2', unitCost: '1000.00' }]
    const { id } = await jonas.do('orders.save', {
      entity: 'NLDE',
      customer: (await customerOf(house, 'BAY')).id,
      paymentDays: 30,
      lines: [{ product: 'PRJ-MIG', quantity: '1', costs }],
    })
    expect((await jonas.do('orders.check', { order: id })).findings.map((f: any) => f.steps[0].say)).toContain('orders.check.noProject')
    await captured(jonas, id)
    expect((await house.do('orders.get', { order: id })).approvals).toMatchObject([{ kind: 'orders.paymentTerms', state: 'open' }])
    await accepted(id)
    const done = await house.do('orders.execute', { order: id })
    expect(done.number).toBe('NLDE-ORD-26-000001')
    const { rows } = await house.do('contracts.lines', { filter: { field: 'contract', is: 'equal', value: done.contract } })
    expect(rows.map((l: any) => [l.description, l.unitPrice, l.state, l.taxCodes])).toEqual([
      ['Entwurf', '7400', 'awaiting', ['DE-S19']], ['Umzug', '7400', 'awaiting', ['DE-S19']], ['Abnahme', '3700', 'awaiting', ['DE-S19']],
    ]) // prettier-ignore
    const bought = await house.do('purchases.get', { contract: done.contract })
    expect(bought.costs).toMatchObject([{ line: null, item: 'Freelancer', quantityRule: 'fixed', quantity: '2', currency: 'EUR' }])
    // What was agreed and approved with the order is how the customer pays from now on.
    expect((await customerOf(house, 'BAY')).paymentDays).toBe(30)
    expect(await house.refused('orders.complete', { order: id })).toBe('orders.notDelivered')
  })

  it('the paper says in the customer’s language what the law wants said, and which bands price a line', async () => {
    const jonas = await house.as('jonas.keller')
    const lines = [
      { product: 'MS-USER', quantity: '18' },
      { product: 'EDR', quantity: '201' },
    ]
    const { id } = await jonas.do('orders.save', { entity: 'NLDE', customer: (await customerOf(house, 'ALP')).id, lines })
    const { payload, clauses } = await jonas.do('orders.paper', { order: id })
    expect(payload).toMatchObject({
      language: 'de',
      currency: 'EUR',
      seller: { entity: 'NLDE' },
      consent: expect.stringContaining('bestelle'),
    })
    expect(payload.totals).toMatchObject([
      { period: 'month', net: '79200', tax: '0', taxes: [{ code: 'DE-RC', note: expect.stringContaining('Steuerschuldnerschaft') }] },
    ])
    expect(payload.lines[1]).toMatchObject({ period: 'usage', unitPrice: null, amount: null })
    expect(payload.lines[1].detail).toEqual([
      'Die Stufe, in die die ganze Menge fällt, bestimmt den Preis jeder Einheit.', 'bis 50: je 4,20 EUR', 'bis 200: je 3,60 EUR', 'über 200: je 3,10 EUR',
    ]) // prettier-ignore
    expect(clauses.map((c: any) => c.language)).toEqual(clauses.map(() => 'de'))
    expect(clauses.length).toBe(payload.clauses.length)
  })

  it('nothing of another customer gets into an order', async () => {
    const [fund] = (await house.do('funds.list', { filter: { field: 'customerName', is: 'contains', value: 'Harbour' } })).rows
    const pen = (await customerOf(house, 'PEN')).id
    const lines = [{ product: 'BLK-40', quantity: '1' }]
    expect(await amelia.refused('orders.save', { entity: 'NLUK', customer: pen, lines: [{ ...lines[0], fund: fund.id }] })).toBe(
      'orders.foreignFund',
    )
    expect(await amelia.refused('orders.save', { entity: 'NLUK', customer: pen, lines, contract: fund.contract })).toBe(
      'orders.otherContract',
    )
    const [contact] = (await house.do('customers.contacts', { limit: 100 })).rows.filter((row: any) => row.customer !== pen)
    expect(await amelia.refused('orders.save', { entity: 'NLUK', customer: pen, lines, contact: contact.id })).toBe('orders.foreignContact')
  })

  it('a discount beyond Amelia’s 10 % is captured, asked for with its reason, and sent back when it is declined', async () => {
    const { id } = await drafted(amelia, 'QUA', [{ product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '12.5' }])
    expect((await amelia.do('orders.check', { order: id })).approvals).toMatchObject([{ kind: 'orders.discount', state: 'willBeAsked' }])
    await captured(amelia, id)
    const { approvals } = await house.do('orders.get', { order: id })
    expect(approvals).toMatchObject([{ kind: 'orders.discount', state: 'open', percent: '12.5', askedByName: 'Amelia Ford' }])
    // What was asked is shown to whoever checks it, though they could give that discount themselves; what was not is asked of nobody.
    for (const who of [house, grace, amelia]) {
      const check = await who.do('orders.check', { order: id })
      expect(check).toMatchObject({ ready: false, approvals: [{ kind: 'orders.discount', state: 'open', reasons: approvals[0].reasons }] })
    }
    await house.do('approvals.decide', { ids: [approvals[0].id], decision: 'decline', note: 'Too much' })
    expect(await grace.refused('orders.acceptQuality', { order: id })).toBe('orders.approvalDeclined')
    expect(await grace.do('orders.sendBack', { order: id, reason: 'Ask for 10 %' })).toMatchObject({
      state: 'sentBack',
      reason: 'Ask for 10 %',
    })
    // Another order with the agreed discount takes its place once it is signed.
    const { customer } = await house.do('orders.get', { order: id })
    const next = await amelia.do('orders.save', {
      entity: 'NLUK',
      customer,
      replaces: id,
      lines: [{ product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '10' }],
    })
    await captured(amelia, next.id)
    expect(await house.do('orders.get', { order: id })).toMatchObject({ state: 'cancelled' })
    expect((await house.do('orders.list', { filter: { field: 'id', is: 'equal', value: next.id } })).rows).toMatchObject([
      { openApprovals: 0, state: 'qualityCheck' },
    ])
  })

  it('an order beyond the credit limit is captured all the same, and somebody has to agree', async () => {
    const { id } = await drafted(amelia, 'QUA', [{ product: 'NIGHT', quantity: '3' }])
    const check = await amelia.do('orders.check', { order: id })
    expect([check.creditExceeded, check.ready, check.credit.at(-1).say]).toEqual([true, false, 'approvals.credit.exceeded'])
    expect(await captured(amelia, id)).toMatchObject({ state: 'qualityCheck' })
    expect((await house.do('orders.get', { order: id })).approvals).toMatchObject([
      { kind: 'orders.credit', state: 'open', currency: 'GBP' },
    ])
  })

  it('waits for the purchase order that the customer requires, and goes on when it is there', async () => {
    const { id } = await drafted(amelia, 'HAV', [{ product: 'SSL', quantity: '1' }], { poFollows: true })
    expect((await amelia.do('orders.check', { order: id })).findings.map((f: any) => f.steps[0].say)).toContain('orders.check.poFollows')
    await captured(amelia, id)
    expect(await grace.refused('orders.acceptQuality', { order: id })).toBe('orders.poMissing')
    await grace.do('orders.sendBack', { order: id, reason: 'The order number is missing' })
    expect(await amelia.do('orders.supplement', { order: id, poNumber: 'HV-2026-200' })).toMatchObject({
      state: 'qualityCheck',
      poNumber: 'HV-2026-200',
      poFollows: false,
    })
    expect(await accepted(id)).toMatchObject({ state: 'accepted' })
    expect(await amelia.do('orders.cancel', { order: id, reason: 'The customer bought elsewhere' })).toMatchObject({ state: 'cancelled' })
  })

  describe('a quote', () => {
    let quote: any
    it('goes out as a version that never changes; the next one is compared with it in money and words', async () => {
      quote = await quoted('PEN', [
        { product: 'MS-USER', quantity: '10' },
        { product: 'SSL', quantity: '1', optional: true },
      ])
      expect(quote).toMatchObject({ state: 'draft', version: 0, number: 'NLUK-QUO-26-000001', monthly: '38000', oneOff: '0' })
      await amelia.do('quotes.issue', { quote: quote.id, validUntil: '2027-12-31' })
      await amelia.do('quotes.markViewed', { quote: quote.id })
      await amelia.do('quotes.save', {
        id: quote.id, entity: 'NLUK', customer: quote.customer, pricedOn, validUntil: '2027-12-31',
        lines: [{ product: 'MS-USER', quantity: '12', priceBy: 'discount', percent: '10' }, { product: 'SSL', quantity: '1', optional: true }, { product: 'NIGHT', quantity: '1' }],
      }) // prettier-ignore
      const second = await amelia.do('quotes.issue', { quote: quote.id })
      expect(second).toMatchObject({ version: 2, monthly: '166040' })
      const compared = await amelia.do('quotes.compare', { quote: quote.id, before: 1, after: 2 })
      expect(compared.sums.find((s: any) => s.what === 'monthly')).toMatchObject({ before: '38000', after: '166040', difference: '128040' })
      expect(compared.lines.map((l: any) => [l.change, l.product, l.steps.map((s: any) => s.say)])).toEqual([
        ['changed', 'MS-USER', ['quotes.step.line.quantity', 'quotes.step.line.price']], ['added', 'NIGHT', ['quotes.step.line.added']],
      ]) // prettier-ignore
      const { versions } = await amelia.do('quotes.get', { quote: quote.id })
      expect(versions.map((v: any) => [v.version, v.monthly])).toEqual([
        [1, '38000'],
        [2, '166040'],
      ])
      await expect(house.harmony.database.transact((session) => session.run('update quote_versions set version = 9'))).rejects.toThrow(
        'never change',
      )
    })
    it('becomes an order with the very same prices, with the options that the customer takes', async () => {
      const order = await amelia.do('quotes.accept', { quote: quote.id, options: [2] })
      expect(order).toMatchObject({ state: 'draft', quote: quote.id, quoteVersion: 2, monthly: '166040', oneOff: '21000' })
      expect(order.lines.map((l: any) => [l.number, l.product, l.unitPrice])).toEqual([
        [1, 'MS-USER', '34.2'],
        [2, 'SSL', '210'],
        [3, 'NIGHT', '1250'],
      ])
      expect(await amelia.do('quotes.get', { quote: quote.id })).toMatchObject({ state: 'accepted' })
      expect(await amelia.refused('quotes.accept', { quote: quote.id })).toBe('quotes.closed')
      expect(await captured(amelia, order.id)).toMatchObject({ state: 'qualityCheck' })
    })
    it('out of the ordinary goes out once it was approved as it stands', async () => {
      const bold = await quoted('PEN', [{ product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '20' }], {
        validUntil: '2027-12-31',
      })
      expect(await amelia.refused('quotes.issue', { quote: bold.id })).toBe('quotes.approvalNeeded')
      await amelia.do('quotes.askApproval', { quote: bold.id })
      const { approvals, needs } = await amelia.do('quotes.get', { quote: bold.id })
      expect([approvals[0].kind, needs[0].kind]).toEqual(['quotes.discount', 'quotes.discount'])
      await house.do('approvals.decide', { ids: [approvals[0].id], decision: 'approve', note: 'Once' })
      // Changed after it was approved, it has to be approved again.
      const changed = { id: bold.id, entity: 'NLUK', customer: bold.customer, pricedOn, validUntil: '2027-12-31' }
      await amelia.do('quotes.save', { ...changed, lines: [{ product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '30' }] })
      expect(await amelia.refused('quotes.issue', { quote: bold.id })).toBe('quotes.approvalNeeded')
      await amelia.do('quotes.save', { ...changed, lines: [{ product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '20' }] })
      expect(await amelia.do('quotes.issue', { quote: bold.id })).toMatchObject({ version: 1, monthly: '100000' })
      expect(await amelia.do('quotes.decline', { quote: bold.id, reason: 'Still too dear' })).toMatchObject({
        state: 'declined',
        reason: 'Still too dear',
      })
    })
    it('says on the paper which lines are sold together, and for how much', async () => {
      const lines = [{ product: 'MS-USER', quantity: '7', bundle: 'Office' }, { product: 'NIGHT', quantity: '1', bundle: 'Office' }, { product: 'SSL', quantity: '1' }] // prettier-ignore
      const bundles = [{ name: 'Office', price: '1400' }]
      for (const [language, words] of [['en', 'In the bundle “Office” for GBP 1400.00.'], ['de', 'Im Paket „Office“ zu 1400,00 GBP.']] as const) {
        const quote = await quoted('PEN', lines, { validUntil: '2027-12-31', bundles, language })
        await amelia.do('quotes.issue', { quote: quote.id })
        const { payload } = await amelia.do('orders.quotePaper', { quote: quote.id })
        expect(payload.lines.map((line: any) => line.detail)).toEqual([[words], [words], []])
        expect(payload.lines.slice(0, 2).reduce((sum: bigint, line: any) => sum + BigInt(line.amount), 0n)).toBe(140_000n)
      } // prettier-ignore
    })
    it('was agreed to as it went out: its order asks nobody again, but for what is otherwise than it was offered', async () => {
      const night = { product: 'NIGHT', quantity: '1', priceBy: 'discount', percent: '20' }
      const users = { product: 'MS-USER', quantity: '5' }
      const option = { product: 'SSL', quantity: '1', priceBy: 'discount', percent: '40', optional: true }
      const bold = await quoted('PEN', [night, users, option], { validUntil: '2027-12-31' })
      await amelia.do('quotes.askApproval', { quote: bold.id })
      const { approvals } = await amelia.do('quotes.get', { quote: bold.id })
      await house.do('approvals.decide', { ids: approvals.map(({ id }: any) => id), decision: 'approve', note: 'For the whole of it' })
      await amelia.do('quotes.issue', { quote: bold.id })
      const asked = async (order: string): Promise<string[]> =>
        (await amelia.do('orders.check', { order })).approvals
          .filter(({ kind }: any) => kind === 'orders.discount' || kind === 'orders.margin')
          .flatMap(({ reasons }: any) => reasons.map((reason: any) => reason.values.find((v: any) => v.name === 'product').value))
      const order = await amelia.do('orders.fromQuote', { quote: bold.id })
      expect(await asked(order.id)).toEqual([])
      // Nobody had looked at an option that nobody had chosen.
      const more = await amelia.do('orders.fromQuote', { quote: bold.id, options: [3] })
      expect(await asked(more.id)).toEqual(['SSL'])
      const otherwise = async (lines: readonly object[]): Promise<string[]> => {
        await amelia.do('orders.save', { id: more.id, entity: 'NLUK', customer: bold.customer, pricedOn, lines })
        return asked(more.id)
      }
      expect(await otherwise([night, users])).toEqual([])
      expect(await otherwise([{ ...night, percent: '21' }, users])).toEqual(['NIGHT'])
      expect(await otherwise([{ ...night, quantity: '2' }, users])).toEqual(['NIGHT'])
      expect(await otherwise([night, night, users])).toEqual(['NIGHT'])
      // The discount was given for both together.
      expect(await otherwise([night])).toEqual(['NIGHT'])
      await captured(amelia, order.id)
      const { approvals: kept } = await amelia.do('orders.get', { order: order.id })
      expect(kept.map(({ kind }: any) => kind)).not.toContain('orders.discount')
    })
  })

  it('4.9/14: without a fresh rate a quote says which one it used and how old it is; without any it goes without that figure', async () => {
    const old = await quoted('ZEN', [{ product: 'FW-HA', quantity: '1', version: 1 }], { pricedOn: '2027-06-30', validUntil: '2027-12-31' })
    expect(old.rates.filter((r: any) => r.from === 'USD')).toMatchObject([
      { to: 'GBP', state: 'stale', published: '2027-03-31', ageDays: 91 },
    ])
    const none = await quoted('ZEN', [{ product: 'FW-HA', quantity: '1', version: 1 }], {
      pricedOn: '2020-01-01',
      validUntil: '2027-12-31',
    })
    expect([none.oneOff, none.figures]).toEqual(['640000', []])
    expect(none.rates).toMatchObject([
      { from: 'EUR', state: 'missing', rate: null },
      { from: 'USD', state: 'missing', rate: null },
    ])
  })
  it('a margin by mark-up and by target margin is worked out from what is bought', async () => {
    const lines = (priceBy: string, percent: string) => [{ product: 'FW-HA', quantity: '1', version: 1, priceBy, percent }]
    // 4,645.40 and a quarter; 4,645.40 as 70 % of the price.
    expect((await amelia.do('quotes.workOut', { entity: 'NLUK', lines: lines('markUp', '25'), pricedOn })).oneOff).toBe('580675')
    const target = await amelia.do('quotes.workOut', { entity: 'NLUK', lines: lines('margin', '30'), pricedOn })
    expect([target.oneOff, target.figures[0].percent]).toEqual(['663629', '30'])
    // What each line earns is told to those alone who may see purchases.
    expect(target.margins.map((m: any) => [m.number, m.markUp, shown(m.figures)[0]])).toEqual([
      [1, '42.86', ['transaction', 'GBP', '663629', '464540', '199089', '30']],
    ])
    await house.do('people.saveRole', { code: 'price-reader', name: 'Price reader', permits: ['quotes.read'] })
    await house.do('people.createUser', {
      login: 'p.reader',
      name: 'P. Reader',
      email: null,
      title: null,
      roles: ['price-reader'],
      entities: null,
      password: null,
    })
    const reader = await house.as('p.reader')
    expect(await reader.do('quotes.workOut', { entity: 'NLUK', lines: lines('margin', '30'), pricedOn })).toMatchObject({
      oneOff: '663629',
      margins: [],
    })
  })
  it('the coach sees the cliff of a look-up price', async () => {
    const { id } = await drafted(amelia, 'FJO', [{ product: 'EDR', quantity: '48', taxCodes: ['UK-OS'] }], { currency: 'EUR' })
    const advice = (await amelia.do('orders.check', { order: id })).findings.find((f: any) => f.weight === 'advice')
    expect(advice).toMatchObject({ line: 1, steps: [{ say: 'orders.check.cliff' }] })
    expect(advice.steps[0].values.map((v: any) => v.value)).toEqual(['EDR', '48', '20160', '51', '18360'])
  })
})
