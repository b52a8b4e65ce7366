import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../../main/doors/cli.ts'
import { remedyOf, saidBy } from '../../main/doors/cli-outages.ts'
import { mustBeOwner } from '../../main/doors/cli-store.ts'
import { defaultDataFolder } from '../../main/data-folder.ts'
import { freshHouse } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { harmony } from './terminal.ts'

const rate = (quantity: unknown) => JSON.stringify({ model: 'flat', currency: 'EUR', quantity, unitPrice: '12.50' })

describe('the command line', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-cli-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const data = () => ['--data', join(folder, 'data')]

  it.each([
    ['a result', ['call', 'pricing.rate', '--input', '-'], rate('3'), 0, undefined],
    ['a number that is none', ['call', 'pricing.rate', '--input', '-'], rate('three'), 1, 'input.invalidNumber'],
    ['a number for a decimal', ['call', 'pricing.rate', '--input', '-'], rate(3), 2, 'input.malformed'],
    ['a missing field', ['call', 'pricing.rate', '--input', '-'], '{"model":"flat"}', 2, 'input.malformed'],
    ['no object', ['call', 'pricing.rate', '--input', '-'], '[]', 2, 'input.malformed'],
    ['invalid JSON', ['call', 'pricing.rate', '--input', '-'], '{', 2, 'input.malformed'],
    ['nothing', ['call', 'pricing.rate', '--input', '-'], '', 2, 'input.malformed'],
    ['a byte-order mark', ['call', 'pricing.rate', '--input', '-'], `\ufeff${rate('3')}`, 0, undefined],
    ['no input', ['call', 'pricing.rate'], '', 2, 'input.malformed'],
    ['an unknown operation', ['call', 'pricing.fly'], '', 2, 'operation.unknown'],
    ['a prototype', ['call', 'pricing.rate', '--input', '-'], '{"__proto__":{"model":"flat"}}', 2, 'input.malformed'],
  ])('answers %s as one JSON document and its exit code', async (_what, words, input, code, refusal) => {
    const printed = await harmony([...words, ...data()], input)
    expect([printed.code, printed.json?.ok, printed.json?.refusal?.code]).toEqual([code, refusal === undefined, refusal])
    expect(printed.output.trimEnd().split('\n')).toHaveLength(1)
    if (refusal !== undefined) expect(printed.json.refusal.message.length).toBeGreaterThan(10)
    // Sums on their input alone open no store.
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['call', 'pricing.rate', '--inptu', '-']],
    ['no operation', ['call']],
    ['two operations', ['call', 'a.b', 'c.d']],
    ['a file that is not there', ['call', 'pricing.rate', '--input', '/nowhere/input.json']],
    ['a file to import that is not there', ['import', 'contracts', '/nowhere/x.csv', '--entity', 'NLUK']],
    ['an import without an entity', ['import', 'contracts', 'x.csv']],
    ['an import of something else', ['import', 'whales', 'x.csv', '--entity', 'NLUK']],
    ['a database of another kind', ['call', 'people.me', '--database', 'mysql://x']],
    ['a port that is none', ['serve', '--port', 'harbour']],
    ['the network without TLS', ['serve', '--host', '0.0.0.0']],
    ['half of TLS', ['serve', '--tls-cert', 'x.pem']],
    ['an unknown module', ['operations', 'whales']],
  ])('says nothing on standard output for %s, and exits with 2', async (_what, words) => {
    const printed = await harmony([...words], '')
    expect([printed.code, printed.output]).toEqual([2, ''])
    expect(printed.errors).toMatch(/harmony/i)
  })

  it.each([
    [{ code: 'EADDRINUSE', syscall: 'listen', address: '127.0.0.1', port: 4400 }, /127\.0\.0\.1:4400.*--port/],
    [{ code: 'EACCES', syscall: 'listen', address: '0.0.0.0', port: 80 }, /80.*1024/],
    [{ code: 'EACCES', syscall: 'mkdir', path: '/srv/x' }, /\/srv\/x.*--data/],
    [{ code: 'EADDRNOTAVAIL', address: '10.9.9.9', port: 4400 }, /10\.9\.9\.9.*--host/],
    [{ code: 'ENOSPC' }, /disk is full|Datenträger ist voll/],
    [{ message: 'from Sequelize', original: { code: 'SQLITE_FULL' } }, /disk is full|Datenträger ist voll/],
    [{ code: 'SQLITE_NOTADB' }, /harmony diagnose/],
    [{ code: 'ERR_OSSL_X509_KEY_VALUES_MISMATCH' }, /--tls-key/],
    [{ cause: { code: '28P01' } }, /--database-password-file/],
    [{ original: { code: '3D000' } }, /create database/],
    [{ code: 'ECONNREFUSED' }, /harmony connect --test/],
  ])('says what to do about %j, in both languages', (error, says) => {
    const [english, german] = ['en', 'de-AT'].map((language) => remedyOf(error, language))
    expect(english).toMatch(says)
    expect(german).toMatch(says)
    expect(german).not.toBe(english)
    expect(`${english}${german}`).not.toContain('{{')
  })
  it('says what has a code in words of ours, and all else as the system does', () => {
    const unfinished = Object.assign(new Error('raw'), { code: 'backups.unfinished', about: { place: '/srv/harmony' } })
    for (const language of ['en', 'de']) {
      expect(saidBy(unfinished, language)).toContain('/srv/harmony')
      expect(saidBy(unfinished, language)).not.toMatch(/raw|backups\./)
    }
    expect([saidBy(new Error('a bug'), 'en'), saidBy('text', 'en')]).toEqual(['a bug', 'text'])
  })
  it('says nothing more about what nobody outside can mend', () => {
    expect([new Error('a bug'), { code: 'ERR_ASSERTION' }, 'text', undefined].map((error) => remedyOf(error, 'en'))).toEqual(
      Array(4).fill(undefined),
    )
  })
  it('tells in the reader’s language what stopped it', async () => {
    writeFileSync(join(folder, 'harmony.sqlite'), 'no database, though it is called like one. '.repeat(30))
    const printed = await harmony(['audit', '--data', folder], '', { LANG: 'de_DE.UTF-8' })
    expect([printed.code, printed.output]).toEqual([70, ''])
    expect(printed.errors).toContain('Die Datei ist beschädigt')
  })

  it('helps', async () => {
    const overview = await harmony(['--help'])
    expect(overview.code).toBe(0)
    for (const [name, command] of Object.entries(commands)) {
      expect(overview.output).toContain(command.usage)
      const help = await harmony([name, '--help'])
      expect([name, help.code]).toEqual([name, 0])
      for (const option of Object.keys(command.options)) expect(help.output).toContain(`--${option}`)
      expect((await harmony(['help', name])).output).toBe(help.output)
    }
    expect((await harmony(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('lists operations with their shapes, all or a module’s', async () => {
    const all = (await harmony(['operations'])).json.operations as { name: string; input: { kind: string }; says: string }[]
    expect(all.find((operation) => operation.name === 'billing.propose')).toMatchObject({ does: 'job', input: { kind: 'shape' } })
    const some = (await harmony(['operations', 'pricing', 'people.me'])).json.operations as { name: string }[]
    const names = some.map((operation) => operation.name)
    expect(names).toEqual(expect.arrayContaining(['people.me', 'pricing.rate']))
    expect(names.filter((name) => name !== 'people.me' && !name.startsWith('pricing.'))).toEqual([])
    const german = (await harmony(['operations', 'people.signIn'], '', { LANG: 'de_DE.UTF-8' })).json.operations as { says: string }[]
    expect(german[0]!.says).toBe('Anmelden')
  })

  it('keeps the data folder to its owner', async () => {
    expect((await harmony(['call', 'people.me', ...data()])).json.result).toMatchObject({ name: 'Local administrator', entities: null })
    if (process.platform === 'win32') return
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'data', 'harmony.sqlite')).mode & 0o777).toBe(0o600)
  })

  it('is not given by root in the folder of a service, which could not read what root writes', () => {
    if (process.getuid?.() === 0) chownSync(folder, 12_345, 12_345)
    expect(() => mustBeOwner(folder, 0)).toThrow(/sudo -u harmony harmony/)
    expect(() => mustBeOwner(folder, 12_345)).not.toThrow()
    expect(() => mustBeOwner('/', 0)).not.toThrow()
    expect(() => mustBeOwner(join(folder, 'not yet'), 0)).not.toThrow()
  })
  it('serves nothing to other machines that nobody has set up, and no demo unless it is said', async () => {
    const serve = async (...more: string[]): Promise<(number | string)[]> => {
      const { code, errors } = await harmony(['serve', ...data(), '--port', '0', '--behind-proxy', '--host-name', 'hub.example.com', '--metrics-token-file', '/nowhere', ...more]) // prettier-ignore
      return [code, errors.split('\n')[0]!]
    }
    expect(await serve()).toEqual([2, expect.stringContaining('nobody is set up yet')])
    await harmony(['demo', '--empty', ...data()])
    expect(await serve()).toEqual([2, expect.stringContaining('everybody may sign in as anybody')])
    expect(await serve('--open-demo')).toEqual([2, expect.stringContaining('cannot read /nowhere')])
  })
  it('takes the data folder from the environment', async () => {
    await harmony(['migrate'], '', { HARMONY_DATA: join(folder, 'elsewhere') })
    expect(existsSync(join(folder, 'elsewhere', 'harmony.sqlite'))).toBe(true)
  })

  it('refuses a database of a newer program by name, and touches nothing', async () => {
    await harmony(['migrate', ...data()])
    const house = await import('../../main/storage/connect.ts')
    const database = await house.connect({ file: join(folder, 'data', 'harmony.sqlite') })
    await database.transact((session) => session.run("insert into migrations (name, at) values ('9999-future', '2030')"))
    await database.close()
    const printed = await harmony(['call', 'people.me', ...data()])
    expect([printed.code, printed.output]).toEqual([70, ''])
    expect(printed.errors).toContain('9999-future')
  })

  it.each([
    ['linux', {}, '/home/ann/.local/share/harmony'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/harmony'],
    ['darwin', {}, '/home/ann/Library/Application Support/Harmony'],
  ] as const)('lives where the desktop lives: %s %j', (platform, environment, where) => {
    expect(defaultDataFolder(environment, platform, '/home/ann')).toBe(where)
  })
})

describe.each(stores)('the command line on %s', (dialect) => {
  it('founds the demo company once, imports, reports, checks', async () => {
    const house = await freshHouse(dialect, 'cli')
    const folder = mkdtempSync(join(tmpdir(), 'harmony-cli-'))
    const { dataDir, databaseUrl } = house.place
    const store = databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl, '--data', folder]
    const run = (words: readonly string[], input = '') => harmony([...words, ...store], input)
    try {
      expect((await run(['demo', '--empty'])).json).toMatchObject({ ok: true, result: { entities: 3, customers: 0 } })
      const again = await run(['demo'])
      expect([again.code, again.json]).toEqual([0, { ok: true, result: { founded: false } }])
      expect(again.errors).toContain('already there')

      const file = join(folder, 'two.csv')
      writeFileSync(
        file,
        'Customer,Agreement,Line,Product,Quantity,Unit price,Currency,Billing cycle,Timing,Period anchor,Start,End,Billed to,VAT,PO\n' +
          'Rowan Legal Ltd,AG-1,1,MS-USER,12,,GBP,Monthly,Advance,Calendar,01/02/2026,,,S20,\n' +
          'Rowan Legal Ltd,AG-1,2,WHALES,12,,GBP,Monthly,Advance,Calendar,01/02/2026,,,S20,\n',
      )
      const report = join(folder, 'report.json')
      const imported = await run(['import', 'contracts', file, '--entity', 'NLUK', '--report', report])
      expect([imported.code, imported.json.result?.rows ?? imported.output]).toEqual([0, 2])
      expect(imported.errors).not.toBe('')
      expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
        rows: 2,
        lines: 1,
        rejected: [{ row: 3, column: 'Product', reason: 'unknown_product', value: 'WHALES' }],
        ignored: [],
      })
      const unknown = await run(['import', 'contracts', file, '--entity', 'NOWHERE'])
      expect([unknown.code, unknown.json.ok]).toEqual([1, false])

      const checked = await run(['audit'])
      expect([checked.code, checked.json.ok]).toEqual([0, true])
      const replayed = await run(['replay'])
      expect([replayed.code, replayed.json.ok]).toEqual([0, true])

      const nobody = await run(['call', 'people.me', '--as', 'nobody'])
      expect([nobody.code, nobody.json.refusal.code]).toEqual([1, 'people.unknownUser'])
      const lena = await run(['call', 'people.users', '--as', 'lena.brandt'])
      expect([lena.code, lena.json.refusal.code]).toEqual([1, 'operation.forbidden'])
    } finally {
      await house.close()
      rmSync(folder, { recursive: true })
    }
  })

  it('says that the hub goes on from a backup: each time it is another one to the devices', async () => {
    const house = await freshHouse(dialect, 'cli-restored')
    const { dataDir, databaseUrl } = house.place
    const folder = mkdtempSync(join(tmpdir(), 'harmony-cli-'))
    const store = databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl, '--data', folder]
    try {
      const first = (await harmony(['restored', ...store])).json.result.epoch as number
      const second = (await harmony(['restored', ...store])).json.result.epoch as number
      expect(first).toBeGreaterThan(1)
      expect(second).toBeGreaterThan(first)
    } finally {
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('answers a batch line by line: what is refused does not stop the rest', async () => {
    const house = await freshHouse(dialect, 'batch')
    const { dataDir, databaseUrl } = house.place
    const role = (code: string, permits: string[] = []) =>
      JSON.stringify({ operation: 'people.saveRole', input: { code, name: code, permits } })
    const lines = [
      role('one'),
      role('two', ['whales.feed']),
      '',
      '{"operation":',
      JSON.stringify({ id: 'same', operation: 'people.saveRole', input: { code: 'three', name: 'three', permits: [] } }),
      JSON.stringify({ operation: 'pricing.rate', input: JSON.parse(rate('3')) as unknown }),
      JSON.stringify({ operation: 'people.roles' }),
    ]
    try {
      const printed = await harmony(
        ['batch', '-', ...(databaseUrl === undefined ? ['--data', dataDir!] : ['--database', databaseUrl])],
        lines.join('\n'),
      )
      const replies = printed.output.trimEnd().split('\n').map((line) => JSON.parse(line) as { ok: boolean; refusal?: { code: string }; result?: unknown }) // prettier-ignore
      expect(replies.map((reply) => reply.refusal?.code ?? 'done')).toEqual([
        'done',
        'people.unknownPermit',
        'input.malformed',
        'done',
        'done',
        'done',
      ])
      expect((replies[5]!.result as { roles: { code: string }[] }).roles.map((found) => found.code)).toEqual(['one', 'three'])
      expect(printed.code).toBe(2)
    } finally {
      await house.close()
    }
  })
})
