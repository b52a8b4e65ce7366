// The entry of the utility process, on a data folder that it must not or cannot open.
import { EventEmitter } from 'node:events'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHarmony } from '../../main/compose.ts'

const folder = mkdtempSync(join(tmpdir(), 'harmony-core-'))
const realArguments = process.argv
afterAll(() => {
  process.argv = realArguments
  rmSync(folder, { recursive: true, force: true })
})

async function reportOf(data: string): Promise<{ readonly report: unknown; readonly exit: unknown }> {
  const parent = new EventEmitter()
  const reported: unknown[] = []
  const ended = new Promise<unknown>((resolve) =>
    jest.spyOn(process, 'exit').mockImplementation(((code: number) => resolve(code)) as never),
  )
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  Object.assign(process, { parentPort: { on: parent.on.bind(parent), postMessage: (message: unknown) => reported.push(message) } })
  process.argv = ['electron', 'core-process.cjs', data]
  jest.isolateModules(() => require('../../main/core-process.ts'))
  const exit = await ended
  jest.restoreAllMocks()
  return { report: reported[0], exit }
}
const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

it('leaves a database of a newer version byte for byte as it is', async () => {
  const data = join(folder, 'newer')
  const harmony = await openHarmony({ dataDir: data })
  await harmony.database.transact((session) =>
    session.run("insert into migrations (name, at) values ('9999-later', '2030-01-01T00:00:00Z')", []),
  )
  await harmony.close()
  const file = join(data, 'harmony.sqlite')
  const before = digest(file)
  expect(await reportOf(data)).toMatchObject({ report: { report: 'failed', code: 'newerDatabase' }, exit: 1 })
  expect(digest(file)).toBe(before)
}, 30_000)

it('reports a file that is no database and does not touch it', async () => {
  const data = join(folder, 'broken')
  mkdirSync(data)
  const file = join(data, 'harmony.sqlite')
  writeFileSync(file, 'this is a letter to my aunt, and no database at all. '.repeat(100))
  const before = digest(file)
  expect(await reportOf(data)).toMatchObject({ report: { report: 'failed', code: 'damaged' }, exit: 1 })
  expect(digest(file)).toBe(before)
}, 30_000)
