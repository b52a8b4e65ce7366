import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { products, productVersions } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { anchors, contractLines, contracts, running, timings } from './contract.ts'
import { termsFault, termsFaults } from './rules.ts'

/** Sells one more thing under a contract, by the current version of the product. */
export const addLine = command({
  name: 'contracts.addLine',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
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
  }),
  output: contractLines.shape,
  refusals: ['contracts.unknown', 'contracts.ended', 'contracts.unknownProduct', ...termsFaults],
  load: async (input, read) => {
    const contract = await read.get(contracts, input.contract)
    const product = await read.get(products, input.product)
    const version = await read.list(productVersions, {
      where: { all: [{ field: 'product', is: 'equal', value: input.product }, { field: 'version', is: 'equal', value: product?.version ?? 0 }] }, // prettier-ignore
      limit: 1,
    })
    const lastLine = await read.list(contractLines, {
      where: { field: 'contract', is: 'equal', value: input.contract },
      order: ['-number'],
      limit: 1,
    })
    const entity = contract && (await read.get(entities, contract.entity))
    return { contract, entity, product, version: version[0], lastLine: lastLine[0], taxes: await read.some(taxCodes, input.taxCodes) }
  },
  decide: (input, { contract, entity, product, version, lastLine, taxes }, now) => {
    if (!contract || !entity) return refuse('contracts.unknown', { contract: input.contract })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (!product?.active || !version) return refuse('contracts.unknownProduct', { product: input.product })
    // A count belongs to its calendar month and is known after it.
    const counted = version.measure === 'counted'
    const line: Row<typeof contractLines> = {
      ...input,
      id: now.newId() as Id<'contractLines'>,
      number: (lastLine?.number ?? 0) + 1,
      entity: contract.entity,
      customer: contract.customer,
      version: version.version,
      months: counted ? 1 : (input.months ?? (version.basis === 'year' ? 12 : 1)),
      timing: counted ? 'arrears' : (input.timing ?? 'advance'),
      anchor: counted ? 'calendar' : (input.anchor ?? 'calendar'),
      ...running,
      kind: product.kind,
    }
    const fault = termsFault(line, product, version, entity.country, taxes)
    if (fault) return fault
    return {
      result: line,
      changes: [add(contractLines, line), tell('contracts.lineAdded', { contract: contract.id, line: line.id, number: contract.number })],
    }
  },
})
