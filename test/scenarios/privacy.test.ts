import { readFileSync } from 'node:fs'
import path from 'node:path'
import { modules } from '../../core/harmony.ts'
import { foundDemo, storyClock } from '../../main/found-demo.ts'
import { tablesIn } from '../../main/moving/tables.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** What must not be found again, where nothing keeps it. */
const words = {
  name: 'Charlotte Vale',
  email: 'c.vale@harbourvale.example',
  formerName: 'Charlotte Quenby',
  formerEmail: 'canary.quenby@harbourvale.example',
  phone: '+44 117 496 0777',
}
const everyWord = Object.values(words)

/** Every row of every table that travels in a backup, as one text each, and kept files with their bytes. */
async function dump(house: House): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  const tables = await house.harmony.database.read(tablesIn, 'all')
  for (const { name, columns } of tables)
    await house.harmony.database.read(async (session) => {
      const list = columns.map((column) => (column.type === 'bytes' && session.dialect === 'postgres' ? `encode("${column.name}", 'escape')` : `"${column.name}"`)) // prettier-ignore
      const rows = await session.rows(`select ${list.join(', ')} from "${name}"`)
      found.set(name, rows.map((row) => row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value))).join('\t'))) // prettier-ignore
    }, 'all')
  return found
}
/** Tables in which a word stands, with how many rows. */
const places = (dumped: ReadonlyMap<string, readonly string[]>, wanted: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...dumped].flatMap(([table, rows]) => {
      const hits = rows.filter((row) => wanted.some((word) => row.toLowerCase().includes(word.toLowerCase()))).length
      return hits === 0 ? [] : [[table, hits] as const]
    }),
  )

describe.each(stores)('somebody who asks to be erased, on %s', (dialect) => {
  let house: House
  let contact: string
  let customer: string
  let before: Map<string, string[]>
  beforeAll(async () => {
    const clock = storyClock()
    house = await freshHouse(dialect, 'privacy', { at: clock.at })
    await foundDemo(house.harmony, clock, (await house.harmony.localAdministrator())!, { empty: false })
    const { rows } = await house.do('customers.contacts', { search: words.name })
    const [row] = rows as { id: string; customer: string }[]
    contact = row!.id
    customer = row!.customer
    const known = { id: contact, customer, title: 'Practice manager', language: 'en', getsInvoices: true, technical: false, decides: true, active: true, note: 'Likes sailing' } // prettier-ignore
    await house.do('customers.saveContact', { ...known, name: words.formerName, email: words.formerEmail, phone: words.phone })
    await house.do('customers.saveContact', { ...known, name: words.name, email: words.email, phone: words.phone })
    await house.do('opportunities.saveActivity', { kind: 'call', topic: `Call ${words.name}`, note: `Reached under ${words.phone.replaceAll(' ', '')}`, customer, contact }) // prettier-ignore
    await house.do('opportunities.recordConsent', {
      contact,
      channel: 'mail',
      act: 'withdrawn',
      source: `Mail of ${words.name}`,
      saidBy: words.name,
    })
    before = await dump(house)
  }, 120_000)
  afterAll(async () => house?.close())

  const person = () => ({ person: 'contact', subject: contact })

  it('is told everything that is kept of them, in files that machines and people read', async () => {
    const told = await house.do('privacy.export', { ...person(), language: 'de' })
    const file = JSON.parse((await house.harmony.files.get(told.file.hash))!.toString('utf8'))
    expect(Object.keys(file.records).sort()).toEqual([
      'activities', 'campaignMembers', 'campaignSends', 'consentEvents', 'contacts', 'signatures', 'visits',
    ]) // prettier-ignore
    expect(file.records.contacts[0].row).toMatchObject({ name: words.name, email: words.email, note: 'Likes sailing' })
    expect(file.files.length).toBeGreaterThan(0)
    const letter = (await house.harmony.files.get(told.letter.hash))!.toString('utf8')
    expect(letter).toContain(`<h1>Was wir über ${words.name} aufbewahren</h1>`)
    expect(letter).toContain('Likes sailing')
  })

  it('sees first what goes, what is kept until when and why, and what a pseudonym takes the place of', async () => {
    const preview = await house.do('privacy.preview', person())
    const fates = Object.fromEntries(preview.fates.map((o: { record: string; fate: string }) => [o.record, o.fate]))
    expect(fates).toMatchObject({ contacts: 'replaced', activities: 'replaced', campaignMembers: 'replaced', consentEvents: 'replaced', signatures: 'held' }) // prettier-ignore
    // The contract that was signed runs: nobody knows yet until when.
    expect(preview.fates.find((o: { fate: string }) => o.fate === 'held')).toMatchObject({
      keep: 'contract',
      country: 'GB',
      until: null,
    })
    expect(preview.shared).toEqual([])
  })

  it('needs a second person, and one who looks at a log that is whole', async () => {
    const proposal = await house.do('privacy.propose', { ...person(), cause: 'request', note: 'Letter of 1 December' })
    expect(await house.refused('privacy.propose', { ...person(), cause: 'request' })).toBe('privacy.alreadyProposed')
    expect(await house.refused('privacy.decide', { erasure: proposal.id, approve: true })).toBe('privacy.ownProposal')
    const second = await house.as('it.admin')
    expect(await second.refused('privacy.decide', { erasure: proposal.id, approve: false })).toBe('privacy.answerMissing')
    const done = await second.do('privacy.decide', { erasure: proposal.id, approve: true })
    expect(done).toMatchObject({ state: 'done', pseudonym: expect.stringMatching(/^Person [0-9A-F]{6}$/) })
    expect(done.name).toBe(done.pseudonym)
  })

  it('is found nowhere but where the law keeps them, by name', async () => {
    const after = await dump(house)
    // The order that they signed, and its paper: as long as the contract runs.
    expect(Object.keys(places(after, everyWord)).sort()).toEqual(['signatures'])
    expect(places(after, [words.formerName, words.formerEmail, words.phone, words.phone.replaceAll(' ', ''), 'Likes sailing'])).toEqual({})
  })

  it('leaves the log provable, and everybody else as they were', async () => {
    expect(await verifyLog(house.harmony.database, modules)).toBeNull()
    expect(await house.do('audit.run')).toMatchObject({ ok: true })
    const after = await dump(house)
    for (const table of ['contacts', 'leads', 'users', 'customers', 'opportunities', 'signatures', 'orders', 'journals', 'invoices']) {
      const others = (rows: readonly string[]) => rows.filter((row) => !row.includes(contact)).sort()
      expect(others(after.get(table)!)).toEqual(others(before.get(table)!))
    }
  })

  it('finds what is changed in the log afterwards, also in what was redacted', async () => {
    const { database } = house.harmony
    const [[seq]] = (await database.read(
      (session) => session.rows(`select min(cast(row_id as integer)) from changes where record = 'calls'`),
      'all',
    )) as [[string]]
    const tampered = database.transact(async (session) => {
      // What only the owner of the database can do.
      if (dialect === 'postgres') await session.script('alter table calls disable trigger user')
      else for (const name of ['calls_no_update']) await session.script(`drop trigger ${name}`)
      await session.script(`update calls set outcome = outcome || ' ' where seq = ${seq}`)
      const fault = await verifyLog({ ...database, read: (work) => work(session) } as typeof database, modules)
      throw Object.assign(new Error('undone'), { fault })
    })
    await expect(tampered).rejects.toMatchObject({ fault: { where: 'calls', at: String(seq), trouble: 'changed' } })
  })

  it('is not written to again, under whatever name they come back, and not by a form that was open', async () => {
    expect(await house.refused('customers.saveContact', { id: contact, customer, name: words.name, email: words.email, getsInvoices: false, technical: false, decides: false, active: true })).toBe('privacy.erasedPerson') // prettier-ignore
    const again = await house.do('customers.saveContact', { customer, name: 'Charlotte V', email: words.email.toUpperCase(), phone: '+44 (117) 496-0777', getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    const consent = (await house.do('opportunities.consent', { contact: again.id })).consent
    expect(consent.filter((one: { consent: string }) => one.consent === 'withdrawn').map((one: { channel: string }) => one.channel)).toEqual(['mail', 'phone']) // prettier-ignore
  })

  if (dialect === 'sqlite')
    it('is not in the file either, once it is packed anew', async () => {
      const { database } = house.harmony
      await database.read((session) => session.script('vacuum; pragma wal_checkpoint(truncate)'), 'all')
      const bytes = readFileSync(path.join(house.place.dataDir!, 'harmony.sqlite')).toString('latin1')
      for (const word of [words.formerName, words.formerEmail, 'Likes sailing']) expect(bytes.includes(word)).toBe(false)
    })
})
