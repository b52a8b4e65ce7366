import { leftOut } from '../../core/catalog/price.ts'
import { modules, records } from '../../core/harmony.ts'
import { aDecimal, choice, count, flag, many, maybe, minorIn, shape, someData, someMoney, text } from '../../core/kernel/shape.ts'
import { columnsOf, digestWriter, lineWriter, rowWriter, snake } from '../../main/storage/columns.ts'
import { kindsOf, tableOf } from '../../main/storage/tables.ts'
import { formerly, renamerOf } from '../../main/moving/merge/renaming.ts'
import { matched, suffixed } from '../../main/moving/merge/treatment.ts'
import { freshStore, stores, type Store } from '../world/stores.ts'
import { answerFor, becomes, canMeet } from './merge-keys.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly nullable: boolean
}
/** Tables of the house that are no record of any module: the store's own. */
const storesOwn = [
  'calls', 'changes', 'events', 'log_head', 'files', 'migrations', 'seal_keys',
  // What the hub keeps of devices beside its records, and what a device (a SQLite file) keeps for itself.
  'device_seen', 'sync_attempts', 'sync_blob_parts', 'sync_blobs', 'sync_quarantine', 'beneath', 'device_state', 'loading', 'outgoing_blobs', 'queue', 'queue_standing', 'touched',
  // Which hubs are alive, and who carries out what the clock called.
  'hubs', 'scheduled_runs',
  // What outlives a request, at whichever hub.
  'handed_files', 'sign_ins_away', 'merge_progress', 'failed_attempts',
  // The log of a bought company, as it was there.
  'merged_calls', 'merged_changes', 'merged_events',
] // prettier-ignore

const defaultsOnPostgres = `select attname, pg_get_expr(adbin, adrelid) from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where attnum > 0 and attrelid = to_regclass`

describe.each(stores)('the tables that the migrations make on %s', (dialect) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(dialect, 'columns', { product: modules })
  })
  afterAll(() => store.close())
  const rows = (sql: string) => store.database.read((session) => session.rows(sql))

  const tables = async (): Promise<string[]> =>
    (
      await rows(
        dialect === 'sqlite'
          ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`
          : `select table_name from information_schema.tables where table_schema = current_schema() order by table_name`,
      )
    ).map(([name]) => name as string)
  const columns = async (table: string): Promise<Column[]> =>
    dialect === 'sqlite'
      ? (await rows(`select name, type, "notnull", pk from pragma_table_info('${table}')`)).map(([name, type, notNull, key]) => ({
          name: name as string,
          type: (type as string).toLowerCase(),
          nullable: Number(notNull) === 0 && Number(key) === 0,
        }))
      : (
          await rows(
            `select column_name, data_type || case when datetime_precision = 3 then '(3)' else '' end, is_nullable
             from information_schema.columns where table_schema = current_schema() and table_name = '${table}'`,
          )
        ).map(([name, type, nullable]) => ({
          name: name as string,
          type: (type as string).replace('timestamp with time zone', 'timestamptz'),
          nullable: nullable === 'YES',
        }))
  const declared = (kind: (typeof records)[number]): Column[] => [
    ...columnsOf(kind.shape.fields, dialect).map(({ name, type, nullable }) => ({ name, type, nullable })),
    ...(tableOf(kind, dialect).revised ? [{ name: 'rev', type: dialect === 'postgres' ? 'bigint' : 'integer', nullable: false }] : []),
  ]
  const sorted = (list: readonly Column[]): Column[] => [...list].sort((a, b) => (a.name < b.name ? -1 : 1))

  it.each(kindsOf(modules).map((kind) => [kind.record, kind] as const))(
    '%s has exactly the columns that its record declares',
    async (record, kind) => {
      expect(sorted(await columns(snake(record)))).toEqual(sorted(declared(kind)))
    },
  )
  it('there is no table that nobody declares', async () => {
    const known = new Set([...storesOwn, ...records.map((kind) => snake(kind.record))])
    expect((await tables()).filter((table) => !known.has(table))).toEqual([])
  })
  it('nothing that both companies may have stops a merge: for each key that is unique it is said what is done', async () => {
    const columnsOfIndexes = dialect === 'sqlite'
      ? (table: string) => `select il.name, ii.name from pragma_index_list('${table}') il join pragma_index_info(il.name) ii where il."unique" = 1 order by il.name, ii.seqno`
      : (table: string) => `select c.relname, coalesce(a.attname, 'entity') from pg_index i join pg_class c on c.oid = i.indexrelid cross join unnest(i.indkey) with ordinality k(col, place)
          left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.col and k.col > 0 where i.indrelid = to_regclass('${table}') and i.indisunique order by 1, k.place`
    const stopped: string[] = []
    for (const kind of kindsOf(modules)) {
      const fields = new Map(columnsOf(kind.shape.fields, dialect).map(({ name, field }) => [name, field]))
      const indexes = Map.groupBy(await rows(columnsOfIndexes(snake(kind.record))), ([index]) => index as string)
      for (const columns of indexes.values()) {
        // What is worked out of a column is the legal entity of clauses, which may have none.
        const unique = columns.map(([, column]) => fields.get((column as string | null) ?? 'entity') ?? String(column))
        if (canMeet(kind, unique) && answerFor(kind.record, unique) === undefined) stopped.push(`${kind.record}: ${unique.join(', ')}`)
      }
    }
    expect(stopped).toEqual([])
  }) // prettier-ignore
  it('what is immutable is refused by the database itself', async () => {
    // Decisions only add settings, while the host itself keeps its schedule there; blocked lines go with a proposal that is dropped.
    const frozen = records.filter((kind) => kind.immutable && !['settings', 'blockedLines'].includes(kind.record))
    const guards = await rows(
      dialect === 'sqlite'
        ? `select distinct tbl_name from sqlite_master where type = 'trigger'`
        : `select distinct event_object_table from information_schema.triggers`,
    )
    const guarded = new Set(guards.map(([table]) => table as string))
    expect(frozen.map((kind) => snake(kind.record)).filter((table) => !guarded.has(table))).toEqual([])
  })
  it('what a migration wrote into rows that never change is said by the record: the log gave them a digest without it', async () => {
    const sql = dialect === 'sqlite' ? 'select name, dflt_value from pragma_table_info' : defaultsOnPostgres
    const filled: string[] = []
    for (const kind of kindsOf(modules).filter((one) => one.immutable && tableOf(one, dialect).logged)) {
      const defaults = await rows(`${sql}('${snake(kind.record)}')`)
      for (const { name, field } of columnsOf(kind.shape.fields, dialect))
        if (defaults.some(([column, value]) => column === name && value !== null) && !(field in (kind.filled ?? {})))
          filled.push(`${kind.record}.${field}`)
    }
    expect(filled).toEqual([])
  })
})

describe('when a company is bought', () => {
  const said = Object.values(becomes).flat() as readonly string[]
  it('it is said of every record what becomes of its rows', () => {
    expect(records.map(({ record }) => record).filter((record) => !said.includes(record))).toEqual([])
    expect(said.filter((record, i) => said.indexOf(record) !== i)).toEqual([])
  })
  it('and that is what the merge does', () => {
    const kindOf = (record: string) => kindsOf(modules).find((one) => one.record === record)!
    for (const record of becomes.comes) expect([record, kindOf(record).shape.fields[kindOf(record).key]?.kind]).toEqual([record, 'id'])
    for (const record of becomes.ofEntity.filter((one) => kindOf(one))) expect([record, kindOf(record).entityField !== undefined]).toEqual([record, true])
    expect([...becomes.asked, ...becomes.ours, ...becomes.longer].filter((record) => !(record in matched)).toSorted()).toEqual([])
    expect(Object.keys(matched).filter((record) => ![...becomes.asked, ...becomes.ours, ...becomes.longer].includes(record as never))).toEqual([])
    // What never changes is given no other words, and where the house's stands for it, somebody was asked whether it says the same.
    for (const record of [...Object.keys(suffixed), ...becomes.ours, ...becomes.longer]) expect([record, kindOf(record).immutable ?? false]).toEqual([record, false])
  }) // prettier-ignore
})

describe('names that are others when a company is bought', () => {
  const kindOf = (record: string) => kindsOf(modules).find((one) => one.record === record)!
  const [was, now] = ['01a20a41-4549-7198-8ee0-164cfadf077f', '01a20a41-4549-7199-a47a-d7ffc10eb015']
  const names = {
    codes: new Map([['rateSources', new Map([['BANK', 'Lake bank']])], ['entities', new Map([['NLDE', 'NLDE2']])]]),
    ids: new Map([[was, now]]),
    rates: { keys: new Set(['ECB/spot/EUR/GBP/2026-10-16/2']), sources: new Map([['ECB', 'ECB Lake']]) },
  } // prettier-ignore
  it('what was signed as a whole keeps those of before, what stands beside it does not', () => {
    for (const [record, field] of [['signatures', 'payload'], ['signingInvitations', 'payload'], ['orderDocuments', 'document']] as const)
      expect(renamerOf(kindOf(record), names)({ customer: was, [field]: { customer: was } } as never)).toMatchObject({ [field]: { customer: was } })
    expect(renamerOf(kindOf('signatures'), names)({ customer: was } as never)).toMatchObject({ customer: now })
    expect(renamerOf(kindOf('importRows'), names)({ meaning: { customer: was } } as never)).toMatchObject({ meaning: { customer: now } })
  }) // prettier-ignore
  it('rates that a journal keeps name the source that they came under, one by one or all, and go back to what they were', () => {
    const leg = (source: string, version: number) => ({ source, type: 'spot', base: 'EUR', quote: 'GBP', day: '2026-10-16', value: '0.8', version })
    const row = { entity: 'NLDE', rates: { day: '2026-10-16', source: 'ECB, BANK', rates: [leg('ECB', 1), leg('ECB', 2), leg('BANK', 1)] } } as never
    const later = renamerOf(kindOf('journals'), names)(row)
    expect(later['rates']).toEqual({ day: '2026-10-16', source: 'ECB, ECB Lake, Lake bank', rates: [leg('ECB', 1), leg('ECB Lake', 2), leg('Lake bank', 1)] })
    expect(JSON.stringify(renamerOf(kindOf('journals'), formerly(names))(later))).toBe(JSON.stringify(row))
    // What was frozen for a run that is not posted yet follows its legal entity.
    const run = { rates: { source: 'BANK', rates: [leg('BANK', 1)], policies: { '*': { source: 'ECB' }, NLDE: { source: 'BANK' } } } } as never
    expect(renamerOf(kindOf('billingRuns'), names)(run)['rates']).toMatchObject({ policies: { '*': { source: 'ECB' }, NLDE2: { source: 'Lake bank' } } })
    const two = (source: string, recordedAs: string | null) => renamerOf(kindOf('rateOverrides'), names)({ source, recordedAs } as never)['source']
    expect([two('ECB', was), two('ECB', null), two('BANK', null), two('OTHER', was)]).toEqual(['ECB Lake', 'ECB', 'Lake bank', 'OTHER'])
  }) // prettier-ignore
})

describe('what hangs on a row', () => {
  const rate = shape({
    from: text,
    value: maybe(aDecimal),
    state: choice('fresh', 'stale'),
    age: maybe(count),
    amount: minorIn('from'),
    paid: someMoney,
    own: flag,
    note: maybe(text),
    data: someData,
  })
  const of = { rates: many(rate), words: many(text), one: maybe(rate) }
  const parsed = (note: string | null) =>
    rate.parse(
      {
        from: 'EUR',
        value: '-0.50',
        state: 'fresh',
        age: 0,
        amount: '-12',
        paid: { currency: 'GBP', minor: '7' },
        own: false,
        note,
        data: { b: null, a: [1] },
      },
      'rate',
    )
  it.each([
    ['nothing', []],
    ['plain words', [parsed('plain'), parsed(null)]],
    ['quotes, lines and signs', [parsed('"a"\\ b\n\t\u2028 ü 𝄞'), parsed('\u0007')]],
  ])('is written as JSON has it: %s', (_what, rates) => {
    const row = { rates, words: rates.map(({ note }) => note ?? ''), one: rates[0] ?? null }
    const printed = [JSON.stringify(of.rates.print(rates)), JSON.stringify(row.words), row.one && JSON.stringify(rate.print(row.one))]
    expect(rowWriter(of, 'postgres')(row)).toEqual(printed)
    expect(digestWriter(of.rates)(rates)).toBe(printed[0])
    expect(lineWriter(of)(row).split('\t')).toEqual(printed.map((text) => text?.replaceAll('\\', '\\\\') ?? '\\N'))
  }) // prettier-ignore
  it('leaves out what says nothing where there is nothing, wherever it stands', () => {
    const said = shape({ first: leftOut(aDecimal), middle: maybe(aDecimal), last: leftOut(count) })
    const some = [{}, { last: 3 }, { first: '1', middle: '2' }].map((one) => said.parse(one, 'said'))
    const written = '[{"middle":null},{"middle":null,"last":3},{"first":"1","middle":"2"}]'
    expect([digestWriter(many(said))(some), rowWriter({ some: many(said) }, 'postgres')({ some })[0]]).toEqual([written, written])
  })
  it('leaves out what is not there at all', () => {
    const { data: _data, ...some } = parsed('x')
    expect(rowWriter({ one: rate }, 'sqlite')({ one: some })).toEqual([JSON.stringify(rate.print(some as never))])
  })
})
