import type { Database } from '../storage/connect.ts'
import type { Session } from '../storage/session.ts'
import { setState, stateOf } from './capturing.ts'
import { papersAtOnce, SyncRefusal, type Numbered, type Push, type PushReply } from './messages.ts'

// A device tells a hub that goes on from a backup which numbers it has read, before it lets go of the copy in which they stand.

/** In the device's state: there is something to tell. */
const wanted = 'papersWanted'
/** And what the hubs before did not have: the next one may go on from an older backup, and the copy with those rows is gone by then. */
const kept = 'papersLost'

/** Another timeline begins. */
export const wantPapers = (session: Session): Promise<number> => setState(session, wanted, '1')

/** Tells what there is to tell; once it was heard, there is nothing until the next timeline. */
export async function tellPapers(database: Database, push: (request: Push) => Promise<PushReply>): Promise<void> {
  const state = await database.read(stateOf)
  if (state.get(wanted) !== '1') return
  const epoch = Number(state.get('epoch') ?? '0')
  const papers = await database.read((session) => papersHere(session, state.get(kept)))
  const lost = new Set<string>()
  let unheard = false
  for (let at = 0; at < papers.length; at += papersAtOnce) {
    const reply = await push({ epoch, intents: [], papers: papers.slice(at, at + papersAtOnce) }).catch(older)
    for (const id of reply?.lost ?? []) lost.add(id)
    unheard ||= reply?.unheard === true
  }
  await database.transact(async (session) => {
    if ((await stateOf(session)).get('epoch') !== String(epoch)) return
    await setState(session, kept, JSON.stringify(papers.filter(({ id }) => lost.has(id))))
    if (!unheard) await setState(session, wanted, '')
  })
}
/** A hub that is older than these words refuses them; what was captured it takes all the same. */
const older = (error: unknown): undefined => {
  if (error instanceof SyncRefusal && error.status === 400) return undefined
  throw error
}

async function papersHere(session: Session, remembered: string | undefined): Promise<Numbered[]> {
  const papers = new Map<string, Numbered>()
  for (const one of JSON.parse(remembered || '[]') as Numbered[]) papers.set(`${one.id}/${one.number}`, one)
  for (const record of ['quotes', 'orders'] as const)
    for (const [id, number] of (await session.rows(`select id, number from ${record} where number is not null`)) as [string, string][])
      papers.set(`${id}/${number}`, { record, id, number })
  const invoices = await session.rows('select id, number, series, sequence, customer, issued, currency, gross from invoices')
  for (const [id, number, series, sequence, customer, issued, currency, gross] of invoices as [string, string, ...unknown[]][])
    papers.set(`${id}/${number}`, {
      record: 'invoices',
      id,
      number,
      series: series as string,
      sequence: Number(sequence),
      customer: customer as string,
      issued: issued as string,
      currency: currency as string,
      gross: String(gross),
    })
  return [...papers.values()]
}
