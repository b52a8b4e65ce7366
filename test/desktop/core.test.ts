// The keeper of the core's process, a window's line to it, and the door at its other end.
import { keepCore } from '../../main/desktop/core-keeper.ts'
import { coreLine } from '../../main/desktop/core-line.ts'
import type { Answer, CoreMessage } from '../../main/desktop/messages.ts'
import { answering, type SavedFile } from '../../main/desktop/answering.ts'
import { serveIpc, type IpcHarmony } from '../../main/doors/ipc.ts'
import { visitor, type HostCaller } from '../../main/callers.ts'
import type { Happening } from '../../core/kernel/manifest.ts'
import type { Outcome } from '../../core/kernel/operation.ts'
import { aFile, aSession, many, maybe, shape, text } from '../../core/kernel/shape.ts'
import { EventEmitter } from 'node:events'
import { portPair } from './fake-electron.ts'

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 15))

describe('the keeper', () => {
  const kept = () => {
    const children: (EventEmitter & { posted: unknown[]; killed: number })[] = []
    const seen: unknown[] = []
    const clock = { now: 0 }
    const waits: { pause: number; work: () => void }[] = []
    const keeper = keepCore({
      language: 'de',
      fork: () => {
        const child = Object.assign(new EventEmitter(), {
          posted: [] as unknown[],
          killed: 0,
          postMessage: (message: unknown) => void child.posted.push(message),
          kill: () => {
            child.killed += 1
            return child.emit('exit', 9)
          },
        })
        children.push(child)
        return child
      },
      channel: portPair,
      now: () => clock.now,
      wait: (pause, work) => waits.push({ pause, work }),
      forget: () => void waits.splice(0),
      restarted: () => seen.push('restarted'),
      gaveUp: (why) => seen.push(why),
      log: () => undefined,
    })
    return { keeper, children, seen, clock, waits }
  }
  it('starts a core that fell over again, at once, then after longer pauses, and gives up at the fourth fall', () => {
    const { keeper, children, seen, clock, waits } = kept()
    keeper.start()
    clock.now = 1_000
    children[0]!.emit('exit', 139)
    expect([children.length, seen, waits]).toEqual([2, ['restarted'], []])
    for (const pause of [1_000, 5_000]) {
      children.at(-1)!.emit('exit', 139)
      const before = children.length
      const { pause: asked, work } = waits.pop()!
      expect(asked).toBe(pause)
      work()
      expect([children.length, seen.at(-1)]).toEqual([before + 1, 'restarted'])
    }
    clock.now += 599_999
    children.at(-1)!.emit('exit', 139)
    expect([children.length, seen.at(-1)]).toEqual([4, { code: 'core.stopped', message: 'exit code 139' }])
  })
  it('forgets falls of long ago, and starts none that was stopped in the meantime', async () => {
    const { keeper, children, seen, clock, waits } = kept()
    keeper.start()
    for (const at of [1_000, 700_000, 1_400_000, 2_100_000]) {
      clock.now = at
      children.at(-1)!.emit('exit', 139)
    }
    expect([children.length, seen.length, waits]).toEqual([5, 4, []])
    children.at(-1)!.emit('exit', 139)
    const [{ work }] = waits as [(typeof waits)[number]]
    await keeper.stop(1)
    expect(waits).toEqual([])
    work()
    expect(children).toHaveLength(5)
  })
  it('does not start again what says why it cannot: a newer database is left alone', () => {
    const { keeper, children, seen } = kept()
    keeper.start()
    children[0]!.emit('message', { report: 'failed', code: 'newerDatabase', message: 'it has the migration 0099' })
    children[0]!.emit('exit', 1)
    expect([children.length, seen]).toEqual([1, [{ code: 'newerDatabase', message: 'it has the migration 0099' }]])
  })
  it('gives every window its line, also after a restart, and none to one that closed', () => {
    const { keeper, children } = kept()
    const [one, two] = [coreLine(() => undefined), coreLine(() => undefined)]
    keeper.attach(one)
    keeper.start()
    keeper.attach(two)
    expect(children[0]!.posted).toEqual([1, 2].map((n) => ({ order: 'window', language: 'de', n, from: null })))
    keeper.detach(one)
    children[0]!.emit('exit', 1)
    expect(children[1]!.posted).toEqual([{ order: 'window', language: 'de', n: 2, from: null }])
    keeper.detach(two)
  })
  it('lets the core finish, and ends it when it takes too long', async () => {
    const polite = kept()
    polite.keeper.start()
    const stopped = polite.keeper.stop(10_000)
    expect(polite.children[0]!.posted).toEqual([{ order: 'close' }])
    polite.children[0]!.emit('exit', 0)
    await stopped
    expect([polite.children[0]!.killed, polite.children.length, polite.seen]).toEqual([0, 1, []])
    const stuck = kept()
    stuck.keeper.start()
    await stuck.keeper.stop(10)
    expect([stuck.children[0]!.killed, stuck.children.length]).toEqual([1, 1])
    await stuck.keeper.stop(10)
  })
})

describe('a line', () => {
  it('tells whoever waits when the core is gone, and ignores what the old one still says', async () => {
    const heard: unknown[] = []
    const line = coreLine((live) => heard.push(live))
    expect(await line.ask({ kind: 'manifest', language: null })).toMatchObject({ ok: false, code: 'stopped' })
    const old = portPair()
    line.connect(old.port1)
    const waits = line.ask({ kind: 'manifest', language: null })
    line.broken()
    expect(await waits).toMatchObject({ ok: false, code: 'stopped' })
    const fresh = portPair()
    line.connect(fresh.port1)
    old.port2.start()
    old.port2.postMessage({ live: 'late' })
    fresh.port2.start()
    fresh.port2.postMessage({ live: 'now' })
    await tick()
    expect(heard).toEqual(['now'])
    old.port1.close()
    line.close()
  })
})

describe('what the channel passes on', () => {
  const frame = { url: 'app://harmony/', parent: null }
  const sent = { sender: { id: 1 }, senderFrame: frame }
  const host = (ask: (message: CoreMessage) => Promise<Answer>) => {
    const asked: CoreMessage[] = []
    const saved: SavedFile[] = []
    const logged: string[] = []
    const answer = answering({
      line: (id) => (id === 1 ? { ask: (message) => (asked.push(message), ask(message)) } : undefined),
      save: (_contents, file) => (saved.push(file), Promise.resolve(true)),
      notify: (title, text) => `${title}: ${text}` === 'More waits: Approvals',
      update: (act) => Promise.resolve({ act }),
      log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`),
    })
    return { asked, saved, logged, answer }
  }
  it('never lets a hostile message reach the core', async () => {
    const { asked, answer } = host(() => Promise.resolve({ ok: true, value: null }))
    const inputs = [undefined, null, 1, 'x', [], {}, { kind: 'x' }, new Date(), { kind: 'live', on: 'yes' }, { kind: 'live', on: true, more: 1 }, Object.create({ kind: 'live', on: true }), JSON.parse('{"kind":"live","on":true,"__proto__":1}')] // prettier-ignore
    for (const raw of inputs) expect(await answer(sent, raw)).toMatchObject({ ok: false, code: 'malformed' })
    expect(await answer(sent, { kind: 'live', on: true }, 'a second argument')).toMatchObject({ ok: false, code: 'malformed' })
    expect(asked).toEqual([])
    // What is about the program itself is answered here; the core never hears of it.
    expect(await answer(sent, { kind: 'update', act: 'standing' })).toEqual({ ok: true, value: { act: 'standing' } })
    expect(await answer(sent, { kind: 'notify', title: 'More waits', text: 'Approvals' })).toEqual({ ok: true, value: true })
    expect(asked).toEqual([])
    expect(await answer(sent, { kind: 'live', on: true })).toEqual({ ok: true, value: null })
    expect(asked).toHaveLength(1)
  })
  it('tells the page a code and a reference of what went wrong, and the log the rest', async () => {
    const { answer, logged } = host(() => Promise.reject(new Error('duplicate key at host=10.0.0.5 password=secret')))
    const told = await answer(sent, { kind: 'live', on: true })
    expect(told).toEqual({ ok: false, code: 'failed', ref: expect.stringMatching(/^e-[0-9a-f]{8}$/) })
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain((told as { ref: string }).ref)
  })
  it('keeps the bytes of a download away from the page', async () => {
    const reply = { ok: true, result: null }
    const bytes = new Uint8Array([1, 2])
    const { answer, saved } = host(() =>
      Promise.resolve({ ok: true, value: { reply, file: { name: 'a.pdf', mime: 'application/pdf', bytes } } }),
    )
    expect(await answer(sent, { kind: 'download', operation: 'documents.pdf', input: {} })).toEqual({ ok: true, value: reply })
    expect(saved).toEqual([{ name: 'a.pdf', mime: 'application/pdf', bytes }])
  })
  it('takes so many at once and no more, and goes on afterwards', async () => {
    const waiting: ((answer: Answer) => void)[] = []
    const { answer } = host(() => new Promise((resolve) => waiting.push(resolve)))
    const asked = Array.from({ length: 256 }, () => answer(sent, { kind: 'live', on: true }))
    expect(await answer(sent, { kind: 'live', on: true })).toMatchObject({ ok: false, code: 'busy' })
    for (const resolve of waiting) resolve({ ok: true, value: null })
    await Promise.all(asked)
    const after = answer(sent, { kind: 'live', on: true })
    waiting.at(-1)!({ ok: true, value: null })
    expect(await after).toMatchObject({ ok: true })
  })
})

describe('the door', () => {
  const file = { hash: 'a'.repeat(64), name: 'x.pdf', mime: 'application/pdf', size: 2 }
  const outputs = {
    'people.signIn': shape({ session: aSession, name: text }),
    'people.signOut': shape({ session: aSession }),
    'documents.pdf': shape({ title: text, inside: maybe(shape({ file: maybe(aFile) })) }),
    'documents.none': shape({ title: text }),
    'documents.many': shape({ names: many(text) }),
  }
  const signedIn: HostCaller = { ...visitor({ address: 'desktop', language: 'en' }), user: 'u', entities: ['NLUK'], profile: { login: 'ada', title: null, language: 'de', culture: null, theme: null } } // prettier-ignore
  const opened = (run: (call: { operation: string; caller: HostCaller }) => Promise<Outcome>) => {
    const logged: string[] = []
    const calls: { operation: string; user: string; id: string }[] = []
    const watchers = new Set<(happening: Happening) => void>()
    const sessions = new Map([['secret-token', signedIn]])
    const looks: (string | undefined)[] = []
    const harmony = {
      run: (call: { id: string; operation: string; caller: HostCaller }) => (calls.push({ operation: call.operation, user: call.caller.user, id: call.id }), run(call)), // prettier-ignore
      reply: (outcome: Outcome, language: string) => (outcome.ok ? outcome : { ok: false, refusal: { code: outcome.refusal.refused, message: language, about: {} } }), // prettier-ignore
      manifest: (caller: HostCaller | null, language: string) => Promise.resolve({ caller: caller?.user ?? null, language }),
      visitor,
      callerOfSession: (token: string, _origin: unknown, how?: string) => (looks.push(how), Promise.resolve(sessions.get(token))),
      files: { get: (hash: string) => Promise.resolve(hash === file.hash ? Buffer.from([1, 2]) : undefined), put: (bytes: Uint8Array, name: string, mime: string) => Promise.resolve({ hash: 'h', name, mime, size: bytes.length }) }, // prettier-ignore
      operations: new Map(Object.entries(outputs).map(([name, output]) => [name, { name, output }])),
      watch: (listener: (happening: Happening) => void) => (watchers.add(listener), () => watchers.delete(listener)),
    } as unknown as IpcHarmony
    const { port1, port2 } = portPair()
    serveIpc(port2, harmony, {
      language: 'en',
      log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)} ${String(facts['error'])}`),
    })
    const line = coreLine((live) => heard.push(live))
    const heard: unknown[] = []
    line.connect(port1)
    return {
      ask: (message: CoreMessage) => line.ask(message),
      heard,
      calls,
      watchers,
      sessions,
      logged,
      looks,
      close: () => line.close(),
    }
  }
  const session = { token: 'secret-token', expiresAt: '2026-12-01T00:00:00Z' }
  const answers = (result: Outcome) => opened(() => Promise.resolve(result))
  const signIn: CoreMessage = { kind: 'call', id: 'c', operation: 'people.signIn', input: {} }

  it('keeps a session for its window and shows it to nobody', async () => {
    const door = opened(({ operation }) => Promise.resolve({ ok: true, result: operation === 'people.signOut' ? { session: null } : { session, name: 'Ada' } })) // prettier-ignore
    expect(await door.ask(signIn)).toEqual({ ok: true, value: { ok: true, result: { session: null, name: 'Ada' } } })
    expect(await door.ask({ kind: 'manifest', language: null })).toEqual({ ok: true, value: { caller: 'u', language: 'en' } })
    await door.ask({ kind: 'call', id: 'd', operation: 'people.signOut', input: {} })
    expect(door.calls.map(({ user }) => user === 'u')).toEqual([false, true])
    expect(await door.ask({ kind: 'manifest', language: 'de' })).toEqual({ ok: true, value: { caller: null, language: 'de' } })
    door.close()
  })
  it('treats a session that ended as nobody', async () => {
    const door = answers({ ok: true, result: { session, name: 'Ada' } })
    await door.ask(signIn)
    door.sessions.clear()
    expect(await door.ask({ kind: 'manifest', language: null })).toMatchObject({ value: { caller: null } })
    door.close()
  })
  it('answers a refusal in the language of the person', async () => {
    const door = opened(({ operation }) => Promise.resolve(operation === 'people.signIn' ? { ok: true, result: { session, name: 'Ada' } } : { ok: false, refusal: { refused: 'x.no', about: {} } })) // prettier-ignore
    await door.ask(signIn)
    expect(await door.ask({ kind: 'call', id: 'e', operation: 'documents.none', input: {} })).toEqual({ ok: true, value: { ok: false, refusal: { code: 'x.no', message: 'de', about: {} } } }) // prettier-ignore
    door.close()
  })
  it('sends the file that an answer names to the main process, whole, and only null to the page', async () => {
    const door = answers({ ok: true, result: { title: 't', inside: { file } } })
    expect(await door.ask({ kind: 'download', operation: 'documents.pdf', input: {} })).toEqual({
      ok: true,
      value: { reply: { ok: true, result: null }, file: { name: 'x.pdf', mime: 'application/pdf', bytes: new Uint8Array([1, 2]) } },
    })
    door.close()
  })
  it.each<[string, string, Outcome]>([
    ['names no file', 'documents.none', { ok: true, result: { title: 't' } }],
    [
      'names a file that is gone',
      'documents.pdf',
      { ok: true, result: { title: 't', inside: { file: { ...file, hash: 'b'.repeat(64) } } } },
    ],
    ['has no file this time', 'documents.pdf', { ok: true, result: { title: 't', inside: null } }],
  ])('says that it failed when an answer %s', async (_what, operation, outcome) => {
    const door = answers(outcome)
    expect(await door.ask({ kind: 'download', operation, input: {} })).toMatchObject({ ok: false, code: 'failed' })
    expect(door.logged[0]).toContain('answered without a file')
    door.close()
  })
  it('tells the page no more of a failure than a code and a reference', async () => {
    const door = opened(() => Promise.reject(new Error('duplicate key at host=10.0.0.5 password=secret')))
    const answer = await door.ask(signIn)
    expect(answer).toEqual({ ok: false, code: 'failed', ref: expect.stringMatching(/^e-[0-9a-f]{8}$/) })
    expect(door.logged[0]).toContain('duplicate key')
    door.close()
  })
  it('takes the pieces of a file in order and from people who are signed in', async () => {
    const door = answers({ ok: true, result: { session, name: 'Ada' } })
    const piece = (upload: string, at: number, length: number, size = 4): CoreMessage => ({ kind: 'upload', upload, name: 'a.csv', mime: 'text/csv', size, at, bytes: new Uint8Array(length) }) // prettier-ignore
    expect(await door.ask(piece('u', 0, 2))).toMatchObject({ ok: false, code: 'sender' })
    await door.ask(signIn)
    expect(await door.ask(piece('u', 0, 2))).toEqual({ ok: true, value: null })
    expect(await door.ask(piece('u', 3, 1))).toMatchObject({ ok: false, code: 'malformed' })
    // A broken upload is forgotten; it begins anew.
    expect(await door.ask(piece('u', 2, 2))).toMatchObject({ ok: false, code: 'malformed' })
    expect(await door.ask(piece('u', 0, 3))).toEqual({ ok: true, value: null })
    expect(await door.ask(piece('u', 3, 0))).toMatchObject({ ok: false, code: 'malformed' })
    expect(await door.ask(piece('u', 0, 4))).toMatchObject({ ok: true, value: { name: 'a.csv', size: 4 } })
    for (const upload of ['1', '2', '3', '4']) expect(await door.ask(piece(upload, 0, 1))).toMatchObject({ ok: true })
    expect(await door.ask(piece('5', 0, 1))).toMatchObject({ ok: false, code: 'busy' })
    door.close()
  })
  it('tells what is committed to who may hear it, without keeping the session alive', async () => {
    const door = answers({ ok: true, result: { session, name: 'Ada' } })
    await door.ask({ kind: 'live', on: true })
    const happening: Happening = { seq: 1, operation: 'billing.post', records: ['invoices'], events: [{ event: 'billing.posted', about: { entity: 'NLDE', invoice: 'DE-1' } }] } // prettier-ignore
    const tell = async (): Promise<void> => {
      for (const watcher of door.watchers) watcher(happening)
      await tick()
    }
    await tell()
    expect(door.heard).toEqual([])
    await door.ask(signIn)
    await tell()
    // What happened in another legal entity is not told.
    expect(door.heard).toEqual([{ ...happening, events: [] }])
    expect(door.looks.at(-1)).toBe('look')
    await door.ask({ kind: 'live', on: false })
    expect(door.watchers.size).toBe(0)
    await door.ask({ kind: 'live', on: true })
    door.close()
    await tick()
    expect(door.watchers.size).toBe(0)
  })
})
