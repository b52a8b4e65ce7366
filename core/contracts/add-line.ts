import { add, command, tell, type Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, many, maybe, shape, text, type Id, type Of } from '../kernel/shape.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { anchors, contractLines, contracts, measures, plainLife, prorations, renewalTerms, running, timings, upliftTerms, type ContractLine } from './contract.ts' // prettier-ignore
import { inForce } from './in-force.ts'
import { joined } from './joining.ts'
import { periodFault, renewalFault, termsFault, termsFaults } from './rules.ts'
import { soldWith, type Sold } from './sold.ts'
import { firstTerm, lifeOf, renewalOf } from './terms.ts'

const input = shape({
  contract: idOf('contracts'),
  product: codeOf('products'),
  description: maybe(text),
  quantity: aDecimal,
  /** Left out: the price of the product. */
  unitPrice: maybe(aDecimal),
  currency: aCurrency,
  months: maybe(count),
  timing: maybe(choice(...timings)),
  anchor: maybe(choice(...anchors)),
  start: aDay,
  end: maybe(aDay),
  billedTo: maybe(aDay),
  taxCodes: many(codeOf('taxCodes'), 5),
  poNumber: maybe(text),
  /** What follows is as the product says wherever it is left out. Something with time on it is delivered by a project. */
  project: maybe(text),
  costCentre: maybe(text),
  /** The line whose periods and end this one shares (co-termination). */
  joins: maybe(idOf('contractLines')),
  /** Anniversary periods are counted from this day instead of the first one. */
  anchorOn: maybe(aDay),
  proration: maybe(choice(...prorations)),
  measure: maybe(choice(...measures)),
  pool: maybe(text),
  /** Of a prepaid line: the fund that its purchase fills. */
  fund: maybe(idOf('funds')),
  /** Last day of the first term, where it is not counted in months. */
  termEnd: maybe(aDay),
  renewal: maybe(renewalTerms),
  uplift: maybe(upliftTerms),
  boundUntil: maybe(aDay),
  /** What delivery or activation waits for. */
  awaits: maybe(text),
  /** Left out: as the contract is. A draft under a contract in force is charged once it is signed. */
  state: maybe(choice('draft', 'active')),
})
type Input = Of<typeof input>

async function load(said: Input, read: Read) {
  const contract = await read.get(contracts, said.contract)
  const product = await read.get(products, said.product)
  const [lastLine] = await read.list(contractLines, {
    where: { field: 'contract', is: 'equal', value: said.contract },
    order: ['-number'],
    limit: 1,
  })
  return {
    contract,
    entity: contract && (await read.get(entities, contract.entity)),
    sold: product && (await soldWith({ product: product.code, version: product.version }, read)),
    lastLine,
    joins: said.joins === null ? null : await read.get(contractLines, said.joins),
    taxes: await read.some(taxCodes, said.taxCodes),
  }
}

/** Sells one more thing under a contract, by the current version of the product. */
export const addLine = command({
  name: 'contracts.addLine',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input,
  output: contractLines.shape,
  refusals: [
    'contracts.unknown', 'contracts.ended', 'contracts.unknownProduct', 'contracts.unknownLine', 'contracts.noCoTerm', 'contracts.joinsTooLate', 'contracts.projectNeeded',
    'contracts.badRenewal', ...termsFaults,
  ], // prettier-ignore
  load,
  decide: (said, { contract, entity, sold, lastLine, joins, taxes }, now) => {
    if (!contract || !entity) return refuse('contracts.unknown', { contract: said.contract })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (!sold?.product.active) return refuse('contracts.unknownProduct', { product: said.product })
    if (joins === undefined || (joins !== null && joins.contract !== contract.id))
      return refuse('contracts.unknownLine', { line: said.joins ?? '' })
    const document = documentOf(sold.product, sold.version)
    const fault = joiningFault(said, joins, document, contract.number) ?? renewalFault(said) ?? periodFault(said)
    if (fault) return fault
    if (document.deliver.delivery === 'project' && said.project === null)
      return refuse('contracts.projectNeeded', { product: sold.product.code })
    const draft: ContractLine = {
      ...running,
      ...soldAs(said, joins, sold, document),
      id: now.newId() as Id<'contractLines'>,
      addedAt: now.at,
      contract: contract.id,
      number: (lastLine?.number ?? 0) + 1,
      entity: contract.entity,
      customer: contract.customer,
      state: 'draft',
    }
    const line = contract.state === 'draft' || said.state === 'draft' ? draft : inForce(draft, sold)
    return (
      termsFault(line, sold.product, sold.version, entity.country, taxes) ?? {
        result: line,
        changes: [add(contractLines, line), tell('contracts.lineAdded', { contract: contract.id, line: line.id, number: contract.number })],
      }
    )
  },
})

function joiningFault(
  said: Input,
  joins: ContractLine | null,
  { renew }: ProductDocument,
  contract: string,
): Refusal<'contracts.noCoTerm' | 'contracts.joinsTooLate'> | undefined {
  const { anchorOn, start, product } = said
  if ((joins || anchorOn) && !renew.coTermAllowed) return refuse('contracts.noCoTerm', { product })
  const end = joins && (joins.end ?? joins.termEnd)
  return joins && end !== null && end < start
    ? refuse('contracts.joinsTooLate', { contract, line: `${joins.number}`, end, start })
    : undefined
}

/** The line as it is agreed, and where nothing is, as its product says. */
function soldAs(said: Input, joins: ContractLine | null, { product, version }: Sold, document: ProductDocument) {
  const shared = joins && joined(joins)
  const { bill } = document
  // A count belongs to its calendar month and is known after it.
  const counted = version.measure === 'counted' && said.measure === null
  const once = product.kind === 'oneOff' || product.kind === 'prepay'
  const anchor = said.anchor ?? shared?.anchor ?? (once || bill.anchor === 'coTerm' ? 'anniversary' : (bill.anchor ?? 'calendar'))
  const anchorOn = anchor === 'anniversary' ? (said.anchorOn ?? shared?.anchorOn ?? null) : null
  // What ends together is renewed together.
  const renewal = once ? null : (said.renewal ?? joins?.life?.renewal ?? renewalOf(document))
  const { project, costCentre, proration, measure, pool, fund, uplift, awaits } = said
  const { description, quantity, unitPrice, currency, start, billedTo, taxCodes: codes, poNumber } = said
  return {
    description, quantity, unitPrice, currency, start, billedTo, taxCodes: codes, poNumber,
    product: product.code,
    version: version.version,
    kind: product.kind,
    months: counted ? 1 : (said.months ?? shared?.months ?? bill.months ?? 1),
    timing: counted ? ('arrears' as const) : (said.timing ?? (bill.timing === 'once' ? 'advance' : bill.timing)),
    anchor: counted ? ('calendar' as const) : anchor,
    ...firstTerm({ ...said, end: said.end ?? shared?.end ?? null, termEnd: said.termEnd ?? shared?.termEnd ?? null }, renewal, document),
    life: lifeOf(document, {
      ...plainLife, renewal, uplift, proration, measure, pool, costCentre, project, fund, awaits,
      anchorOn: anchorOn === start ? null : anchorOn,
    }),
  } // prettier-ignore
}
