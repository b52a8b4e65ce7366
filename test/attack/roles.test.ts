import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allPermits, operations } from '../../core/harmony.ts'
import type { Caller, Now, Read } from '../../core/kernel/operation.ts'
import { run } from '../../core/kernel/run.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { expandPermits } from '../../core/people/permits.ts'
import { firstRoles } from '../../core/people/roles.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import { receive, type Arrived } from '../../core/sync/receive.ts'
import { coreLine } from '../../main/desktop/core-line.ts'
import { serveIpc } from '../../main/doors/ipc.ts'
import { portPair } from '../desktop/fake-electron.ts'
import { freshHub, setUp, type Hub } from '../doors/hub.ts'
import { harmony } from '../doors/terminal.ts'

/** What no operation takes: whoever gets past the permits runs into the input's shape, and nothing is read or written. */
const nonsense: Wire = []
const all = [...operations.values()]
const permitsOf = new Map(firstRoles.map((role) => [role.code as string, expandPermits(role.permits, allPermits)]))
/** What the contract says, worked out from the roles alone. */
const expected = (role: string, permit: string | null): string =>
  permit === null || permit === 'public' || permitsOf.get(role)!.has(permit) ? 'input.malformed' : 'operation.forbidden'
const wanted = (role: string): string[] => all.map(({ name, permit }) => `${name} ${expected(role, permit)}`)
const password = 'a long sentence of words'
const roleCodes = firstRoles.map(({ code }) => code as string)
const statusOf = { 'operation.forbidden': 403, 'input.malformed': 400 } as Readonly<Record<string, number>>

describe('every role and every operation', () => {
  let hub: Hub
  let folder: string
  beforeAll(async () => {
    hub = await freshHub('sqlite', 'roles', { perMinute: 1_000_000 })
    await setUp(hub)
    for (const role of roleCodes) await hub.house.do('people.createUser', { login: `a.${role}`, name: role, roles: [role], password })
    folder = mkdtempSync(join(tmpdir(), 'harmony-roles-'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await hub.close()
  })
  const logged = async (): Promise<number> => (await hub.house.harmony.happeningsSince(0)).length

  it.each(roleCodes)('%s at run(): whoever lacks the permit is refused before a store is opened', async (role) => {
    const caller: Caller = { user: 'u', name: role, permits: permitsOf.get(role)!, entities: 'all', language: 'en' }
    const met: string[] = []
    for (const { name } of all) {
      const outcome = await run(operations, { id: randomUUID(), operation: name, input: nonsense, caller }, () => {
        throw new Error('a store was opened')
      })
      met.push(`${name} ${outcome.ok ? 'done' : outcome.refusal.refused}`)
    }
    expect(met).toEqual(wanted(role))
  })

  it.each(roleCodes)('%s over HTTP', async (role) => {
    const { cookie } = await hub.send('/api/v1/people/signIn', { body: { login: `a.${role}`, password } })
    const before = await logged()
    const met: string[] = []
    for (let at = 0; at < all.length; at += 40) {
      const portion = all.slice(at, at + 40).map(async ({ name }) => {
        const { status, json } = await hub.send(`/api/v1/${name.replace('.', '/')}`, { cookie: cookie!, body: [] })
        const { code } = json as { code: string }
        return status === statusOf[code] ? `${name} ${code}` : `${name} ${status}`
      })
      met.push(...(await Promise.all(portion)))
    }
    expect(met).toEqual(wanted(role))
    expect(await logged()).toBe(before)
  })

  it.each(roleCodes)('%s at a window of the desktop', async (role) => {
    const { port1, port2 } = portPair()
    const trouble: string[] = []
    serveIpc(port2, hub.house.harmony, { language: 'en', log: (event) => trouble.push(event) })
    const line = coreLine(() => undefined)
    line.connect(port1)
    const call = async (operation: string, input: Wire) => {
      const answer = await line.ask({ kind: 'call', id: randomUUID(), operation, input })
      return (answer as { readonly value: any }).value
    }
    expect(await call('people.signIn', { login: `a.${role}`, password })).toMatchObject({ ok: true })
    const before = await logged()
    const met: string[] = []
    for (const { name } of all) met.push(`${name} ${(await call(name, nonsense)).refusal.code}`)
    line.close()
    expect([met, trouble]).toEqual([wanted(role), []])
    expect(await logged()).toBe(before)
  })

  it.each(roleCodes)('%s at the command line', async (role) => {
    const file = join(folder, `${role}.jsonl`)
    writeFileSync(file, all.map(({ name }) => JSON.stringify({ operation: name, input: nonsense })).join('\n'))
    const before = await logged()
    const { output } = await harmony(['batch', file, '--as', `a.${role}`, '--data', hub.house.place.dataDir!])
    const codes = output.trim().split('\n').map((line) => (JSON.parse(line) as { refusal: { code: string } }).refusal.code) // prettier-ignore
    expect(all.map(({ name }, i) => `${name} ${codes[i]}`)).toEqual(wanted(role))
    expect(await logged()).toBe(before)
  })

  it.each(roleCodes)('%s by a device in the field: what may be queued is decided with the rights of today', async (role) => {
    const nothing = { get: async () => undefined, some: async () => new Map(), list: async () => [] } as unknown as Read
    const caller: Caller = { user: 'u', name: role, permits: permitsOf.get(role)!, entities: 'all', language: 'en' }
    const now = { at: '2026-11-30T09:00:00Z', today: '2026-11-30', newId: () => randomUUID(), digest: () => '0'.repeat(64), caller, authority: true, reference: () => null } as unknown as Now // prettier-ignore
    const queued = all.flatMap((operation) => commandOf(operations, operation.name) ?? [])
    expect(queued.length).toBeGreaterThan(10)
    for (const command of queued) {
      const envelope = { v: 1, id: randomUUID(), device: 'd', previous: null, operation: command.name, version: versionOf(command), input: nonsense, actor: 'u', after: [], reference: null, witness: [], at: '2026-11-30T08:00:00Z', zone: 'UTC', monotonic: 1, boot: 'b', offset: null, offsetAge: null, lease: null } // prettier-ignore
      const arrived = { envelope, body: '{}', bodyHash: '', signature: '', device: { id: 'd', shortCode: 'D1' }, receivedAt: '2026-11-30T09:00:00Z' } as unknown as Arrived // prettier-ignore
      const { result } = await receive(operations, arrived, nothing, now)
      expect([command.name, result.state, result.code]).toEqual([command.name, 'attention', expected(role, command.permit)])
    }
  })

  it('answers visitors that they are to sign in first, whatever they ask for', async () => {
    const visitor = hub.house.harmony.visitor({ address: 'somewhere', language: 'en' })
    for (const { name, permit } of all) {
      const outcome = await hub.house.harmony.run({ id: randomUUID(), operation: name, input: nonsense, caller: visitor })
      expect([name, !outcome.ok && outcome.refusal.refused]).toEqual([name, permit === 'public' ? 'input.malformed' : 'people.notSignedIn'])
    }
  })
})
