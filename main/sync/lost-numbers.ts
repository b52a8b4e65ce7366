import { entities, numberSeries } from '../../core/entities/entity.ts'
import { lostBetween, lostNumbers, mostLost, numberAtPlace, type LostNumber } from '../../core/entities/lost-number.ts'
import { paperNumber, seriesKey } from '../../core/entities/rules.ts'
import { add, put, type Change, type Read } from '../../core/kernel/operation.ts'
import type { Row } from '../../core/kernel/record.ts'
import type { Code } from '../../core/kernel/shape.ts'
import type { Transaction } from '../../core/kernel/run.ts'
import { orders } from '../../core/orders/order.ts'
import { quotes } from '../../core/quotes/quote.ts'
import { attentions } from '../../core/sync/attention.ts'
import type { Device } from '../../core/sync/device.ts'
import { intents } from '../../core/sync/intent.ts'
import { intentBehind } from '../../core/sync/questions.ts'
import { renumberedNote, type Renumbered } from '../../core/sync/renumbered.ts'
import { scheduler } from '../callers.ts'
import { sha256 } from '../storage/log.ts'
import { binder, type Session } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import type { Numbered, PushReply } from './messages.ts'

// What devices know of the numbers that a hub gave after the backup that it goes on from. Source: `sync.md` 2.10, 2.17.

const caller = scheduler([])

interface Placed extends Numbered {
  readonly key: Code<'numberSeries'>
  readonly entity: string
  readonly document: LostNumber['document']
  readonly year: string
  readonly place: number
}

/**
 * Keeps the numbers that a device has read and that are not here: papers that come again get theirs again, nothing else ever does, and of a series that may
 * have no gap the gap is explained. Answers the ids of the papers that are not here under their numbers, and whether it was unheard: nothing of
 * what somebody says who may not act just now is kept.
 */
export async function takePapers(
  world: HubWorld,
  device: Device,
  papers: readonly Numbered[],
): Promise<Pick<PushReply, 'lost' | 'unheard'>> {
  const { host } = world
  const here = await host.database.read((session) => numbersHere(session, papers))
  const lost = papers.filter(({ record, id, number }) => here.get(`${record}/${id}`) !== number)
  const known = { lost: lost.map(({ id }) => id) }
  const person = await world.callerOf(device.user)
  if (!person) return { ...known, unheard: true }
  const placed = lost.flatMap(placeOf).filter(({ entity }) => person.entities === 'all' || person.entities.includes(entity))
  if (placed.length === 0) return known
  const input = JSON.stringify(placed)
  const id = `lost/${world.setting('sync.epoch') ?? '1'}/${device.id}/${sha256(input)}`
  await host.once({ id, operation: 'sync.lostNumbers', user: caller.user, input }, caller, async (tx) => {
    // Always in the same order, so that two devices that tell of several series do not wait for each other.
    const groups = [...Map.groupBy(placed, (paper) => paper.key)].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [key, some] of groups) tx.apply(await inSeries(tx, key, some, device.shortCode))
    // From here on no paper of these series gets a number: what has come by now is told, and what comes later finds its own.
    for (const one of await renumbered(tx.read, placed)) tx.apply(await noteOf(tx, one))
    return { ok: true, result: placed.length }
  })
  return known
}

/** Where a number stands: an invoice's in the series that it names, a quote's or an order's where its number says. */
function placeOf(paper: Numbered): Placed[] {
  const { record, number, series, sequence } = paper
  if (record === 'invoices') {
    const [entity, document, year] = series?.split('/') ?? []
    if (!entity || !year || sequence === undefined || (document !== 'invoice' && document !== 'creditNote')) return []
    return numberAtPlace(number, sequence) === number ? [{ ...paper, key: series as Code<'numberSeries'>, entity, document, year, place: sequence }] : [] // prettier-ignore
  }
  const document = record === 'quotes' ? 'quote' : 'order'
  const [, entity, year, digits] = /^(.+)-(?:QUO|ORD)-(\d\d(?:-\d\d)?)-(\d{6,12})$/.exec(number) ?? []
  if (!entity || !year || !digits || Number(digits) < 1 || paperNumber(entity, document, year, Number(digits)) !== number) return []
  return [{ ...paper, key: seriesKey(entity, document, year) as Code<'numberSeries'>, entity, document, year, place: Number(digits) }]
}
async function inSeries(
  { read, now }: Transaction,
  key: Code<'numberSeries'>,
  papers: readonly Placed[],
  device: string,
): Promise<Change[]> {
  const { entity, document, year } = papers[0]!
  if (!(await read.get(entities, entity))) return []
  // Whoever gives a number holds the series, so that none is given while this is written.
  const held = (await read.hold(numberSeries, key)) ?? ({ series: key, entity, document, year, next: 1, seal: null } as Row<typeof numberSeries>) // prettier-ignore
  const known = new Map<number, LostNumber>()
  const sequences = papers.map(({ place }) => place)
  for (const one of await read.list(lostNumbers, {
    where: {
      all: [
        { field: 'series', is: 'equal', value: key },
        { field: 'sequence', is: 'between', value: [Math.min(...sequences), Math.max(...sequences)] },
      ],
    },
    limit: 10_000,
  }))
    known.set(one.sequence, one)
  const changes: Change[] = []
  let { next } = held
  /** The numbers from one place to another, as long as nobody says more of them. */
  const rows = (from: number, until: number, number: string): LostNumber[] =>
    lostBetween({ ...held, next: from }, until, { number, toldBy: device, reason: null }, now)
  for (const paper of papers.toSorted((a, b) => a.place - b.place)) {
    if (paper.place - next >= mostLost) continue
    // Nobody who has called so far saw them; but numbers are given one after the other.
    if (paper.record === 'invoices' && paper.place > next)
      changes.push(...rows(next, paper.place, paper.number).map((one) => add(lostNumbers, one)))
    next = Math.max(next, paper.place + 1)
    const before = known.get(paper.place)
    if (before && before.paper !== null) continue
    const told = { ...(before ?? rows(paper.place, paper.place + 1, paper.number)[0]!), paper: paper.id, ...saidOf(paper) }
    changes.push(before ? put(lostNumbers, told) : add(lostNumbers, told))
  }
  return next === held.next ? changes : [...changes, put(numberSeries, { ...held, next })]
}
const saidOf = (paper: Placed): Pick<LostNumber, 'customer' | 'issued' | 'currency' | 'gross'> => ({
  customer: (paper.customer ?? null) as LostNumber['customer'],
  issued: (paper.issued ?? null) as LostNumber['issued'],
  currency: (paper.currency ?? null) as LostNumber['currency'],
  gross: paper.gross === undefined ? null : BigInt(paper.gross),
})

/** Papers that are here under another number by now. */
async function renumbered(read: Read, placed: readonly Placed[]): Promise<Renumbered[]> {
  const idsOf = (record: Placed['record']): string[] => placed.filter((paper) => paper.record === record).map(({ id }) => id)
  const there = new Map<string, Pick<Row<typeof quotes>, 'number' | 'customer'>>([
    ...(await read.some(quotes, idsOf('quotes'))),
    ...(await read.some(orders, idsOf('orders'))),
  ])
  return placed.flatMap(({ record, id, number: before }): Renumbered[] => {
    const { number = null, customer = null } = there.get(id) ?? {}
    return number === null || number === before || record === 'invoices' ? [] : [{ record, id, customer, before, number }]
  })
}
/** Said once, to whoever captured it. */
async function noteOf({ read, now }: Transaction, paper: Renumbered): Promise<Change[]> {
  const [behind] = await read.ask(intentBehind, { record: paper.record, row: paper.id })
  const intent = behind && (await read.get(intents, behind.intent))
  if (!intent) return []
  const where = { all: [{ field: 'intent', is: 'equal', value: intent.id }, { field: 'code', is: 'equal', value: 'sync.renumbered' }] } as const // prettier-ignore
  return (await read.list(attentions, { where, limit: 1 })).length > 0 ? [] : [renumberedNote(intent, paper, now)]
}

async function numbersHere(session: Session, papers: readonly Numbered[]): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const table of ['quotes', 'orders', 'invoices'] as const) {
    const ids = papers.filter(({ record }) => record === table).map(({ id }) => id)
    if (ids.length === 0) continue
    const b = binder(session.dialect)
    const where = b.isOneOf('id', ids, session.dialect === 'postgres' ? 'uuid' : 'text')
    for (const [id, number] of await session.rows(`select id, number from ${table} where ${where}`, b.values))
      found.set(`${table}/${id as string}`, number)
  }
  return found
}
