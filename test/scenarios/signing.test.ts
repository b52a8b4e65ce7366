import { randomUUID } from 'node:crypto'
import type { Instant } from '../../core/kernel/day.ts'
import { command, type Caller, type Now, type Read } from '../../core/kernel/operation.ts'
import { refuse, refused, type Refusal } from '../../core/kernel/refusal.ts'
import type { Host, Transaction } from '../../core/kernel/run.ts'
import { flag, maybe, shape, type Wire } from '../../core/kernel/shape.ts'
import { modules } from '../../core/harmony.ts'
import { aSigning, type Signing } from '../../core/signing/evidence.ts'
import { payloadWire } from '../../core/signing/payload.ts'
import { sealedSignature, signingFacts, signingFaults } from '../../core/signing/sealed-signature.ts'
import { deviceCertificate, ownKey, signingKeys } from '../../core/signing/seal.ts'
import { countersignatures, signatures, type Signature } from '../../core/signing/signature.ts'
import { reading, witnessing } from '../../core/sync/reading.ts'
import { clauses } from '../../core/terms/clause.ts'
import { add, put } from '../../core/kernel/operation.ts'
import { openFiles } from '../../main/files.ts'
import { signingAnswerers } from '../../main/integrations/documents/signing-answers.ts'
import { openSealing, sealingAnswerers } from '../../main/sealing.ts'
import { newSeals } from '../../main/seals.ts'
import { connect } from '../../main/storage/connect.ts'
import { openHost, type StoreHost } from '../../main/storage/host.ts'
import { migrate } from '../../main/storage/migrate.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { joinable, type Joinable } from '../../main/transactions.ts'
import { britishOrder, demoLibrary, sha256, signingOf } from '../core/signing/sample.ts'
import { anyone, emptyPlace, stores } from '../world/stores.ts'

/** A command of another module that takes a signature, as orders do; `nonsense` refuses after it was sealed. */
const capture = command({
  name: 'test.capture',
  zone: 'sales',
  permit: null,
  offline: 'queue',
  input: shape({ signing: aSigning, nonsense: maybe(flag) }),
  output: signatures.shape,
  refusals: [...signingFaults, 'test.nonsense'],
  load: async ({ signing }, read, now) => signingFacts(signing, read, now),
  decide: ({ signing, nonsense }, facts, now) => {
    const signed = sealedSignature({ record: 'orders', subject: britishOrder.id, entity: 'NLUK' as never, customer: britishOrder.buyer.customer as never }, signing, facts, now)
    if (refused(signed)) return signed
    if (nonsense) return refuse('test.nonsense')
    return { result: signed.signature, changes: signed.changes }
  },
}) // prettier-ignore

interface Witness {
  question: string
  asks: Wire
  answers: Wire[]
}
type Told = { signature: Signature; doubts?: unknown } | Refusal
/** A device or a hub: a store with its own key. */
interface Site {
  readonly host: StoreHost
  readonly database: Joinable
  read: Read
  act(work: (tx: Transaction) => Promise<void>): Promise<void>
  capture(signing: Signing, how?: { nonsense?: boolean; hears?: readonly Witness[]; as?: string; keeps?: Witness[] }): Promise<Told>
  close(): Promise<void>
}

async function site(dialect: Dialect, authority: boolean): Promise<Site> {
  const { place, drop } = await emptyPlace(dialect, authority ? 'signing_hub' : 'signing_device')
  const database = joinable(await connect(place))
  const at = (): Instant => '2026-11-30T10:06:30.000Z' as Instant
  await migrate(database, at())
  const sealing = openSealing(database, at)
  const files = openFiles(database, at)
  const host = await openHost({
    database,
    modules,
    clock: { at, zone: 'Europe/London' },
    answerers: { ...sealingAnswerers(sealing), ...signingAnswerers(files, sealing, newSeals()) },
  })
  const once = (body: Parameters<Host['once']>[2]) => host.once({ id: randomUUID(), operation: 'test', user: anyone.user, input: randomUUID() }, anyone as Caller, body) // prettier-ignore
  const act: Site['act'] = async (work) => {
    await once(async (tx) => {
      await work(tx)
      return { ok: true, result: null }
    })
  }
  return {
    host,
    database,
    read: host.reader(anyone),
    act,
    capture: async (signing, { nonsense, hears, as, keeps } = {}) => {
      let told: Told | undefined
      await once(async (tx) => {
        // What sync does: on a device ids and references are the intent's and nothing is final, on the hub it hears what the device witnessed.
        let ids = 0
        const now: Now = {
          ...tx.now,
          authority,
          reference: () => (authority ? (hears ? 'K7-000123' : null) : 'K7-000123'),
          ...(as === undefined ? {} : { newId: () => `01980000-0000-7000-8000-${sha256(`${as}${ids++}`).slice(0, 12)}` }),
        }
        const read = hears ? reading(tx.read, hears) : keeps ? witnessing(tx.read, keeps) : tx.read
        const input = { signing, nonsense: nonsense ?? null }
        const decision = capture.decide(input, await capture.load(input, read, now), now)
        if (refused(decision)) {
          told = decision
          return { ok: false, refusal: decision }
        }
        tx.apply(decision.changes)
        told = { signature: decision.result as Signature }
        return { ok: true, result: null }
      })
      return told!
    },
    close: async () => {
      await host.close()
      await database.close()
      await drop()
    },
  }
}

const document = { hash: sha256('the document as it was looked at'), size: 1000 }
const signed = (more: Partial<Signing> = {}): Signing => signingOf(britishOrder, document, more)
const codeOf = (told: Told): string => (refused(told) ? told.refused : 'taken in')
const of = (told: Told): Signature => {
  if (refused(told)) throw new Error(told.refused)
  return told.signature
}

describe.each(stores)('a signature in the field reaches a hub on %s', (dialect) => {
  let laptop: Site
  let hub: Site
  beforeAll(async () => {
    ;[laptop, hub] = await Promise.all([site('sqlite', false), site(dialect, true)])
    for (const here of [laptop, hub]) await here.act(async (tx) => tx.apply(demoLibrary.map((clause) => add(clauses, clause))))
  }, 60_000)
  afterAll(async () => {
    await Promise.all([laptop?.close(), hub?.close()])
  })

  const keyOf = async (here: Site): Promise<string> => (await here.read.ask(ownKey, {}))[0]!.key
  const enrol = async (here: Site): Promise<void> => {
    const key = await keyOf(here)
    await hub.act(async (tx) => {
      const row = await deviceCertificate(tx.read, tx.now, { key, name: 'K7' })
      tx.apply([add(signingKeys, row)])
    })
  }
  /** Captured on a device and sent up: what the device says, and what the hub makes of it. */
  const carried = async (signing: Signing, alter?: (witness: Witness[]) => void): Promise<{ device: Told; hub: Told }> => {
    const keeps: Witness[] = []
    const as = randomUUID()
    const device = await laptop.capture(signing, { as, keeps })
    alter?.(keeps)
    return { device, hub: await hub.capture(signing, { as, hears: keeps }) }
  }

  it('a key that nobody enrolled is refused by name, and nothing is kept of it', async () => {
    const told = await carried(signed())
    expect([codeOf(told.device), codeOf(told.hub)]).toEqual(['taken in', 'signing.foreignKey'])
    expect(await hub.read.list(signatures, { limit: 10 })).toEqual([])
  })

  it('is the same evidence on both sides, sealed by the device, countersigned by the hub in the same transaction', async () => {
    await enrol(laptop)
    const told = await carried(signed())
    const [here, there] = [of(told.device), of(told.hub)]
    expect(there).toEqual(here)
    expect(there.sealKey).toBe(await keyOf(laptop))
    const receipt = (await hub.read.get(countersignatures, there.id))!
    expect(receipt.sealKey).toBe(await keyOf(hub))
    // The refused one before it is what it names, and that one never came.
    expect(receipt.chain).toBe('gap')
    expect(await laptop.read.get(countersignatures, here.id)).toBeUndefined()
  })

  it('the next one follows; a refused capture leaves no link behind', async () => {
    const before = of((await carried(signed())).hub)
    expect(codeOf(await laptop.capture(signed(), { nonsense: true }))).toBe('test.nonsense')
    const after = of((await carried(signed())).hub)
    expect(after.previous).toBe(before.link)
    expect((await hub.read.get(countersignatures, after.id))!.chain).toBe('follows')
  })

  it('a copied device is seen: two seals after the same', async () => {
    const first = of((await carried(signed())).hub)
    await laptop.database.transact(
      async (session) => void (await session.run(`update seal_keys set head = '${first.previous}' where slot = 1`)),
    )
    const second = of((await carried(signed({ signer: 'Somebody else' }))).hub)
    expect((await hub.read.get(countersignatures, second.id))!.chain).toBe('fork')
  })

  const altered: readonly (readonly [string, (witness: Witness[]) => void, string])[] = [
    ['another signature', ([w]) => ((w!.answers[0] as any).signature = 'a'.repeat(128)), 'signing.badSeal'],
    ['another moment', ([w]) => ((w!.answers[0] as any).at = '2026-11-30T09:00:00.000Z'), 'signing.badSeal'],
    ['another link', ([w]) => ((w!.answers[0] as any).link = 'b'.repeat(64)), 'signing.badSeal'],
    ['another link before', ([w]) => ((w!.answers[0] as any).previous = 'c'.repeat(64)), 'signing.badSeal'],
    ['another key', ([w]) => ((w!.answers[0] as any).key = 'd'.repeat(64)), 'signing.badSeal'],
    ['no seal at all: the hub does not vouch for what it never saw', (witness) => witness.splice(0), 'signing.badSeal'],
  ]
  it.each(altered)('a seal that was altered on the way is refused: %s', async (_says, alter, code) => {
    expect(codeOf((await carried(signed(), alter)).hub)).toBe(code)
  })
  it('a seal is of its own order: with another price it does not fit', async () => {
    const keeps: Witness[] = []
    await laptop.capture(signed(), { keeps, as: 'x' })
    const payload = { ...britishOrder, paymentDays: 60 }
    expect(codeOf(await hub.capture(signed({ payload }), { hears: keeps, as: 'x' }))).toBe('signing.badSeal')
  })
  it('a revoked key counts no longer; what it sealed before still does', async () => {
    const key = (await hub.read.get(signingKeys, await keyOf(laptop)))!
    const revoke = (revokedAt: string | null) => hub.act(async (tx) => tx.apply([put(signingKeys, { ...key, revokedAt: revokedAt as Instant | null })])) // prettier-ignore
    await hub.act(async (tx) => void (await tx.read.get(signingKeys, key.publicKey)))
    await revoke('2026-11-30T10:00:00.000Z')
    expect(codeOf((await carried(signed())).hub)).toBe('signing.foreignKey')
    await revoke('2026-12-01T00:00:00.000Z')
    expect(codeOf((await carried(signed())).hub)).toBe('taken in')
  })

  const nonsense: readonly (readonly [string, Partial<Signing>, string])[] = [
    ['something else was looked at', { viewed: sha256('another document') }, 'signing.notViewed'],
    ['looked at after it was signed', { viewedAt: '2026-11-30T10:06:03.000Z' as Instant }, 'signing.viewedLater'],
    ['agreed to after it was signed', { consentedAt: '2026-11-30T10:06:03.000Z' as Instant }, 'signing.viewedLater'],
    ['no line', { image: null }, 'signing.badImage'],
    ['a line that is a program', { image: 'M 1 1"><script>alert(1)</script>' }, 'signing.badImage'],
    ['a line of megabytes', { image: `M 1 1${' L 2 2'.repeat(4000)}` }, 'signing.badImage'],
    ['no clauses', { payload: { ...britishOrder, clauses: [] } }, 'signing.noClause'],
  ]
  it.each(nonsense)('no evidence is no evidence: %s', async (_says, more, code) => {
    expect(codeOf(await laptop.capture(signed(more)))).toBe(code)
  })

  it('what the hub takes itself it seals itself, and writes its key down once', async () => {
    const own = of(await hub.capture(signed()))
    expect(own.sealKey).toBe(await keyOf(hub))
    expect(await hub.read.get(countersignatures, own.id)).toBeUndefined()
    const keys = await hub.read.list(signingKeys, { where: { field: 'keptBy', is: 'equal', value: 'installation' }, limit: 10 })
    expect(keys.map(({ publicKey }) => publicKey)).toEqual([own.sealKey])
  })

  it('the database itself refuses to change what was signed', async () => {
    for (const here of [laptop, hub])
      await expect(here.database.transact(async (session) => void (await session.run(`update signatures set signer = 'X'`)))).rejects.toThrow('never change') // prettier-ignore
    expect(payloadWire(britishOrder)).toEqual((await hub.read.list(signatures, { limit: 1 }))[0]!.payload)
  })

  it('captures at once on a hub make one chain', async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => hub.capture(signed())))
    const own = await hub.read.list(signatures, { where: { field: 'sealKey', is: 'equal', value: await keyOf(hub) }, limit: 100 })
    const receipts = await hub.read.list(countersignatures, { limit: 100 })
    const links = [...own.map(({ link, previous }) => ({ link, previous })), ...receipts.map(({ link, previous }) => ({ link, previous }))]
    expect(many.map(codeOf)).toEqual(Array.from({ length: 8 }, () => 'taken in'))
    expect(new Set(links.map(({ previous }) => previous)).size).toBe(links.length)
    const known = new Set(links.map(({ link }) => link))
    expect(links.filter(({ previous }) => previous !== null && !known.has(previous))).toEqual([])
    expect(links.filter(({ previous }) => previous === null)).toHaveLength(1)
  })
})
