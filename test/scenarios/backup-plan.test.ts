import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { identitiesIn, newKeyFile } from '../../main/moving/age.ts'
import { openPolicy } from '../../main/policy/policy.ts'
import { sumsOf } from '../../main/moving/unpacking.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

describe.each(stores)('backups by a plan on %s', (dialect) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-plan-'))
  const store = path.join(folder, 'store')
  const key = path.join(folder, 'key.txt')
  let house: House
  let now = Date.parse('2026-11-02T02:00:00.000Z')
  let plan: Record<string, unknown> = {}
  const hours = (count: number) => (now += count * 3_600_000)
  const files = () => readdirSync(store).filter((name) => name.endsWith('.age'))
  const rows = async () => (await house.do('backups.list')).rows as { state: string; path: string | null; fault: string | null; removedAt: string | null; trigger: string }[] // prettier-ignore

  beforeAll(async () => {
    house = await freshHouse(dialect, 'plan', { clock: () => now })
    const recipient = await newKeyFile(key, 'now')
    plan = { active: true, folder: store, recipients: [recipient], everyHours: 24, keptDays: 2, keptWeeks: 0, keptMonths: 1 }
  }, 60_000)
  afterAll(async () => {
    await house?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a plan is looked at before it is believed', async () => {
    expect(await house.refused('backups.now')).toBe('backups.noPlan')
    await house.harmony.backUp()
    expect(await house.do('backups.standing')).toMatchObject({ standing: 'none', configured: false })
    const cases: readonly [object, string][] = [
      [{}, 'backups.noFolder'],
      [{ folder: 'store' }, 'backups.noFolder'],
      [{ folder, recipients: [] }, 'backups.noRecipient'],
      [{ folder, recipients: ['age1abc'] }, 'backups.notARecipient'],
      [{ folder, recipients: identitiesIn(key) }, 'backups.notARecipient'],
      [{ folder, everyHours: 0 }, 'backups.everyHours'],
      [{ folder, keptDays: 0, keptMonths: 0 }, 'backups.keepsNothing'],
    ]
    for (const [change, code] of cases)
      expect([change, await house.refused('backups.configure', { ...plan, ...change })]).toEqual([change, code])
  })

  test('the clock writes one when it is due, each is proved and on record, old ones are removed and nothing else is', async () => {
    renameSync(mkdtempSync(path.join(folder, 'new-')), store)
    writeFileSync(path.join(store, 'harmony-20200101-000000Z.tar.gz.age'), 'of somebody else')
    await house.do('backups.configure', plan)
    expect(await house.do('backups.standing')).toMatchObject({ standing: 'good', nextAt: '2026-11-02T02:00:00.000Z' })
    for (let day = 0; day < 4; day++) {
      await house.harmony.backUp()
      await house.harmony.backUp()
      hours(24)
    }
    expect((await rows()).map(({ state, trigger, removedAt }) => [state, trigger, removedAt !== null])).toEqual([
      ['done', 'clock', false],
      ['done', 'clock', false],
      ['done', 'clock', true],
      ['done', 'clock', true],
    ])
    expect(files()).toEqual([
      'harmony-20200101-000000Z.tar.gz.age',
      'harmony-20261104-020000Z.tar.gz.age',
      'harmony-20261105-020000Z.tar.gz.age',
    ])
    const [last] = (await house.do('backups.list')).rows
    const found = await sumsOf(last.path, identitiesIn(key))
    expect(found).toMatchObject({ sha256: last.hash, head: { purpose: 'backup', database: dialect } })
    const [durable] = await house.harmony.database.read((s) => s.rows(`select value from settings where key = 'sync.durable'`))
    // A place of the feed, not of the calls: of the calls some change nothing, and some much.
    const [place] = await house.harmony.database.read((s) =>
      s.rows(`select max(seq) from changes where call_seq <= ${found.manifest.chain.calls}`),
    )
    expect(Number(durable![0])).toBe(Number(place![0]))
  }, 60_000)

  test('somebody asks for one; a folder that is gone is told, and the house is late when the last one is old', async () => {
    await house.do('backups.now')
    await house.harmony.backUp()
    expect((await rows())[0]).toMatchObject({ state: 'done', trigger: 'person' })
    renameSync(store, `${store}.away`)
    hours(25)
    await house.harmony.backUp()
    expect((await rows())[0]).toMatchObject({ state: 'failed', trigger: 'clock', fault: 'backups.noFolder' })
    expect(await house.do('backups.standing')).toMatchObject({ standing: 'failed', fault: 'backups.noFolder', about: { folder: store } })
    hours(25)
    expect(await house.do('backups.standing')).toMatchObject({ standing: 'late' })
    renameSync(`${store}.away`, store)
    await house.harmony.backUp()
    expect(await house.do('backups.standing')).toMatchObject({ standing: 'good', underWay: false, fault: null })
    expect(files().every((name) => existsSync(path.join(store, name)))).toBe(true)
  }, 60_000)

  test('a hub that ended in the middle left one open: after an hour it has failed, and the next is written', async () => {
    hours(25)
    expect((await house.do('backups.begin')).backup).not.toBeNull()
    await house.harmony.backUp()
    expect((await rows())[0]).toMatchObject({ state: 'running' })
    expect(await house.refused('backups.now')).toBe('backups.underWay')
    hours(2)
    await house.do('backups.now')
    await house.harmony.backUp()
    expect((await rows()).slice(0, 2).map(({ state, fault }) => [state, fault])).toEqual([
      ['done', null],
      ['failed', 'backups.interrupted'],
    ])
  }, 60_000)

  test('administrators alone', async () => {
    await house.do('demo.seed', { empty: true })
    const logins = ((await house.do('people.users')).rows as { login: string }[]).map(({ login }) => login)
    const may: string[] = []
    for (const login of logins) if (await (await house.as(login)).do('backups.plan').then(() => true, () => false)) may.push(login) // prettier-ignore
    expect(may).toEqual(['it.admin'])
  }, 60_000)
})

test('what the organisation has laid down stands in the plan, is locked, and is where backups go', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-managed-plan-'))
  const key = path.join(folder, 'key.txt')
  const theirs = await newKeyFile(key, 'now')
  const own = await newKeyFile(path.join(folder, 'own.txt'), 'now')
  const policy = openPolicy({
    platform: 'linux',
    environment: {},
    home: folder,
    user: 'ada',
    words: [],
    settingsFile: path.join(folder, 'settings.json'),
    run: () => ({ code: 1, out: Buffer.alloc(0) }),
    trusted: () => ({ state: 'read', bytes: Buffer.from(JSON.stringify({ BackupDirectory: folder, BackupRecipients: [theirs] })) }),
  })
  const house = await freshHouse('sqlite', 'managed-plan', { policy })
  try {
    const plan = { active: true, folder, recipients: [], everyHours: 24, keptDays: 2, keptWeeks: 0, keptMonths: 1 }
    expect(await house.do('backups.plan')).toEqual({ plan: null, managedFolder: folder, managedRecipients: [theirs] })
    expect(await house.refused('backups.configure', { ...plan, folder: os.tmpdir() })).toBe('backups.managedFolder')
    // Whom the organisation names can always open backups; the plan keeps only whom it adds.
    expect(await house.do('backups.configure', { ...plan, recipients: [own, theirs] })).toMatchObject({ folder, recipients: [own] })
    expect(await house.do('backups.configure', plan)).toMatchObject({ recipients: [] })
    await house.do('backups.now')
    await house.harmony.backUp()
    const { lastPath, folder: shown } = await house.do('backups.standing')
    expect([shown, path.dirname(lastPath)]).toEqual([folder, folder])
    await sumsOf(lastPath, identitiesIn(key))
  } finally {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
