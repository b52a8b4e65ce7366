import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contractLines, type ContractLine, type LineLife } from '../contracts/contract.ts'
import { nextTermEnd, renewedFor } from '../contracts/deadlines.ts'
import { firstTerm, lifeOf, renewalOf } from '../contracts/terms.ts'
import type { Day } from '../kernel/day.ts'
import type { RecordKind, Row } from '../kernel/record.ts'
import type { Fields } from '../kernel/shape.ts'
import { productRows, productVersionRows } from './products.ts'
import { demoClock } from './setting.ts'

/** A row as it would come over a wire. */
export const parsed = <F extends Fields>(kind: RecordKind<string, F>, row: object): Row<RecordKind<string, F>> =>
  kind.shape.parse(row, kind.record) as never

/** A product of the demo company, and what its first version says of itself. */
export function documentFor(code: string): { readonly document: ProductDocument; readonly name: Row<typeof products>['names'] } {
  const product = parsed(
    products,
    productRows.find((row) => row.code === code)!,
  )
  const version = parsed(productVersions, { id: '00000000-0000-7000-8000-000000000000', ...productVersionRows.find((row) => row.product === code)! }) // prettier-ignore
  return { document: documentOf(product, version), name: product.names }
}

/** Counted devices renew with the contract that they stand in (facts 4.4). */
const withContract = new Set(['WS-DEV', 'SV-DEV'])
/** Terms that are agreed for a line or a whole contract. */
export interface AgreedRenewal {
  readonly initialMonths: number
  readonly extensionMonths: number
  readonly noticeDays: number
}

/**
 * The lines of a contract with the terms that their products give them, as they stand on the demo company's day: terms that ran out before it were renewed by
 * themselves. What is sold once has none, and what is agreed on a line stands.
 */
export function withTerms(
  sold: readonly object[],
  agreed: { readonly contract: AgreedRenewal | undefined; readonly lines: readonly (AgreedRenewal | undefined)[] },
): ContractLine[] {
  const rows = sold.map((line) => parsed(contractLines, line))
  const own = rows.map(({ product, kind }, i): LineLife['renewal'] => {
    const otherwise = agreed.lines[i]
    if (otherwise) return byItself(otherwise)
    return kind === 'oneOff' || kind === 'prepay' ? null : renewalOf(documentFor(product).document)
  })
  const shared = agreed.contract ? byItself(agreed.contract) : (own.find((one) => one !== null) ?? null)
  return rows.map((line, i) => {
    const renewal = withContract.has(line.product) ? shared : own[i]!
    return renewal === null ? line : { ...line, ...termed(line, renewal) }
  })
}

const byItself = (agreed: AgreedRenewal) => ({ mode: 'auto' as const, supplierNoticeDays: null, ...agreed })

function termed(line: ContractLine, renewal: NonNullable<LineLife['renewal']>): Pick<ContractLine, 'termEnd' | 'boundUntil' | 'life'> {
  const { document } = documentFor(line.product)
  const { termEnd: first, boundUntil } = firstTerm(line, renewal, document)
  const today = demoClock.slice(0, 10) as Day
  const months = renewedFor(renewal)
  let termEnd = first
  while (termEnd !== null && months !== null && termEnd < today) termEnd = nextTermEnd(line.start, termEnd, months)
  return { termEnd, boundUntil, life: lifeOf(document, { ...line.life, renewal }) }
}
