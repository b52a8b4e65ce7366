import { behavioursOf } from '../catalog/document.ts'
import { productVersions } from '../catalog/product.ts'
import { entities, groups } from '../entities/entity.ts'
import { addMonths, type Day } from '../kernel/day.ts'
import { add, job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { codeOf, count, idOf, maybe, shape, text, type Code, type Id, type Wire } from '../kernel/shape.ts'
import { account } from '../ledger/posting.ts'
import { accrualLines, accruals, accruedOf, claimedCharges, type Accrual, type AccrualLine } from '../recognition/accrual.ts'
import { periodOf, type Period } from '../recognition/rules.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { frozenIn, readFrozen } from '../rates/frozen.ts'
import { billedOnce, chargesOf, isBlock, scheduleOf, versionOf, type ChargingFacts } from './charging.ts'
import { compareLine, hasHistory } from './comparing.ts'
import { afterAll, beforeAll, dueLines, lineCount, portionEnd, type DueLine } from './facts.ts'
import { loadHistories } from './histories.ts'
import { exchangesOf } from './rates.ts'

/** Lines that one portion reads. */
const portion = 3000

interface Asked {
  readonly period: string
  readonly entity: Code<'entities'> | null
}
const stateOf = (accrual: Accrual, done: number, of: number): JobState => ({
  subject: accrual.id,
  marker: accrual.state === 'proposing' ? accrual.marker : '',
  progress: { phase: 'recognition.accruing', done, of },
})

async function loadBegin({ period: named, entity }: Asked, read: Read) {
  const period = periodOf(named)
  const mine = await read.list(entities, { order: ['code'], limit: 1000 })
  const chosen = (entity === null ? mine : mine.filter((e) => e.code === entity)).map((e) => e.code)
  return {
    period,
    chosen,
    sameMonth: await read.list(accruals, { where: { field: 'period', is: 'equal', value: named }, limit: 1000 }),
    rates: period && (await readFrozen(read, period.last)),
    lines: await read.ask(lineCount, { entities: chosen }),
  }
}

function begin(
  input: Asked,
  { period, chosen, sameMonth, rates, lines }: Awaited<ReturnType<typeof loadBegin>>,
  now: Now,
): Decision<JobState> | Refusal<'recognition.invalidPeriod' | 'recognition.unknownEntity' | 'recognition.accruedBefore'> {
  if (!period) return refuse('recognition.invalidPeriod', { period: input.period })
  if (chosen.length === 0) return refuse('recognition.unknownEntity', { entity: input.entity ?? '' })
  const touched = sameMonth.filter((other) => other.entities.some((code) => chosen.includes(code)))
  const posted = touched.find((other) => other.state === 'posted')
  if (posted) return refuse('recognition.accruedBefore', { accrual: posted.number, period: input.period })
  const nth = sameMonth.length + 1
  const accrual: Accrual = {
    id: now.newId() as Id<'accruals'>,
    number: nth === 1 ? `RA-${input.period}` : `RA-${input.period}-${nth}`,
    period: input.period,
    entities: chosen,
    state: 'proposing',
    marker: `${chosen[0]}|${beforeAll}`,
    lines: 0,
    blocked: 0,
    journals: 0,
    rates: rates as unknown as Wire,
    createdAt: now.at,
    createdBy: now.caller.name,
    postedAt: null,
  }
  // A newer proposal takes the place of an open one.
  const open = touched.filter((other) => other.state !== 'superseded').map((other) => put(accruals, { ...other, state: 'superseded' as const, marker: '' })) // prettier-ignore
  return { result: stateOf(accrual, 0, lines[0]?.lines ?? 0), changes: [...open, add(accruals, accrual)] }
}

async function loadStep(state: JobState, read: Read) {
  const accrual = await read.get(accruals, state.subject)
  if (!accrual || accrual.state !== 'proposing' || accrual.marker !== state.marker) return { accrual, next: undefined }
  const period = periodOf(accrual.period)
  assert(period, `the month ${accrual.period}`)
  const [code, afterCustomer] = accrual.marker.split('|') as [Code<'entities'>, Id<'customers'>]
  const entity = await read.get(entities, code)
  assert(entity, `the entity ${code} of the accrual`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${code}`)
  const [end] = await read.ask(portionEnd, { entity: code, afterCustomer, lines: portion - 1 })
  const range = { entity: code, afterCustomer, upToCustomer: end?.customer ?? (afterAll as Id<'customers'>) }
  // Periods that run are looked at too, so lines that are due within a year are read.
  const lines = (await read.ask(dueLines, { ...range, asOf: addMonths(period.asOf, 12) })).filter((line) => !billedOnce(line) && line.start < period.asOf) // prettier-ignore
  return {
    accrual,
    next: {
      period, entity, group, lines, upTo: end?.customer ?? null,
      claimed: await read.ask(claimedCharges, { ...range, last: period.last }),
      histories: await loadHistories(read, lines, period.last),
      versions: await read.list(productVersions, { limit: 100_000 }),
      codes: await read.list(taxCodes, { limit: 100_000 }),
    },
  } // prettier-ignore
}
type Portion = NonNullable<Awaited<ReturnType<typeof loadStep>>['next']>

function step(
  state: JobState,
  { accrual, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'recognition.unknownAccrual'> {
  if (!accrual) return refuse('recognition.unknownAccrual', { accrual: state.subject })
  // Another worker has done this portion already.
  if (!next) return { result: stateOf(accrual, state.progress.done, state.progress.of), changes: [] }
  const { lines, blocked } = accruedIn(accrual, next, now)
  const following = accrual.entities[accrual.entities.indexOf(next.entity.code) + 1]
  const done = next.upTo === null && following === undefined
  const after: Accrual = {
    ...accrual,
    state: done ? 'proposed' : 'proposing',
    marker: done ? '' : next.upTo === null ? `${following}|${beforeAll}` : `${next.entity.code}|${next.upTo}`,
    lines: accrual.lines + lines.length,
    blocked: accrual.blocked + blocked,
  }
  const changes: Change[] = lines.map((line) => add(accrualLines, line))
  if (done) changes.push(tell('billing.accrued', { accrual: accrual.id, number: accrual.number, lines: `${after.lines}` }))
  return {
    result: stateOf(after, Math.min(state.progress.of, state.progress.done + portion), state.progress.of),
    changes: [put(accruals, after), ...changes],
  }
}

type Version = Row<typeof productVersions>
/** What is earned by time: with its days, whenever it is invoiced. What waits for a delivery or a draw-down is not earned by a month that ends. */
const earnedByTime = (version: Version | undefined): boolean => {
  const method = version && behavioursOf(version)?.recognise.recognition
  return method === undefined || method === 'onInvoice' || method === 'straightLine'
}
const revenueAccount = (version: Version | undefined, entity: string, role: AccrualRole): Code<'accounts'> =>
  ((version && behavioursOf(version)?.account.overrides?.find((own) => own.entity === entity)?.revenueAccount) ??
    account(role)) as Code<'accounts'>
type AccrualRole = Exclude<Answer<typeof claimedCharges>['revenue'], 'prepaid'>

/** What some customers have had by the end of the month and were not invoiced for: what is claimed, and what billing would charge. */
function accruedIn(accrual: Accrual, next: Portion, now: Now): { readonly lines: AccrualLine[]; readonly blocked: number } {
  const { period, entity, claimed } = next
  const facts = factsOf(accrual, next)
  const lines: AccrualLine[] = []
  let blocked = 0
  const accrue = (
    of: Pick<AccrualLine, 'customer' | 'contract' | 'line' | 'product' | 'charge' | 'from' | 'to' | 'currency' | 'net' | 'trace'>,
    role: Answer<typeof claimedCharges>['revenue'],
    version: Version | undefined,
  ): void => {
    if (role === 'prepaid' || of.from >= period.asOf || !earnedByTime(version)) return
    const { earnedDays, amount } = accruedOf(of.net, of.from, of.to, period.asOf)
    if (amount === 0n) return
    lines.push({ id: now.newId() as Id<'accrualLines'>, accrual: accrual.id, entity: entity.code, ...of, earnedDays, amount, revenueAccount: revenueAccount(version, entity.code, role) }) // prettier-ignore
  }
  for (const { id, revenue, version, ...charge } of claimed)
    accrue({ ...charge, charge: id }, revenue, facts.versions.get(`${charge.product}@${version}`))
  for (const line of next.lines) {
    const found = dueOf(line, facts, next, period)
    if (found === null) blocked += 1
    const { customer, contract, product } = line
    for (const { from, to, currency, net, trace, revenue } of found ?? [])
      accrue({ customer, contract, line: line.id, product, charge: null, from, to, currency, net, trace: trace as unknown as Wire }, revenue, versionOf(line, line.version, facts)) // prettier-ignore
  }
  return { lines, blocked }
}

/** What a line would be charged for days of the month; `null` where billing cannot say. A period in arrears that still runs is worked out to its end. */
function dueOf(line: DueLine, facts: ChargingFacts, { histories }: Portion, period: Period) {
  const version = versionOf(line, line.version, facts)
  const runs = version !== undefined && scheduleOf(line, version).timing === 'arrears'
  const until: Day = runs ? addMonths(period.asOf, line.months) : period.asOf
  const own = { ...facts, asOf: until }
  if (!hasHistory(line)) {
    const found = chargesOf(line, own)
    return isBlock(found) ? null : found
  }
  const { due, block } = compareLine(line, own, histories.get(line.id)!)
  // Readings of days to come are missing, and that is no fault.
  return block && block.reason !== 'noReading' ? null : due
}

function factsOf(accrual: Accrual, { entity, group, versions, codes, period }: Portion): ChargingFacts {
  const rates = frozenIn(accrual.rates)
  return {
    entity,
    groupCurrency: group.currency,
    asOf: period.asOf,
    source: rates.source,
    versions: new Map(versions.map((v) => [`${v.product}@${v.version}`, v])),
    taxCodes: new Map(codes.map((c) => [c.code, c])),
    exchanges: exchangesOf(rates, entity.code),
  }
}

/**
 * Proposes the accrued income of a month: what customers had by its last day and were not invoiced for by then. Looked at line by line, and posted by
 * `recognition.postAccrual`. It speaks of recognition and reckons by billing, which stands above it: `harmony.ts` joins it to that module.
 */
export const accrueRevenue = job({
  name: 'recognition.accrue',
  zone: 'finance',
  permit: 'recognition.run',
  input: shape({ period: text, entity: maybe(codeOf('entities')) }),
  output: shape({ accrual: idOf('accruals'), number: text, lines: count, blocked: count }),
  refusals: ['recognition.invalidPeriod', 'recognition.unknownEntity', 'recognition.accruedBefore', 'recognition.unknownAccrual'],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const accrual = await read.get(accruals, subject)
    assert(accrual, 'the accrual that was proposed')
    return { accrual: accrual.id, number: accrual.number, lines: accrual.lines, blocked: accrual.blocked }
  },
})
