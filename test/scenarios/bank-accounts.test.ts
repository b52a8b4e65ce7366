import { randomUUID } from 'node:crypto'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const eur = (minor: string) => ({ currency: 'EUR', minor })
const gbp = (minor: string) => ({ currency: 'GBP', minor })
const [theirs, thieves] = ['DE89 3704 0044 0532 0130 00', 'DE02 1203 0000 0000 2020 51']
const called = 'Called Frau Weber on the number of our contract'

/** The classic fraud: a letter says that a supplier has another bank account. */
describe.each(stores)('bank accounts of suppliers on %s', (dialect) => {
  let house: House
  let grace: Pick<House, 'do' | 'refused'>
  const suppliers = new Map<string, string>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'bankaccounts', { at: () => '2026-11-23T09:00:00.000Z' as never })
    await house.do('demo.seed')
    grace = await house.as('grace.patel')
    for (const { code, id } of (await house.do('purchases.suppliers', { limit: 100 })).rows) suppliers.set(code, id)
    for (const [number, entity, supplier, gross] of [['RE-1', 'NLDE', 'RHENUS', eur('50000')], ['RE-2', 'NLDE', 'RHENUS', eur('2400')], ['B-1', 'NLUK', 'RHENUS', gbp('123456')]] as const) {
      const invoice = { supplier: suppliers.get(supplier), entity, number, day: '2026-11-02', gross, lines: [{ account: '7200', net: gross, taxCodes: [], description: 'Fees' }] }
      const { id } = await house.do('payables.recordInvoice', invoice)
      await grace.do('payables.accept', { invoice: id, reason: 'Agreed' })
      await house.do('payables.post', { invoice: id })
    }
  }, 120_000) // prettier-ignore
  afterAll(() => house?.close())

  const rhenus = () => suppliers.get('RHENUS')!
  const offer = (more: object) => ({ supplier: rhenus(), confirmation: called, ...more })
  const agreed = async (more: object) => {
    const { id } = await house.do('payables.proposeBankAccount', offer(more))
    await grace.do('payables.decideBankAccount', { bankAccount: id, agree: true })
    return id as string
  }
  const text = async (hash: string): Promise<string> => (await house.harmony.files.get(hash))!.toString('utf8')
  const propose = async (entity: string, currency: string) =>
    (await house.do('payables.propose', { entity, currency, payOn: '2026-11-27', dueUntil: '2026-12-31' })).paymentProposal.id as string
  let first: string

  it('a number that cannot be right is not kept, and nobody agrees to what they proposed', async () => {
    expect(await house.refused('payables.proposeBankAccount', offer({ iban: 'DE89370400440532013001' }))).toBe('payables.accountWrong')
    expect(await house.refused('payables.proposeBankAccount', offer({ sortCode: '08-99-9', accountNumber: '66374958' }))).toBe('payables.accountWrong')
    expect(await house.refused('payables.proposeBankAccount', offer({ routingNumber: '021000022', accountNumber: '12345678' }))).toBe('payables.bankCodeWrong')
    expect(await house.refused('payables.proposeBankAccount', offer({ iban: theirs, bic: 'NOBANK' }))).toBe('payables.bankCodeWrong')
    expect(await house.refused('payables.proposeBankAccount', offer({ sortCode: '089999' }))).toBe('payables.accountIncomplete')
    expect(await house.refused('payables.proposeBankAccount', offer({ iban: theirs, confirmation: 'ok' }))).toBe('payables.notConfirmed')
    const account = await house.do('payables.proposeBankAccount', offer({ iban: theirs }))
    expect(account).toMatchObject({ iban: 'DE89370400440532013000', ending: '3000', state: 'proposed', accountHolder: 'Rhenus Distribution GmbH' })
    expect(await house.refused('payables.decideBankAccount', { bankAccount: account.id, agree: true })).toBe('payables.ownBankAccount')
    expect(await house.refused('payables.proposeBankAccount', offer({ iban: thieves }))).toBe('payables.accountWaits')
    expect(await grace.refused('payables.decideBankAccount', { bankAccount: account.id, agree: false })).toBe('payables.reasonMissing')
    await grace.do('payables.decideBankAccount', { bankAccount: account.id, agree: true })
    expect(await grace.refused('payables.decideBankAccount', { bankAccount: account.id, agree: true })).toBe('payables.bankAccountDecided')
    expect(await house.refused('payables.proposeBankAccount', offer({ iban: theirs }))).toBe('payables.sameAccount')
    first = account.id
  }) // prettier-ignore

  it('numbers are told to whoever may see them, and the last four signs to all who see suppliers’ accounts', async () => {
    const [row] = (await grace.do('payables.bankAccounts')).rows
    expect(row).toMatchObject({ iban: 'DE89370400440532013000', ending: '3000', supplierName: 'Rhenus Distribution GmbH' })
    const caller = await house.harmony.localAdministrator('grace.patel')
    const permits = new Set([...caller!.permits].filter((permit) => permit !== 'payables.seeBankAccounts'))
    const seen = await house.harmony.run({ id: randomUUID(), operation: 'payables.bankAccounts', input: {}, caller: { ...caller!, permits } })
    expect(seen.ok && (seen.result as any).rows[0]).toMatchObject({ iban: null, ending: '3000' })
    const asked = { filter: { field: 'iban', is: 'equal', value: 'DE89370400440532013000' } }
    const guessed = await house.harmony.run({ id: randomUUID(), operation: 'payables.bankAccounts', input: asked, caller: { ...caller!, permits } })
    expect(guessed.ok ? '' : guessed.refusal.refused).toBe('field.forbidden')
  }) // prettier-ignore

  it('what was proposed to one account is not released to another', async () => {
    const proposal = await propose('NLDE', 'EUR')
    const { lines } = await grace.do('payables.proposal', { paymentProposal: proposal })
    expect(lines.map((line: any) => `${line.number} ${line.ending} ${line.bankAccount === first}`)).toEqual(['RE-1 3000 true', 'RE-2 3000 true'])
    const second = await agreed({ iban: thieves })
    expect(await grace.refused('payables.release', { paymentProposal: proposal })).toBe('payables.bankAccountChanged')
    expect((await house.do('payables.bankAccounts')).rows.map((row: any) => `${row.ending} ${row.state}`).sort()).toEqual(['2051 agreed', '3000 replaced'])
    // Somebody called after all.
    const refused = await house.do('payables.proposeBankAccount', offer({ iban: 'DE75512108001245126199' }))
    await grace.do('payables.decideBankAccount', { bankAccount: refused.id, agree: false, reason: 'The supplier knows nothing of it' })
    await agreed({ iban: theirs })
    await house.do('payables.dropProposal', { paymentProposal: proposal, reason: 'Where to?' })
    expect(second).not.toBe(first)
  }) // prettier-ignore

  it('a released proposal becomes one file for the bank, written once', async () => {
    const proposal = await propose('NLDE', 'EUR')
    expect(await house.refused('payables.paymentFile', { paymentProposal: proposal })).toBe('payables.notReleased')
    const { payments } = await grace.do('payables.release', { paymentProposal: proposal })
    expect(await house.refused('payables.paymentFile', { paymentProposal: proposal, format: 'bacs' })).toBe('payables.formatUnfit')
    const file = await house.do('payables.paymentFile', { paymentProposal: proposal })
    expect(file).toMatchObject({ format: 'sepa', payments: 1, amount: '52400', sequence: 1 })
    const xml = await text(file.file.hash)
    for (const part of [
      'pain.001.001.09', '<NbOfTxs>1</NbOfTxs><CtrlSum>524.00</CtrlSum>', '<ReqdExctnDt><Dt>2026-11-27</Dt></ReqdExctnDt>', '<InstdAmt Ccy="EUR">524.00</InstdAmt>', '<IBAN>DE89370400440532013000</IBAN>',
      `<EndToEndId>${payments[0].number}</EndToEndId>`, '<Ustrd>RE-1, RE-2</Ustrd>', '<Nm>Rhenus Distribution GmbH</Nm>',
    ]) expect(xml).toContain(part)
    expect((await grace.do('payables.paymentFile', { paymentProposal: proposal, format: 'list' })).file.hash).toBe(file.file.hash)
  }) // prettier-ignore

  it('pounds go by Bacs once the payer has a number there, and by a list before', async () => {
    await agreed({ sortCode: '08-99-99', accountNumber: '66374958' })
    const proposal = await propose('NLUK', 'GBP')
    await grace.do('payables.release', { paymentProposal: proposal })
    expect(await house.refused('payables.paymentFile', { paymentProposal: proposal, format: 'bacs' })).toBe('payables.payerIncomplete')
    expect(await grace.refused('payables.savePayingAccount', { entity: 'NLUK', serviceUser: '12345' })).toBe('payables.serviceUserWrong')
    await grace.do('payables.savePayingAccount', { entity: 'NLUK', serviceUser: '123456' })
    const file = await house.do('payables.paymentFile', { paymentProposal: proposal })
    expect(file).toMatchObject({ format: 'bacs', payments: 1, amount: '123456' })
    const records = (await text(file.file.hash)).trimEnd().split('\r\n')
    expect(records.map((one) => one.slice(0, 4))).toEqual(['VOL1', 'HDR1', 'HDR2', 'UHL1', '0899', '0899', 'EOF1', 'EOF2', 'UTL1'])
    // 27 November is a Friday: processed on Thursday, day 330 of the year.
    expect(records[3]!.slice(4, 10)).toBe(' 26330')
    expect(records[4]).toBe(`0899996637495809908999966374958    00000123456NORTHLIGHT IT LTD B-1               RHENUS DISTRIBUTIO`)
  }) // prettier-ignore

  it('British accounts are judged by the table that was loaded, from its day on; without one nothing is said of them', async () => {
    const account = { sortCode: '20-29-59', accountNumber: '63748472' }
    const wrong = { ...account, accountNumber: '63748473' }
    expect(await house.do('payments.verifyAccount', account)).toMatchObject({ verdict: 'unchecked', unchecked: 'noTable', edition: null })
    const file = (content: string, name: string) => house.harmony.files.put(Buffer.from(content), name, 'text/plain')
    // Made up, in the format in which the table is published.
    const weights = await file('202000 202999 MOD11    0    0    0    0    0    0    0    7    6    5    4    3    2    1\r\n202000 202999 DBLAL    2    1    2    1    2    1    2    1    2    1    2    1    2    1   6\r\n', 'valacdos.txt')
    const substitutes = await file('938173 938017\r\n', 'scsubtab.txt')
    const load = { edition: '8.20', from: '2026-11-01', weightFile: weights, substituteFile: substitutes }
    expect(await house.refused('payments.loadWeightTable', { ...load, weightFile: substitutes })).toBe('payments.badTable')
    expect(await house.refused('payments.loadWeightTable', { ...load, weightFile: await file('\r\n', 'empty.txt') })).toBe('payments.emptyTable')
    expect(await house.refused('payments.loadWeightTable', { ...load, weightFile: await file('PK\x03\x04\x00', 'valacdos.zip') })).toBe('payments.notText')
    expect(await (await house.as('lena.brandt')).refused('payments.loadWeightTable', load)).toBe('operation.forbidden')
    expect(await house.do('payments.loadWeightTable', { ...load, edition: '8.30', from: '2026-12-01' })).toMatchObject({ ranges: 2 })
    expect(await house.do('payments.verifyAccount', wrong)).toMatchObject({ unchecked: 'noTable' })
    await house.do('payments.loadWeightTable', load)
    expect(await house.do('payments.verifyAccount', account)).toMatchObject({ verdict: 'possible', unchecked: null, edition: '8.20' })
    expect(await house.do('payments.verifyAccount', wrong)).toMatchObject({ verdict: 'wrong', fault: 'modulus', edition: '8.20' })
    expect(await house.do('payments.verifyAccount', { ...account, sortCode: '111111' })).toMatchObject({ verdict: 'unchecked', unchecked: 'notListed' })
    expect(await house.do('payments.verifyAccount', { iban: theirs })).toMatchObject({ verdict: 'possible', edition: null, unchecked: null })
    expect((await house.do('payments.weightTables')).rows.map((row: any) => row.edition)).toEqual(['8.30', '8.20'])
    // What is proposed for a supplier, and where the house pays from, is judged by it too.
    const [other] = [...suppliers].find(([code]) => code !== 'RHENUS')!
    const proposed = { supplier: suppliers.get(other), confirmation: called }
    expect(await house.refused('payables.proposeBankAccount', { ...proposed, ...wrong })).toBe('payables.accountWrong')
    expect(await house.refused('payables.savePayingAccount', { entity: 'NLUK', ...wrong })).toBe('payables.accountWrong')
    await house.do('payables.proposeBankAccount', { ...proposed, ...account })
  }) // prettier-ignore

  it('the database itself changes no account that was proposed and no file that was written', async () => {
    for (const sql of [`update supplier_bank_accounts set iban = 'DE02120300000000202051' where state = 'agreed'`, `update supplier_bank_accounts set state = 'agreed' where state = 'declined'`, `delete from supplier_bank_accounts`, `delete from payment_files`, `update payment_files set amount = 1`])
      await expect(house.harmony.database.transact((session) => session.run(sql))).rejects.toThrow(/harmony/)
    expect((await house.do('audit.check')).checks.filter((c: { ok: boolean }) => !c.ok)).toEqual([])
  }) // prettier-ignore
})
