import { randomUUID } from 'node:crypto'
import type { Operation } from '../../core/kernel/operation.ts'
import { shape } from '../../core/kernel/shape.ts'
import { verifyFile } from '../../main/verifying.ts'
import { freshHouse, type House } from '../world/house.ts'
import { freshLaptop, type Laptop } from '../world/field.ts'
import { captured, drafted } from '../world/selling.ts'
import { stores } from '../world/stores.ts'

// The scenarios of the demo company's facts, 4.9: 1, 2 and 14 stand in field-orders, 9 in field-selling.
describe.each(stores)('stories of the field, with a hub on %s', (dialect) => {
  let hub: House
  let amelia: Laptop
  let tom: Laptop
  let grace: Pick<House, 'do' | 'refused'>
  const open: Laptop[] = []

  beforeAll(async () => {
    hub = await freshHouse(dialect, 'field stories', { shape: 'hub' })
    await hub.do('demo.seed', {})
    // These stories are about clocks, so the demo company's does not stand still.
    await hub.harmony.database.transact((session) => session.run(`delete from settings where key = 'clock'`))
    await hub.refused('demo.seed', {})
    amelia = await freshLaptop(hub, 'amelia.ford')
    tom = await freshLaptop(hub, 'tom.okafor')
    open.push(amelia, tom)
    await amelia.sync()
    await tom.sync()
    grace = await hub.as('grace.patel')
  })
  afterAll(async () => {
    for (const laptop of open) await laptop.close()
    await hub?.close()
  })

  const customer = async (at: Pick<House, 'do'>, code: string) => {
    const { rows } = await at.do('customers.list', { limit: 100 })
    const { id } = rows.find((row: { code: string }) => row.code === code)
    return (await at.do('customers.get', { customer: id })).customer
  }
  const contactsOf = async (at: Pick<House, 'do'>, id: string) =>
    (await at.do('customers.contacts', { limit: 100 })).rows.filter((row: { customer: string }) => row.customer === id)
  const input = ({ matchName: _, ...of }: Record<string, unknown>) => of
  const inputOf = ({ customerName: _, ...of }: Record<string, unknown>) => of
  const waiting = async () =>
    (await grace.do('sync.attentions', { limit: 100, filter: { field: 'state', is: 'not', value: 'resolved' } })).rows

  it('3: Amelia edits the phone of HAV, Grace its payment terms: both are kept', async () => {
    const mine = await customer(amelia, 'HAV')
    const theirs = await customer(grace, 'HAV')
    await amelia.do('customers.save', input({ ...mine, phone: '+44 117 496 0999' }))
    await grace.do('customers.save', input({ ...theirs, paymentDays: 45 }))
    await amelia.sync()
    expect(await customer(hub, 'HAV')).toMatchObject({ phone: '+44 117 496 0999', paymentDays: 45 })
    expect(await customer(amelia, 'HAV')).toMatchObject({ phone: '+44 117 496 0999', paymentDays: 45 })
    expect(await waiting()).toEqual([])
  })

  it('4: both edit the e-mail of a contact: the conflict desk shows three versions, and the choice reaches the laptop', async () => {
    const { id } = await customer(hub, 'HAV')
    const [contact] = await contactsOf(amelia, id)
    await amelia.do('customers.saveContact', inputOf({ ...contact, email: 'amelia.heard@harbourvale.example' }))
    await grace.do('customers.saveContact', inputOf({ ...contact, email: 'grace.heard@harbourvale.example' }))
    expect(await amelia.sync()).toMatchObject({ left: 0 })
    const [row] = await waiting()
    expect(row).toMatchObject({ code: 'sync.conflict', operation: 'customers.saveContact', userName: 'Amelia Ford' })
    const { attention } = await grace.do('sync.attention', { attention: row.id })
    expect(attention).toMatchObject({
      original: { email: contact.email },
      theirs: { email: 'grace.heard@harbourvale.example' },
      mine: { email: 'amelia.heard@harbourvale.example' },
      fields: ['email'],
    })
    // Both sides see that it waits; nothing is overwritten in silence.
    expect((await amelia.do('sync.attentions', { limit: 10 })).rows).toMatchObject([{ id: row.id, state: 'open' }])
    expect((await contactsOf(hub, id)).find((one: { id: string }) => one.id === contact.id).email).toBe('grace.heard@harbourvale.example')
    await grace.do('sync.resolve', {
      attention: row.id,
      how: 'merge',
      choices: [{ field: 'email', side: 'mine' }],
      note: 'Amelia asked her.',
    })
    await amelia.sync()
    for (const side of [hub, amelia])
      expect((await contactsOf(side, id)).find((one: { id: string }) => one.id === contact.id).email).toBe(
        'amelia.heard@harbourvale.example',
      )
    expect((await amelia.outbox()).at(-1)).toMatchObject({ state: 'settled' })
    expect((await amelia.do('sync.attentions', { limit: 10 })).rows).toMatchObject([
      { state: 'resolved', resolution: 'merge', resolvedBy: 'Grace Patel' },
    ])
  })

  it('a chain that rests on what waits is mended once', async () => {
    const { id } = await customer(hub, 'HAV')
    const before = await customer(amelia, 'HAV')
    const ghost = await amelia
      .do('customers.save', { ...input(before), id: null, code: 'HAV', name: 'Harbour & Vale Two LLP' })
      .catch(() => null)
    expect(ghost).toBeNull()
    // A new customer whose code is given to somebody else at head office meanwhile.
    const mine = await amelia.do('customers.save', { ...input(before), id: null, code: 'NEW', name: 'Newcomer Ltd', territory: 'SOUTH' })
    const person = { customer: mine.id, name: 'Nora New', getsInvoices: false, technical: false, decides: true, active: true }
    const nora = await amelia.do('customers.saveContact', person)
    await hub.do('customers.save', { ...input(before), id: null, code: 'NEW', name: 'Another Company Ltd', territory: 'NORTH' })
    await amelia.sync()
    const parked = await waiting()
    expect(parked.map((row: { code: string }) => row.code).sort()).toEqual(['customers.codeTaken', 'sync.waits'])
    // Her own customer and contact are still there for her.
    expect(await contactsOf(amelia, mine.id)).toMatchObject([{ id: nora.id }])
    const cause = parked.find((row: { code: string }) => row.code === 'customers.codeTaken')
    const { attention } = await grace.do('sync.attention', { attention: cause.id })
    await grace.do('sync.resolve', { attention: cause.id, how: 'amend', amended: { ...attention.mine, code: 'NEW2' } })
    for (let i = 0; i < 100 && (await waiting()).length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await waiting()).toEqual([])
    await amelia.sync()
    expect(await contactsOf(hub, mine.id)).toMatchObject([{ id: nora.id, name: 'Nora New' }])
    expect(await customer(amelia, 'NEW2')).toMatchObject({ id: mine.id })
    expect(id).not.toBe(mine.id)
    expect(await amelia.sync(true)).toMatchObject({ inStep: true })
  })

  it('7 and 8: the same outbox three times, an answer that was lost: one effect', async () => {
    const zen = await customer(amelia, 'ZEN')
    const call = { customer: zen.id, name: 'Iris Novak', getsInvoices: false, technical: false, decides: true, active: true }
    await amelia.do('customers.saveContact', call)
    // The hub commits, and the answer is lost on its way: twice.
    const { device, hub: door } = { device: amelia.harmony.device!, hub: hub.harmony.hub! }
    const push = door.push
    let lost = 0
    ;(door as { push: typeof push }).push = async (token, request) => {
      const reply = await push(token, request)
      if (lost++ < 2) throw new Error('the line broke')
      return reply
    }
    await expect(device.sync.round()).rejects.toThrow('the line broke')
    await expect(device.sync.round()).rejects.toThrow('the line broke')
    await amelia.sync()
    ;(door as { push: typeof push }).push = push
    expect((await contactsOf(hub, zen.id)).filter((one: { name: string }) => one.name === 'Iris Novak')).toHaveLength(1)
    expect((await amelia.outbox()).at(-1)).toMatchObject({ state: 'settled' })
  })

  it('10: a clock two days ahead changes neither the order nor what is kept, and is noted', async () => {
    const late = await freshLaptop(hub, 'amelia.ford', 'clock', { clock: () => Date.now() + 2 * 86_400_000 })
    open.push(late)
    await late.sync()
    const zen = await customer(late, 'ZEN')
    await late.do('customers.save', input({ ...zen, note: 'first' }))
    await late.do('customers.save', input({ ...zen, note: 'second' }))
    await late.sync(true)
    expect(await customer(hub, 'ZEN')).toMatchObject({ note: 'second' })
    const { rows } = await hub.do('sync.intents', { limit: 2, order: ['-receivedAt'] })
    expect(rows[0]).toMatchObject({ clock: 'skewed', state: 'applied' })
    expect(Math.abs(rows[0].skew - 2 * 86_400)).toBeLessThan(60)
  })

  it('12: QUA leaves the territory: what was captured is delivered first, then the copy goes, and the new owner is told', async () => {
    await amelia.sync()
    const qua = await customer(amelia, 'QUA')
    await amelia.do('customers.save', input({ ...qua, note: 'Ring in January.' }))
    await hub.do('customers.save', input({ ...(await customer(hub, 'QUA')), territory: 'NORTH' }))
    expect(await amelia.sync(true)).toMatchObject({ left: 0, inStep: true })
    expect((await amelia.do('customers.list', { limit: 100 })).rows.map((row: { code: string }) => row.code)).not.toContain('QUA')
    expect(await customer(hub, 'QUA')).toMatchObject({ note: 'Ring in January.', territory: 'NORTH' })
    const told = (await waiting()).filter((row: { code: string }) => row.code === 'sync.scopeLost')
    expect(told).toMatchObject([{ kind: 'note', assigneeName: 'Tom Okafor' }])
    // Amelia reads it where she looks for what she captured, by the name of whom it was about, though the customer is not on her laptop any more.
    const captured = async (): Promise<any> => (await amelia.do('sync.outbox', { order: ['-capturedAt', '-id'], limit: 1 })).rows[0]
    const known = { operation: 'customers.save', state: 'settled', matter: 'Quay Surgery' }
    expect(await captured()).toMatchObject({ ...known, code: 'sync.scopeLost', attention: told[0].id, about: { territory: 'NORTH' } })
    // Tom gets the customer with all that hangs on it, however old that is.
    expect(await tom.sync(true)).toMatchObject({ inStep: true })
    // He reads there what was captured for it, until head office has marked it as seen.
    expect((await tom.do('sync.attentions', { limit: 100 })).rows).toMatchObject([
      { id: told[0].id, matter: 'Quay Surgery', state: 'open' },
    ])
    await grace.do('sync.resolve', { attention: told[0].id, how: 'seen' })
    await tom.sync()
    await amelia.sync()
    expect(await captured()).toMatchObject({ ...known, code: null, attention: null })
    expect((await tom.do('sync.attentions', { limit: 100 })).rows).toMatchObject([{ state: 'resolved' }])
    const { id } = await customer(tom, 'QUA')
    const { rows } = await tom.do('contracts.list', { limit: 100 })
    expect(rows.filter((row: { customer: string }) => row.customer === id).length).toBeGreaterThan(0)
  })

  it('13: a contact that was removed at the hub and edited offline: parked, and restoring is offered', async () => {
    const mil = await customer(amelia, 'MIL')
    const [contact] = await contactsOf(amelia, mil.id)
    await amelia.do('customers.saveContact', inputOf({ ...contact, title: 'Head of IT' }))
    // Contacts are not removed by an operation; the row is taken away as an erasure would do it, with its place in the log.
    await hub.harmony.database.transact(async (session) => {
      await session.run(dialect === 'postgres' ? 'delete from contacts where id = $1::uuid' : 'delete from contacts where id = ?', [
        contact.id,
      ])
    })
    await amelia.sync()
    const [row] = (await waiting()).filter((one: { code: string }) => one.code === 'sync.gone')
    expect(row).toBeDefined()
    await grace.do('sync.resolve', { attention: row.id, how: 'apply', note: 'She is still there.' })
    await amelia.sync()
    for (const side of [hub, amelia])
      expect((await contactsOf(side, mil.id)).find((one: { id: string }) => one.id === contact.id)).toMatchObject({
        title: 'Head of IT',
        name: contact.name,
      })
  })

  it('11: a call that an older program queued is lifted and applied', async () => {
    const older = await freshLaptop(hub, 'tom.okafor', 'older')
    open.push(older)
    await older.sync()
    const pen = await customer(older, 'PEN')
    const { territory: _, ...asBefore } = input({ ...pen, note: 'From an older program.' })
    const operations = older.harmony.operations as Map<string, Operation>
    const current = operations.get('customers.save') as Extract<Operation, { does: 'command' }>
    try {
      // The program of this laptop is one release behind: its input knows no territory.
      const { territory: _field, ...fields } = current.input.fields
      const was = (input: object) => ({ ...input, territory: pen.territory })
      operations.set('customers.save', {
        ...current,
        version: 1,
        input: shape(fields),
        load: (input, read, now) => current.load(was(input), read, now),
        decide: (input, facts, now) => current.decide(was(input), facts, now),
      } as Operation)
      await older.do('customers.save', asBefore)
    } finally {
      operations.set('customers.save', current)
    }
    await older.sync()
    expect(await customer(hub, 'PEN')).toMatchObject({ note: 'From an older program.', territory: 'NORTH' })
  })

  it('5: 20 days without a network: capturing goes on, and what was captured is marked and looked at by somebody', async () => {
    let days = 0
    const away = await freshLaptop(hub, 'amelia.ford', 'away', { clock: () => Date.now() + days * 86_400_000 })
    open.push(away)
    await away.sync()
    const lateOf = ({ approvals }: any) => approvals.filter((one: { kind: string }) => one.kind === 'orders.leaseExpired')
    // While the lease is good, nobody is asked.
    const fresh = await captured(away, (await drafted(away, 'ZEN', [{ product: 'SSL', quantity: '1' }])).id)
    expect(lateOf(await away.do('orders.get', { order: fresh.id }))).toEqual([])
    days = 20
    const zen = await customer(away, 'ZEN')
    await away.do('customers.save', input({ ...zen, note: 'After three weeks.' }))
    const draft = await drafted(away, 'ZEN', [{ product: 'SSL', quantity: '2' }])
    // The deal coach says so before anybody signs.
    expect((await away.do('orders.check', { order: draft.id })).approvals).toContainEqual(expect.objectContaining({ kind: 'orders.leaseExpired', state: 'willBeAsked' })) // prettier-ignore
    const order = await captured(away, draft.id)
    const why = { say: 'approvals.why.leaseExpired', values: [{ name: 'days', kind: 'count', value: '20', currency: null }, { name: 'limit', kind: 'count', value: '14', currency: null }] } // prettier-ignore
    const [mine] = lateOf(await away.do('orders.get', { order: order.id }))
    expect(mine).toMatchObject({ state: 'open', reasons: [why] })
    expect((await away.outbox()).slice(-3).map(({ operation, state }) => [operation, state])).toEqual([['customers.save', 'saved'], ['orders.save', 'saved'], ['orders.capture', 'saved']]) // prettier-ignore
    await away.sync()
    expect(await customer(hub, 'ZEN')).toMatchObject({ note: 'After three weeks.' })
    const notes = (await waiting()).filter((row: { code: string }) => row.code === 'sync.leaseExpired')
    expect(notes.map((row: any) => [row.kind, row.operation]).toSorted()).toEqual([['note', 'customers.save'], ['note', 'orders.capture'], ['note', 'orders.save']]) // prettier-ignore
    // The hub asks the very same, though its own prices are fresh; the order is signed and numbered, and waits for the answer.
    const there = await hub.do('orders.get', { order: order.id })
    expect(there).toMatchObject({ state: 'qualityCheck', number: expect.any(String) })
    expect(lateOf(there)).toMatchObject([{ id: mine.id, state: 'open', reasons: [why] }])
    expect(lateOf(await hub.do('orders.get', { order: fresh.id }))).toEqual([])
    expect(await hub.refused('orders.acceptQuality', { order: order.id })).toBe('orders.approvalOpen')
    await hub.do('approvals.decide', {
      ids: there.approvals.map(({ id }: { id: string }) => id),
      decision: 'approve',
      note: 'Prices have not moved',
    })
    // What is bought may change afterwards: it asks nobody again, and forgets nothing.
    await hub.do('orders.changeCosts', { order: order.id, line: 1, reason: 'Another dealer', costs: [{ item: 'Certificate', supplierName: 'Rhenus Distribution GmbH', quantityRule: 'perUnit', quantity: '1', unitCost: '100.00' }] }) // prettier-ignore
    expect(lateOf(await hub.do('orders.get', { order: order.id }))).toMatchObject([{ id: mine.id, state: 'approved' }])
    expect(await hub.do('orders.acceptQuality', { order: order.id })).toMatchObject({ state: 'accepted' })
    await away.sync()
    expect(lateOf(await away.do('orders.get', { order: order.id }))).toMatchObject([{ id: mine.id, state: 'approved' }])
  })

  it('15: a wiped laptop is enrolled anew, holds the same, and the orders that were signed on it prove themselves', async () => {
    const draft = await drafted(tom, 'ORB', [{ product: 'SSL', quantity: '3' }])
    const order = await captured(tom, draft.id)
    await tom.sync()
    const before = await tom.do('orders.get', { order: order.id })
    const copy = { orb: await customer(tom, 'ORB'), contracts: await tom.do('contracts.list', { limit: 100 }) }
    // It is gone, with its key; what it sealed stays evidence.
    await hub.do('sync.setDevice', { device: tom.id, state: 'lost' })
    expect(await tom.sync()).toMatchObject({ stopped: 'lost' })
    const anew = await freshLaptop(hub, 'tom.okafor', 'anew')
    open.push(anew)
    expect(await anew.sync(true)).toMatchObject({ inStep: true })
    expect({ orb: await customer(anew, 'ORB'), contracts: await anew.do('contracts.list', { limit: 100 }) }).toEqual(copy)
    expect(await anew.do('orders.get', { order: order.id })).toEqual(before)
    const { own, keys } = await hub.do('signing.keys', {})
    const { signature } = await anew.do('signing.signature', { signature: order.signature })
    const lost = keys.find((one: { publicKey: string }) => one.publicKey === signature.sealKey)
    expect(lost).toMatchObject({ keptBy: 'device', revokedAt: expect.any(String) })
    const { file } = await anew.do('signing.export', { signature: order.signature })
    const bytes = (await anew.harmony.files.get(file.hash))!
    const { checks, broken, signer, key } = verifyFile(bytes, own)
    expect({ broken, signer, key }).toEqual({ broken: null, signer: 'Ruth Zentner', key: own })
    const stands = Object.fromEntries(checks.map(({ check, stands: how }) => [check, how]))
    expect(stands).toMatchObject({
      payload: 'yes',
      clauses: 'yes',
      seal: 'yes',
      link: 'yes',
      key: 'yes',
      receipt: 'yes',
      pin: 'yes',
      file: 'yes',
    })
    // A penny of it, and it proves nothing.
    const forged = Buffer.from(bytes.toString('utf8').replace('"unitPrice":"210"', '"unitPrice":"211"'))
    expect(forged.equals(bytes)).toBe(false)
    expect(verifyFile(forged, own).broken?.check).toBe('payload')
  })

  it('a suspended laptop delivers, gets nothing and is emptied; a lost one is put aside', async () => {
    const stopped = await freshLaptop(hub, 'tom.okafor', 'stopped')
    open.push(stopped)
    await stopped.sync()
    const orb = await customer(stopped, 'ORB')
    await stopped.do('customers.save', input({ ...orb, note: 'Captured before the suspension.' }))
    await hub.do('sync.setDevice', { device: stopped.id, state: 'suspended' })
    expect(await stopped.harmony.installation()).toMatchObject({ emptied: false, setUpNeeded: false })
    expect(await stopped.sync()).toMatchObject({ stopped: 'suspended', left: 0 })
    // Nobody is left who could sign in, and the sign-in says why.
    expect(await stopped.harmony.installation()).toMatchObject({ emptied: true, setUpNeeded: false })
    const parked = (await waiting()).filter((row: { code: string }) => row.code === 'sync.actorRevoked')
    expect(parked).toHaveLength(1)
    expect(await customer(hub, 'ORB')).not.toMatchObject({ note: 'Captured before the suspension.' })
    const rows = await stopped.harmony.database.read((session) => session.rows('select count(*) from customers'))
    expect(Number(rows[0]![0])).toBe(0)
    await hub.do('sync.setDevice', { device: stopped.id, state: 'lost' })
    expect(await hub.refused('sync.setDevice', { device: stopped.id, state: 'active' })).toBe('sync.deviceGone')
    expect(await stopped.sync()).toMatchObject({ stopped: 'lost' })
  })

  it('6: two engineers each draw 15 hours from a fund of 24 without a network: the second waits, with what can be done', async () => {
    const owen = await freshLaptop(hub, 'owen.price')
    const priya = await freshLaptop(hub, 'priya.raman')
    open.push(owen, priya)
    for (const laptop of [owen, priya]) await laptop.sync()
    const fundOf = async (at: Pick<House, 'do'>) =>
      (await at.do('funds.list', { limit: 100 })).rows.find((row: { contractNumber: string }) => row.contractNumber === 'C-1002')
    const { id, balance } = await fundOf(owen)
    expect(balance).toBe('24')
    const draw = { fund: id, quantity: '15', day: '2026-11-30', bookingType: 'day' }
    await owen.do('funds.draw', { ...draw, reference: 'Owen' })
    await priya.do('funds.draw', { ...draw, reference: 'Priya' })
    expect(await fundOf(owen)).toMatchObject({ balance: '9' })
    await owen.sync()
    await priya.sync()
    const [row] = (await waiting()).filter((one: { operation: string }) => one.operation === 'funds.draw')
    expect(row).toMatchObject({ code: 'funds.overdrawn', userName: 'Priya Raman' })
    expect(await fundOf(hub)).toMatchObject({ balance: '9' })
    expect(await fundOf(priya)).toMatchObject({ balance: '9' })
    // The customer buys nothing more: as much as is left is drawn, the rest is billed by hand.
    expect(await grace.refused('sync.resolve', { attention: row.id, how: 'apply' })).toBe('sync.refusedStill')
    await grace.do('sync.resolve', { attention: row.id, how: 'amend', amended: { ...draw, quantity: '9', reference: 'Priya' } })
    await priya.sync()
    expect(await fundOf(priya)).toMatchObject({ balance: '0' })
    expect((await priya.outbox()).at(-1)).toMatchObject({ state: 'settled' })
    // The log misses the clock that was taken out of the demo company above, and nothing else.
    const broken = (await hub.do('audit.run', {})).checks.filter((one: { ok: boolean }) => !one.ok)
    expect(broken.map((one: { fault: unknown }) => one.fault)).toMatchObject([{ record: 'settings', id: 'clock' }])
  })

  it('what only head office does is refused in the field, in words', async () => {
    expect(await amelia.refused('sync.invite', { user: randomUUID(), name: 'x' })).toMatch(/^(operation\.forbidden|sync\.onlyAtHub)$/)
  })

  it('what is settled leaves nothing behind on the laptop: no row lies over the hub’s', async () => {
    await amelia.sync()
    expect((await amelia.outbox()).filter(({ state }) => state !== 'settled')).toEqual([])
    for (const table of ['touched', 'beneath']) {
      const [row] = await amelia.harmony.database.read((session) => session.rows(`select count(*) from ${table}`))
      expect([table, Number(row![0])]).toEqual([table, 0])
    }
  })

  it('the seal says who is in step', async () => {
    await amelia.sync(true)
    const seal = await grace.do('sync.seal', {})
    expect(seal.devices).toBeGreaterThan(1)
    expect(seal.inStep).toBeGreaterThan(0)
    expect(seal.inStep).toBeLessThanOrEqual(seal.devices)
  })
})
