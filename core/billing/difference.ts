import type { Read } from '../kernel/operation.ts'
import { question, type Answer } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, someData, text, type Id } from '../kernel/shape.ts' // prettier-ignore
import { lineKinds } from '../contracts/contract.ts'
import { entities } from '../entities/entity.ts'
import { inEntityCurrency, lineCauses, type Causes, type Charged, type LineFacts } from './causes.ts'
import { beforeAll } from './facts.ts'
import type { Run } from './propose.ts'
import { billingRuns, chargeKinds } from './run.ts'
import type { ChargeTrace } from './trace.ts'

const comparedCharge = shape({
  id: idOf('charges'),
  run: idOf('billingRuns'),
  invoice: idOf('invoices'),
  entity: codeOf('entities'),
  customerName: text,
  contract: idOf('contracts'),
  contractNumber: text,
  line: idOf('contractLines'),
  lineNumber: count,
  product: codeOf('products'),
  from: aDay,
  to: aDay,
  quantity: aDecimal,
  currency: aCurrency,
  net: minorIn('currency'),
  kind: choice(...chargeKinds),
  trace: someData,
  lineKind: choice(...lineKinds),
  /** Nothing more is due on the line after the day that was asked for. */
  ended: flag,
  /** Harmony charged it for something earlier. */
  known: flag,
  upliftOn: maybe(aDay),
})
type Compared = Answer<typeof chargesOfRun>
/** Charges of a run for comparing, invoice by invoice; without those lines that another run has charges of, where one is named. */
export const chargesOfRun = question(
  'billing.chargesOfRun',
  shape({
    run: idOf('billingRuns'),
    entities: many(codeOf('entities')),
    asOf: aDay,
    without: maybe(idOf('billingRuns')),
    afterInvoice: idOf('invoices'),
    limit: count,
  }),
  comparedCharge,
)
/** Charges of some lines in some runs. */
export const chargesInRuns = question(
  'billing.chargesInRuns',
  shape({ runs: many(idOf('billingRuns')), lines: many(idOf('contractLines')), asOf: aDay }),
  comparedCharge,
)

/** One line of a run beside what it was billed the last time. */
export interface LineDifference {
  readonly line: Compared
  readonly charges: readonly Compared[]
  readonly before: bigint
  readonly now: bigint
  readonly causes: Causes
  readonly own: { readonly before: bigint; readonly now: bigint; readonly causes: Causes }
}

/** The runs that a run is compared with, by legal entity: everything that was posted for the last billing date before its own. */
export async function lastRuns(read: Read, run: Run): Promise<ReadonlyMap<string, readonly Run[]>> {
  const where = { all: [{ field: 'kind', is: 'equal', value: 'run' }, { field: 'asOf', is: 'less', value: run.asOf }, { field: 'state', is: 'in', value: ['posted', 'proposed'] }] } as const // prettier-ignore
  const earlier = await read.list(billingRuns, { where, order: ['-asOf', '-createdAt'], limit: 1000 })
  return new Map(
    run.entities.map((entity) => {
      const posted = earlier.filter((one) => one.done.includes(entity))
      return [entity as string, posted.filter((one) => one.asOf === posted[0]!.asOf)]
    }),
  )
}

/** Where a comparison stands: the charges of the run itself first, then what the last runs had and this one has not. */
export interface Place {
  /** The run whose charges are looked through. */
  readonly run: Id<'billingRuns'>
  readonly afterInvoice: Id<'invoices'>
}
const atStartOf = (run: Id<'billingRuns'>): Place => ({ run, afterInvoice: beforeAll as Id<'invoices'> })
export const firstPlace = (run: Pick<Run, 'id'>): Place => atStartOf(run.id)
export const placeText = ({ run, afterInvoice }: Place): string => `${run}:${afterInvoice}`
export function placeOf(text: string): Place | undefined {
  const [run = '', afterInvoice = ''] = text.split(':')
  const isId = (part: string): boolean => /^[0-9a-f-]{36}$/.test(part)
  return isId(run) && isId(afterInvoice) ? { run: run as Place['run'], afterInvoice: afterInvoice as Place['afterInvoice'] } : undefined
}

/** The differences of the next lines: whole invoices, so that each line is whole. `next` is `null` at the end. */
export async function differences(
  read: Read,
  run: Run,
  last: ReadonlyMap<string, readonly Run[]>,
  place: Place,
  portion: number,
): Promise<{ readonly lines: readonly LineDifference[]; readonly next: Place | null }> {
  const runs = [...new Map([...last.values()].flat().map((one) => [one.id as string, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const order = [run, ...runs]
  const at = order.findIndex((one) => one.id === place.run)
  const source = order[at]
  if (!source) return { lines: [], next: null }
  const isNow = source === run
  const own = run.entities.filter((entity) => isNow || last.get(entity)?.includes(source))
  const about = { run: source.id, entities: own, asOf: run.asOf, without: isNow ? null : run.id }
  const { found, full } = await wholeInvoices(read, { ...about, afterInvoice: place.afterInvoice }, portion)
  const following = order[at + 1]
  const next = full ? { run: source.id, afterInvoice: found[found.length - 1]!.invoice } : following ? atStartOf(following.id) : null
  if (found.length === 0) return { lines: [], next }
  const byLine = grouped(found)
  const runIds = runs.map((one) => one.id)
  const earlier =
    isNow && runIds.length > 0
      ? grouped(await read.ask(chargesInRuns, { runs: runIds, lines: [...byLine.keys()] as Id<'contractLines'>[], asOf: run.asOf }))
      : new Map<string, Compared[]>()
  const homes = await read.some(entities, [...new Set(found.map((c) => c.entity))])
  const lines = [...byLine.values()].map((charges) => {
    const entity = homes.get(charges[0]!.entity)
    assert(entity, `the entity ${charges[0]!.entity}`)
    const was = (earlier.get(charges[0]!.line) ?? []).filter((c) => last.get(c.entity)?.some((one) => one.id === c.run))
    return isNow ? differenceOf(was, charges, entity.currency) : differenceOf(charges, [], entity.currency)
  })
  return { lines, next }
}

async function wholeInvoices(
  read: Read,
  about: Omit<Parameters<typeof read.ask<typeof chargesOfRun>>[1], 'limit'>,
  portion: number,
): Promise<{ readonly found: readonly Compared[]; readonly full: boolean }> {
  for (let limit = portion; ; limit *= 4) {
    const found = await read.ask(chargesOfRun, { ...about, limit })
    if (found.length < limit) return { found, full: false }
    const end = found.findIndex((c) => c.invoice === found[found.length - 1]!.invoice)
    if (end > 0) return { found: found.slice(0, end), full: true }
  }
}

function grouped(charges: readonly Compared[]): Map<string, Compared[]> {
  const groups = new Map<string, Compared[]>()
  for (const charge of charges) {
    const group = groups.get(charge.line)
    if (group) group.push(charge)
    else groups.set(charge.line, [charge])
  }
  for (const group of groups.values()) group.sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1))
  return groups
}

const chargedOf = ({ kind, currency, net, trace }: Compared): Charged => ({ kind, currency, net, trace: trace as unknown as ChargeTrace })

function differenceOf(before: readonly Compared[], now: readonly Compared[], entityCurrency: Compared['currency']): LineDifference {
  const line = (now.at(-1) ?? before.at(-1))!
  const [was, is] = [before.map(chargedOf), now.map(chargedOf)]
  const facts: LineFacts = { once: line.lineKind === 'oneOff' || line.lineKind === 'prepay', ended: line.ended, known: line.known, upliftOn: line.upliftOn } // prettier-ignore
  const inOwn = inEntityCurrency(entityCurrency)
  const sum = (charges: readonly Charged[]): bigint => charges.reduce((minor, c) => minor + c.net, 0n)
  const ownSum = (charges: readonly Charged[]): bigint => charges.reduce((minor, c) => minor + inOwn(c.net, c), 0n)
  const asItWas = { before: sum(was), now: sum(is), causes: lineCauses(was, is, facts) }
  // In its own currency a line is what it is.
  const home = [...before, ...now].every((c) => c.currency === entityCurrency)
  return {
    line,
    charges: now.length > 0 ? now : before,
    ...asItWas,
    own: home ? asItWas : { before: ownSum(was), now: ownSum(is), causes: lineCauses(was, is, facts, inOwn) },
  }
}
