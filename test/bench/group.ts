import { randomUUID } from 'node:crypto'
import type { Dialect } from '../../main/storage/session.ts'
import { median, report, type Line } from './measure.ts'
import { acting, foundCompanies, open, storesOf, type Spot } from './places.ts'

/** Lines of each journal. */
const linesOf = 5
const entities = [
  ['NLUK', 'GBP'],
  ['NLDE', 'EUR'],
  ['NLIN', 'INR'],
] as const
const accounts = ['1100', '4100', '4200', '4300', '2300'] as const
/** Months that the journals spread over. */
const months = Array.from({ length: 24 }, (_, i) => `${2025 + Math.floor(i / 12)}-${`${(i % 12) + 1}`.padStart(2, '0')}`)
const times = 25

/** Journals of three legal entities in 24 months, as many lines as asked, and the running totals that posting them would have left. */
async function filled(spot: Spot, lines: number): Promise<void> {
  const database = await open(spot)
  const journals = Array.from({ length: Math.ceil(lines / linesOf) }, (_, n) => ({ id: randomUUID(), n }))
  await database.transact(async (session) => {
    const each = <T>(
      table: string,
      columns: readonly string[],
      rows: readonly T[],
      valuesOf: (row: T) => readonly (string | number)[],
    ): Promise<void> =>
      session.runEach(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, i) => (spot.dialect === 'sqlite' ? '?' : `$${i + 1}`)).join(', ')})`,
        rows,
        valuesOf,
      )
    await each(
      'journals',
      [
        'id',
        'entity',
        'document',
        'number',
        'series',
        'sequence',
        'source',
        'posted_on',
        'currency',
        'entity_currency',
        'group_currency',
        'rates',
        'seal',
        'posted_at',
      ],
      journals,
      ({ id, n }) => {
        const [entity, currency] = entities[n % 3]!
        return [id, entity, 'manual', `B-${n}`, `${entity}/manual/bench`, n + 1, id, `${months[n % 24]!}-15`, currency, currency, 'GBP', '{}', 'x', '2026-11-30T09:00:00.000Z'] // prettier-ignore
      },
    )
    const all = journals.flatMap(({ id, n }) =>
      accounts.map((account, i) => ({ id, n, account, position: i + 1, amount: i === 0 ? 40_000 : -10_000 })),
    )
    await each(
      'journal_lines',
      ['journal', 'position', 'account', 'currency', 'amount', 'entity_amount', 'group_amount'],
      all,
      ({ id, n, account, position, amount }) => [id, position, account, entities[n % 3]![1], amount, amount, amount],
    )
    await session.run(`insert into balances (balance, entity, account, period, currency, amount, entity_amount, group_amount)
      select entity || '/' || account || '/' || period || '/' || currency, entity, account, period, currency, sum(amount), sum(entity_amount), sum(group_amount)
      from (select j.entity, l.account, substr(cast(j.posted_on as text), 1, 7) as period, l.currency, l.amount, l.entity_amount, l.group_amount
        from journals j join journal_lines l on l.journal = j.id) x group by entity, account, period, currency`)
  })
  await database.close()
}

async function measureOn(dialect: Dialect, sizes: readonly number[]): Promise<Line[]> {
  const stores = await storesOf(dialect)
  const found: Line[] = []
  try {
    for (const size of sizes) {
      const spot = await stores.empty(`group_${size}`)
      await foundCompanies(spot)
      await filled(spot, size)
      const taken = await acting(spot, async (act) => {
        const each: number[] = []
        for (let n = 0; n <= times; n++) {
          const began = performance.now()
          const { sum } = (await act('consolidation.trialBalance', { period: '2026-11', view: 'transacted' })) as { sum: string }
          if (sum !== '0') throw new Error(`the group does not add up: ${sum}`)
          if (n > 0) each.push(performance.now() - began)
        }
        return each
      })
      found.push({ database: dialect, lines: size, 'trial balance ms': median(taken), 'slowest ms': Math.max(...taken) })
      await stores.drop(spot)
    }
  } finally {
    await stores.end()
  }
  return found
}

/** The consolidated trial balance over a few and over very many journal lines: it reads running totals, so that it must not grow with them. */
export async function group({ dialects, lines }: { readonly dialects: readonly Dialect[]; readonly lines: number }): Promise<void> {
  const found: Line[] = []
  for (const dialect of dialects) found.push(...(await measureOn(dialect, [Math.ceil(lines / 100), lines])))
  report('group', { lines }, found)
}
