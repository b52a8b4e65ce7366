import { addDays, type Day } from '../kernel/day.ts'
import { add, command, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, codeOf, idOf, many, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { changing, historiesOf, named, pauseOn, savedLine, termsOn, withEnd, withRecorded, type Changing, type Contract, type History, type NewChange } from './changing.ts' // prettier-ignore
import { contractLines, contracts, plainLife, type ContractLine } from './contract.ts'
import { joined } from './joining.ts'
import { lineChanges, type LineChange } from './line-change.ts'
import { taxFault, taxFaults } from './rules.ts'
import { knownChanges, timelineOf } from './timeline.ts'

const input = shape({
  contract: idOf('contracts'),
  /** Left out: all that runs on that day. */
  lines: maybe(many(idOf('contractLines'), 1000)),
  to: idOf('customers'),
  /** First day of the new customer. */
  from: aDay,
  /** Number of the new customer's contract. */
  number: text,
  /** Left out: those of each line. */
  taxCodes: maybe(many(codeOf('taxCodes'), 5)),
  poNumber: maybe(text),
  reason: maybe(text),
})

/**
 * Moves lines to another customer from a day on: they end with the old one and go on, at the same terms, on a new contract of the other. What the old customer
 * was billed beyond that day is credited by the next run, and the new one billed from it.
 */
export const novateContract = command({
  name: 'contracts.novate',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input,
  output: shape({ contract: contracts.shape, lines: many(contractLines.shape, 10_000) }),
  refusals: [
    'contracts.unknown', 'contracts.ended', 'contracts.unknownCustomer', 'contracts.sameCustomer', 'contracts.numberTaken', 'contracts.unknownLine', 'contracts.nothingToMove',
    'contracts.movesBeforeStart', 'contracts.endBeforeBilled', ...taxFaults,
  ], // prettier-ignore
  load,
  decide: (said, { contract, entity, customer, sameNumber, histories, taxes }, now) => {
    if (!contract || !entity) return refuse('contracts.unknown', { contract: said.contract })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (!customer) return refuse('contracts.unknownCustomer', { customer: said.to })
    if (customer.id === contract.customer) return refuse('contracts.sameCustomer', { customer: customer.name })
    const number = said.number.trim()
    if (sameNumber.length > 0) return refuse('contracts.numberTaken', { number, entity: contract.entity })
    const stray = said.lines?.find((id) => !histories.some(({ line }) => line.id === id))
    if (stray !== undefined) return refuse('contracts.unknownLine', { line: stray })
    const last = addDays(said.from, -1)
    const moved = histories.filter(({ line }) => (said.lines === null || said.lines.includes(line.id)) && goesOn(line, said.from))
    if (moved.length === 0) return refuse('contracts.nothingToMove', { number: contract.number, from: said.from })
    for (const history of moved) {
      const { line } = history
      if (line.start >= said.from) return refuse('contracts.movesBeforeStart', { ...named(history), start: line.start, from: said.from })
      if (line.billedTo !== null && last < line.billedTo)
        return refuse('contracts.endBeforeBilled', { ...named(history), billedTo: line.billedTo, end: last })
    }
    const codes = said.taxCodes
    const fault = codes === null ? undefined : taxFault(codes, entity.country, taxes)
    if (fault) return fault
    const opened: Contract = { ...contract, id: now.newId() as Id<'contracts'>, number, customer: customer.id, signedOn: now.today }
    const going = moved.map((history, i) => goneOn(history, opened, { ...said, taxCodes: codes, nth: i + 1 }, now))
    const ended = moved.map((history) => withEnd(changing(history), 'novate', last, { reason: said.reason }, now))
    return {
      result: { contract: opened, lines: going.map(({ line }) => line) },
      changes: [
        ...ended.flatMap(savedLine),
        add(contracts, opened),
        ...going.flatMap(({ line, recorded }) => [add(contractLines, line), ...recorded.map((change) => add(lineChanges, change))]),
        tell('contracts.opened', { contract: opened.id, number }),
      ],
    }
  },
})

async function load(said: Of<typeof input>, read: Read) {
  const contract = await read.get(contracts, said.contract)
  return {
    contract,
    entity: contract && (await read.get(entities, contract.entity)),
    customer: await read.get(customers, said.to),
    sameNumber: await read.list(contracts, {
      where: { all: [{ field: 'entity', is: 'equal', value: contract?.entity ?? '' }, { field: 'number', is: 'equal', value: said.number.trim() }] }, // prettier-ignore
      limit: 1,
    }),
    histories: contract ? await historiesOf({ line: null, contract: contract.id }, read) : [],
    taxes: await read.some(taxCodes, said.taxCodes ?? []),
  }
}

/** Is there anything left of it from a day on? What is billed once is the old customer's. */
const goesOn = ({ kind, end, state }: ContractLine, from: Day): boolean =>
  kind !== 'oneOff' && kind !== 'prepay' && state !== 'draft' && state !== 'ended' && (end === null || end >= from)

type Moving = Pick<Of<typeof input>, 'from' | 'taxCodes' | 'poNumber'> & { readonly nth: number }

/** The line of the new customer: the terms of the day, and of what is recorded all that follows it. */
function goneOn(history: History, { id, customer }: Contract, { from, taxCodes: codes, poNumber, nth }: Moving, now: Now): Changing {
  const { line, changes } = history
  const known = knownChanges(changes, null).toSorted((a, b) => a.number - b.number)
  const notice = line.life?.noticeOn ? known.findLast((change) => change.act === 'notice') : undefined
  const { quantity, unitPrice, version } = termsOn(history, from)
  const { anchor, anchorOn } = joined(line)
  const life = {
    ...(line.life ?? plainLife),
    signed: null,
    signedOn: null,
    continues: line.id,
    anchorOn: anchorOn === from ? null : anchorOn,
  }
  let of: Changing = {
    ...history,
    changes: [],
    recorded: [],
    line: {
      ...line, id: now.newId() as Id<'contractLines'>, addedAt: now.at, contract: id, customer, number: nth, start: from, billedTo: null, recheckFrom: null, changes: 0,
      quantity, unitPrice, version, taxCodes: codes ?? line.taxCodes, poNumber, anchor, life,
      // The notice goes on with the line, and may be withdrawn there.
      end: notice ? timelineOf(line, changes.filter((change) => change !== notice)).end : line.end,
    },
  } // prettier-ignore
  const paused = pauseOn(changes, from)
  if (paused) of = withRecorded(of, { act: paused, effective: from, billing: false }, now)
  for (const change of known)
    if (change === notice || (change.effective > from && !change.sets.includes('end'))) of = withRecorded(of, told(change), now)
  return of
}

/** A change as it is recorded once more, of another line. */
const told = ({ act, effective, sets, amendment, reason, ...terms }: LineChange): NewChange => ({
  act,
  effective,
  amendment,
  reason,
  ...Object.fromEntries(sets.map((field) => [field, terms[field]])),
})
