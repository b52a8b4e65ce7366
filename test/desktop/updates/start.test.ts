// What the main process does with all of it: goes on or ends, answers the page, and asks the core for its work.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHarmony } from '../../../main/compose.ts'
import { migrations } from '../../../main/storage/migrations.ts'
import { workHere } from '../../../main/sync/work-here.ts'
import { openMemory } from '../../../main/desktop/updates/memory.ts'
import { noUpdatePolicy, type InstalledAs } from '../../../main/desktop/updates/mode.ts'
import { openUpdates, type UpdatesHost } from '../../../main/desktop/updates/start.ts'
import { cleared, keys, newFolder } from './feed-server.ts'

// The package would fetch a binary when it is asked where that is.
jest.mock('electron', () => ({ app: { isPackaged: true, getVersion: () => '1.0.0', whenReady: () => Promise.resolve() } }))

afterEach(cleared)

const own: InstalledAs = {
  platform: 'win32',
  packaged: true,
  program: 'D:\\People\\ada\\Local\\Programs\\Harmony\\Harmony.exe',
  environment: { LOCALAPPDATA: 'D:\\People\\ada\\Local' },
}
function program(
  more: Partial<UpdatesHost> = {},
  feed: unknown = { url: 'https://updates.harmony.example/', current: keys.first.key, next: keys.second.key },
) {
  const [root, folder] = [newFolder(), newFolder()]
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'harmony', feed }))
  const did: string[] = []
  const app = { isPackaged: true, getVersion: () => '1.0.0', quit: () => void did.push('quit'), relaunch: () => void did.push('relaunch') }
  const updates = openUpdates({
    app, root, folder, policy: noUpdatePolicy, outbox: false, installed: own, send: () => undefined, log: (event) => void did.push(event), ...more,
  }) // prettier-ignore
  return { updates, did, folder, memory: openMemory(folder) }
}
const waiting = { version: '1.1.0', name: 'latest.yml', text: 'x', signature: 'x', attempts: 0, quiet: true }

it.each<[string, Parameters<typeof program>]>([
  ['pins no feed', [{}, null]],
  ['is not packed', [{ installed: { ...own, packaged: false } }]],
  ['is looked after by the organisation alone', [{ policy: { ...noUpdatePolicy, disabled: true } }]],
])('a program that %s runs as it is, asks nobody, and says so', async (_what, given) => {
  const { updates, did, memory } = program(...given)
  memory.keep(waiting)
  await updates.installOr(() => did.push('runs'))
  updates.start()
  expect(await updates.answer('check')).toMatchObject({ mode: 'off', state: 'off', current: '1.0.0' })
  await updates.answer('restart')
  await updates.closing()
  expect(did).toEqual(['runs'])
})

it('what waits and is not believed is forgotten, and the program runs', async () => {
  const { updates, did, memory } = program()
  memory.keep(waiting)
  await updates.installOr(() => did.push('runs'))
  expect(did.at(-1)).toBe('runs')
  expect(did).not.toContain('quit')
  expect(memory.waiting()).toBeUndefined()
})

it('a person may have it installed now, where it is ready and only there', async () => {
  const { updates, did, memory } = program()
  expect(await updates.answer('restart')).toMatchObject({ mode: 'background', state: 'unknown' })
  expect(did).toEqual([])
  memory.keep(waiting)
  updates.start()
  expect(await updates.answer('standing')).toMatchObject({ state: 'ready', version: '1.1.0' })
  await updates.answer('restart')
  expect(did).toEqual(['relaunch', 'quit'])
})

it('a laptop in the field asks its core before it says that the next start may install', async () => {
  const orders: number[] = []
  const { updates, memory } = program({ outbox: true, send: ({ n }) => orders.push(n) })
  memory.keep(waiting)
  updates.start()
  expect(memory.waiting()).toMatchObject({ quiet: false })
  const closing = updates.closing()
  updates.heard({ report: 'work', n: orders[0], unsent: 0, schema: 33 })
  await closing
  expect(memory.waiting()).toMatchObject({ quiet: true })
})

it('the core counts what was captured and not settled with the hub, and knows its newest migration', async () => {
  const folder = newFolder()
  const harmony = await openHarmony({ dataDir: folder })
  try {
    const schema = Math.max(...migrations.map(({ name }) => Number.parseInt(name, 10)))
    expect(await workHere(harmony.database, false)).toEqual({ unsent: 0, schema })
    expect(await workHere(harmony.database, true)).toEqual({ unsent: 0, schema })
    await harmony.database.transact(async (session) => {
      for (const [i, state] of ['saved', 'saved', 'applied', 'attention', 'settled'].entries())
        await session.run(
          `insert into queue (id, operation, version, actor, at, body, body_hash, signature, local_result, state) values (?, 'o', 1, 'a', 'now', '{}', 'h', 's', '{}', ?)`,
          [`q${i}`, state],
        )
    })
    // In a company's own file nothing is captured for somebody else, whatever lies in the table.
    expect((await workHere(harmony.database, false)).unsent).toBe(0)
    expect((await workHere(harmony.database, true)).unsent).toBe(3)
  } finally {
    await harmony.close()
  }
})
