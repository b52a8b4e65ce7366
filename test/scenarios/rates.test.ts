import { readFileSync } from 'node:fs'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Day } from '../../core/kernel/day.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const published = (name: string): Buffer => readFileSync(path.join(__dirname, '../world/rates', name))
const corrected = Buffer.from(published('eurofxref-hist-90d.xml').toString().replace('"0.88288"', '"0.88300"'))

describe.each(stores)('rates on %s', (dialect) => {
  let house: House
  /** What the network says; nothing is asked for unless a test lets it. */
  let network: (() => Promise<Response>) | undefined
  const asked: string[] = []
  beforeAll(async () => {
    house = await freshHouse(dialect, 'rates', {
      fetching: (address) => {
        asked.push(address)
        return network ? network() : Promise.reject(new TypeError('fetch failed'))
      },
    })
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())

  const kept = (bytes: Buffer, name = 'eurofxref.xml') => house.harmony.files.put(bytes, name, 'application/xml')
  const ecb = async (more: object = {}) => (await house.do('rates.list', { filter: { all: [{ field: 'source', is: 'equal', value: 'ECB' }, ...Object.entries(more).map(([field, value]) => ({ field, is: 'equal', value }))] }, limit: 200 })) // prettier-ignore
  const found = (from: string, to: string, day: string, more: object = {}) => house.do('rates.find', { from, to, day, ...more })

  it('a legal entity converts by its own source alone', async () => {
    expect((await found('EUR', 'GBP', '2026-11-16')).legs).toMatchObject([{ source: 'DEMO', value: '0.87' }])
    // No rate of the ECB is there yet, and that of the demo does not stand in for it.
    expect(await house.refused('rates.find', { from: 'EUR', to: 'GBP', day: '2026-11-16', source: 'ECB' })).toBe('rates.missing')
    expect((await house.do('rates.policies')).policies).toMatchObject([
      { entity: 'NLDE', source: 'DEMO', maxAgeDays: 4, usual: false },
      { entity: 'NLIN' },
      { entity: 'NLUK' },
    ])
  })

  it('a missing rate names the pair, the day and who may record it', async () => {
    const caller = (await house.harmony.localAdministrator())!
    const outcome = await house.harmony.run({ id: randomUUID(), operation: 'rates.find', input: { from: 'EUR', to: 'JPY', day: '2026-11-16' }, caller }) // prettier-ignore
    expect(outcome).toMatchObject({ refusal: { refused: 'rates.missing', about: { from: 'EUR', to: 'JPY', day: '2026-11-16', source: 'DEMO' } } }) // prettier-ignore
    expect((outcome as unknown as { refusal: { about: { who: string } } }).refusal.about.who).toMatch(/Administrator.*Finance/)
  })

  it('a file is looked into first, then taken over; again it changes nothing; a correction is a new version', async () => {
    const file = await kept(published('eurofxref-hist-90d.xml'))
    const facts = { source: 'ECB', days: 3, firstDay: '2026-11-11', lastDay: '2026-11-13', unknown: ['SKK'] }
    expect(await house.do('rates.previewImport', { file })).toEqual({ ...facts, added: 15, changed: 0, unchanged: 0, changes: [] })
    expect((await ecb()).total).toBe(0)
    expect(await house.do('rates.import', { file })).toMatchObject({ state: 'done', origin: 'file', days: 3, daysRead: 3, added: 15, changed: 0, unchanged: 0 }) // prettier-ignore
    expect(await house.do('rates.import', { file })).toMatchObject({ added: 0, changed: 0, unchanged: 15 })
    const other = await kept(corrected)
    expect(await house.do('rates.previewImport', { file: other })).toMatchObject({
      added: 0, changed: 1, unchanged: 14, changes: [{ day: '2026-11-13', base: 'EUR', quote: 'GBP', valueBefore: '0.88288', value: '0.883' }],
    }) // prettier-ignore
    expect(await house.do('rates.import', { file: other })).toMatchObject({ added: 0, changed: 1 })
    const { rows } = await ecb({ day: '2026-11-13', quote: 'GBP' })
    expect(rows.map((row: any) => [row.version, row.value, row.current, row.fetchedAt !== null])).toEqual([[2, '0.883', true, true], [1, '0.88288', false, true]]) // prettier-ignore
    expect((await found('USD', 'GBP', '2026-11-13', { source: 'ECB' })).legs).toMatchObject([{ quote: 'USD', inverse: true }, { quote: 'GBP', version: 2 }]) // prettier-ignore
    expect((await house.do('rates.imports')).rows).toHaveLength(3)
    // From a day on.
    expect(await house.do('rates.previewImport', { file, since: '2026-11-13' })).toMatchObject({ days: 1, firstDay: '2026-11-13' })
    expect(await house.refused('rates.previewImport', { file, since: '2026-12-01' })).toBe('rates.emptyFile')
    expect(await house.refused('rates.import', { file: await kept(Buffer.from('<!DOCTYPE x []><x/>')) })).toBe('rates.unsafeFile')
  })

  it('nothing is fetched unless somebody asks or has switched it on; without a network it says so', async () => {
    expect(await house.do('rates.fetchDue')).toEqual({ rows: [] })
    expect(asked).toEqual([])
    expect(await house.refused('rates.fetch')).toBe('rates.offline')
    network = () => Promise.resolve(new Response(new Uint8Array(published('eurofxref-daily.xml'))))
    const { file, publication } = await house.do('rates.fetch', { publication: 'daily' })
    expect([publication, file.name]).toEqual(['daily', 'eurofxref-daily.xml'])
    expect(await house.do('rates.import', { file, origin: 'network' })).toMatchObject({ origin: 'network', added: 5 })
    expect(await house.do('rates.feed')).toMatchObject({ active: false, lastDay: '2026-11-16' })
    await house.do('rates.switchFeed', { active: true })
    // The demo's clock stands long after the last day that is there: the file of the last day alone would leave a gap.
    asked.length = 0
    network = () => Promise.resolve(new Response(new Uint8Array(published('eurofxref-hist-90d.xml'))))
    expect((await house.do('rates.fetchDue')).rows).toHaveLength(1)
    expect(asked).toEqual([expect.stringContaining('hist-90d')])
    network = undefined
  })

  it('over Easter a rate may be four days old, not five; the policy of an entity says otherwise', async () => {
    await house.do('rates.savePolicy', { entity: 'NLUK', source: 'EASTER', type: 'spot', maxAgeDays: 4, taxType: 'tax' })
    await house.do('rates.record', { source: 'EASTER', type: 'spot', base: 'EUR', quote: 'GBP', day: '2027-03-25', value: '0.87' })
    const at = (day: string) => ({ from: 'EUR', to: 'GBP', day, entity: 'NLUK' })
    expect((await house.do('rates.find', at('2027-03-29'))).legs).toMatchObject([{ day: '2027-03-25' }])
    expect(await house.refused('rates.find', at('2027-03-30'))).toBe('rates.stale')
    await house.do('rates.savePolicy', { entity: 'NLUK', source: 'EASTER', type: 'spot', maxAgeDays: 5, taxType: 'tax' })
    expect((await house.do('rates.find', at('2027-03-30'))).legs).toMatchObject([{ day: '2027-03-25' }])
    expect(await house.refused('rates.savePolicy', { entity: 'NLUK', source: 'EASTER', type: 'spot', maxAgeDays: 93, taxType: 'tax' })).toBe('rates.badAge') // prettier-ignore
    expect(await house.refused('rates.savePolicy', { entity: 'NLXX', source: 'DEMO', type: 'spot', maxAgeDays: 4, taxType: 'tax' })).toBe('rates.unknownEntity') // prettier-ignore
  })

  describe('a rate by hand', () => {
    const wanted = { source: 'EASTER', base: 'EUR', quote: 'GBP', day: '2027-04-02', reason: 'The bank was closed' }
    it('counts only when a second person has agreed, and shows for ever that it was set by hand', async () => {
      const [lena, grace] = [await house.as('lena.brandt'), await house.as('grace.patel')]
      const proposed = await lena.do('rates.proposeOverride', wanted)
      expect(proposed).toMatchObject({ state: 'proposed', value: '0.87', published: '2027-03-25', type: 'spot' })
      expect(await house.refused('rates.find', { from: 'EUR', to: 'GBP', day: '2027-04-02', entity: 'NLUK' })).toBe('rates.stale')
      expect(await lena.refused('rates.proposeOverride', wanted)).toBe('rates.proposedBefore')
      expect(await lena.refused('rates.decideOverride', { override: proposed.id, approve: true })).toBe('rates.ownOverride')
      const decided = await grace.do('rates.decideOverride', { override: proposed.id, approve: true, note: 'As agreed on the telephone' })
      expect(decided).toMatchObject({ state: 'approved', proposedBy: proposed.proposedBy, decidedByName: expect.any(String) })
      expect(decided.decidedBy).not.toBe(proposed.proposedBy)
      expect((await house.do('rates.find', { from: 'EUR', to: 'GBP', day: '2027-04-02', entity: 'NLUK' })).legs).toMatchObject([{ day: '2027-04-02', value: '0.87', override: proposed.id }]) // prettier-ignore
      expect(await grace.refused('rates.decideOverride', { override: proposed.id, approve: false })).toBe('rates.overrideDecided')
      expect(await grace.refused('rates.withdrawOverride', { override: proposed.id })).toBe('rates.overrideDecided')
    })
    it('stays where the file of the source is imported again, and gives way to what the source publishes later', async () => {
      const [lena, grace] = [await house.as('lena.brandt'), await house.as('grace.patel')]
      const byHand = { base: 'EUR', quote: 'GBP', source: 'ECB', reason: 'Misprint' }
      expect(await house.refused('rates.record', { source: 'ECB', type: 'spot', base: 'EUR', quote: 'GBP', day: '2026-11-12', value: '0.9' })).toBe('rates.comesByFile') // prettier-ignore
      const one = await lena.do('rates.proposeOverride', { ...byHand, day: '2026-11-12', value: '0.881' })
      await grace.do('rates.decideOverride', { override: one.id, approve: true })
      expect(await house.do('rates.import', { file: await kept(corrected) })).toMatchObject({ added: 0, changed: 0, unchanged: 15 })
      expect((await found('EUR', 'GBP', '2026-11-12', { source: 'ECB' })).legs).toMatchObject([{ value: '0.881', override: one.id }])
      const later = Buffer.from(corrected.toString().replace('"0.88258"', '"0.88111"'))
      expect(await house.do('rates.import', { file: await kept(later) })).toMatchObject({ changed: 1 })
      expect((await found('EUR', 'GBP', '2026-11-12', { source: 'ECB' })).legs).toMatchObject([{ value: '0.88111', version: 3, override: null }]) // prettier-ignore
    })
    it.each([
      ['rates.samePair', { quote: 'EUR' }],
      ['rates.otherWayRound', { base: 'GBP', quote: 'EUR', value: '1.1' }],
      ['rates.notPositive', { value: '-1' }],
      ['rates.nothingPublished', { quote: 'SEK' }],
      ['rates.unchanged', { day: '2027-03-25', value: '0.87' }],
    ])('is refused: %s', async (code, more) => expect(await house.refused('rates.proposeOverride', { ...wanted, day: '2027-04-05', ...more })).toBe(code)) // prettier-ignore
    it('may be declined or taken back, and then is no rate', async () => {
      const [lena, grace] = [await house.as('lena.brandt'), await house.as('grace.patel')]
      const one = await lena.do('rates.proposeOverride', { ...wanted, day: '2027-04-06', value: '0.88' })
      expect(await grace.do('rates.decideOverride', { override: one.id, approve: false })).toMatchObject({ state: 'declined', recordedAs: null }) // prettier-ignore
      const two = await lena.do('rates.proposeOverride', { ...wanted, day: '2027-04-06', value: '0.89' })
      expect(await lena.do('rates.withdrawOverride', { override: two.id })).toMatchObject({ state: 'withdrawn' })
      expect((await house.do('rates.list', { filter: { field: 'day', is: 'equal', value: '2027-04-06' } })).total).toBe(0)
    })
  })

  it('averages and closing rates of a month are worked out, recorded once, and again only where they differ', async () => {
    for (const [day, value] of [['2028-02-01', '0.871'], ['2028-02-15', '0.88'], ['2028-02-28', '0.8705']] as [Day, string][])
      await house.do('rates.record', { source: 'SUM', type: 'spot', base: 'EUR', quote: 'GBP', day, value }) // prettier-ignore
    const month = { source: 'SUM', month: '2028-02' }
    expect(await house.do('rates.derive', { ...month, type: 'average' })).toEqual({
      source: 'SUM', day: '2028-02-29',
      rates: [{ base: 'EUR', quote: 'GBP', value: '0.873833333333', sum: '2.6215', days: 3, lastDay: '2028-02-28', recordedValue: null, same: false }],
    }) // prettier-ignore
    expect((await house.do('rates.derive', { ...month, type: 'closing' })).rates).toMatchObject([
      { value: '0.8705', lastDay: '2028-02-28' },
    ])
    expect(await house.do('rates.recordDerived', { ...month, type: 'average' })).toEqual({ day: '2028-02-29', recorded: 1, unchanged: 0 })
    expect(await house.do('rates.recordDerived', { ...month, type: 'average' })).toEqual({ day: '2028-02-29', recorded: 0, unchanged: 1 })
    expect(await house.refused('rates.recordDerived', { ...month, type: 'average', pairs: [{ base: 'EUR', quote: 'SEK' }] })).toBe('rates.notDerived') // prettier-ignore
    expect(await house.refused('rates.derive', { ...month, month: '2028-13', type: 'average' })).toBe('rates.badMonth')
    expect(await house.refused('rates.derive', { ...month, month: '2029-01', type: 'average' })).toBe('rates.noSpots')
  })

  it('says of each legal entity how old its rates are, and counts those that are too old', async () => {
    const { entities } = await house.do('rates.standing', { day: '2027-04-12' })
    expect(entities.map((e: any) => [e.entity, e.state, e.ageDays])).toEqual([['NLDE', 'tooOld', 12], ['NLIN', 'tooOld', 12], ['NLUK', 'none', null]]) // prettier-ignore
    const counts = async (name: string) => ((await house.do('desk.tasks')) as readonly { task: string; count: Wire }[]).find(({ task }) => task === name)?.count // prettier-ignore
    expect(await counts('rates.tooOld')).toBe(0)
    expect(await counts('rates.toApprove')).toBe(0)
    await (await house.as('lena.brandt')).do('rates.proposeOverride', { source: 'EASTER', base: 'EUR', quote: 'GBP', day: '2027-04-07', reason: 'x', value: '0.88' }) // prettier-ignore
    expect(await counts('rates.toApprove')).toBe(1)
  })

  it('billing waits for what is missing, says so to whoever can record it, and goes on when it is there', async () => {
    await house.do('rates.savePolicy', { entity: 'NLDE', source: 'BANK', type: 'spot', maxAgeDays: 4, taxType: 'tax' })
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLDE' })
    expect(await house.do('billing.missingRates', { run })).toMatchObject({
      recorders: expect.stringContaining('Finance'),
      rates: [{ entity: 'NLDE', from: 'EUR', to: 'GBP', day: '2026-12-01', source: 'BANK', lines: expect.any(Number) }],
    })
    const counted = async () => ((await house.do('desk.tasks')) as readonly { task: string; count: Wire }[]).find(({ task }) => task === 'billing.missingRates')?.count // prettier-ignore
    expect(await counted()).toBe(1)
    await house.do('rates.record', { source: 'BANK', type: 'spot', base: 'EUR', quote: 'GBP', day: '2026-11-30', value: '0.8741' })
    const again = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLDE' })
    expect(await counted()).toBe(0)
    await house.do('billing.post', { run: again.run })
    // Its journals keep the rate that they went through, and no other.
    const [journal] = (await house.do('ledger.journals', { filter: { field: 'entity', is: 'equal', value: 'NLDE' }, limit: 1 })).rows
    const { rates } = await house.do('ledger.journal', { journal: journal.id })
    expect(rates).toMatchObject({
      day: '2026-12-01',
      source: 'BANK',
      maxAgeDays: 4,
      rates: [{ day: '2026-11-30', value: '0.8741', version: 1 }],
    })
    expect((await house.do('audit.check', { checks: ['audit.ratesHold', 'audit.eventsShareRates'] })).ok).toBe(true)
  })
})

const corruptions: readonly [what: string, statement: string, check: string][] = [
  ['a rate that was published otherwise', `update rates set value = '0.8736' where day = '2026-12-01' and base = 'EUR' and type = 'spot'`, 'audit.ratesHold'],
  ['a rate in a journal', `update journals set rates = replace(rates, '0.8735', '0.8745') where currency = 'EUR'`, 'audit.ratesHold'],
  ['a rate that is too old', `update journals set rates = replace(rates, '"day":"2026-12-01","maxAgeDays":4', '"day":"2026-12-01","maxAgeDays":-1')`, 'audit.ratesHold'],
  ['a rate of a day to come', `update journals set posted_on = '2026-11-30' where currency = 'EUR'`, 'audit.ratesHold'],
  ['an override that nobody agreed to', `update rates set override = id where day = '2026-12-01'`, 'audit.ratesHold'],
  ['two rates in one event', `update journals set event = (select min(cast(j.id as text)) from journals j), rates = case when sequence = 1 then replace(rates, '"version":1', '"version":2') else rates end where entity = 'NLDE'`, 'audit.eventsShareRates'],
] // prettier-ignore

describe('the audit of rates', () => {
  let house: House
  const sql = (...statements: string[]) => house.harmony.database.transact(async (session) => { for (const one of statements) await session.run(one) }) // prettier-ignore
  beforeAll(async () => {
    house = await freshHouse('sqlite', 'audited rates')
    await house.do('demo.seed')
    const { run } = await house.do('billing.propose', { asOf: '2026-12-01', entity: 'NLDE' })
    await house.do('billing.post', { run })
    const triggers = await house.harmony.database.read((session) => session.rows(`select name from sqlite_master where type = 'trigger'`))
    await sql(...triggers.map(([name]) => `drop trigger "${String(name)}"`), 'create table kept_rates as select * from rates', 'create table kept_journals as select * from journals') // prettier-ignore
  }, 60_000)
  afterAll(() => house?.close())
  const broken = async () => (await house.do('audit.check', { checks: ['audit.ratesHold', 'audit.eventsShareRates'] })).checks.filter((c: { ok: boolean }) => !c.ok).map((c: any) => c.check) // prettier-ignore

  it('finds nothing where nothing is wrong', async () => expect(await broken()).toEqual([]))
  it.each(corruptions)('finds %s', async (_what, statement, check) => {
    await sql(statement)
    expect(await broken()).toContain(check)
    await sql('delete from rates', 'insert into rates select * from kept_rates', 'delete from journals', 'insert into journals select * from kept_journals') // prettier-ignore
    expect(await broken()).toEqual([])
  })
})
