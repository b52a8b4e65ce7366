import { modules, operations } from '../../core/harmony.ts'
import type { Caller } from '../../core/kernel/operation.ts'
import { run } from '../../core/kernel/run.ts'
import { languages } from '../../core/language.ts'
import { newId } from '../../main/storage/ids.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'

describe.each(stores)('master data on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'master data', { product: modules })
    await call('demo.seed')
  }, 60_000)
  afterAll(() => store?.close())

  const call = async (operation: string, input: object = {}, caller: Caller = anyone): Promise<any> => {
    const outcome = await run(operations, { id: newId(), operation, input, caller }, () => store.host)
    if (outcome.ok) return outcome.result
    const { refused, about } = outcome.refusal
    // Every refusal can be said in both languages, with all that it is about.
    for (const words of Object.values(languages)) {
      const holes = [...(words[refused] ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!)
      expect([refused, words[refused], holes.filter((name) => about[name] === undefined)]).toEqual([refused, expect.any(String), []])
    }
    return refused
  }
  const first = async (operation: string, search: string): Promise<any> => (await call(operation, { search })).rows[0]

  describe('a customer', () => {
    const fresh = {
      name: 'Tidewater Books Limited', country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 30,
      address: ['1 Ebb Street', 'Bristol BS1 1AA'], poRequired: false,
    } // prettier-ignore
    it('is created and changed, and keeps its name to itself', async () => {
      const made = await call('customers.save', { ...fresh, code: 'TID' })
      expect(made).toMatchObject({ code: 'TID', matchName: 'tidewater books ltd' })
      expect(await call('customers.save', { ...fresh, name: ' TIDEWATER  Books Ltd. ' })).toBe('customers.nameTaken')
      expect(await call('customers.save', { ...fresh, name: 'Other', code: 'TID' })).toBe('customers.codeTaken')
      expect(await call('customers.save', { ...fresh, id: made.id, code: 'TID', paymentDays: 14 })).toMatchObject({
        id: made.id,
        paymentDays: 14,
      })
      expect(await call('customers.save', { ...fresh, id: newId() })).toBe('customers.unknown')
    })
    it.each([
      [{ name: ' . ' }, 'customers.badName'],
      [{ name: 'A', country: 'UK-' }, 'customers.badCountry'],
      [{ name: 'A', language: 'English' }, 'customers.badLanguage'],
      [{ name: 'A', culture: 'en_GB' }, 'customers.badLanguage'],
      [{ name: 'A', zone: 'Mars/Olympus' }, 'customers.badZone'],
      [{ name: 'A', paymentDays: -1 }, 'customers.badPaymentDays'],
      [{ name: 'A', email: 'nobody' }, 'customers.badEmail'],
    ])('with %j is refused: %s', async (more, code) => expect(await call('customers.save', { ...fresh, ...more })).toBe(code))
  })

  describe('a contract', () => {
    let contract: any
    let line: any
    const sold = { product: 'MS-USER', quantity: '10', currency: 'GBP', start: '2026-10-01', taxCodes: ['UK-S20'] }
    it('is opened, sells lines and is activated', async () => {
      const quay = await first('customers.list', 'QUA')
      contract = await call('contracts.open', { entity: 'NLUK', customer: quay.id, number: 'T-1', name: 'Try' })
      expect(contract).toMatchObject({ number: 'T-1', state: 'draft' })
      expect(await call('contracts.open', { entity: 'NLUK', customer: quay.id, number: ' T-1 ' })).toBe('contracts.numberTaken')
      expect(await call('contracts.open', { entity: 'NLXX', customer: quay.id, number: 'T-2' })).toBe('contracts.unknownEntity')
      expect(await call('contracts.open', { entity: 'NLUK', customer: newId(), number: 'T-2' })).toBe('contracts.unknownCustomer')
      expect(await call('contracts.activate', { contract: contract.id })).toBe('contracts.noLines')
      line = await call('contracts.addLine', { contract: contract.id, ...sold })
      expect(line).toMatchObject({ number: 1, months: 1, timing: 'advance', anchor: 'calendar', version: 1, unitPrice: null })
      const counted = await call('contracts.addLine', { contract: contract.id, ...sold, product: 'WS-DEV', months: 12, timing: 'advance', anchor: 'anniversary' }) // prettier-ignore
      expect(counted).toMatchObject({ number: 2, months: 1, timing: 'arrears', anchor: 'calendar' })
      expect(await call('contracts.addLine', { contract: contract.id, ...sold, product: 'LIC-YR' })).toMatchObject({
        number: 3,
        months: 12,
      })
      expect(await call('contracts.activate', { contract: contract.id })).toMatchObject({ state: 'active' })
      expect(await call('contracts.activate', { contract: contract.id })).toBe('contracts.notDraft')
    })
    it.each([
      [{ quantity: '-1' }, 'contracts.negativeQuantity'],
      [{ unitPrice: '-0.01' }, 'contracts.negativePrice'],
      [{ months: 0 }, 'contracts.badPeriod'],
      [{ end: '2026-09-30' }, 'contracts.endBeforeStart'],
      [{ taxCodes: ['UK-S20', 'UK-S20'] }, 'contracts.unknownTax'],
      [{ taxCodes: ['UK-S99'] }, 'contracts.unknownTax'],
      [{ taxCodes: ['UK-S20', 'UK-S20'] }, 'contracts.unknownTax'],
      [{ taxCodes: ['DE-S19'] }, 'contracts.foreignTax'],
      [{ taxCodes: ['UK-RC'] }, 'contracts.foreignTax'],
      [{ currency: 'USD' }, 'contracts.noPrice'],
      [{ product: 'NONE' }, 'contracts.unknownProduct'],
      [{ contract: newId() }, 'contracts.unknown'],
    ])('does not sell %j: %s', async (more, code) =>
      expect(await call('contracts.addLine', { contract: contract.id, ...sold, ...more })).toBe(code),
    )
    it('sells in a currency without a list price at an agreed one', async () => {
      expect(await call('contracts.addLine', { contract: contract.id, ...sold, currency: 'USD', unitPrice: '49.50', start: '2030-01-01' })).toMatchObject({ unitPrice: '49.5' }) // prettier-ignore
    })
    it('changes a line until it is billed, and then asks for a new one', async () => {
      const change = { line: line.id, quantity: '12', unitPrice: '37', description: 'Two more', taxCodes: ['UK-S20'], poNumber: 'PO-1' }
      expect(await call('contracts.changeLine', change)).toMatchObject({ quantity: '12', unitPrice: '37', poNumber: 'PO-1' })
      expect(await call('contracts.changeLine', { ...change, taxCodes: ['IN-CG9'] })).toBe('contracts.foreignTax')
      expect(await call('contracts.changeLine', { ...change, line: newId() })).toBe('contracts.unknownLine')
      const { run: id } = await call('billing.propose', { asOf: '2026-11-15', entity: 'NLUK' })
      await call('billing.post', { run: id })
      expect(await call('contracts.changeLine', { ...change, quantity: '13' })).toBe('contracts.lineBilled')
      expect(await call('contracts.changeLine', { ...change, unitPrice: null })).toBe('contracts.lineBilled')
      expect(await call('contracts.changeLine', { ...change, quantity: '12.0', poNumber: 'PO-2' })).toMatchObject({ poNumber: 'PO-2' })
    })
    it('ends a line, also before what is billed: the next run gives it back', async () => {
      expect(await call('contracts.endLine', { line: line.id, end: '2026-09-30' })).toBe('contracts.endBeforeStart')
      expect(await call('contracts.endLine', { line: line.id, end: '2026-11-29' })).toMatchObject({ end: '2026-11-29', changes: 1 })
      expect(await call('contracts.endLine', { line: line.id, end: '2026-11-30' })).toMatchObject({ end: '2026-11-30' })
      expect(await call('contracts.endLine', { line: line.id, end: null })).toMatchObject({ end: null })
      expect(await call('contracts.endLine', { line: newId(), end: null })).toBe('contracts.unknownLine')
    })
    it('is seen and changed by the people of its legal entity only', async () => {
      const kavita: Caller = { ...anyone, entities: ['NLIN'] }
      expect((await call('contracts.list', { limit: 100 }, kavita)).rows.every((c: any) => c.entity === 'NLIN')).toBe(true)
      expect((await call('contracts.lines', { limit: 100 }, kavita)).rows.every((c: any) => c.entity === 'NLIN')).toBe(true)
      expect((await call('entities.list', {}, kavita)).rows.map((e: any) => e.code)).toEqual(['NLIN'])
      const quay = await first('customers.list', 'QUA')
      expect((await call('customers.get', { customer: quay.id }, kavita)).contracts).toEqual([])
      const refusals = [
        await call('contracts.get', { contract: contract.id }, kavita),
        await call('contracts.addLine', { contract: contract.id, ...sold }, kavita),
        await call('contracts.open', { entity: 'NLUK', customer: quay.id, number: 'T-9' }, kavita),
        await call('contracts.endLine', { line: line.id, end: null }, kavita),
      ]
      expect(refusals).toEqual(['contracts.unknown', 'contracts.unknown', 'contracts.unknownEntity', 'contracts.unknownLine'])
    })
  })

  describe('a product', () => {
    const version = {
      product: 'MS-USER', validFrom: '2027-01-01', model: 'flat', basis: 'month', measure: 'agreed', revenue: 'recurring',
      prices: [{ currency: 'GBP', unitPrice: '40', bands: [] }],
    } // prettier-ignore
    it('gets a new version, and lines sold before keep theirs', async () => {
      expect(await call('catalog.publishVersion', version)).toMatchObject({ version: 2 })
      const { product, versions, linesByVersion } = await call('catalog.product', { product: 'MS-USER' })
      expect([product.version, versions.map((v: any) => v.version), linesByVersion.map((v: any) => v.version)]).toEqual([2, [2, 1], [1]])
      expect(await call('catalog.publishVersion', { ...version, validFrom: '2026-12-31' })).toBe('catalog.validBackwards')
      // Prices alone: all else is as the version before has it, its service code too.
      const [was] = (await call('catalog.product', { product: version.product })).versions.filter((v: any) => v.version === 2)
      const dearer = [{ currency: 'GBP', unitPrice: '99', bands: [] }]
      const only = await call('catalog.publishVersion', { product: version.product, validFrom: version.validFrom, prices: dearer })
      expect(only).toMatchObject({
        version: 3,
        model: was.model,
        revenue: was.revenue,
        serviceCode: was.serviceCode,
        prices: [{ unitPrice: '99' }],
      })
    })
    it('is founded with its first version', async () => {
      const made = { ...version, product: 'NEW-1', names: { en: 'New', de: 'Neu' }, kind: 'recurring', unit: { en: 'pieces', de: 'Stück' } }
      expect(await call('catalog.publishVersion', { ...made, names: null })).toBe('catalog.incompleteProduct')
      expect(await call('catalog.publishVersion', { ...made, names: { de: 'Neu' } })).toBe('catalog.badTexts')
      expect(await call('catalog.publishVersion', made)).toMatchObject({ version: 1 })
      const saved = { code: 'NEW-1', names: { en: 'Newer' }, unit: { en: 'pieces' }, active: false }
      expect(await call('catalog.saveProduct', saved)).toMatchObject({ active: false, version: 1 })
      expect(await call('catalog.saveProduct', { ...saved, names: 'Newer' })).toBe('catalog.badTexts')
      expect(await call('catalog.saveProduct', { ...saved, code: 'NONE' })).toBe('catalog.unknownProduct')
      expect(await call('catalog.product', { product: 'NONE' })).toBe('catalog.unknownProduct')
    })
    const band = (upTo: string | null, unitPrice: string) => ({ upTo, unitPrice, flatFee: null })
    it.each([
      [{ prices: [{ currency: 'GBP', unitPrice: null, bands: [] }] }, 'pricing.missingPrice'],
      [{ prices: [{ currency: 'GBP', unitPrice: '1', bands: [] }, { currency: 'GBP', unitPrice: '2', bands: [] }] }, 'catalog.currencyTwice'],
      [{ model: 'fillUp', prices: [{ currency: 'GBP', unitPrice: null, bands: [band('5', '1')] }] }, 'pricing.bandsGap'],
      [{ model: 'fillUp', prices: [{ currency: 'GBP', unitPrice: null, bands: [band('5', '1'), band('5', '2'), band(null, '1')] }] }, 'pricing.bandsOverlap'],
      [{ measure: 'counted', basis: 'year' }, 'catalog.countedYearly'],
    ])('with %j is refused: %s', async (more, code) =>
      expect(await call('catalog.publishVersion', { ...version, validFrom: '2027-06-01', ...more })).toBe(code),
    ) // prettier-ignore
  })

  describe('a rate', () => {
    const rate = { source: 'DEMO', type: 'spot', base: 'EUR', quote: 'GBP', day: '2026-12-01', value: '0.8736' }
    it('is corrected by a new version', async () => {
      expect(await call('rates.record', rate)).toMatchObject({ version: 2, value: '0.8736' })
      const rows = (await call('rates.list', { filter: { all: [{ field: 'day', is: 'equal', value: '2026-12-01' }, { field: 'base', is: 'equal', value: 'EUR' }] } })).rows // prettier-ignore
      expect(rows.map((r: any) => [r.version, r.value, r.current])).toEqual([[2, '0.8736', true], [1, '0.8735', false]]) // prettier-ignore
      expect(await call('rates.find', { from: 'EUR', to: 'GBP', day: '2026-12-02' })).toMatchObject({ legs: [{ day: '2026-12-02' }] })
    })
    it.each([
      [{ quote: 'EUR' }, 'rates.samePair'],
      [{ value: '0' }, 'rates.notPositive'],
      [{ base: 'GBP', quote: 'EUR', value: '1.15' }, 'rates.otherWayRound'],
      [{}, 'rates.unchanged'],
      [{ day: '2026-12-05', value: '8.74' }, 'rates.unusual'],
    ])('with %j is refused: %s', async (more, code) => expect(await call('rates.record', { ...rate, ...more })).toBe(code))
    it('may be unusual where somebody means it', async () => {
      expect(await call('rates.record', { ...rate, day: '2027-04-20', value: '1.2', confirmed: true })).toMatchObject({ version: 1 })
    })
  })

  describe('a tax code', () => {
    const code = {
      code: 'UK-S25', short: 'S25', country: 'GB', rate: '25', category: 'S', names: { en: 'UK VAT 25 %' }, notes: {}, validFrom: '2030-01-01',
    } // prettier-ignore
    it('is added, and its texts change, never its rate', async () => {
      expect(await call('tax.save', code)).toMatchObject({ code: 'UK-S25' })
      expect(await call('tax.save', { ...code, names: { en: 'Better' } })).toMatchObject({ names: { en: 'Better' } })
      expect(await call('tax.save', { ...code, rate: '26' })).toBe('tax.rateFixed')
    })
    it.each([
      [{ rate: '-1' }, 'tax.badRate'],
      [{ category: 'Z' }, 'tax.badRate'],
      [{ country: 'GBR' }, 'tax.badCountry'],
      [{ notes: { en: '' } }, 'tax.badTexts'],
      [{ code: 'UK-X', short: 'S20' }, 'tax.shortTaken'],
    ])('with %j is refused: %s', async (more, refusal) => expect(await call('tax.save', { ...code, ...more })).toBe(refusal))
  })

  describe('a legal entity', () => {
    it('is changed, but not in what its documents rest on', async () => {
      const uk = await call('entities.get', { entity: 'NLUK' })
      expect(await call('entities.save', { ...uk, paymentDays: 21 })).toMatchObject({ paymentDays: 21 })
      expect(await call('entities.save', { ...uk, currency: 'EUR' })).toBe('entities.booksOpen')
      expect(await call('entities.save', { ...uk, invoicePrefix: 'GB-{yy}-' })).toBe('entities.booksOpen')
      expect(await call('entities.get', { entity: 'NONE' })).toBe('entities.unknown')
      expect(await call('entities.save', { ...uk, code: 'NLFR', country: 'FR', currency: 'EUR' })).toMatchObject({ code: 'NLFR' })
    })
    it.each([
      [{ group: 'NONE' }, 'entities.unknownGroup'],
      [{ fiscalYearStart: 13 }, 'entities.badFiscalYear'],
      [{ invoicePrefix: 'RE-' }, 'entities.badNumbering'],
      [{ country: 'uk' }, 'entities.badCountry'],
      [{ culture: 'deutsch' }, 'entities.badLanguage'],
      [{ zone: 'Berlin' }, 'entities.badZone'],
      [{ paymentDays: 400 }, 'entities.badPaymentDays'],
    ])('with %j is refused: %s', async (more, code) => {
      const de = await call('entities.get', { entity: 'NLDE' })
      expect(await call('entities.save', { ...de, ...more })).toBe(code)
    })
  })
})
