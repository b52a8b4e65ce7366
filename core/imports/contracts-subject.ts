import { decimal, type Decimal } from '../kernel/decimal.ts'
import { add, type Change, type Now } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { products } from '../catalog/product.ts'
import { contractLines, contracts, running } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { contractColumns, headingOf } from './columns.ts'
import { loadStanding, loadTerms } from './facts.ts'
import { isRejected, judging } from './judge.ts'
import { pack, packClaim, unpack, unpackClaim } from './meaning.ts'
import { publish, shownOf, type Publication, type Waiting } from './publish.ts'
import type { Entity, ReadRow, RowJudgement, Subject } from './subject.ts'

/** Contracts, their lines and, where they are new, their customers. */
export const contractsSubject: Subject = {
  name: 'contracts',
  columns: contractColumns,
  judging: async (entity, reading, read) => {
    const judge = judging(reading, await loadTerms(entity, read))
    return (cells): RowJudgement => {
      const judged = judge(cells)
      if (judged === null) return null
      if (!isRejected(judged)) return { meaning: pack(judged) }
      const { reason, column, value, claim } = judged
      return claim ? { reason, column, value, claim: packClaim(claim) } : { reason, column, value }
    }
  },
  publishing: async (rows, entity, reading, read, now) => {
    const waiting = rows.map(waitingOf)
    const publication = publish(waiting, await loadStanding(entity.code, waiting, read), now.newId)
    const counted = await read.list(products, { where: { field: 'kind', is: 'equal', value: 'consumption' }, limit: 100_000 })
    const codes = new Set(counted.map((product) => product.code as string))
    return {
      counts: publication.counts,
      verdicts: publication.exceptions.map((exception) => {
        const { id, outcome, reason } = exception
        return { id, outcome, reason, ...shownOf(exception, (name) => headingOf(reading, name, contractColumns)) }
      }),
      changes: () => [...newCustomers(publication, entity), ...newContracts(publication, entity, codes, now)],
    }
  },
}

function waitingOf({ id, row, meaning: packed, claim }: ReadRow): Waiting {
  if (packed === null) return { id, row, meaning: null, claim: unpackClaim(claim) }
  const meaning = unpack(packed)
  return { id, row, meaning, claim: meaning }
}

function newCustomers({ customers: added }: Publication, entity: Entity): Change[] {
  return added.map(({ id, name, matchName, currency }) =>
    add(customers, {
      id: id as Id<'customers'>,
      code: null,
      name,
      matchName,
      country: entity.country,
      currency,
      language: entity.language,
      culture: entity.culture,
      zone: entity.zone,
      paymentDays: entity.paymentDays,
      taxId: null,
      email: null,
      phone: null,
      address: [],
      poRequired: false,
      note: null,
      family: null,
      invoiceBy: null,
      territory: null,
      region: null,
      consumer: null,
    }),
  )
}

function newContracts({ contracts: added, lines }: Publication, entity: Entity, counted: ReadonlySet<string>, now: Now): Change[] {
  const changes: Change[] = added.map(({ id, number, customer }) =>
    add(contracts, {
      id: id as Id<'contracts'>,
      number,
      entity: entity.code,
      customer: customer as Id<'customers'>,
      state: 'active',
      name: null,
      signedOn: null,
    }),
  )
  for (const { contract, customer, meaning } of lines)
    changes.push(
      add(contractLines, {
        id: now.newId() as Id<'contractLines'>,
        contract: contract as Id<'contracts'>,
        number: meaning.line,
        entity: entity.code,
        customer: customer as Id<'customers'>,
        product: meaning.product as Row<typeof contractLines>['product'],
        version: meaning.version,
        description: null,
        quantity: exact(meaning.quantity),
        unitPrice: meaning.unitPrice === null ? null : exact(meaning.unitPrice),
        currency: meaning.currency,
        months: meaning.months,
        timing: meaning.timing,
        anchor: meaning.anchor,
        start: meaning.start,
        end: meaning.end,
        billedTo: meaning.billedTo,
        taxCodes: meaning.taxCodes as Row<typeof contractLines>['taxCodes'],
        poNumber: meaning.poNumber,
        ...running,
        kind: counted.has(meaning.product) ? 'consumption' : 'recurring',
      }),
    )
  return changes
}
function exact(text: string): Decimal {
  const value = decimal(text)
  assert(value, 'a staged number to be one')
  return value
}
