import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { openMetricsPort } from '../../main/doors/http-health.ts'
import { openLog, plainError } from '../../main/logging.ts'
import { openMetrics, type Metrics } from '../../main/metrics.ts'
import { startSchedule } from '../../main/schedule/schedule.ts'
import { stores } from '../world/stores.ts'
import { administrator, freshHub, password, setUp, tokenOf, type Hub } from './hub.ts'
import { harmony } from './terminal.ts'

/** Figures that exist only once there is a harmony: they are handed on. */
function later(): { metrics: Metrics; own(metrics: Metrics): void } {
  let real: Metrics | undefined
  return {
    own: (metrics) => void (real = metrics),
    metrics: {
      request: (fact) => real?.request(fact), run: (fact) => real?.run(fact), follow: (schedule) => real?.follow(schedule), text: () => real!.text(), contentType: 'text/plain; version=0.0.4; charset=utf-8',
    },
  } // prettier-ignore
}
const token = randomBytes(32).toString('base64url')

describe.each(stores)('what a hub tells of itself on %s', (dialect) => {
  let hub: Hub
  let cookie: string
  let alive = true
  const lines: Record<string, any>[] = []
  const { metrics, own } = later()
  beforeAll(async () => {
    const logger = openLog('trace', (line) => lines.push(JSON.parse(line)))
    hub = await freshHub(dialect, 'health', {
      logger,
      observe: metrics.request,
      metrics: { figures: metrics, token },
      schedule: () => alive,
    })
    own(openMetrics(hub.house.harmony, () => Date.parse(hub.now())))
    cookie = await setUp(hub)
  })
  afterAll(() => hub?.close())

  it('is alive and ready, by whatever name it is asked, and says no more', async () => {
    for (const headers of [{}, { host: 'another.example' }] as Record<string, string>[]) {
      const asked = (address: string): Promise<[number, unknown]> =>
        new Promise((done, fail) =>
          plainRequest({ port: hub.door.port, path: address, headers }, (answer) => {
            let text = ''
            answer.on('data', (part) => (text += part)).on('end', () => done([answer.statusCode!, JSON.parse(text)]))
          })
            .on('error', fail)
            .end(),
        )
      expect(await asked('/healthz')).toEqual([200, { ok: true, version: hub.house.harmony.version }])
      expect(await asked('/readyz')).toEqual([
        200,
        { ready: true, checks: { running: true, database: true, schema: true, schedule: true } },
      ])
    }
  })

  it('is not ready without its schedule or with the tables of another version, and stays alive', async () => {
    alive = false
    expect([(await hub.send('/readyz')).status, (await hub.send('/readyz')).json.checks.schedule]).toEqual([503, false])
    alive = true
    const change = (sql: string) => hub.house.harmony.database.transact((session) => session.run(sql))
    await change(`insert into migrations (name, at) values ('9999-of-tomorrow', '')`)
    const { status, json } = await hub.send('/readyz')
    expect([status, json.checks.database, json.checks.schema]).toEqual([503, true, false])
    await change(`delete from migrations where name = '9999-of-tomorrow'`)
    expect([(await hub.send('/readyz')).status, (await hub.send('/healthz')).status]).toEqual([200, 200])
  })

  it('shows its figures to whoever has their token, and to nobody else', async () => {
    const administrators = await tokenOf(hub, cookie)
    for (const sent of [
      {},
      { cookie },
      { token: administrators },
      { token: `${token}x` },
      { token: token.slice(1) },
      { headers: { authorization: `Basic ${token}` } },
    ])
      expect([sent, (await hub.send('/metrics', sent)).status]).toEqual([sent, 401])
    // And it opens nothing else.
    expect((await hub.send('/api/v1/people/me', { token })).status).toBe(401)
    const { status, bytes, headers } = await hub.send('/metrics', { token })
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    const text = bytes.toString()
    const figure = (name: string): string[] => text.split('\n').filter((line) => line.startsWith(name))
    expect(figure('harmony_requests_total{operation="people.setUp",status="200"}')).toEqual([
      'harmony_requests_total{operation="people.setUp",status="200"} 1',
    ])
    expect(figure('harmony_request_seconds_count{operation="people.setUp"}')).toEqual([
      'harmony_request_seconds_count{operation="people.setUp"} 1',
    ])
    expect(figure('harmony_books{')).toEqual([
      'harmony_books{light="green"} 0',
      'harmony_books{light="red"} 0',
      'harmony_books{light="unknown"} 1',
    ])
    expect(figure('harmony_info')).toEqual([`harmony_info{version="${hub.house.harmony.version}",database="${dialect}"} 1`])
    expect(figure('harmony_database_connections').length).toBe(dialect === 'postgres' ? 3 : 0)
    for (const name of [
      'harmony_transactions_total',
      'harmony_transactions_retried_total',
      'harmony_devices{since="never"} 0',
      'harmony_schedule_open_runs 0',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ])
      expect([name, figure(name).length]).toEqual([name, 1])
  })

  it('keeps count of what the clock called, of the books and of devices', async () => {
    const schedule = startSchedule(hub.house.harmony, {
      log: { info: () => undefined, warn: () => undefined, error: () => undefined }, observe: metrics.run, clock: () => Date.parse(hub.now()), lookEvery: 1e9, beatEvery: 1e9,
      entries: [{ name: 'audit', when: { at: '08:00' }, does: { operation: 'audit.run', input: {} } }],
    }) // prettier-ignore
    metrics.follow(schedule)
    await schedule.look()
    expect(await openMetrics(hub.house.harmony).text()).not.toMatch(/^harmony_backup_age_seconds /m)
    const at = (minutes: number): string => new Date(Date.parse(hub.now()) - minutes * 60_000).toISOString()
    const backup = (n: number, minutes: number, verified: string): string =>
      `('018f0000-0000-7000-8000-00000000000${n}', 'done', 'clock', '${at(minutes)}', '${at(minutes)}', ${verified}, '{}')`
    await hub.house.harmony.database.transact((session) =>
      session.run(
        `insert into backups (id, state, "trigger", asked_at, taken_at, verified_at, about) values ${backup(1, 60, `'${at(59)}'`)}, ${backup(2, 1, 'null')}`,
      ),
    )
    const fresh = openMetrics(hub.house.harmony, () => Date.parse(hub.now()) + 5000)
    const [text, looked] = [(await hub.send('/metrics', { token })).bytes.toString(), await fresh.text()]
    expect(text).toContain('harmony_schedule_runs_total{entry="audit",outcome="done"} 1')
    expect(text).toContain('harmony_schedule_late_seconds{entry="audit"} 3600')
    expect(text).toContain(`harmony_hubs{version="${hub.house.harmony.version}"} 1`)
    expect(text).toContain('harmony_schedule_alive 1')
    expect(looked).toContain('harmony_books{light="green"} 1')
    expect(looked).toMatch(/^harmony_backup_age_seconds 360[5-9]$/m)
    expect(looked).toMatch(/^harmony_books_age_seconds [5-9]$/m)
    await schedule.stop()
  })

  it('gives its figures on a port of this machine, under this machine’s names only', async () => {
    const port = await openMetricsPort(0, metrics)
    const asked = (address: string, host?: string, method = 'GET'): Promise<number> =>
      new Promise((done, fail) =>
        plainRequest({ port: port.port, path: address, method, ...(host === undefined ? {} : { headers: { host } }) }, (answer) =>
          done((answer.resume(), answer.statusCode!)),
        )
          .on('error', fail)
          .end(),
      )
    expect([await asked('/metrics'), await asked('/metrics', `localhost:${port.port}`)]).toEqual([200, 200])
    expect([
      await asked('/metrics', 'evil.example'),
      await asked('/metrics', '127.0.0.1.evil.example'),
      await asked('/', undefined),
      await asked('/metrics', undefined, 'POST'),
    ]).toEqual([421, 421, 404, 405])
    await port.close()
  })

  it('writes a line for each request, with the id that the answer and the log of what happened have too', async () => {
    const before = lines.length
    const told = await hub.send('/api/v1/people/createUser', { cookie, body: { login: 'ben', name: 'Ben', roles: [] } })
    expect(told.status).toBe(200)
    const wrong = await hub.send('/api/v1/people/createUser', { cookie, body: { login: 'ben', name: 'Ben', roles: [] } })
    const [first, second] = lines.slice(before).filter((line) => line['msg'] === 'answered')
    expect(first).toMatchObject({
      level: 'info',
      method: 'POST',
      operation: 'people.createUser',
      status: 200,
      reqId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(wrong.json.instance).toBe(`urn:uuid:${second!['reqId']}`)
    const kept = await hub.house.harmony.database.read((session) =>
      session.rows(`select id from calls where operation = 'people.createUser'`),
    )
    expect(kept.map(([id]) => String(id).split('/')[1])).toEqual([first!['reqId']])
    const keyed = await hub.send('/api/v1/people/createUser', {
      cookie,
      body: { login: 'cleo', name: 'Cleo', roles: [] },
      headers: { 'idempotency-key': 'my-own' },
    })
    expect([keyed.status, lines.at(-1)!['call']]).toEqual([200, 'my-own'])
  })

  it('writes down no password, no token, no name, nothing that was asked or answered, at whatever level', async () => {
    const canary = 'CANARY7f3a'
    const secret = (what: string): string => `${canary}-${what}-long enough`
    await hub.send('/api/v1/people/signIn', { body: { login: `${canary}.login`, password: secret('wrong') } })
    await hub.send('/api/v1/people/createUser', {
      cookie,
      body: { login: `${canary}.user`, name: secret('name'), roles: [], password: secret('password') },
    })
    await hub.send(`/api/v1/people/users?search=${canary}&filter=${canary}`, { cookie })
    await hub.send(`/api/v1/${canary}/${canary}`, { cookie })
    await hub.send(`/${canary}.json?x=${canary}`, {})
    await hub.send('/api/v1/people/me', { token: `${canary}token` })
    await hub.send('/api/v1/people/me', { cookie: `sid=${canary.padEnd(43, 'x')}` })
    await hub.send('/api/v1/people/savePreferences', { cookie, body: `{"theme": "${canary}` })
    await hub.send('/api/v1/people/savePreferences', {
      cookie,
      body: { theme: canary },
      headers: { origin: `https://${canary}.example`, 'user-agent': canary, referer: `https://${canary}` },
    })
    await hub.send(`/api/v1/files?name=${canary}.csv`, {
      cookie,
      body: new TextEncoder().encode(canary),
      headers: { 'content-type': 'application/octet-stream' },
    })
    // What breaks inside: the database names the row that was in the way and the value that it did not like.
    const broken = { ...hub.house.harmony.database }
    const fails = (sql: string) =>
      broken
        .transact((session) => session.run(sql))
        .then(
          () => undefined,
          (error: unknown) => error,
        )
    const errors = [
      await fails(`insert into settings (key, value) values ('${canary}', 'a'), ('${canary}', 'b')`),
      await fails(`insert into audits (id) values ('${canary}')`),
      new Error('outer', { cause: Object.assign(new Error(canary), { code: '22P02', detail: canary, parameters: [canary], sql: canary }) }),
      Object.assign(new Error('with more'), { input: canary, request: { body: canary }, parent: { code: '23505', detail: canary } }),
    ]
    expect(errors.every((error) => typeof (error as Error | undefined)?.message === 'string')).toBe(true)
    if (dialect === 'postgres') expect(JSON.stringify(errors, Object.getOwnPropertyNames(errors[0]))).toContain(canary)
    const log = openLog('trace', (line) => lines.push(JSON.parse(line)))
    for (const error of errors) log.error({ err: error }, 'broken')
    expect(lines.length).toBeGreaterThan(15)
    expect(lines.filter((line) => JSON.stringify(line).includes(canary))).toEqual([])
    expect(lines.filter((line) => JSON.stringify(line).includes(password) || JSON.stringify(line).includes(cookie.slice(5)))).toEqual([])
    expect(lines.filter((line) => JSON.stringify(line).includes(administrator.name))).toEqual([])
    // Nor do the figures.
    expect((await hub.send('/metrics', { token })).bytes.toString()).not.toContain(canary)
    expect((await hub.send('/metrics', { token })).bytes.toString()).toContain('operation="unknown"')
  })

  it('says what broke, and where', () => {
    const error = Object.assign(new Error('no way to the host'), { code: 'ECONNREFUSED' })
    expect(plainError(error)).toMatchObject({
      type: 'Error',
      code: 'ECONNREFUSED',
      message: 'no way to the host',
      stack: expect.stringContaining('health.test.ts'),
    })
    expect(plainError('text')).toEqual({ type: 'string' })
  })
})

describe('secrets of a command', () => {
  it('come from files, never from the command line', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-secrets-'))
    const refused = await harmony(['migrate', '--database', 'postgres://harmony_app:CANARYpassword@127.0.0.1:1/x'])
    expect([refused.code, refused.errors]).toEqual([2, expect.stringContaining('--database-password-file')])
    expect(refused.errors + refused.output).not.toContain('CANARY')
    // Read from a file, from systemd's folder, and not told when there is no way to the database.
    for (const name of ['database-password', 'harmony_database-password'])
      writeFileSync(path.join(folder, name), 'CANARY secret/with?signs\n')
    for (const [words, environment] of [
      [['--database-password-file', path.join(folder, 'database-password')], {}],
      [[], { CREDENTIALS_DIRECTORY: folder }],
    ] as const) {
      const away = await harmony(['migrate', '--database', 'postgres://harmony_app@127.0.0.1:1/x', ...words], '', {
        ...environment,
        HARMONY_TRACE: '1',
      })
      expect([away.code, away.errors]).toEqual([70, expect.stringContaining('ECONNREFUSED')])
      expect(away.errors + away.output).not.toContain('CANARY')
    }
    const missing = await harmony([
      'migrate',
      '--database',
      'postgres://harmony_app@127.0.0.1:1/x',
      '--database-password-file',
      path.join(folder, 'none'),
    ])
    expect([missing.code, missing.errors]).toEqual([2, expect.stringContaining('cannot read')])
    writeFileSync(path.join(folder, 'token'), 'short\n')
    const weak = await harmony(['serve', '--data', folder, '--port', '0', '--metrics-token-file', path.join(folder, 'token')])
    expect([weak.code, weak.errors]).toEqual([2, expect.stringContaining('32 to 200')])
    const loud = await harmony(['serve', '--data', folder, '--port', '0'], '', { HARMONY_LOG_LEVEL: 'loud' })
    expect([loud.code, loud.errors]).toEqual([2, expect.stringContaining('HARMONY_LOG_LEVEL')])
    rmSync(folder, { recursive: true })
  })
})
