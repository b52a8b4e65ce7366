import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { verifyAnchors } from '../../main/anchors.ts'
import { linkOf, type LoggedEvent } from '../../main/storage/log.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { harmony } from '../doors/terminal.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('anchors of the log on %s', (dialect) => {
  let house: House
  let folder: string
  let now = Date.parse('2026-11-28T23:55:00Z')
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-anchors-'))
    now = Date.parse('2026-11-28T23:55:00Z')
    house = await freshHouse(dialect, 'anchors', { anchors: folder, clock: () => now })
    await house.do('people.setUp', { name: 'Anna', login: 'anna', password: 'a long sentence of words' })
    for (const day of [1, 2, 3]) {
      for (const role of ['a', 'b']) await house.do('people.saveRole', { code: `r${day}${role}`, name: 'Role', permits: ['people.read'] })
      await house.harmony.anchor()
      await house.harmony.anchor()
      now += 86_400_000
    }
  })
  afterEach(async () => {
    rmSync(folder, { recursive: true })
    await house.close()
  })
  const files = () => readdirSync(folder).sort()
  const found = async () => (await verifyAnchors(house.harmony.database, folder)).fault
  /** A superuser takes the fences down, as nobody else can. */
  const superuser = (statements: readonly string[]) =>
    house.harmony.database.transact(async (session) => {
      const open =
        dialect === 'postgres'
          ? ['set local session_replication_role = replica']
          : (await session.rows(`select name from sqlite_master where type = 'trigger' and tbl_name in ('calls', 'changes', 'events', 'log_head')`)).map(([name]) => `drop trigger "${String(name)}"`) // prettier-ignore
      for (const sql of [...open, ...statements]) await session.run(sql)
    })

  it('are written once a day, hang together, and hold', async () => {
    expect(files()).toEqual(['2026-11-28', '2026-11-29', '2026-11-30'].map((day) => `harmony-anchor-${day}.json`))
    expect(await verifyAnchors(house.harmony.database, folder)).toEqual({ anchors: 3, fault: null })
    // What comes afterwards changes nothing of it.
    await house.do('people.saveRole', { code: 'later', name: 'Later', permits: [] })
    expect(await found()).toBeNull()
  })

  it('show that the end of the log is gone, although the log that is left is whole', async () => {
    const last = (JSON.parse(readFileSync(join(folder, files().at(-1)!), 'utf8')) as { calls: number }).calls
    const cut = last - 1
    await superuser([
      `delete from changes where call_seq > ${cut}`,
      `delete from events where call_seq > ${cut}`,
      `delete from calls where seq > ${cut}`,
      `update log_head set next_call = ${cut + 1}, hash = (select hash from calls where seq = ${cut}),
        next_change = (select coalesce(max(seq), 0) + 1 from changes), next_event = (select coalesce(max(seq), 0) + 1 from events)`,
    ])
    expect(await verifyLog(house.harmony.database, modules)).toBeNull()
    expect(await found()).toEqual({ where: 'harmony-anchor-2026-11-30.json', trouble: 'missing', calls: last })
  })

  it('show that a call was changed, although every link behind it was made anew', async () => {
    const { database } = house.harmony
    const calls = await database.read((session) => session.rows('select seq, id, operation, user_id, at, input_hash, outcome, changes_digest, hash from calls order by seq')) // prettier-ignore
    const events = await database.read((session) => session.rows('select call_seq, event, about from events order by seq'))
    const target = calls.length - 2
    const statements: string[] = []
    let link = String(calls[target - 1]![8])
    for (const [seq, id, operation, user, at, inputHash, outcome, changesDigest] of calls.slice(target) as string[][]) {
      const by = Number(seq) === target + 1 ? '00000000-0000-0000-0000-00000000dead' : user!
      const told: LoggedEvent[] = events.filter((row) => Number(row[0]) === Number(seq)).map(([, event, about]) => ({ event: event as string, about: about as string })) // prettier-ignore
      link = linkOf(link, Number(seq), { id: id!, operation: operation!, user: by, at: at!, inputHash: inputHash!, outcome: outcome!, changesDigest: changesDigest! }, told) // prettier-ignore
      statements.push(`update calls set user_id = '${by}', hash = '${link}' where seq = ${seq}`)
    }
    await superuser([...statements, `update log_head set hash = '${link}'`])
    expect(await verifyLog(database, modules)).toBeNull()
    expect((await found())?.trouble).toBe('changed')
  })

  it.each([
    ['an anchor that was edited', (text: string) => text.replace('"calls":', '"calls":1'), 'forged'],
    ['an anchor that is none', () => 'nothing', 'unreadable'],
    ['an anchor of another installation', (text: string) => text.replace(/"key":"[0-9a-f]{4}/, '"key":"0000'), 'forged'],
  ])('say so of %s', async (_what, change, trouble) => {
    const file = join(folder, files()[1]!)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
    expect((await found())?.trouble).toBe(trouble)
  })

  it('say so where one in the middle was taken away', async () => {
    rmSync(join(folder, files()[1]!))
    expect(await found()).toMatchObject({ where: 'harmony-anchor-2026-11-30.json', trouble: 'torn' })
  })

  if (dialect === 'sqlite')
    it('are held against by harmony audit --anchors, which fails where they do not hold or none is there', async () => {
      const audit = (dir: string) => harmony(['audit', '--anchors', dir, '--data', house.place.dataDir!])
      const good = await audit(folder)
      expect([good.code, good.json.anchored]).toEqual([0, { anchors: 3, fault: null }])
      rmSync(join(folder, files()[1]!))
      expect((await audit(folder)).code).toBe(1)
      for (const file of files()) rmSync(join(folder, file))
      expect((await audit(folder)).code).toBe(1)
    })
})
