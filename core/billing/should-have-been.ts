import { query, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { question, type Row } from '../kernel/record.ts'
import { contracts } from '../contracts/contract.ts'
import { loadContractBilling, wholeComparison } from './as-known.ts'
import { beforeAll, type DueLine } from './facts.ts'
import { blockReasons } from './run.ts'

/** Contracts that one page looks through. */
const page = 100

/** Contracts that may be billed, one page after the other. */
export const contractsAfter = question(
  'billing.contractsAfter',
  shape({ after: idOf('contracts'), limit: count }),
  shape({ id: idOf('contracts') }),
)

async function chosenContracts(read: Read, contract: Id<'contracts'> | null, cursor: Id<'contracts'> | null) {
  if (contract !== null) {
    const one = await read.get(contracts, contract)
    return one ? [one] : undefined
  }
  const found = await read.ask(contractsAfter, { after: cursor ?? (beforeAll as Id<'contracts'>), limit: page })
  const rows = await read.some(contracts, found.map((c) => c.id)) // prettier-ignore
  return found.flatMap((c) => rows.get(c.id) ?? [])
}

/** What should have been charged up to a day, minus what was, line by line and period by period. After a complete run there is nothing left. */
export const shouldHaveBeen = query({
  name: 'billing.shouldHaveBeen',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ contract: maybe(idOf('contracts')), upTo: aDay, cursor: maybe(idOf('contracts')) }),
  output: shape({
    upTo: aDay,
    /** Nothing differs on this page. */
    agrees: flag,
    /** Lines that were computed again. */
    compared: count,
    differences: many(
      shape({
        contract: idOf('contracts'),
        contractNumber: text,
        line: idOf('contractLines'),
        lineNumber: count,
        product: codeOf('products'),
        from: aDay,
        to: aDay,
        currency: aCurrency,
        expected: minorIn('currency'),
        charged: minorIn('currency'),
        difference: minorIn('currency'),
      }),
    ),
    blocked: many(shape({ contractNumber: text, lineNumber: count, product: codeOf('products'), reason: choice(...blockReasons) })),
    totals: many(shape({ currency: aCurrency, difference: minorIn('currency') })),
    cursor: maybe(idOf('contracts')),
  }),
  refusals: ['billing.unknownContract'],
  ask: async ({ contract, upTo, cursor }, read) => {
    const chosen = await chosenContracts(read, contract, cursor)
    if (!chosen) return refuse('billing.unknownContract', { contract: contract ?? '' })
    const found: Difference[] = []
    const blocked = []
    const totals = new Map<DueLine['currency'], bigint>()
    let compared = 0
    for (const one of chosen) {
      const billing = await loadContractBilling(read, one, upTo, null)
      for (const line of billing.lines) {
        compared += 1
        const { due, block } = wholeComparison(line, billing)
        if (block) blocked.push({ contractNumber: one.number, lineNumber: line.number, product: line.product, reason: block.reason })
        found.push(...due.filter((d) => d.net !== 0n).map((d) => differenceOf(one, line, d)))
      }
    }
    for (const { currency, difference } of found) totals.set(currency, (totals.get(currency) ?? 0n) + difference)
    const last = chosen.at(-1)
    return {
      upTo,
      agrees: found.length === 0 && blocked.length === 0,
      compared,
      differences: found,
      blocked,
      totals: [...totals].map(([currency, difference]) => ({ currency, difference })),
      cursor: contract === null && chosen.length === page && last ? last.id : null,
    }
  },
})
type Difference = ReturnType<typeof differenceOf>
type Due = ReturnType<typeof wholeComparison>['due'][number]

const differenceOf = (contract: Row<typeof contracts>, line: DueLine, { from, to, currency, net, trace }: Due) => {
  const charged = trace.against ? BigInt(trace.against.minor) : 0n
  return { contract: contract.id, contractNumber: contract.number, line: line.id, lineNumber: line.number, product: line.product, from, to, currency, expected: charged + net, charged, difference: net } // prettier-ignore
}
