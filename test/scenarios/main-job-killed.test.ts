import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { bundled } from '../world/bundle.ts'
import { dice, seedOf } from '../world/dice.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import type { Errand } from './main-job-worker.ts'

const folder = path.join(__dirname, '../world/import')
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
  asOf: string
  files: Record<string, { entity: string; charges: number; invoices: number; lines: number; grossInEntityCurrency: string }>
}
/** Kills for each database; `npm run test:long` asks for more. */
const kills = Number(process.env['KILLS'] ?? 6)

let program = ''
beforeAll(async () => {
  program = await bundled('test/scenarios/main-job-worker.ts')
})
afterAll(() => program && rmSync(program, { force: true }))

describe.each(stores)('the main job, killed at random points, on %s', (dialect) => {
  it(`leaves nothing half done after ${kills} kills and bills every period once`, async () => {
    const seed = seedOf()
    const roll = dice(seed)
    process.stdout.write(`SEED=${seed} (${dialect})\n`)
    let house = await founded(dialect)
    try {
      let longest = 1500
      for (let killed = 0; killed < kills;) {
        const began = Date.now()
        const finished = await workOn(house, roll() * longest)
        if (finished) {
          longest = Math.max(300, Date.now() - began)
          await complete(house)
          await house.close()
          house = await founded(dialect)
          continue
        }
        killed += 1
        await sound(house, `kill ${killed}`)
      }
      expect(await workOn(house)).toBe(true)
      await complete(house)
    } finally {
      await house.close()
    }
  }, 1_800_000)
})

async function founded(dialect: (typeof stores)[number]): Promise<House> {
  const house = await freshHouse(dialect, 'killed')
  await house.do('demo.seed', { empty: true })
  return house
}

/** Lets a process of its own do the main job; killed so many milliseconds after it is ready. Answers whether it came to the end. */
async function workOn(house: House, killAfter?: number): Promise<boolean> {
  const errand: Errand = {
    place: house.place,
    folder,
    asOf: expected.asOf,
    files: Object.entries(expected.files).map(([name, { entity }]) => [name, entity] as const),
  }
  const child = spawn(process.execPath, [program, JSON.stringify(errand)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  if (killAfter !== undefined) {
    await Promise.race([once(child.stdout, 'data'), ended])
    await Promise.race([wait(killAfter), ended])
    child.kill('SIGKILL')
  }
  const [code] = (await ended) as [number | null]
  if (code !== null && code !== 0) throw new Error(`the worker failed with ${code}`)
  return code === 0
}

async function sound(house: House, after: string): Promise<void> {
  const audit = await house.do('audit.check', {})
  expect({ after, faults: audit.checks.filter((c: { ok: boolean }) => !c.ok) }).toEqual({ after, faults: [] })
  // An import is there whole or not at all.
  for (const [name, { entity, lines }] of Object.entries(expected.files)) {
    const { total } = await house.do('contracts.lines', { filter: { field: 'entity', is: 'equal', value: entity }, limit: 1 })
    expect([name, 0, lines]).toContain(total)
  }
}

async function complete(house: House): Promise<void> {
  await sound(house, 'the end')
  const { total } = await house.do('billing.invoices', { limit: 1 })
  expect(total).toBe(Object.values(expected.files).reduce((sum, f) => sum + f.invoices, 0))
  const { rows } = await house.do('ledger.balances', { filter: { field: 'account', is: 'equal', value: '1100' }, limit: 1000 })
  for (const { entity, grossInEntityCurrency } of Object.values(expected.files)) {
    const own = rows.filter((r: { entity: string }) => r.entity === entity)
    expect(own.reduce((sum: bigint, r: { entityAmount: string }) => sum + BigInt(r.entityAmount), 0n).toString()).toBe(
      grossInEntityCurrency.replace('.', ''),
    )
  }
}
