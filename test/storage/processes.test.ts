import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { codeOf, idOf } from '../../core/kernel/shape.ts'
import { newId } from '../../main/storage/ids.ts'
import { verifyLog } from '../../main/storage/verify.ts'
import { bundled } from '../world/bundle.ts'
import { seedOf } from '../world/dice.ts'
import { anyone, freshStore, stores, type Store } from '../world/stores.ts'
import type { Errand } from './child.ts'
import { call } from './calls.ts'
import { counters, postings, testModule, testReads, totals } from './records.ts'

let program: string
beforeAll(async () => {
  program = await bundled('test/storage/child.ts')
})
afterAll(() => rmSync(program, { force: true }))

const start = (errand: Errand): ChildProcess =>
  spawn(process.execPath, [program, JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] })
const ended = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0]

describe.each(stores)('several processes on one store, %s', (dialect) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(dialect, 'processes', [testModule], { reads: [testReads] })
  })
  afterEach(() => store.close())

  it('lose no update and leave no gap in the log', async () => {
    const counter = idOf('counters').parse(newId(), 'id')
    await call(store.host, 'test.register', { counter, value: 0 })
    const seen: number[] = []
    const stop = store.host.watch((happening) => seen.push(happening.seq))
    const others = [
      start({ does: 'bump', place: store.place, counter, times: 25 }),
      start({ does: 'bump', place: store.place, counter, times: 25 }),
    ]
    const endings = Promise.all(others.map(ended))
    await Promise.all(Array.from({ length: 10 }, () => call(store.host, 'test.bump', { counter, by: 1 })))
    expect(await endings).toEqual([0, 0])
    await call(store.host, 'test.bump', { counter, by: 1 })
    expect(await store.host.reader(anyone).get(counters, counter)).toEqual({ id: counter, value: 61 })
    expect(await verifyLog(store.database, [testModule])).toBeNull()
    while (seen.length < 61) await new Promise((resolve) => setImmediate(resolve))
    stop()
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => seen[0]! + i))
    expect(seen.at(-1)).toBe(62)
  })

  it('leave nothing of a call during which one is killed', async () => {
    const child = start({ does: 'die inside', place: store.place, rows: 500 })
    expect(await ended(child)).toBeNull()
    expect(await store.host.reader(anyone).list(counters, { limit: 10 })).toEqual([])
    // What the dead process held is free again.
    const counter = idOf('counters').parse(newId(), 'id')
    expect((await call(store.host, 'test.register', { counter, value: 1 })).ok).toBe(true)
    expect(await verifyLog(store.database, [testModule])).toBeNull()
  })

  it('leave whole calls only when one is killed at any moment', async () => {
    const seed = seedOf() % 1000
    for (let kill = 0; kill < 3; kill++) {
      const child = start({ does: 'post', place: store.place, rows: 60 })
      const wanted = 2 + ((seed + kill * 7) % 9)
      let dots = 0
      for await (const chunk of child.stdout!) {
        dots += String(chunk).length
        if (dots >= wanted) break
      }
      child.kill('SIGKILL')
      await (child.exitCode === null && child.signalCode === null ? ended(child) : undefined)
    }
    const rows = await store.host.reader(anyone).list(postings, { limit: 100_000 })
    const total = await store.host.reader(anyone).get(totals, codeOf('totals').parse('ALL/EUR', 'total'))
    expect({ seed, rest: rows.length % 60, number: total!.number, amount: total!.amount }).toEqual({
      seed,
      rest: 0,
      number: rows.length,
      amount: BigInt(rows.length) * 100n,
    })
    expect(await verifyLog(store.database, [testModule])).toBeNull()
  })
})
