import { operationsOf } from '../../core/kernel/words.ts'
import { run } from '../../core/kernel/run.ts'
import { add } from '../../core/kernel/operation.ts'
import { idOf } from '../../core/kernel/shape.ts'
import type { Instant } from '../../core/kernel/day.ts'
import { connect, type Place } from '../../main/storage/connect.ts'
import { openHost } from '../../main/storage/host.ts'
import { newId } from '../../main/storage/ids.ts'
import { counters, testModule, testReads } from './records.ts'
import { anyone } from '../world/stores.ts'

// A process of its own on a store of the tests; what it is to do comes as JSON.
export type Errand =
  | { readonly does: 'bump'; readonly place: Place; readonly counter: string; readonly times: number }
  | { readonly does: 'post'; readonly place: Place; readonly rows: number }
  | { readonly does: 'die inside'; readonly place: Place; readonly rows: number }

async function main(errand: Errand): Promise<void> {
  const database = await connect(errand.place)
  const clock = { at: () => '2026-11-30T10:00:00.000Z' as Instant, zone: 'UTC' }
  const host = await openHost({ database, modules: [testModule], reads: [testReads], clock })
  const operations = operationsOf([testModule])
  const call = (operation: string, input: unknown) => run(operations, { id: newId(), operation, input, caller: anyone }, () => host)
  if (errand.does === 'bump') {
    await Promise.all(Array.from({ length: errand.times }, () => call('test.bump', { counter: errand.counter, by: 1 })))
  } else if (errand.does === 'post') {
    // Until it is killed.
    for (;;) {
      await call('test.post', { rows: errand.rows, each: 100 })
      process.stdout.write('.')
    }
  } else {
    await host.once({ id: 'never', operation: 'test.die', user: anyone.user, input: '' }, anyone, async (tx) => {
      tx.apply(Array.from({ length: errand.rows }, (_, value) => add(counters, { id: idOf('counters').parse(newId(), 'id'), value })))
      // A list makes the changes be written; then everything ends.
      await tx.read.list(counters, { limit: 1 })
      process.kill(process.pid, 'SIGKILL')
      await new Promise(() => undefined)
      return { ok: true, result: null }
    })
  }
  await host.close()
  await database.close()
}

main(JSON.parse(process.argv[2]!) as Errand).catch((error: unknown) => {
  process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
})
