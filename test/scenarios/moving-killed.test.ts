import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { openHarmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { newKeyFile } from '../../main/moving/age.ts'
import { harmony } from '../doors/terminal.ts'
import { bundled } from '../world/bundle.ts'
import { dice, seedOf } from '../world/dice.ts'
import { freshHouse, type House } from '../world/house.ts'
import { emptyPlace } from '../world/stores.ts'

/** How often each is killed: `MOVING_KILLS=100` in the long run. */
const kills = Number(process.env['MOVING_KILLS'] ?? '2')
const seed = seedOf()
const share = dice(seed)
const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-moving-killed-'))
const key = path.join(folder, 'key.txt')
const file = path.join(folder, 'company.age')
let house: House
let worker = ''
const prefix = `h${randomUUID().replaceAll('-', '').slice(0, 12)}`
const drops: (() => Promise<void>)[] = []

const died = (...words: string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [worker, ...words]).then(
    () => 'ended',
    (error: { signal: string | null; stderr: string }) => error.signal ?? error.stderr,
  )

beforeAll(async () => {
  process.stdout.write(`SEED=${seed}\n`)
  worker = await bundled('test/scenarios/moving-worker.ts')
  const recipient = await newKeyFile(key, '2026-11-23T10:00:00.000Z')
  house = await freshHouse('sqlite', 'killed')
  await house.do('demo.seed')
  expect((await harmony(['export', '--to', file, '--recipient', recipient, '--data', house.place.dataDir!])).code).toBe(0)
}, 120_000)
afterAll(async () => {
  await house?.close()
  for (const drop of drops.reverse()) await drop()
  rmSync(folder, { recursive: true, force: true })
})

/** A PostgreSQL with the roles of least privilege, before any table is there. */
async function estate(): Promise<{ as: (role: string) => string; dataDir: string }> {
  const { place, drop } = await emptyPlace('postgres', 'least')
  const { url } = place as { url: string }
  const admin = path.join(folder, 'admin')
  writeFileSync(admin, `${url}\n`, { mode: 0o600 })
  drops.push(async () => {
    await drop()
    const client = new pg.Client({ connectionString: `${url.slice(0, url.lastIndexOf('/'))}/postgres` })
    await client.connect()
    for (const end of ['app', 'migrator', 'report', 'owner']) await client.query(`drop role if exists ${prefix}_${end}`)
    await client.end()
  })
  expect((await harmony(['database', 'roles', '--admin-file', admin, '--prefix', prefix, '--passwords', path.join(folder, 'passwords')])).code).toBe(0)
  return { as: (role) => url.replace('postgres@', `${prefix}_${role}@`), dataDir: path.join(folder, 'estate') }
} // prettier-ignore

test('kill -9 anywhere in an import into a file: never a company that looks whole, and the next import is', async () => {
  const dataDir = mkdtempSync(path.join(folder, 'file-'))
  for (let i = 0; i < kills; i++) {
    expect(await died('restore', file, key, dataDir, '-', String(share()))).toBe('SIGKILL')
    expect(existsSync(databaseFileIn(dataDir))).toBe(false)
    await expect(openHarmony({ dataDir })).rejects.toThrow('backups.unfinished')
  }
  expect(await harmony(['import', 'company', file, '--identity', key, '--data', dataDir])).toMatchObject({
    code: 0,
    json: { ok: true, result: { equal: true, log: 'intact' } },
  })
}, 3_600_000)

test('on PostgreSQL with least privilege: the program may not restore and is told who may; killed anywhere, the migrator’s next import is whole; a bought company comes in by the program’s role, killed anywhere, whole or not at all', async () => {
  const { as, dataDir } = await estate()
  mkdirSync(dataDir)
  const importing = (role: string) => harmony(['import', 'company', file, '--identity', key, '--data', dataDir, '--database', as(role)])
  expect((await importing('app')).json).toMatchObject({ ok: false, refusal: { code: 'backups.noRights', about: { role: `${prefix}_app` } } }) // prettier-ignore
  for (let i = 0; i < kills; i++) {
    expect(await died('restore', file, key, dataDir, as('migrator'), String(share()))).toBe('SIGKILL')
    await expect(openHarmony({ dataDir, databaseUrl: as('migrator') })).rejects.toThrow('backups.unfinished')
  }
  const whole = await importing('migrator')
  expect(whole).toMatchObject({ code: 0, json: { ok: true, result: { equal: true, log: 'intact' } } })
  await mergedByTheProgram(as('app'), dataDir)
}, 3_600_000)

/** Another company, of the same make, into the one that was restored. */
async function mergedByTheProgram(url: string, dataDir: string): Promise<void> {
  const other = await freshHouse('sqlite', 'other')
  drops.push(() => other.close())
  await other.do('demo.seed')
  const bought = path.join(folder, 'bought.age')
  const recipient = await newKeyFile(path.join(folder, 'bought.txt'), 'now')
  await harmony(['export', '--to', bought, '--recipient', recipient, '--data', other.place.dataDir!])
  const merging = (...more: string[]) => harmony(['import', '--merge', bought, '--identity', path.join(folder, 'bought.txt'), '--data', dataDir, '--database', url, ...more]) // prettier-ignore
  const opened = await merging()
  expect(opened.code).toBe(0)
  const mapping = path.join(folder, 'mapping.json')
  const decisions = opened.json.result.mapping.decisions.map((one: any) => (one.kind === 'taxIds' ? { ...one, verdict: 'apart' } : one))
  writeFileSync(mapping, JSON.stringify({ decisions }))
  expect((await merging('--mapping', mapping)).json.result.open).toBe(0)
  const entities = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(`select code from entities order by code`)).rows.map(({ code }) => code as string)
    } finally {
      await client.end()
    }
  }
  for (let i = 0; i < kills; i++) {
    expect(await died('merge', '-', '-', dataDir, url, String(share()), opened.json.result.merge)).toBe('SIGKILL')
    expect(await entities()).toEqual(['NLDE', 'NLIN', 'NLUK'])
    // The same command again: what was decided is still there, and what was asked for is asked for again.
    expect((await merging()).json.result.open).toBe(0)
  }
  expect(await merging('--carry-out')).toMatchObject({ code: 0, json: { ok: true, result: { audit: { ok: true } } } })
  expect(await entities()).toEqual(['NLDE', 'NLDE2', 'NLIN', 'NLIN2', 'NLUK', 'NLUK2'])
}
