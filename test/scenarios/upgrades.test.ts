import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { modules } from '../../core/harmony.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { connect, type Place } from '../../main/storage/connect.ts'
import { copiesIn } from '../../main/storage/copies.ts'
import { namesOfMigrations } from '../../main/storage/migrate-in.ts'
import { migrations } from '../../main/storage/migrations.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { bundled } from '../world/bundle.ts'
import { dice, seedOf } from '../world/dice.ts'
import { contentIn, released, releases } from '../world/released.ts'
import { stores } from '../world/stores.ts'

/** How often each company of each release is killed on each database: `UPGRADE_KILLS=20` in the long run, which makes 200 of five. */
const kills = Number(process.env['UPGRADE_KILLS'] ?? '1')
const seed = seedOf()
const share = dice(seed)
let worker = ''
/** How many of the processes were killed, and how many of those had everything still before them. */
const met = { opened: 0, killed: 0, old: 0 }
beforeAll(async () => {
  process.stdout.write(`SEED=${seed}\n`)
  worker = await bundled('test/scenarios/upgrade-worker.ts')
})
afterAll(() => rmSync(worker, { force: true }))

/** How the process that opens the company ended. */
const opening = (...words: string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [worker, ...words]).then(
    () => 'ended',
    (error: { signal: string | null; stderr: string }) => error.signal ?? error.stderr,
  )
async function standing(place: Place) {
  const database = await connect(place)
  try {
    return { names: await database.read(namesOfMigrations), content: await contentIn(database) }
  } finally {
    await database.close()
  }
}
const newest = migrations.map(({ name }) => name)

async function done(harmony: Harmony, operation: string, input: unknown): Promise<any> {
  const caller = (await harmony.localAdministrator())!
  const outcome = await harmony.run({ id: randomUUID(), operation, input, caller })
  if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
  return outcome.result
}

it('there is a company of every release that people may come from', () => {
  expect(releases.length).toBeGreaterThanOrEqual(5)
})

describe.each(stores)('a company of an older program on %s', (dialect) => {
  it.each(releases)(
    '%s: killed anywhere on its way to this one, it is the old one or the new one, whole; and then it is billed',
    async (release) => {
      const { place, drop } = await released(release, dialect)
      const dataDir = 'file' in place ? path.dirname(place.file) : mkdtempSync(path.join(os.tmpdir(), 'harmony-upgrade-'))
      const url = 'url' in place ? place.url : '-'
      try {
        const before = await standing(place)
        for (let i = 0; i < kills; i++) {
          const at = share()
          const end = await opening(dataDir, url, release, String(at))
          expect(['SIGKILL', 'ended']).toContain(end)
          const now = await standing(place)
          met.opened++
          if (end === 'SIGKILL') met.killed++
          if (end === 'SIGKILL' && now.names.length < newest.length) met.old++
          if (now.names.length < newest.length) expect({ at, ...now }).toEqual({ at, ...before })
          else expect({ at, names: now.names }).toEqual({ at, names: newest })
          if ('file' in place) await copiesAreSound(place, before)
        }
        await upgraded(dataDir, 'url' in place ? place.url : undefined, before)
      } finally {
        if (!('file' in place)) rmSync(dataDir, { recursive: true, force: true })
        await drop()
      }
    },
    600_000,
  )
})

// What never dies on its way proves nothing; one that died after the last statement proves little.
it('most of them were killed, and most of those in the middle', () => {
  expect([met.killed * 2 >= met.opened, met.old * 2 >= met.killed, met]).toEqual([true, true, met])
})

type Standing = Awaited<ReturnType<typeof standing>>
/** A copy that has its name is the company as it was. */
async function copiesAreSound(place: { readonly file: string }, before: Standing): Promise<void> {
  const folder = copiesIn(path.dirname(place.file))
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sqlite')) : []
  for (const name of names) expect(await standing({ file: path.join(folder, name) })).toEqual(before)
}

/** Everything that was there is there and proved, and the next month is billed. */
async function upgraded(dataDir: string, databaseUrl: string | undefined, before: Standing): Promise<void> {
  const harmony = await openHarmony({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  try {
    expect(await harmony.database.read(namesOfMigrations)).toEqual(newest)
    const content = await contentIn(harmony.database)
    const fewer = [...before.content].filter(([table, { rows }]) => (content.get(table)?.rows ?? 0) < rows)
    expect(fewer).toEqual([])
    expect(await verifyLog(harmony.database, modules)).toBeNull()
    const { run, invoices } = await done(harmony, 'billing.propose', { asOf: '2027-01-01' })
    expect(invoices).toBeGreaterThan(0)
    await done(harmony, 'billing.post', { run })
    const audit = await done(harmony, 'audit.run', {})
    expect(audit.checks.filter((check: { ok: boolean }) => !check.ok)).toEqual([])
  } finally {
    await harmony.close()
  }
}
