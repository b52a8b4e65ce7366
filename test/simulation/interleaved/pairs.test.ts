import { createHash } from 'node:crypto'
import { idsOf } from '../../../core/sync/ids.ts'
import { schemaOf } from '../../../main/sync/hub.ts'
import { heldBy } from '../../../main/storage/scope.ts'
import { modules } from '../../../core/harmony.ts'
import type { Pull, PullReply, Result } from '../../../main/sync/messages.ts'
import { customerOf } from '../../world/selling.ts'
import { openHubs, type Device, type Hubs } from './hubs.ts'
import type { Played, Schedule } from './stage.ts'

// Pairs of transactions of two hubs on one PostgreSQL, statement by statement (`sync.md` 3.2, L3). Both orders, and a change from one to the other after each
// statement; with `SCHEDULES` a second change back after each. `npm test` looks at every sixth place.

type Works = readonly [() => Promise<any>, () => Promise<any>]
/** A pair, made anew for each schedule, and what must be true however it went. */
type Pair = () => Promise<{ readonly works: Works; readonly holds: (results: readonly any[], played: Played<unknown>) => Promise<void> }>

const everything = process.env['SCHEDULES'] !== undefined
/** Places that lie between two changes that are tried. */
const stride = everything ? 1 : 6

let house: Hubs
let amelia: Device
let other: Device
let customer: string
let seen = 0
beforeAll(async () => {
  house = await openHubs('interleaved')
  ;[amelia, other] = [await house.device('amelia.ford'), await house.device('amelia.ford')]
  customer = (await customerOf({ do: (operation, input) => house.do(operation, input) }, 'ZEN')).id
}, 120_000)
afterAll(async () => {
  process.stdout.write(`${seen} schedules of pairs of transactions on PostgreSQL\n`)
  await house?.close()
})

const numberOf = async (sql: string): Promise<number> => Number((await house.rows(sql))[0]![0])
/** The feed has no gap, and stands in the order of the commits. */
async function feedHolds(): Promise<void> {
  const [row] = await house.rows(
    `select max(seq), count(*), (select next_change - 1 from log_head), (select count(*) from changes a join changes b on b.seq = a.seq + 1 where b.call_seq < a.call_seq) from changes`,
  )
  const [last, count, head, backwards] = row!.map(Number)
  expect([count, head, backwards]).toEqual([last, last, 0])
}

async function livesThrough(pair: Pair): Promise<void> {
  const play = async (schedule: Schedule): Promise<number> => {
    const { works, holds } = await pair()
    const played = await house.stage.play(works, schedule)
    seen += 1
    try {
      const results = played.results.map((result) => {
        if (result.status === 'rejected') throw result.reason
        return result.value
      })
      await holds(results, played)
      await feedHolds()
    } catch (error) {
      throw new Error(`${JSON.stringify(schedule)}:\n${played.steps.join('\n')}`, { cause: error })
    }
    return played.changes
  }
  for (const first of [0, 1] as const) {
    await play({ first, changes: [] })
    // Until whoever went first is done before the change.
    for (let at = 1 + first; (await play({ first, changes: [at] })) === 1; at += stride)
      for (let back = 1; everything && (await play({ first, changes: [at, back] })) === 2; back += 1);
  }
  const { checks } = await house.do('audit.check', { checks: ['audit.logIntact'] })
  expect(checks).toMatchObject([{ ok: true }])
}
const lives = (name: string, pair: Pair): void => it(name, () => livesThrough(pair), everything ? 3_600_000 : 300_000)

const contact = (more: object = {}) => ({ customer, name: 'Step', title: null, email: null, getsInvoices: false, technical: false, decides: false, active: true, ...more }) // prettier-ignore
const contactsCalled = (id: string) => numberOf(`select count(*) from contacts where id = '${id}'`)
const idsIn = (intent: string) => idsOf(intent, (text) => createHash('sha256').update(text).digest('hex'))
const quote = (more: object = {}) => ({ customer, entity: 'NLUK', pricedOn: '2026-11-18', lines: [{ product: 'FW-HA', quantity: '1' }], ...more }) // prettier-ignore

describe('two hubs on one database', () => {
  lives('one batch that a device sent twice is done once, and both answers are the same', async () => {
    const first = amelia.intent('customers.saveContact', contact())
    const second = amelia.intent('customers.saveContact', contact({ name: 'Next' }), { previous: first.id })
    const intents = [first.sent, second.sent]
    return {
      works: [() => amelia.push(0, { intents }), () => amelia.push(1, { intents })],
      holds: async ([one, two]) => {
        expect(one.results.map(({ state }: Result) => state)).toEqual(['applied', 'applied'])
        expect(two.results).toEqual(one.results)
        for (const { id } of [first, second]) {
          expect(await numberOf(`select count(*) from intents where id = '${id}'`)).toBe(1)
          expect(await contactsCalled(idsIn(id)())).toBe(1)
        }
      },
    }
  })

  lives('the links of a chain that come beside each other are decided in their order, or wait', async () => {
    const first = amelia.intent('customers.saveContact', contact())
    const second = amelia.intent('customers.saveContact', contact({ name: 'Next' }), { previous: first.id })
    return {
      works: [() => amelia.push(0, { intents: [first.sent] }), () => amelia.push(1, { intents: [second.sent] })],
      holds: async ([one, two]) => {
        expect(one.results).toMatchObject([{ state: 'applied' }])
        expect(['applied', 'gap']).toContain(two.results[0].state)
        const places = (await house.rows(`select id from calls where id in ('intent/${first.id}', 'intent/${second.id}') order by seq`)).map(([id]) => id) // prettier-ignore
        expect(places).toEqual([first, second].slice(0, two.results[0].state === 'gap' ? 1 : 2).map(({ id }) => `intent/${id}`))
      },
    }
  })

  lives('of two devices that changed the same field one is applied and the other asks; different fields stand together', async () => {
    const made = amelia.intent('customers.saveContact', contact())
    await amelia.push(0, { intents: [made.sent] })
    const id = idsIn(made.id)()
    const was = { name: 'Step', title: null, email: null, phone: null, language: null, getsInvoices: false, technical: false, decides: false, active: true, note: null, customer } // prettier-ignore
    const edit = (by: Device, more: object) => by.intent('customers.saveContact', { id, ...was, ...more }, { saw: { record: 'contacts', id, was } }) // prettier-ignore
    const mine = edit(amelia, { name: 'Mine', phone: '1' })
    const theirs = edit(other, { name: 'Theirs' })
    const beside = edit(other, { title: 'Head' })
    return {
      works: [() => amelia.push(0, { intents: [mine.sent] }), () => other.push(1, { intents: [theirs.sent, beside.sent] })],
      holds: async ([one, two]) => {
        const states = [one.results[0], two.results[0]].map(({ state, code }) => [state, code])
        expect(states.toSorted()).toEqual([['applied', null], ['attention', 'sync.conflict']]) // prettier-ignore
        expect(two.results[1]).toMatchObject({ state: 'applied' })
        const winner = one.results[0].state === 'applied'
        expect(await house.rows(`select name, title, phone from contacts where id = '${id}'`)).toEqual([[winner ? 'Mine' : 'Theirs', 'Head', winner ? '1' : null]]) // prettier-ignore
      },
    }
  })

  lives('a page of the feed holds what was committed before it, and the next one the rest', async () => {
    const since = await numberOf('select next_change - 1 from log_head')
    const one = amelia.intent('customers.saveContact', contact())
    const { schema } = schemaOf(heldBy(modules))
    const ask = (from: number, scope: string, epoch: number): Pull => ({ epoch, since: from, scope, schema, limit: 100, unsent: 0, oldest: null, version: '1', skew: null, digest: null }) // prettier-ignore
    const hub = house.hubs[1].hub!
    const { epoch } = await hub.pull(other.token, ask(since, '', 0))
    const { scope } = (await hub.pull(other.token, ask(since, '', epoch))) as Extract<PullReply, { reset: string }>
    return {
      works: [() => amelia.push(0, { intents: [one.sent] }), () => hub.pull(other.token, ask(since, scope, epoch))],
      holds: async ([pushed, page]) => {
        const next = (await hub.pull(other.token, ask(page.next, scope, epoch))) as Extract<PullReply, { next: number }>
        const told = [...page.rows, ...next.rows].filter(({ record }) => record === 'contacts').map(({ id }) => id)
        expect(told).toEqual([idsIn(one.id)()])
        expect(next.next).toBe(pushed.feedSeq)
      },
    }
  })

  lives('an import of contracts and what comes from the field stand beside each other, the same customer’s too', async () => {
    const one = amelia.intent('customers.saveContact', contact())
    const contract = `STEP-${seen}-${Date.now()}`
    const rows = `Customer,Contract,Line,Product,Qty,Unit price,Currency,Frequency,Billing,Anchor,Start,End,Billed to,Tax,PO number
Zenith Legal,${contract},1,MS-USER,12,38.00,GBP,Monthly,Advance,Calendar,01/02/2026,,30/11/2026,S20,PO1`
    const file = await house.hubs[1].files.put(Buffer.from(rows), 'list.csv', 'text/csv')
    return {
      works: [() => amelia.push(0, { intents: [one.sent] }), () => house.do('imports.contracts', { file, entity: 'NLUK' }, 1)],
      holds: async ([pushed, imported]) => {
        expect(pushed.results).toMatchObject([{ state: 'applied' }])
        expect(imported).toMatchObject({ contracts: 1, lines: 1, rejected: 0 })
        expect(await contactsCalled(idsIn(one.id)())).toBe(1)
        expect(await numberOf(`select count(*) from contracts where number = '${contract}'`)).toBe(1)
      },
    }
  })

  lives('two papers have two numbers, and no number is left out', async () => {
    const before = await nextQuote()
    const [mine, theirs] = [amelia.intent('quotes.save', quote(), { reference: 'K1-000001' }), other.intent('quotes.save', quote(), { reference: 'K2-000001' })] // prettier-ignore
    return {
      works: [() => amelia.push(0, { intents: [mine.sent] }), () => other.push(1, { intents: [theirs.sent] })],
      holds: async (replies) => {
        const numbers = replies.map((reply) => Number(reply.results[0].result.number.slice(-6)))
        expect(numbers.toSorted((a, b) => a - b)).toEqual([before, before + 1])
      },
    }
  })

  lives('a hub that goes on from a backup leaves out numbers, whichever paper comes beside it', async () => {
    const before = await nextQuote()
    const mine = amelia.intent('quotes.save', quote(), { reference: 'K1-000002' })
    let epoch = 0
    return {
      works: [
        () => amelia.push(0, { intents: [mine.sent] }).catch((error: unknown) => error),
        async () => (epoch = await house.hubs[1].hub!.newEpoch()),
      ],
      holds: async ([pushed]) => {
        const next = await nextQuote()
        expect(next).toBeGreaterThan(before + 999)
        // Refused for its timeline, or decided once: asked again in the new one it has one number, below the next.
        const again = await amelia.push(1, { intents: [mine.sent], epoch })
        const { number } = (again.results[0] as any).result
        if (!(pushed instanceof Error)) expect((pushed.results[0] as any).result.number).toBe(number)
        expect(Number(number.slice(-6))).toBeLessThan(await nextQuote())
        expect(await house.rows(`select number from quotes where number = '${number}'`)).toHaveLength(1)
        // The other hub has heard of the new timeline without being started again.
        expect(await epochAt(0, epoch)).toBe(epoch)
      },
    }
  })
})

/** The next number of a quote. */
const nextQuote = () => numberOf(`select coalesce((select next from number_series where series = 'NLUK/quote/26'), 1)`)
/** What a hub believes the timeline to be, as soon as it has heard of the one that is expected. */
async function epochAt(hub: 0 | 1, expected: number): Promise<number> {
  const ask: Pull = { epoch: 0, since: 0, scope: '', schema: '', limit: 1, unsent: 0, oldest: null, version: '1', skew: null, digest: null }
  for (let tries = 0; ; tries++) {
    const { epoch } = await house.hubs[hub].hub!.pull(amelia.token, ask)
    if (epoch === expected || tries > 100) return epoch
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Devices that have read numbers which the hub lost with its restore. */
describe('a paper and its number that come beside each other', () => {
  /** A number further up, as the hub of before had given it. */
  const lostNumber = async (): Promise<string> => `NLUK-QUO-26-${String((await nextQuote()) + 7).padStart(6, '0')}`
  const saved = (more: object = {}) => {
    const intent = amelia.intent('quotes.save', quote(more), { reference: 'K1-000003' })
    return { ...intent, paper: idsIn(intent.id)() }
  }
  const told = (paper: string, number: string) => [{ record: 'quotes', id: paper, number }] as const
  /** The paper has the number that was said, or somebody is told that it has another. */
  const toldOrNoted = async (paper: string, number: string, intent: string): Promise<void> => {
    const [[given]] = (await house.rows(`select number from quotes where id = '${paper}'`)) as [[string]]
    const notes = await house.rows(`select about from attentions where intent = '${intent}' and code = 'sync.renumbered'`)
    expect(notes.map(([about]) => JSON.parse(about as string))).toEqual(given === number ? [] : [{ before: number, number: given }])
    expect(await house.rows(`select count(*) from quotes where number = '${number}' and id <> '${paper}'`)).toEqual([['0']])
  }

  lives('whichever is first: its number, or a note', async () => {
    const [one, number] = [saved(), await lostNumber()]
    return {
      works: [() => amelia.push(0, { intents: [one.sent] }), () => other.push(1, { intents: [], papers: told(one.paper, number) })],
      holds: () => toldOrNoted(one.paper, number, one.id),
    }
  })

  lives('also where a person decides just then what had waited', async () => {
    const [one, number] = [saved({ validUntil: '2026-01-01' }), await lostNumber()]
    const { results } = await amelia.push(0, { intents: [one.sent] })
    expect(results).toMatchObject([{ state: 'attention', code: 'quotes.validityPast' }])
    const { attention } = results[0] as Extract<Result, { attention: string | null }>
    return {
      works: [() => house.do('sync.resolve', { attention, how: 'amend', amended: quote() }), () => other.push(1, { intents: [], papers: told(one.paper, number) })], // prettier-ignore
      holds: () => toldOrNoted(one.paper, number, one.id),
    }
  })

  lives('two devices say the same number at once: it is kept once', async () => {
    const [one, number] = [saved(), await lostNumber()]
    return {
      works: [() => amelia.push(0, { intents: [], papers: told(one.paper, number) }), () => other.push(1, { intents: [], papers: told(one.paper, number) })], // prettier-ignore
      holds: async () => {
        expect(await house.rows(`select number, paper from lost_numbers where paper = '${one.paper}'`)).toEqual([[number, one.paper]])
        const { results } = await amelia.push(0, { intents: [one.sent] })
        expect(results).toMatchObject([{ state: 'applied', result: { number } }])
      },
    }
  })
})
