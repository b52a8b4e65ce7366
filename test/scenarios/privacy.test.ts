import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { modules } from '../../core/harmony.ts'
import { foundDemo, storyClock } from '../../main/found-demo.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { dump, places, type Dump } from '../world/dump.ts'
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

describe.each(stores)('somebody who asks to be erased, on %s', (dialect) => {
  let house: House
  let contact: string
  let customer: string
  let before: Dump
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
  const erase = async (kind: string, subject: string, by = 'it.admin') => {
    const { id } = await house.do('privacy.propose', { person: kind, subject, cause: 'request' })
    return (await house.as(by)).do('privacy.decide', { erasure: id, approve: true })
  }

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

  it('a consumer goes with what they are as a contact, and whoever lives with them stays', async () => {
    const said = { country: 'GB', currency: 'GBP', language: 'en', culture: 'en-GB', zone: 'Europe/London', paymentDays: 14, taxId: null, poRequired: false, consumer: true } // prettier-ignore
    const known = {
      ...said,
      email: 'hugo@kanari.example',
      phone: '+44 117 496 0222',
      address: ['7 Nest Lane', 'Bristol'],
      note: 'keeps parrots',
    }
    const { id } = await house.do('customers.save', { ...known, name: 'Hugo Kanarienvogel' })
    await house.do('customers.save', { ...known, id, name: 'Hugo Kanari' })
    const contacts = { customer: id, phone: null, getsInvoices: true, technical: false, decides: true, active: true }
    const own = await house.do('customers.saveContact', {
      ...contacts,
      name: 'Hugo Kanari',
      email: 'hugo@kanari.example',
      note: 'keeps parrots',
    })
    const wife = await house.do('customers.saveContact', {
      ...contacts,
      name: 'Wanda Kanari',
      email: 'wanda@kanari.example',
      note: 'sings',
    })
    await house.do('opportunities.saveActivity', { kind: 'call', topic: 'Call', note: 'He keeps parrots', customer: id })
    await house.do('opportunities.saveActivity', { kind: 'call', topic: 'Call', note: 'She sings well', customer: id, contact: wife.id })
    await house.do('quotes.save', { entity: 'NLUK', customer: id, title: 'For Hugo Kanari', note: null, lines: [{ product: 'FW-HA', quantity: '1' }] }) // prettier-ignore
    const of = ['Hugo Kanari', 'Kanarienvogel', 'hugo@kanari.example', '117 496 0222', 'Nest Lane', 'parrots']
    const { pseudonym } = await erase('customer', id)
    // What was offered is a commercial letter.
    expect(places(await dump(house), of)).toEqual({ quotes: 1 })
    expect(await house.do('customers.get', { customer: id })).toMatchObject({
      customer: { name: pseudonym, email: null, address: [], note: null },
    })
    const people = new Map((await house.do('customers.contacts', { filter: { field: 'customer', is: 'equal', value: id }, limit: 9 })).rows.map((row: { id: string; name: string; active: boolean }) => [row.id, [row.name, row.active]])) // prettier-ignore
    expect(people).toEqual(new Map([[own.id, [pseudonym, false]], [wife.id, ['Wanda Kanari', true]]])) // prettier-ignore
    expect(Object.keys(places(await dump(house), ['She sings well'])).sort()).toEqual(['activities', 'calls'])
    expect(await house.refused('customers.save', { ...known, id, name: 'Hugo Kanari' })).toBe('privacy.erasedPerson')
    expect(await verifyLog(house.harmony.database, modules)).toBeNull()
  })

  it('a consumer whose contract runs is kept with it, and may move house', async () => {
    const [row] = (await house.do('customers.list', { search: 'Mill Lane', limit: 1 })).rows as [{ id: string; name: string }]
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
    await house.do('billing.post', { run })
    const { matchName: _matched, ...trust } = (await house.do('customers.get', { customer: row.id })).customer
    await house.do('customers.save', { ...trust, consumer: true })
    const { held, pseudonym } = await erase('customer', row.id)
    expect(held).toEqual(expect.arrayContaining([expect.objectContaining({ record: 'customers', ids: [row.id], keep: 'contract', until: null }), expect.objectContaining({ record: 'invoices', keep: 'vouchers' })])) // prettier-ignore
    expect(await house.do('customers.save', { ...trust, consumer: true, address: ['1 New Quay'] })).toMatchObject({
      name: row.name,
    })
    expect(pseudonym).not.toBe(row.name)
    expect(await verifyLog(house.harmony.database, modules)).toBeNull()
  })

  it('who signed in: their way in goes, and their name where nothing keeps what they did', async () => {
    const known = {
      email: 'f.ferdinand@northlight.example',
      roles: ['administrator'],
      entities: null,
      territories: null,
      title: 'Bird keeper',
    }
    const password = 'correct horse battery 77'
    const user = await house.do('people.createUser', { ...known, login: 'ferdi.bird', name: 'Ferdi Canarybird', password })
    await house.do('people.editUser', { ...known, user: user.id, login: 'f.canary', name: 'Ferdinand Canary' })
    const visitor = house.harmony.visitor({ address: 'test', language: 'en' })
    const input = { login: 'f.canary', password, code: null }
    expect(await house.harmony.run({ id: randomUUID(), operation: 'people.signIn', input, caller: visitor })).toMatchObject({ ok: true })
    await house.do('sync.invite', { user: user.id, name: 'Canary laptop' })
    await house.harmony.database.transact((session) => session.run(`insert into outside_identities (hash, "user", openid_issuer, outside_subject, linked_at) values ('identity', '${user.id}', 'https://idp.example', 'canary-subject', '2026-11-23T10:00:00.000Z')`), 'all') // prettier-ignore
    const self = await house.as('f.canary')
    // What they did themselves, what is said of them, and what somebody else wrote down for them.
    await self.do('opportunities.saveActivity', { kind: 'call', topic: 'Call', note: 'No answer', customer })
    await house.do('opportunities.saveActivity', { kind: 'call', topic: 'Ask Ferdinand Canary', note: 'f.canary, or f.ferdinand@northlight.example', customer }) // prettier-ignore
    expect(await house.refused('privacy.propose', { person: 'user', subject: user.id, cause: 'request' })).toBe('privacy.stillActive')
    await house.do('people.deactivateUser', { user: user.id })
    const of = [
      'Ferdinand Canary',
      'Ferdi Canarybird',
      'f.canary',
      'ferdi.bird',
      'f.ferdinand',
      'Bird keeper',
      'Canary laptop',
      'canary-subject',
    ]
    expect(Object.keys(places(await dump(house), of)).sort()).toEqual(['activities', 'calls', 'enrolments', 'events', 'outside_identities', 'users']) // prettier-ignore
    const { pseudonym } = await erase('user', user.id)
    expect(places(await dump(house), of)).toEqual({})
    const ways = ['passwords', 'sessions', 'outside_identities', 'enrolments'].map(
      (table) => `select 1 from ${table} where "user" = '${user.id}'`,
    )
    expect(await house.harmony.database.read((session) => session.rows(ways.join(' union all ')), 'all')).toEqual([])
    expect((await house.do('people.users', { search: pseudonym, limit: 2 })).rows).toMatchObject([{ name: pseudonym, email: null, roles: [], active: false }]) // prettier-ignore
    // Who agreed to erasures is the proof of the four eyes, and stays.
    const agreed = (await house.do('people.users', { search: 'it.admin', limit: 2 })).rows[0]
    const [lead] = (await house.do('opportunities.leads', { limit: 1 })).rows
    const { id: declined } = await house.do('privacy.propose', { person: 'lead', subject: lead.id, cause: 'request', note: null })
    await (await house.as('it.admin')).do('privacy.decide', { erasure: declined, approve: false, answer: `${agreed.name} says no` })
    await house.do('people.createUser', {
      ...known,
      email: null,
      roles: ['administrator'],
      login: 'second.admin',
      name: 'Second Admin',
      password,
    })
    await house.do('people.deactivateUser', { user: agreed.id })
    const { pseudonym: later } = await erase('user', agreed.id, 'second.admin')
    expect(await house.do('privacy.erasure', { erasure: declined })).toMatchObject({ decidedBy: agreed.name, answer: `${later} says no` })
    expect(Object.keys(places(await dump(house), [agreed.name])).filter((table) => ['erasures', 'users', 'activities'].includes(table))).toEqual(['erasures']) // prettier-ignore
  })

  if (dialect === 'sqlite')
    it('is not in the file either, once it is packed anew', async () => {
      const { database } = house.harmony
      await database.read((session) => session.script('vacuum; pragma wal_checkpoint(truncate)'), 'all')
      const bytes = readFileSync(path.join(house.place.dataDir!, 'harmony.sqlite')).toString('latin1')
      for (const word of [words.formerName, words.formerEmail, 'Likes sailing']) expect(bytes.includes(word)).toBe(false)
    })
})
