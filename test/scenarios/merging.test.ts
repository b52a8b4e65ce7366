import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { customerRows } from '../../core/demo/customers.ts'
import { newKeyFile } from '../../main/moving/age.ts'
import { harmony } from '../doors/terminal.ts'
import { dump, places } from '../world/dump.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-merging-'))
const key = path.join(folder, 'key.txt')
const file = path.join(folder, 'bought.tar.gz.age')
let recipient = ''
let paper = ''
let bought: House
const wordsOf = ({ place: { dataDir, databaseUrl } }: House): string[] =>
  databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl, '--data', path.join(folder, 'data')]

/** A company that has invoiced, been paid for and sealed. */
async function founded(house: House): Promise<void> {
  await house.do('demo.seed')
  const { run } = await house.do('billing.propose', { asOf: '2026-12-01' })
  await house.do('billing.post', { run })
}
/** Somebody whom the bought company knew under two names, and a colleague who worked in both. */
const canary = { name: 'Ottilie Canary', former: 'Ottilie Quenby', email: 'ottilie@canary.example', note: 'plays the oboe' }
const colleague = { login: 'kavita.nair', name: 'Kavita Nair', former: 'Kavita Canarybird' }
/** Words that both companies call the same and do not mean the same by. */
const saidBy = (house: House, who: string) =>
  house.do('terms.publish', { code: 'OURS', entity: null, occasion: 'always', titles: { en: 'Ours' }, texts: { en: `As ${who} says.` }, rank: 900, validFrom: '2030-01-01', note: null }) // prettier-ignore
/** What each of the two says of itself under one name; the bought company says the second of two things. */
const words = {
  teams: ['Northern team', 'Their team'],
  duty: ['refuse', 'off'],
  permits: [['customers.read'], ['customers.read', 'customers.write']],
  years: [12, 15],
  stage: [0, 1],
} as const
const twin = { customer: 'Quay Surgery', mail: 'twin@quay.example' }
async function saidUnderOneName(house: House, which: 0 | 1): Promise<void> {
  const [people, customer] = [(await house.do('people.users', { limit: 50 })).rows, (await house.do('customers.list', { search: twin.customer, limit: 1 })).rows[0].id]
  const person = (login: string): string => people.find((one: any) => one.login === login).id
  await house.do('people.saveTeam', { code: 'NORTH', name: words.teams[which], leader: person('grace.patel'), teammates: [person(colleague.login)] })
  await house.do('people.saveDutyRule', { code: 'OURS', name: 'Ours', one: ['customers.save'], other: ['billing.post'], tiedBy: null, effect: words.duty[which] })
  await house.do('people.saveRole', { code: 'clerk', name: 'Clerk', permits: words.permits[which] })
  await house.do('privacy.saveRetention', { country: 'GB', keep: 'vouchers', years: words.years[which], note: null })
  await house.do('customers.setCarers', { customer, carers: [person(colleague.login)] })
  const contact = { customer, name: ['Tess Twin', 'Theresa Twin'][which], email: [twin.mail, twin.mail.toUpperCase()][which], phone: [null, '+44 20 1'][which], title: ['Owner', 'Head of IT'][which], language: null, note: null, getsInvoices: false, technical: false, decides: false, active: true }
  const { id } = await house.do('customers.saveContact', contact)
  // A document of a supplier whom both buy from, recorded in both.
  const supplier = (await house.do('purchases.suppliers', { search: 'RHENUS', limit: 1 })).rows[0].id
  const gbp = (minor: string) => ({ currency: 'GBP', minor })
  await house.do('payables.recordInvoice', { supplier, entity: 'NLUK', number: 'RE-77', day: '2026-11-02', gross: gbp('12000'), lines: [{ account: '7200', net: gbp('10000'), taxCodes: ['UK-S20'] }] })
  // The one company may write and not call; what the other was told is the other way round.
  for (const [channel, act] of [['mail', ['given', 'withdrawn'][which]], ['post', ['withdrawn', 'given'][which]]])
    await house.do('opportunities.recordConsent', { contact: id, lead: null, channel, act, lawfulBasis: act === 'given' ? 'consent' : null, source: 'call', evidence: null, saidBy: 'Tess Twin', saidAt: null })
} // prettier-ignore
const sql = (house: House, text: string) => house.harmony.database.transact((session) => session.rows(text), 'all')

beforeAll(async () => {
  recipient = await newKeyFile(key, '2026-11-23T10:00:00.000Z')
  bought = await freshHouse('sqlite', 'bought')
  await founded(bought)
  await saidBy(bought, 'the bought company')
  await saidUnderOneName(bought, 1)
  const [customer] = (await bought.do('customers.list', { search: 'Quay Surgery', limit: 1 })).rows
  const contact = { customer: customer.id, email: canary.email, note: canary.note, getsInvoices: false, technical: true, decides: false, active: true } // prettier-ignore
  const { id } = await bought.do('customers.saveContact', { ...contact, name: canary.former })
  await bought.do('customers.saveContact', { ...contact, id, name: canary.name })
  await bought.do('opportunities.saveActivity', { kind: 'call', topic: `Call ${canary.name}`, note: null, customer: customer.id, contact: id }) // prettier-ignore
  const [user] = (await bought.do('people.users', { search: colleague.login, limit: 1 })).rows
  const { login, email, title, roles, entities } = user
  for (const name of [colleague.former, colleague.name]) await bought.do('people.editUser', { user: user.id, login, name, email, title, roles, entities, territories: null }) // prettier-ignore
  // The two companies are not quite alike.
  await sql(bought, `update accounts set side = 'expense' where code = '4200'`)
  await sql(bought, `update products set names = '{"en":"Something else"}' where code = 'EDR'`)
  await sql(bought, `update tax_codes set category = 'L' where code = (select min(code) from tax_codes)`)
  ;({ hash: paper } = await bought.harmony.files.put(Buffer.from('%PDF- a paper of theirs'), 'paper.pdf', 'application/pdf'))
  expect((await harmony(['export', '--to', file, '--recipient', recipient, ...wordsOf(bought)])).code).toBe(0)
}, 120_000)
afterAll(async () => {
  await bought?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(stores)('a bought company comes into a house on %s', (dialect) => {
  let house: House
  const merging = (...more: string[]) => harmony(['import', '--merge', file, '--identity', key, ...wordsOf(house), ...more])
  beforeAll(async () => {
    house = await freshHouse(dialect, 'merging')
    await founded(house)
    await saidBy(house, 'the house')
    await saidUnderOneName(house, 0)
  }, 120_000)
  afterAll(() => house?.close())

  it('says first what would come and what is in its way, and changes nothing', async () => {
    const before = await sql(house, 'select count(*) from changes')
    const { code, json, errors } = await merging()
    expect(code).toBe(0)
    expect(errors).toContain('conflicts are to be decided')
    const { preview, mapping, open } = json.result
    expect(preview).toMatchObject({ groupCurrency: 'GBP', translates: false, customers: 12, users: 12, suppliers: 3, files: 1 })
    expect(preview.entities.map(({ code: entity }: any) => entity)).toEqual(['NLDE', 'NLIN', 'NLUK'])
    // One of each kind that two companies of the same make have in common.
    const found = (kind: string) => preview.conflicts.filter((one: any) => one.kind === kind)
    const cases: readonly [kind: string, count: number, reason: string, verdicts: readonly string[], blocks: boolean][] = [
      ['entities', 3, 'sameCode', ['rename'], true],
      ['taxIds', 3, 'sameTaxId', ['apart'], true],
      ['series', 3, 'sameNumbers', ['apart'], false],
      ['accounts', 1, 'otherValue', ['rename'], true],
      ['taxCodes', 1, 'otherValue', ['rename'], true],
      ['products', 1, 'otherValue', ['rename'], true],
      ['clauses', 1, 'otherValue', ['rename', 'leave'], true],
      ['suppliers', 3, 'sameTaxId', ['same', 'apart'], true],
      ['customers', 12, 'sameTaxId', ['same', 'apart'], true],
      ['users', 12, 'sameLogin', ['same', 'rename'], true],
      ['sources', 2, 'sameId', ['rename'], true],
    ]
    for (const [kind, count, reason, verdicts, blocks] of cases) {
      expect([kind, found(kind).length]).toEqual([kind, count])
      expect(found(kind)).toEqual(expect.arrayContaining([expect.objectContaining({ reason, verdicts, blocks })]))
    }
    expect(mapping.decisions).toHaveLength(preview.conflicts.length)
    // Of people nothing is asked as long as nobody has said that their customers are one and the same.
    expect(found('contacts')).toEqual(expect.arrayContaining([expect.objectContaining({ formerName: 'Theresa Twin', oursName: 'Tess Twin', reason: 'sameMail', verdicts: ['same', 'apart'] })])) // prettier-ignore
    expect(open).toBe(preview.conflicts.filter((one: any) => one.blocks && one.within === null).length)
    // What was opened is on record; nothing else is.
    expect(Number((await sql(house, 'select count(*) from changes'))[0]![0]) - Number(before[0]![0])).toBe(1)
    expect((await merging('--carry-out')).json).toMatchObject({ ok: false, refusal: { code: 'backups.mergeUndecided' } })
    // People read moments as they write them.
    const german = (await merging('--language', 'de')).errors
    expect([/Stand \d\d?\.\d\d?\.\d{4}, \d\d:\d\d:/.test(german), /\dT\d/.test(german)]).toEqual([true, false])
    // A name that one of the two has already is none for the other.
    const [entity] = found('entities')
    const named = {
      merge: json.result.merge,
      decisions: [{ kind: 'entities', former: entity.former, verdict: 'rename', rename: entity.former }],
    }
    expect(await house.refused('backups.decideMerge', named)).toBe('backups.mergeName')
  })

  it('comes whole by what was decided: histories, numbers and seals as they were, the books of both in order', async () => {
    const { json } = await merging()
    const conflicts = json.result.preview.conflicts as { kind: string; former: string; formerName: string }[]
    const apart = conflicts.find(({ kind }) => kind === 'customers')!
    const worked = json.result.preview.conflicts.find((one: any) => one.kind === 'users' && one.oursName === colleague.name)
    const decisions = json.result.mapping.decisions.map((one: any) =>
      one.former === worked.former ? { ...one, verdict: 'same', rename: null } : one.kind === 'taxIds' || one.former === apart.former ? { ...one, verdict: 'apart', rename: null } : one.kind === 'users' && one.former !== worked.former ? { ...one, verdict: 'rename', rename: `bought-${one.former.slice(-12)}` } : one,
    ) // prettier-ignore
    const mapping = path.join(folder, `${dialect}.json`)
    writeFileSync(mapping, JSON.stringify({ decisions }))
    const before = (await house.do('audit.run', {})) as { ok: boolean }
    expect(before.ok).toBe(true)
    const theirs = await bought.do('entities.list', {})
    const seals = await sql(bought, 'select j.id, j.number, j.seal from journals j order by j.number, j.id')
    const carrying = merging('--mapping', mapping, '--carry-out')
    // Another hub on the same server tells how far it is, and forgets it; a file has one program that could be asked.
    const [[merge]] = (await sql(house, 'select id from merges')) as [[string]]
    const told = async () => (await house.do('backups.merge', { merge })) as { merge: { state: string }; done: number; of: number }
    for (let one = await told(); dialect === 'postgres' && one.of === 0; one = await told()) {
      expect(['opened', 'asked']).toContain(one.merge.state)
      await new Promise((next) => setTimeout(next, 10))
    }
    const done = await carrying
    expect(await sql(house, 'select merge from merge_progress')).toEqual([])
    expect(done).toMatchObject({ code: 0, json: { ok: true, result: { finished: false, audit: { ok: true } } } })
    expect(done.errors).toContain('Equal: NLUK2 in GBP')
    expect(theirs.rows).toHaveLength(3)
    expect((await house.do('entities.list', {})).rows.map(({ code }: any) => code)).toEqual(['NLDE', 'NLDE2', 'NLIN', 'NLIN2', 'NLUK', 'NLUK2'])
    // Documents keep ids, numbers and seals.
    const kept = new Map((await sql(house, 'select id, number, seal from journals')).map(([id, number, seal]) => [id, [number, seal]]))
    for (const [id, number, seal] of seals) expect(kept.get(id)).toEqual([number, seal])
    // The ledger in each currency is that of the export.
    const manifest = new Map(json.result.preview.ledger.map((one: any) => [`${one.entity}2/${one.currency}`, [one.journals, one.debit, one.credit, one.groupDebit]]))
    for (const one of done.json.result.proof.ledger) expect([one.journals, one.debit, one.credit, one.groupDebit]).toEqual(manifest.get(`${one.entity}/${one.currency}`))
    expect(done.json.result.proof.ledger).toHaveLength(manifest.size)
    // One customer stayed two, the others are one; nobody can sign in who could not before.
    expect(await house.do('customers.list', { search: `${apart.formerName} (` })).toMatchObject({ rows: [{ name: `${apart.formerName} (NLDE2)` }] })
    expect((await sql(house, 'select count(*) from customers'))[0]![0]).toEqual(dialect === 'sqlite' ? 13n : '13')
    expect((await sql(house, `select count(*) from users where login like 'bought-%' and active = ${dialect === 'sqlite' ? '1' : 'true'}`)).map(([n]) => Number(n))).toEqual([0])
    expect((await sql(house, `select distinct entities from users where login like 'bought-%'`)).some(([entities]) => entities === null)).toBe(false)
    // The house's word stands for what both call alike; teams are two.
    const teams = (await house.do('people.teams')).teams as { code: string; name: string; teammates: string[] }[]
    expect(teams.map(({ code, name }) => [code, name])).toEqual([['NORTH', words.teams[0]], ['NORTH NLDE2', words.teams[1]]])
    expect(teams.map(({ teammates }) => teammates.length)).toEqual([1, 0])
    expect((await house.do('people.dutyRules')).rules.filter(({ code }: any) => code === 'OURS')).toMatchObject([{ effect: words.duty[0] }])
    expect((await house.do('people.roles')).roles.find(({ code }: any) => code === 'clerk')).toMatchObject({ permits: words.permits[0] })
    expect((await house.do('privacy.retention')).find(({ rule }: any) => rule === 'GB.vouchers')).toMatchObject({ years: words.years[1] })
    // People at a customer are one: what each company knew is kept, and whoever said no to one of them has said it to both.
    const twins = (await house.do('customers.contacts', { search: 'Twin', limit: 9 })).rows
    expect(twins).toMatchObject([{ name: 'Tess Twin', phone: '+44 20 1', title: 'Owner' }])
    expect(await sql(house, `select note from contacts where id = '${twins[0].id}'`)).toEqual([['NLDE2: Head of IT · TWIN@QUAY.EXAMPLE · Theresa Twin']])
    expect((await house.do('opportunities.consent', { contact: twins[0].id, lead: null })).consent.map(({ channel, consent }: any) => [channel, consent])).toEqual([['mail', 'withdrawn'], ['phone', 'none'], ['post', 'withdrawn']])
    expect(await sql(house, `select count(*) from consent_events where contact = '${twins[0].id}'`)).toEqual([[dialect === 'sqlite' ? 4n : '4']])
    expect((await sql(house, `select count(*) from customer_carers`))[0]!.map(Number)).toEqual([1])
    expect((await sql(house, 'select number_key from supplier_invoices order by 1')).flat()).toEqual(['RE77', 'RE77 NLDE2'])
    // Accounts bear the codes of the legal entities that came.
    const [[local]] = (await sql(house, `select local from accounts where code = '4100'`)) as [[string]]
    expect(JSON.parse(local)).toMatchObject({ NLDE: '8400', NLDE2: '8400' })
    // Both keep their words, under two codes; those of the bought company stand in no new order.
    expect(Number((await sql(house, `select count(*) from clause_withdrawals w join clauses c on c.id = w.clause where c.code = 'OURS2'`))[0]![0])).toBe(1)
    const codes = (await house.do('terms.list', { search: 'OURS', limit: 9 })).rows.map(({ code }: any) => code)
    expect(codes.sort()).toEqual(['OURS', 'OURS2'])
    expect((await house.harmony.files.get(paper))?.toString()).toBe('%PDF- a paper of theirs')
  }, 120_000) // prettier-ignore

  it('comes once: the same file again and another export of the same company bring nothing', async () => {
    const rows = async () => Number((await sql(house, 'select count(*) from journals'))[0]![0])
    const before = await rows()
    expect((await merging('--carry-out')).json).toMatchObject({ ok: true, result: { merged: 0, finished: true } })
    const later = path.join(folder, `${dialect}-later.age`)
    await bought.do('customers.save', { ...customerRows[0], code: `L-${dialect}`, name: `Later ${dialect}` })
    await harmony(['export', '--to', later, '--recipient', recipient, ...wordsOf(bought)])
    expect((await harmony(['import', '--merge', later, '--identity', key, ...wordsOf(house)])).json).toMatchObject({ ok: false, refusal: { code: 'backups.mergedBefore' } })
    const own = path.join(folder, `${dialect}-own.age`)
    await harmony(['export', '--to', own, '--recipient', recipient, ...wordsOf(house)])
    expect((await harmony(['import', '--merge', own, '--identity', key, ...wordsOf(house)])).json).toMatchObject({ ok: false, refusal: { code: 'backups.sameCompany' } })
    expect(await rows()).toBe(before)
  }, 120_000) // prettier-ignore

  it('forgets people in the log of the bought company too, also by what they were called there, and proves it all the same', async () => {
    const erase = async (person: string, subject: string) => {
      const { id } = await house.do('privacy.propose', { person, subject, cause: 'request' })
      return (await house.as('it.admin')).do('privacy.decide', { erasure: id, approve: true })
    }
    const contact = [canary.name, canary.former, canary.email, canary.note]
    const [{ id }] = (await house.do('customers.contacts', { search: canary.name, limit: 1 })).rows
    expect(Object.keys(places(await dump(house), contact)).sort()).toEqual(['activities', 'contacts', 'merged_calls'])
    await erase('contact', id)
    expect(places(await dump(house), contact)).toEqual({})
    // The house's own row stands for both users: the bought log knows another id, and another name.
    const [user] = (await house.do('people.users', { search: colleague.login, limit: 1 })).rows
    const names = [colleague.name, colleague.former, colleague.login]
    expect(Object.keys(places(await dump(house), names)).sort()).toEqual(expect.arrayContaining(['merged_calls', 'merges', 'users']))
    await house.do('people.deactivateUser', { user: user.id })
    await erase('user', user.id)
    expect(places(await dump(house), names)).toEqual({})
    const whole = async () => (await house.do('audit.check', { checks: ['audit.logIntact'] })).checks
    expect(await whole()).toMatchObject([{ ok: true }])
    // What an erasure left cannot be changed either, nor what it was put back.
    const [[merge, seq]] = (await sql(
      house,
      `select merge, min(seq) from merged_calls where outcome like '%"Person %' group by merge`,
    )) as [[string, bigint]]
    const [[was]] = (await sql(house, `select outcome from merged_calls where merge = '${merge}' and seq = ${seq}`)) as [[string]]
    const put = (outcome: string) =>
      sql(house, `update merged_calls set outcome = '${outcome.replaceAll("'", "''")}' where merge = '${merge}' and seq = ${seq}`)
    await expect(put(`${was} `)).rejects.toThrow('harmony: ')
    const guards =
      dialect === 'sqlite'
        ? await sql(house, `select name, sql from sqlite_master where type = 'trigger' and name = 'merged_calls_no_update'`)
        : []
    if (dialect === 'sqlite')
      await house.harmony.database.transact((session) => session.script('drop trigger merged_calls_no_update'), 'all')
    else await house.harmony.database.transact((session) => session.script('alter table merged_calls disable trigger user'), 'all')
    await put(`${was} `)
    expect(await whole()).toMatchObject([{ ok: false }])
    await put(was)
    if (dialect === 'sqlite') await house.harmony.database.transact((session) => session.script(guards[0]![1] as string), 'all')
    else await house.harmony.database.transact((session) => session.script('alter table merged_calls enable trigger user'), 'all')
    expect(await whole()).toMatchObject([{ ok: true }])
  }, 60_000)

  it('goes on working: both companies invoice, seals of before and after hold, and whoever changes one is found', async () => {
    const { run } = await house.do('billing.propose', { asOf: '2027-01-01' })
    await house.do('billing.post', { run })
    expect(await house.do('audit.run', {})).toMatchObject({ ok: true })
    const failing = async () => (await house.do('audit.check', { checks: ['audit.sealsIntact', 'audit.logIntact'] })).checks.filter(({ ok }: any) => !ok).map(({ check }: any) => check) // prettier-ignore
    expect(await failing()).toEqual([])
    const tampered = async (table: string, statement: string) => {
      await house.harmony.database.transact(async (session) => {
        if (dialect === 'postgres') await session.script(`alter table ${table} disable trigger user`)
        else for (const act of ['update', 'delete']) await session.script(`drop trigger if exists ${table}_no_${act}`)
        await session.script(statement)
      }, 'all')
      return failing()
    }
    // Without the names of before no seal of the bought company holds; with another link of its log, the log does not.
    expect(await tampered('merged_events', `update merged_events set about = '{}' where seq = 1`)).toContain('audit.logIntact')
    expect(await tampered('merged_series', 'update merged_series set last = 0')).toContain('audit.sealsIntact')
  }, 120_000) // prettier-ignore
})

describe.each(stores)('a bought company with books in another currency, on %s', (dialect) => {
  let house: House
  let lake: House
  const lakeFile = path.join(folder, `lake-${dialect}.age`)
  const merging = (...more: string[]) => harmony(['import', '--merge', lakeFile, '--identity', key, ...wordsOf(house), ...more])
  const posted = async (postedOn: string, to = lakeFile) => {
    const lines = [{ account: '1200', amount: '33333' }, { account: '4300', amount: '-33333' }] // prettier-ignore
    const { id } = await (await lake.as('grace.patel')).do('adjustments.propose', { entity: 'NLDE', postedOn, currency: 'EUR', reason: 'Opening', autoReverse: false, lines }) // prettier-ignore
    await (await lake.as('it.admin')).do('adjustments.decide', { adjustment: id, approve: true })
    await harmony(['export', '--to', to, '--recipient', recipient, ...wordsOf(lake)])
  }
  /** Two people of a company say what a currency is worth on a day. */
  const agreed = async (company: House, source: string, day: string, value: string) => {
    const wish = { source, type: 'spot', base: 'EUR', quote: 'GBP', day, value, reason: 'Agreed' }
    const { id } = await (await company.as('grace.patel')).do('rates.proposeOverride', wish)
    await (await company.as('it.admin')).do('rates.decideOverride', { override: id, approve: true, note: null })
  }
  /** Posts by rates that the house has otherwise: of a treasury that is the same, and of a bank that is another one of that name. */
  const postedByOwnRates = async () => {
    for (const [entity, source, currency, value] of [['NLDE', 'TREASURY', 'GBP', '0.8123'], ['NLUK', 'BANK', 'EUR', '0.8001']] as const) {
      await agreed(lake, source, '2026-10-16', value)
      await agreed(house, source, '2026-10-16', '0.9')
      await lake.do('rates.savePolicy', { entity, source, type: 'spot', maxAgeDays: 4, taxSource: null, taxType: 'tax' })
      const lines = [{ account: '1200', amount: '10000' }, { account: '4300', amount: '-10000' }]
      const { id } = await (await lake.as('grace.patel')).do('adjustments.propose', { entity, postedOn: '2026-10-16', currency, reason: 'By own rates', autoReverse: false, lines })
      await (await lake.as('it.admin')).do('adjustments.decide', { adjustment: id, approve: true })
    }
  } // prettier-ignore
  beforeAll(async () => {
    lake = await freshHouse('sqlite', 'lake')
    await lake.do('demo.seed', { empty: true })
    await sql(lake, `update "groups" set currency = 'EUR', name = 'Lake Group', code = 'LAKE'`)
    await sql(lake, `update entities set "group" = 'LAKE'`)
    house = await freshHouse(dialect, 'lake-house')
    await house.do('demo.seed', { empty: true })
  }, 120_000)
  afterAll(async () => {
    await lake?.close()
    await house?.close()
  })

  it('waits for the rates of its months, then stands in the figures of the house by them, with the proof line by line', async () => {
    await postedByOwnRates()
    // A group that it had bought itself is called as the group of the house is.
    await sql(lake, `insert into "groups" (code, name, currency, parent, rev) select 'NL', 'Old group', 'EUR', 'LAKE', 1`)
    await sql(house, `update "groups" set code = 'NL'`)
    await sql(house, `update entities set "group" = 'NL'`)
    await posted('2026-10-16')
    const { json } = await merging()
    expect(json.result.preview).toMatchObject({ groupCurrency: 'EUR', houseCurrency: 'GBP', translates: true })
    const differing = json.result.preview.conflicts.filter((one: any) => one.kind === 'rates')
    expect(differing.map(({ former, formerName, oursName, verdicts }: any) => [former, formerName, oursName, verdicts])).toEqual([
      ['BANK', 'spot EUR GBP 2026-10-16 (1): 0.8001', '0.9', ['same', 'rename']],
      ['TREASURY', 'spot EUR GBP 2026-10-16 (1): 0.8123', '0.9', ['same', 'rename']],
    ])
    const decisions = json.result.mapping.decisions.map((one: any) =>
      one.kind === 'taxIds' ? { ...one, verdict: 'apart' } : one.kind === 'rates' && one.former === 'BANK' ? { ...one, verdict: 'rename', rename: 'Lake bank' } : one,
    ) // prettier-ignore
    const amounts = `select l.journal, l.position, l.amount, l.entity_amount from journal_lines l order by 1, 2`
    const before = (await sql(lake, amounts)).map(String)
    const mapping = path.join(folder, `lake-${dialect}.json`)
    writeFileSync(mapping, JSON.stringify({ decisions }))
    expect(await merging('--mapping', mapping, '--carry-out')).toMatchObject({ code: 0, json: { ok: true } })
    // What was posted stays posted; the figures of the house are at the rates of October, kept line by line.
    expect((await sql(house, amounts)).map(String)).toEqual(before)
    expect((await sql(house, `select l.group_amount from journal_lines l join journals j on j.id = l.journal where j.rates not like '%"rates":[{%' order by 1`)).map(([amount]) => Number(amount))).toEqual([-33333, 33333]) // prettier-ignore
    // Rates that differ have a source of their own, and the journals that were posted with them name it; the house's stand as they stood.
    const published = `select source, version, value from rates where day = '2026-10-16' and source <> 'DEMO' order by 1, 2`
    expect((await sql(house, published)).map(String)).toEqual([
      'BANK,1,0.9',
      'Lake bank,1,0.8001',
      'TREASURY,1,0.9',
      'TREASURY Lake Group,1,0.8123',
    ])
    const used = (await sql(house, 'select rates from journals')).flatMap(([rates]) => JSON.parse(rates as string).rates).filter((leg: any) => leg.override) // prettier-ignore
    expect(used.map((leg: any) => `${leg.source} ${leg.value}`).sort()).toEqual(['Lake bank 0.8001', 'TREASURY Lake Group 0.8123'])
    // From now on a source that is the same is the house's; one that is another keeps its name.
    const policies = (await house.do('rates.policies')).policies.filter(({ source }: any) => source !== 'DEMO')
    expect(policies.map(({ entity, source }: any) => [entity, source])).toEqual([['NLDE2', 'TREASURY'], ['NLUK2', 'Lake bank']]) // prettier-ignore
    expect(await sql(house, `select former, later from merged_names where record = 'rateSources' order by 1`)).toEqual([['BANK', 'Lake bank'], ['TREASURY', 'TREASURY Lake Group']]) // prettier-ignore
    expect((await sql(house, `select code, parent from "groups" order by code`)).map(String)).toEqual(['LAKE,NL', 'NL,', 'NL2,LAKE'])
    expect(await house.do('audit.run', {})).toMatchObject({ ok: true })
    const balance = await house.do('consolidation.trialBalance', { period: '2026-11', view: 'transacted', currency: null })
    expect(balance).toMatchObject({ currency: 'GBP', groupCurrency: 'GBP', sum: '0' })
    const bank = balance.lines.find(({ account }: any) => account === '1200')
    expect(bank.entities).toMatchObject([{ entity: 'NLDE2', entityAmount: '45644', groupAmount: '39482' }, { entity: 'NLUK2', entityAmount: '8001', groupAmount: '8650' }]) // prettier-ignore
    const [layer] = (await house.do('consolidation.retranslations')).rows
    expect(layer).toMatchObject({ currency: 'GBP', groupCurrency: 'EUR', state: 'approved', reason: 'Lake Group' })
    const { proof } = await house.do('consolidation.retranslation', { retranslation: layer.id })
    expect(proof.entities).toMatchObject([{ entity: 'NLDE2', sumBefore: '0', sumAfter: '0' }, { entity: 'NLUK2', sumBefore: '0', sumAfter: '0' }]) // prettier-ignore
    expect((await house.do('audit.check', { checks: ['audit.retranslated'] })).checks).toMatchObject([{ ok: true, records: 6 }])
    // The house itself still reports in its own currency, and can take on another.
    expect(await (await house.as('grace.patel')).do('consolidation.proposeRetranslation', { currency: 'USD', from: '2026-12-01', resultType: 'average', standingType: 'closing', reason: 'test' })).toMatchObject({ groupCurrency: 'GBP' }) // prettier-ignore
  }, 120_000)

  if (dialect === 'sqlite')
    it('stands outside for as long as rows or months are in its way, and says which', async () => {
      const other = await freshHouse('sqlite', 'lake-other')
      try {
        await other.do('demo.seed', { empty: true })
        const { id } = await lake.do('customers.save', customerRows[0])
        await other.do('customers.save', { ...customerRows[0], name: 'Somebody else', code: 'ELSE' })
        await sql(other, `update customers set id = '${id}' where code = 'ELSE'`)
        // Of August nobody knows what a euro was.
        const later = path.join(folder, 'in-the-way.age')
        await posted('2026-08-14', later)
        const from = (...more: string[]) => harmony(['import', '--merge', later, '--identity', key, ...wordsOf(other), ...more])
        const { preview, mapping } = (await from()).json.result
        const inTheWay = preview.conflicts.filter((one: any) => ['rows', 'months'].includes(one.kind))
        expect(inTheWay).toEqual([
          expect.objectContaining({ kind: 'rows', former: `customers/${id}`, formerName: 'customers', reason: 'sameId' }),
          expect.objectContaining({ kind: 'months', former: '2026-08', formerName: '2026-08: EUR – GBP', reason: 'noRate' }),
        ])
        for (const one of inTheWay) expect(one).toMatchObject({ verdicts: [], suggestion: null, blocks: true })
        const decisions = path.join(folder, 'in-the-way.json')
        writeFileSync(decisions, JSON.stringify({ decisions: mapping.decisions.map((one: any) => (one.kind === 'taxIds' ? { ...one, verdict: 'apart' } : one)) }))
        const before = await sql(other, 'select count(*) from journals')
        expect((await from('--mapping', decisions, '--carry-out')).json).toMatchObject({ ok: false, refusal: { code: 'backups.mergeUndecided', about: { count: '2' } } })
        expect(await sql(other, 'select count(*) from journals')).toEqual(before)
      } finally {
        await other.close()
      }
    }, 60_000) // prettier-ignore
})
