import { addDays, later, type Day } from '../kernel/day.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, many, maybe, shape } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { contracts, type ContractLine } from './contract.ts'
import { contractRows, lineRows, linesOfContract } from './reads.ts'

export const listContracts = listing({ name: 'contracts.list', zone: 'sales', permit: 'contracts.read', view: contractRows })
export const listLines = listing({ name: 'contracts.lines', zone: 'sales', permit: 'contracts.read', view: lineRows })

/** One contract with its customer and lines; for each line the first day that is not yet billed. */
export const getContract = query({
  name: 'contracts.get',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ contract: idOf('contracts') }),
  output: shape({
    contract: contracts.shape,
    customer: customers.shape,
    lines: many(shape({ ...lineRows.row.fields, nextFrom: maybe(aDay) })),
  }),
  refusals: ['contracts.unknown'],
  ask: async ({ contract: id }, read) => {
    const contract = await read.get(contracts, id)
    const customer = contract && (await read.get(customers, contract.customer))
    if (!contract || !customer) return refuse('contracts.unknown', { contract: id })
    const lines = await read.ask(linesOfContract, { contract: id })
    return { contract, customer, lines: lines.map((line) => ({ ...line, nextFrom: nextUnbilled(line) })) }
  },
})

function nextUnbilled(line: Pick<ContractLine, 'start' | 'end' | 'billedTo' | 'kind'>): Day | null {
  // What is sold once is billed once.
  if (line.billedTo !== null && (line.kind === 'oneOff' || line.kind === 'prepay')) return null
  const next = line.billedTo === null ? line.start : later(line.start, addDays(line.billedTo, 1))
  return line.end !== null && next > line.end ? null : next
}
