import { createHash, randomUUID } from 'node:crypto'
import type { Wire } from '../../core/kernel/shape.ts'
import { canonicalJson } from '../../core/signing/canonical.ts'
import { batchText, digestOfSent, digestsIn, intentText } from '../../core/sync/batch.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { helloText, type Push, type SentIntent } from '../../main/sync/messages.ts'
import { pushShape } from '../../main/sync/message-shapes.ts'
import { verifySent } from '../../main/sync/verify-sent.ts'
import { signedBy } from '../world/device-key.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** A signature that nobody made: whoever looks at it does not believe it. */
const nobodys = 'ab'.repeat(64)

let made = 0
const intentId = (): string => `01a2${(++made).toString(16).padStart(4, '0')}-0000-7000-8000-${randomUUID().slice(24)}`

describe.each(stores)('what a device signs as a whole, on %s', (dialect) => {
  let hub: House
  let [amelia, tom] = [] as unknown as [Laptop, Laptop]
  let [user, customer] = ['', '']
  let epoch = 1
  const rows = (sql: string): Promise<readonly (readonly unknown[])[]> => hub.harmony.database.read((session) => session.rows(sql))
  const batches = async (): Promise<number> => Number((await rows('select count(*) from intent_batches'))[0]![0])
  /** Whether each is here, and whether a batch vouches for it. */
  const kept = async (intents: readonly SentIntent[]): Promise<string[]> => {
    const found = new Map((await rows('select id, sent_with from intents')).map(([id, batch]) => [id as string, batch !== null]))
    return intents.map(({ body }) => ({ true: 'together', false: 'alone' })[String(found.get((JSON.parse(body) as Envelope).id))] ?? 'not here')
  } // prettier-ignore
  const greeted = async (laptop: Laptop) => {
    const { nonce } = await hub.harmony.hub!.challenge()
    return hub.harmony.hub!.hello({ device: laptop.id, nonce, signature: await signedBy(laptop, helloText(nonce)), version: '1' })
  }
  const captured = async (count: number, signed = true): Promise<SentIntent[]> => {
    const intents: SentIntent[] = []
    for (let i = 0; i < count; i++) {
      const envelope: Envelope = {
        v: 1, id: intentId(), device: amelia.id, previous: null, operation: 'customers.saveContact', version: 1, actor: user, after: [], reference: null, witness: [],
        input: { customer, name: `Somebody ${made}`, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true },
        at: '2026-11-30T08:00:00.000Z', zone: 'Europe/London', monotonic: 1_000, boot: 'b', offset: null, offsetAge: null, lease: null,
      } // prettier-ignore
      const body = canonicalJson(envelope as unknown as Wire)
      intents.push({ body, signature: signed ? await signedBy(amelia, intentText(sha256(body))) : nobodys })
    }
    return intents
  }
  const digests = (intents: readonly SentIntent[]): string[] =>
    intents.map(({ body, signature }) => digestOfSent(sha256, { bodyHash: sha256(body), signature }))
  const together = async (of: readonly SentIntent[], by = amelia, to = epoch, device = amelia.id): Promise<string> =>
    signedBy(by, batchText(device, to, digests(of)))
  const push = async (intents: readonly SentIntent[], signature: string | undefined, more: Partial<Push> = {}, as = amelia) => {
    const { token } = await greeted(as)
    const { results } = await hub.harmony.hub!.push(token, { epoch, intents, ...(signature ? { signature } : {}), ...more })
    return results.map((result) => `${result.state}${'code' in result && result.code ? ` ${result.code}` : ''}`)
  }
  /** None of them bears a signature of its own: only a batch that is believed lets them in. */
  const refused = async (intents: readonly SentIntent[], signature: string | undefined, more: Partial<Push> = {}, as = amelia) => {
    const before = await batches()
    expect(await push(intents, signature, more, as)).toEqual(['refused sync.badSignature'])
    expect([await batches(), await kept(intents)]).toEqual([before, intents.map(() => 'not here')])
  }

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'attack together', { shape: 'hub' })
    await hub.do('demo.seed', {})
    ;[amelia, tom] = [await freshLaptop(hub, 'amelia.ford'), await freshLaptop(hub, 'tom.okafor')]
    customer = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'ZEN' } })).rows[0].id
    user = (await hub.do('sync.devices', { limit: 10 })).rows.find((row: { id: string }) => row.id === amelia.id).user
  }, 120_000)
  afterAll(async () => {
    await amelia?.close()
    await tom?.close()
    await hub?.close()
  })

  it('is believed by one look, and kept once as what proves each of them', async () => {
    const intents = await captured(25)
    const before = await batches()
    expect(await push(intents, await together(intents))).toEqual(intents.map(() => 'applied'))
    expect([await batches(), new Set(await kept(intents))]).toEqual([before + 1, new Set(['together'])])
    const [[device, to, list] = []] = await rows('select device, epoch, digests from intent_batches order by received_at desc limit 1')
    expect([device, Number(to), digestsIn({ digests: list as string })]).toEqual([amelia.id, epoch, digests(intents)])
    expect(await verifySent(hub.harmony.database)).toBeNull()
    // What is known byte for byte wants no proof again, and what comes beside it has its own.
    expect(await push(intents, await together(intents))).toEqual(intents.map(() => 'applied'))
    expect(await batches()).toBe(before + 1)
    const more = [...intents.slice(0, 5), ...(await captured(5))]
    expect(await push(more, await together(more))).toEqual(more.map(() => 'applied'))
    expect([await batches(), new Set(await kept(more))]).toEqual([before + 2, new Set(['together'])])
    expect(await verifySent(hub.harmony.database)).toBeNull()
  })
  it('is not asked of a device that does not know of it: each is looked at by itself', async () => {
    const intents = await captured(60)
    const before = await batches()
    expect(new Set(await push(intents, undefined))).toEqual(new Set(['applied']))
    expect([await batches(), new Set(await kept(intents))]).toEqual([before, new Set(['alone'])])
    expect(await verifySent(hub.harmony.database)).toBeNull()
    await refused(await captured(3, false), undefined)
  })
  it.each([3, 60])('lets what somebody put among %d harm nobody but itself', async (count) => {
    const own = await captured(count)
    const signature = await together(own)
    const [strange] = await captured(1, false)
    const before = await batches()
    const sent = [...own.slice(0, 2), strange!, ...own.slice(2)]
    expect(await push(sent, signature)).toEqual(['applied', 'applied', 'refused sync.badSignature'])
    expect(await kept([...own, strange!])).toEqual(['alone', 'alone', ...own.slice(2).map(() => 'not here'), 'not here'])
    // The same where one of them says something else, or bears another signature.
    const rest = own.slice(2)
    for (const other of [
      { ...rest[0]!, body: rest[0]!.body.replace('Somebody', 'Anybody') },
      { ...rest[0]!, signature: nobodys },
    ])
      expect(await push([other, ...rest.slice(1)], await together(rest))).toEqual(['refused sync.badSignature'])
    expect(await batches()).toBe(before)
    expect(await push(rest, await together(rest))).toEqual(rest.map(() => 'applied'))
    expect(await batches()).toBe(before + (rest.length > 0 ? 1 : 0))
  })
  it('is believed of exactly what came, by whom it came and for this timeline', async () => {
    const intents = await captured(6, false)
    const [more] = await captured(1, false)
    const right = await together(intents)
    await refused(intents.slice(1), right)
    await refused(intents.slice(0, -1), right)
    await refused([...intents, more!], right)
    await refused([...intents, intents[0]!], right)
    await refused(intents.toReversed(), right)
    await refused(intents, await together([]))
    // By another's key, under another's name, under another's token.
    await refused(intents, await together(intents, tom))
    await refused(intents, await together(intents, amelia, epoch, tom.id))
    await refused(intents, right, {}, tom)
    await refused(intents, await together(intents, tom, epoch, tom.id), {}, tom)
    // For another timeline, and what was signed for another purpose.
    await refused(intents, await together(intents, amelia, epoch + 1))
    await refused(intents, await signedBy(amelia, intentText(digests(intents).join('\n'))))
    await refused(intents, await signedBy(amelia, `${[amelia.id, epoch, ...digests(intents)].join('\n')}\n`))
    await refused(intents, nobodys)
    // So that every case above can fail.
    expect(new Set(await push(intents, right))).toEqual(new Set(['applied']))
  })
  it('is kept once where each is decided alone, because its person’s rights are bounded', async () => {
    // Rights on what is the company's cannot be bounded by people.
    const field = (await hub.do('people.roles')).roles.find((role: { code: string }) => role.code === 'field-sales')
    const permits = field.permits.filter(
      (entry: string) => !['campaigns.*', 'opportunities.*', 'indexation.read', 'lab.read'].includes(entry),
    )
    await hub.do('people.saveRole', {
      code: 'field-sales',
      name: field.name,
      permits: [...permits, 'opportunities.read', 'opportunities.write'],
    })
    await hub.do('people.saveRoleBounds', { role: 'field-sales', bounds: [{ permit: '*', extent: 'own', entities: null }], limits: [] })
    const intents = await captured(5)
    const before = await batches()
    const [some, all] = [intents.slice(0, 2), await together(intents)]
    expect(await push(some, await together(some))).toHaveLength(2)
    expect(await push(intents, all)).toHaveLength(5)
    expect([await batches(), new Set(await kept(intents))]).toEqual([before + 2, new Set(['together'])])
    await hub.do('people.saveRoleBounds', { role: 'field-sales', bounds: [], limits: [] })
  })
  it('of a timeline before is not believed after the hub was restored', async () => {
    const intents = await captured(4, false)
    const before = await together(intents)
    const former = epoch
    epoch = await hub.harmony.hub!.newEpoch()
    await expect(push(intents, before, { epoch: former })).rejects.toMatchObject({ status: 412 })
    await refused(intents, before)
    const honest = await captured(4)
    expect(new Set(await push(honest, await together(honest, amelia, former)))).toEqual(new Set(['applied']))
    expect(new Set(await kept(honest))).toEqual(new Set(['alone']))
  })
  it('is refused by its form where it is no signature', () => {
    for (const signature of ['', nobodys.slice(1), `${nobodys}0`, nobodys.toUpperCase(), 7, [nobodys], {}])
      expect(() => pushShape.parse({ epoch: 1, intents: [], signature }, 'message')).toThrow('message.signature')
    expect(pushShape.parse({ epoch: 1, intents: [], signature: nobodys }, 'message').signature).toBe(nobodys)
    expect(pushShape.parse({ epoch: 1, intents: [] }, 'message').signature).toBeUndefined()
  })
  it('lets the check of the books find a capture that bears no signature of its own', async () => {
    // Above, laptops were used that vouch for what they never captured: that is let in, and found.
    expect(await verifySent(hub.harmony.database)).toMatchObject({ where: 'intents', trouble: 'unsigned' })
    const { checks } = await hub.do('audit.check', { checks: ['audit.logIntact'] })
    expect(checks).toMatchObject([{ ok: false, fault: { record: 'intents', about: { found: 'unsigned' } } }])
  })
  it('is not taken from a device that is lost', async () => {
    const intents = await captured(3)
    const { token } = await greeted(amelia)
    const before = await batches()
    await hub.do('sync.setDevice', { device: amelia.id, state: 'lost' })
    await expect(hub.harmony.hub!.push(token, { epoch, intents, signature: await together(intents) })).rejects.toMatchObject({
      status: 423,
    })
    expect([await batches(), await kept(intents)]).toEqual([before, ['not here', 'not here', 'not here']])
  })
})

describe.each(stores)('what is kept of what was signed together, on %s', (dialect) => {
  let hub: House
  let amelia: Laptop
  const change = (sql: string): Promise<number> => hub.harmony.database.transact((session) => session.run(sql))
  const first = (table: string): Promise<readonly unknown[]> =>
    hub.harmony.database.read(async (session) => (await session.rows(`select id from ${table} order by id limit 1`))[0]!)

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'kept together', { shape: 'hub' })
    await hub.do('demo.seed', {})
    amelia = await freshLaptop(hub, 'amelia.ford')
    await amelia.sync()
    const customer = (await hub.do('customers.list', { filter: { field: 'code', is: 'equal', value: 'ZEN' } })).rows[0].id
    for (let i = 0; i < 25; i++)
      await amelia.do('customers.saveContact', { customer, name: `Contact ${i}`, title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true }) // prettier-ignore
    expect(await amelia.sync()).toMatchObject({ sent: 25, held: null })
  }, 120_000)
  afterAll(async () => {
    await amelia?.close()
    await hub?.close()
  })

  it('comes from a laptop by itself, in one batch, and only ever is added to', async () => {
    const said = await hub.harmony.database.read((session) =>
      session.rows('select count(*), count(sent_with), count(distinct sent_with) from intents'),
    )
    expect(said[0]!.map(Number)).toEqual([25, 25, 1])
    expect(await verifySent(hub.harmony.database)).toBeNull()
    expect(await hub.do('audit.check', { checks: ['audit.logIntact'] })).toMatchObject({ ok: true })
    await expect(change('delete from intent_batches')).rejects.toThrow(/harmony|never|append/i)
    await expect(change(`update intent_batches set epoch = 7`)).rejects.toThrow(/harmony|never|append/i)
  })
  it('still proves what was sent once a person was taken out of it, and no log is broken by that', async () => {
    const text = (): Promise<readonly (readonly unknown[])[]> => hub.harmony.database.read((session) => session.rows(`select body, body_hash from intents`)) // prettier-ignore
    const { rows } = await hub.do('customers.contacts', { search: 'Contact 13', limit: 1 })
    const { id } = await hub.do('privacy.propose', { person: 'contact', subject: rows[0].id, cause: 'request' })
    await (await hub.as('it.admin')).do('privacy.decide', { erasure: id, approve: true })
    expect((await text()).filter(([body]) => String(body).includes('Contact 13'))).toEqual([])
    expect((await text()).filter(([body, hash]) => sha256(String(body)) !== hash)).toHaveLength(1)
    expect(await verifySent(hub.harmony.database)).toBeNull()
    expect(await hub.do('audit.check', { checks: ['audit.logIntact'] })).toMatchObject({ ok: true })
  })
  it('is named where one byte of it is another', async () => {
    for (const table of ['intents', 'intent_batches'])
      if (dialect === 'sqlite') for (const act of ['update', 'delete']) await change(`drop trigger ${table}_no_${act}`)
      else for (const name of ['frozen', 'kept']) await change(`drop trigger ${table}_${name} on ${table}`)
    const [intent] = await first('intents')
    const [batch] = await first('intent_batches')
    const one = `update intents set`
    const where = `where id = '${intent as string}'`
    const all = `update intent_batches set`
    const digit = (column: string): string =>
      `${column} = substr(${column}, 1, 70) || case when substr(${column}, 71, 1) = '0' then '1' else '0' end || substr(${column}, 72)`
    // Another capture, signed by the same laptop, in the place of the one that it sent.
    const other = '{"another":"capture"}'
    const swapped = `body = '${other}', body_hash = '${sha256(other)}', signature = '${await signedBy(amelia, intentText(sha256(other)))}'`
    const faults: readonly [sql: string, record: string, id: unknown, trouble?: string][] = [
      [`${one} ${swapped} ${where}`, 'intents', intent, 'changed'],
      [`${one} body = replace(body, 'Contact', 'Kontact') ${where}`, 'intents', intent],
      [`${one} body_hash = '${'0'.repeat(64)}' ${where}`, 'intents', intent],
      [`${one} ${digit('signature')} ${where}`, 'intents', intent, 'changed'],
      [`${one} sent_with = id ${where}`, 'intentBatches', intent],
      [`${all} ${digit('digests')}`, 'intentBatches', batch],
      [`${all} digests = substr(digests, 65)`, 'intentBatches', batch],
      [`${all} digests = digests || 'x'`, 'intentBatches', batch],
      [`${all} ${digit('signature')}`, 'intentBatches', batch],
      [`${all} epoch = epoch + 1`, 'intentBatches', batch],
      [`${all} device = id`, 'intentBatches', batch],
      [`delete from intent_batches`, 'intentBatches', batch],
    ]
    for (const table of ['intents', 'intent_batches']) await change(`create table kept_${table} as select * from ${table}`)
    for (const [sql, record, id, trouble] of faults) {
      expect([sql, (await change(sql)) > 0]).toEqual([sql, true])
      expect([sql, await verifySent(hub.harmony.database)]).toMatchObject([sql, { where: record, at: id, ...(trouble ? { trouble } : {}) }])
      const { checks } = await hub.do('audit.check', { checks: ['audit.logIntact'] })
      expect([sql, checks[0].ok]).toEqual([sql, false])
      for (const table of ['intents', 'intent_batches']) {
        await change(`delete from ${table}`)
        await change(`insert into ${table} select * from kept_${table}`)
      }
    }
    expect(await verifySent(hub.harmony.database)).toBeNull()
  })
})
