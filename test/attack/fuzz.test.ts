import { randomUUID } from 'node:crypto'
import type { OperationPlan } from '../../core/kernel/manifest.ts'
import type { Outcome } from '../../core/kernel/operation.ts'
import { planOf, type FieldPlan, type Wire } from '../../core/kernel/shape.ts'
import { openHttp, type HttpDoor } from '../../main/doors/http.ts'
import { harmony as commandLine } from '../doors/terminal.ts'
import { dice, seedOf } from '../world/dice.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'
import { anything, filtersOn, hostile } from './corpus.ts'
import { leavesOf, sampleOf, withAt, type Known } from './samples.ts'

const seed = seedOf()
/** `FUZZ=all` takes every case. Else so many of an operation are picked by chance, and so many filters of each field that a list shows. */
const long = process.env['FUZZ'] === 'all'
const picked = long ? Infinity : 15
const filtersOfField = long ? Infinity : 3
const overHttp = long ? Infinity : 3

/** What may be done a thousand times to a house and leaves it the same: founding and setting up happen once. */
const left = new Set(['demo.seed', 'audit.run', 'audit.check', 'audit.replay'])
/** These cost a hash of a password or a page of the typesetter each; that they refuse is tried a few times. */
const dear = new Set([
  'people.signIn',
  'people.setPassword',
  'people.changePassword',
  'people.createUser',
  'people.setUp',
  'documents.print',
  'documents.printRun',
])

jest.setTimeout(long ? 7_200_000 : 600_000)

interface Case {
  readonly operation: string
  readonly input: unknown
}
/** Every field of every input with every hostile value of its kind and of none. */
function casesOf(plan: OperationPlan, rowOf: FieldPlan | undefined, known: Known, roll: () => number): Case[] {
  const base = sampleOf(plan.input, known)
  const wrong = anything.map((input) => ({ operation: plan.name, input }))
  const fields = leavesOf(plan.input).flatMap(({ path, plan: field }) =>
    [...hostile(field), ...anything].map((value) => ({ operation: plan.name, input: withAt(base, path, value) })),
  )
  const stray = ['__proto__', 'constructor', 'x', ''].map((name) => ({ operation: plan.name, input: { ...(base as object), [name]: 1 } }))
  const some = <T>(of: readonly T[], most: number): readonly T[] =>
    of.length <= most ? of : of.map((one) => ({ one, at: roll() })).sort((a, b) => a.at - b.at).slice(0, most).map(({ one }) => one) // prettier-ignore
  const filters = Object.entries(rowOf?.fields ?? {}).flatMap(([name, field]) =>
    some(filtersOn({ kind: 'shape', fields: { [name]: field } }), filtersOfField).map((filter) => ({
      operation: plan.name,
      input: { filter, limit: 3 },
    })),
  )
  const orders = Object.keys(rowOf?.fields ?? {}).flatMap((field) => [
    { operation: plan.name, input: { order: [field, `-${field}`], limit: 2 } },
  ])
  const searches =
    rowOf === undefined ? [] : hostile({ kind: 'text' }).map((search) => ({ operation: plan.name, input: { search, limit: 2 } }))
  const all = [...wrong, ...fields, ...stray, ...searches]
  // A list takes all of its orders and filters by each of its fields: they become SQL.
  return [...some(all, dear.has(plan.name) ? Math.min(picked, 12) : picked), ...filters, ...orders]
}

const traces =
  /SQLITE|syntax error|\bat \w.*:\d+:\d+|node_modules|select .* from |relation "|column "|constraint|undefined is not|Cannot read|\[object/i
function faultOf(house: House, outcome: Outcome): string | undefined {
  if (outcome.ok) return JSON.stringify(outcome.result) === undefined ? 'no JSON' : undefined
  for (const language of ['en', 'de']) {
    const reply = house.harmony.reply(outcome, language)
    if (reply.ok || reply.refusal.code === '') return 'no refusal'
    const { code, message, about } = reply.refusal
    const given = Object.values(about).join(' ')
    if (message === code || message.length < 12) return `no sentence for ${code} in ${language}`
    if (/\{\{\w+\}\}/.test(message) && !/\{\{/.test(given)) return `a hole in "${message}"`
    // What was sent may be shown again; everything around it is ours.
    const ours = Object.values(about).reduce((text, value) => (value === '' ? text : text.replaceAll(value, '')), message)
    if (traces.test(ours)) return `tells too much: ${message}`
    if (!message.isWellFormed() && given.isWellFormed()) return 'half a character'
  }
  return undefined
}

async function learn(house: House): Promise<Known> {
  const known = new Map<string, Readonly<Record<string, Wire>>[]>()
  for (const [of, list] of [['contracts', 'contracts.list'], ['contractLines', 'contracts.lines'], ['customers', 'customers.list'], ['products', 'catalog.list'], ['taxCodes', 'tax.list'], ['entities', 'entities.list'], ['users', 'people.users']] as const)
    known.set(of, (await house.do(list, { limit: 5 })).rows)
  known.set('roles', [{ code: 'auditor' }])
  return known
} // prettier-ignore

describe('hostile values of every kind', () => {
  process.stdout.write(`SEED=${seed} (hostile values)\n`)
  const houses = new Map<string, House>()
  const doors = new Map<string, HttpDoor>()
  const callers = new Map<string, NonNullable<Awaited<ReturnType<House['harmony']['localAdministrator']>>>>()
  /** The same for all houses, but for the ids of what is in them. */
  const casesIn = new Map<string, Case[]>()
  let cases: Case[] = []
  beforeAll(async () => {
    for (const dialect of stores) {
      const house = await freshHouse(dialect, 'fuzz', { hasher: { hash: async () => 'x', verify: async () => false } })
      await house.do('demo.seed', {})
      houses.set(dialect, house)
      callers.set(dialect, (await house.harmony.localAdministrator())!)
      doors.set(dialect, await openHttp(house.harmony, { host: '127.0.0.1', port: 0, perMinute: 1e9 }))
    }
    const { plans, operations } = houses.get('sqlite')!.harmony
    const rows = new Map(plans.views.map((view) => [view.view, view.row]))
    for (const [dialect, house] of houses) {
      const known = await learn(house)
      const roll = dice(seed)
      const made = plans.operations
        .filter(({ name }) => !left.has(name))
        .flatMap((plan) => casesOf(plan, plan.lists === null ? undefined : rows.get(plan.lists), known, roll))
      casesIn.set(dialect, made)
    }
    cases = casesIn.get('sqlite')!
    expect(operations.size).toBe(plans.operations.length)
    expect(planOf(operations.get('people.me')!.input).kind).toBe('shape')
  })
  afterAll(async () => {
    for (const door of doors.values()) await door.close()
    for (const house of houses.values()) await house.close()
  })
  const nth = (one: Case, dialect: string): Promise<Outcome | Error> => {
    const { harmony } = houses.get(dialect)!
    const caller = callers.get(dialect)!
    return harmony
      .run({ id: randomUUID(), operation: one.operation, input: one.input, caller }, { rehearse: false })
      .catch((error: Error) => error)
  }
  const shown = (input: unknown): string => {
    try {
      return (JSON.stringify(input) ?? String(typeof input)).slice(0, 200)
    } catch {
      return typeof input
    }
  }

  it('get a well-formed answer from the product, the same on both databases, and a refusal writes nothing', async () => {
    const faults: string[] = []
    const heads = new Map<string, number>()
    const headOf = async (dialect: string): Promise<number> => {
      const from = heads.get(dialect) ?? 0
      const more = await houses.get(dialect)!.harmony.happeningsSince(from)
      heads.set(dialect, more.at(-1)?.seq ?? from)
      return more.length === 0 ? from : headOf(dialect)
    }
    for (const index of cases.keys()) {
      const one = cases[index]!
      const codes: string[] = []
      for (const dialect of stores) {
        const before = await headOf(dialect)
        const outcome = await nth(casesIn.get(dialect)![index]!, dialect)
        if (outcome instanceof Error) {
          faults.push(`${dialect} ${one.operation} ${shown(one.input)}: ${outcome.message.slice(0, 200)}`)
          codes.push('broken')
          continue
        }
        const fault = faultOf(houses.get(dialect)!, outcome)
        if (fault !== undefined) faults.push(`${dialect} ${one.operation} ${shown(one.input)}: ${fault}`)
        if (!outcome.ok && (await headOf(dialect)) !== before) faults.push(`${dialect} ${one.operation} was refused and written`)
        codes.push(outcome.ok ? 'ok' : `${outcome.refusal.refused} ${outcome.refusal.about['at'] ?? ''}`)
        if (
          outcome.ok &&
          one.operation.includes('.list') &&
          typeof outcome.result === 'object' &&
          outcome.result !== null &&
          'total' in outcome.result
        )
          codes[codes.length - 1] += ` ${String((outcome.result as { total: Wire }).total)}`
      }
      if (codes[0] !== codes[1]) faults.push(`${one.operation} ${shown(one.input)}: sqlite ${codes[0]}, postgres ${codes[1]}`)
    }
    expect(faults.slice(0, 40)).toEqual([])
    expect(cases.length).toBeGreaterThan(1000)
  })

  it('get an answer where a filter is a thicket, on both databases', async () => {
    const thicket = (leaf: unknown, wide: readonly number[]): unknown =>
      wide.length === 0 ? leaf : { [wide.length % 2 === 0 ? 'all' : 'any']: Array.from({ length: wide[0]! }, () => thicket(leaf, wide.slice(1))) }
    const leaf = { field: 'quantity', is: 'between', value: ['1.000000000000000001', '99999999'] }
    for (const wide of [[50, 50, 50], [50, 9], [2, 2, 2, 2], [50, 10], [1, 1, 1, 50]])
      for (const dialect of stores) {
        const outcome = await nth({ operation: 'contracts.lines', input: { filter: thicket(leaf, wide) } }, dialect)
        const leaves = wide.reduce((product, width) => product * width, 1)
        expect([wide, dialect, outcome instanceof Error ? outcome.message : outcome.ok]).toEqual([wide, dialect, leaves <= 500])
      }
  }) // prettier-ignore

  it('get a problem or a result from the hub, by POST and by GET', async () => {
    const roll = dice(seed + 1)
    const faults: string[] = []
    const counted = new Map<string, number>()
    const door = doors.get('sqlite')!
    const at = `http://127.0.0.1:${door.port}/api/v1/`
    const signed = await fetch(`${at}people/signInAs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: door.address },
      body: '{"login":"it.admin"}',
    })
    const cookie = signed.headers.get('set-cookie')!.split(';')[0]!
    for (const one of cases) {
      if (one.operation.startsWith('people.sign') || one.operation === 'people.deactivateUser' || one.operation === 'people.revokeSession')
        continue
      const seen = counted.get(one.operation) ?? 0
      if (seen >= overHttp || (!long && roll() < 0.8)) continue
      let body: string | undefined
      try {
        body = JSON.stringify(one.input)
      } catch {
        continue
      }
      if (body === undefined || body.length > 900_000) continue
      counted.set(one.operation, seen + 1)
      const path = at + one.operation.replace('.', '/')
      const words = new URLSearchParams(Object.entries((one.input ?? {}) as object).map(([name, value]) => [name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')])).toString() // prettier-ignore
      const answers = [
        await fetch(path, { method: 'POST', headers: { cookie, 'content-type': 'application/json', origin: door.address }, body }),
        ...(words.length < 8000 ? [await fetch(`${path}?${words}`, { headers: { cookie } })] : []),
      ]
      for (const answer of answers) {
        const text = await answer.text()
        const kind = answer.headers.get('content-type') ?? ''
        if (answer.status >= 500) faults.push(`${answer.status} ${path} ${body.slice(0, 200)}: ${text.slice(0, 200)}`)
        if (!kind.startsWith(answer.status < 400 ? 'application/json' : 'application/problem+json'))
          faults.push(`${path} answers ${answer.status} ${kind}`)
        JSON.parse(text)
      }
    }
    expect(faults.slice(0, 20)).toEqual([])
  })

  it('get an outcome and an exit code from the command line', async () => {
    const roll = dice(seed + 2)
    const place = houses.get('sqlite')!.place
    const writable = cases.flatMap((one) => {
      try {
        const text = JSON.stringify({ operation: one.operation, input: one.input })
        return text !== undefined && text.length < 50_000 && !/people\.(sign|deact)/.test(one.operation) ? [text] : []
      } catch {
        return []
      }
    })
    const some = long ? writable : writable.filter(() => roll() < 0.1)
    const printed = await commandLine(['batch', '-', '--data', place.dataDir!], `${some.join('\n')}\n`)
    const lines = printed.output.trimEnd().split('\n')
    expect([0, 1, 2]).toContain(printed.code)
    expect(lines.length).toBe(some.length)
    for (const line of lines) {
      const reply = JSON.parse(line) as { ok: boolean; refusal?: { code: string; message: string } }
      expect(typeof reply.ok).toBe('boolean')
      if (!reply.ok) expect(reply.refusal!.message.length).toBeGreaterThan(10)
    }
    for (const one of writable.filter(() => roll() < (long ? 0.1 : 0.01))) {
      const { operation, input } = JSON.parse(one) as { operation: string; input: unknown }
      const called = await commandLine(['call', operation, '--input', '-', '--data', place.dataDir!], JSON.stringify(input) ?? '')
      expect([one.slice(0, 200), [0, 1, 2].includes(called.code) ? 'fine' : `${called.code}: ${called.errors}`]).toEqual([
        one.slice(0, 200),
        'fine',
      ])
      expect(called.errors).not.toMatch(/ at .*:\d+:\d+/)
    }
  })
})
