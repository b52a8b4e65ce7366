import { batchText, digestOfSent } from '../../core/sync/batch.ts'
import type { Database } from '../../main/storage/connect.ts'
import type { Session } from '../../main/storage/session.ts'
import { sha256 } from '../../main/storage/log.ts'
import { SyncRefusal, type Push, type PushReply } from '../../main/sync/messages.ts'
import { openSending } from '../../main/sync/sending.ts'

interface Row {
  readonly lseq: number
  readonly id: string
  state: 'saved' | 'applied'
}
const unsent = (): never => {
  throw new Error('nothing more was pushed')
}
/** A queue of so many intents that are not at the hub, and a hub that answers when it is told to. */
function queueOf(count: number, from?: number) {
  const queue = Array.from({ length: count }, (_, n): Row => ({ lseq: n + 1, id: `intent ${n + 1}`, state: 'saved' }))
  const rows = async (sql: string, values: readonly unknown[] = []): Promise<unknown[][]> => {
    if (sql.includes('device_state')) return [['epoch', '1'], ['device', 'laptop']] // prettier-ignore
    const saved = queue.filter(({ state, lseq }) => state === 'saved' && lseq > Number(values[0] ?? 0))
    if (sql.includes('count(*)')) return [[saved.length, null, saved.length]]
    return saved.slice(0, Number(/limit (\d+)/.exec(sql)![1])).map(({ lseq, id }) => [lseq, id, `hash ${id}`, 'signature', null])
  }
  const session = { rows } as unknown as Session
  const database = { read: (work: (s: Session) => unknown) => work(session), transact: (work: (s: Session) => unknown) => work(session) } as unknown as Database // prettier-ignore
  const happened: string[] = []
  const waiting: { request: Push; resolve(reply: PushReply): void; reject(error: Error): void }[] = []
  const sending = openSending({
    host: { database },
    withToken: (work) => work('token'),
    hello: async () => undefined,
    sign: async (text) => `signed ${text}`,
    together: () => from,
    transport: {
      push: (_token, request) => {
        happened.push(`push ${request.intents[0]!.body}`)
        return new Promise((resolve, reject) => waiting.push({ request, resolve, reject }))
      },
      ahead: async (request) => void happened.push(`pack ${request.intents[0]!.body}`),
    },
    replica: {
      decide: async (verdicts) => {
        happened.push(`write ${verdicts[0]!.id}`)
        for (const { id } of verdicts) queue.find((row) => row.id === id)!.state = 'applied'
      },
    },
  })
  const settled = (): Promise<void> => new Promise((later) => setImmediate(later))
  const next = async () => {
    for (let tries = 0; waiting.length === 0 && tries < 1_000; tries++) await settled()
    const { request, resolve, reject } = waiting.shift() ?? unsent()
    const results = request.intents.map(({ body }) => ({ id: body, state: 'applied' as const }))
    return { request, fail: reject, answer: () => resolve({ epoch: 1, results, feedSeq: 1, time: '' } as unknown as PushReply) }
  }
  return { queue, happened, sending, next, settled, waiting }
}

describe('batches that go up', () => {
  it('are packed while the one before is decided, go up one at a time, and their verdicts are written once the next has left', async () => {
    const { queue, happened, sending, next, settled, waiting } = queueOf(450)
    const all = sending.sendAll()
    for (const first of [1, 201, 401]) {
      const one = await next()
      await settled()
      expect([one.request.intents[0]!.body, waiting.length]).toEqual([`intent ${first}`, 0])
      one.answer()
    }
    expect(await all).toEqual({ sent: 450, held: null })
    expect(happened).toEqual([
      'pack intent 1', 'push intent 1', 'pack intent 201', 'push intent 201', 'write intent 1', 'pack intent 401', 'push intent 401', 'write intent 201', 'write intent 401',
    ]) // prettier-ignore
    expect(queue.every(({ state }) => state === 'applied')).toBe(true)
  })
  it('are signed as a whole where the hub takes that, each from what stands in the queue', async () => {
    const { sending, next } = queueOf(211, 12)
    const all = sending.sendAll()
    const first = await next()
    first.answer()
    const rest = await next()
    rest.answer()
    await all
    const digests = first.request.intents.map(({ body, signature }) => digestOfSent(sha256, { bodyHash: `hash ${body}`, signature }))
    expect(first.request.signature).toBe(`signed ${batchText('laptop', 1, digests)}`)
    // Eleven are fewer than the hub wants signed so.
    expect([rest.request.intents.length, 'signature' in rest.request]).toEqual([11, false])
  })
  it('are not where the hub has not said so, nor any more where one that is older answers', async () => {
    const silent = queueOf(30)
    const quiet = silent.sending.sendAll()
    const one = await silent.next()
    one.answer()
    await quiet
    expect('signature' in one.request).toBe(false)
    const { sending, next, queue } = queueOf(230, 12)
    const all = sending.sendAll()
    const signed = await next()
    signed.fail(new SyncRefusal(400, 'http.malformed', { at: 'message.signature' }))
    const plain = await next()
    plain.answer()
    const more = await next()
    more.answer()
    expect(await all).toEqual({ sent: 230, held: null })
    expect([signed, plain, more].map(({ request }) => 'signature' in request)).toEqual([true, false, false])
    expect(plain.request.intents).toEqual(signed.request.intents)
    expect(queue.every(({ state }) => state === 'applied')).toBe(true)
    // What is refused without it is a refusal like any other.
    const other = queueOf(30)
    const failing = other.sending.sendAll()
    ;(await other.next()).fail(new SyncRefusal(400, 'http.malformed'))
    await expect(failing).rejects.toThrow('http.malformed')
  })
  it('that are lost on the way leave what was decided before them decided, and everything else to be sent', async () => {
    const { queue, sending, next } = queueOf(450)
    const all = sending.sendAll()
    ;(await next()).answer()
    ;(await next()).fail(new Error('the line is gone'))
    await expect(all).rejects.toThrow('the line is gone')
    expect(queue.filter(({ state }) => state === 'applied').map(({ lseq }) => lseq)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
  })
})
