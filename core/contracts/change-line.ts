import { addDays, type Day } from '../kernel/day.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { aDecimal, codeOf, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { products, productVersions } from '../catalog/product.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { contractLines, contracts } from './contract.ts'
import { chargedTo } from './reads.ts'
import { termsFault, termsFaults } from './rules.ts'

type Line = Row<typeof contractLines>

/**
 * Corrects a line. What Harmony has billed must stay explicable, so the quantity and price of a line that was billed, or that changes are recorded of, are
 * changed from a day on by operations of their own.
 */
export const changeLine = command({
  name: 'contracts.changeLine',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    line: idOf('contractLines'),
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    description: maybe(text),
    taxCodes: many(codeOf('taxCodes'), 5),
    poNumber: maybe(text),
  }),
  output: contractLines.shape,
  refusals: ['contracts.unknownLine', 'contracts.ended', 'contracts.lineBilled', 'contracts.lineHasChanges', ...termsFaults],
  load: async (input, read) => {
    const line = await read.get(contractLines, input.line)
    if (!line) return {}
    const version = await read.list(productVersions, {
      where: { all: [{ field: 'product', is: 'equal', value: line.product }, { field: 'version', is: 'equal', value: line.version }] }, // prettier-ignore
      limit: 1,
    })
    const [charged] = await read.ask(chargedTo, { line: line.id })
    return {
      line,
      charged,
      contract: await read.get(contracts, line.contract),
      entity: await read.get(entities, line.entity),
      product: await read.get(products, line.product),
      version: version[0],
      taxes: await read.some(taxCodes, input.taxCodes),
    }
  },
  decide: (input, { line, charged, contract, entity, product, version, taxes }) => {
    if (!line || !contract || !entity || !product || !version || !taxes) return refuse('contracts.unknownLine', { line: input.line })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    const reprices = !line.quantity.eq(input.quantity) || !samePrice(line.unitPrice, input.unitPrice)
    if (reprices && charged) return refuse('contracts.lineBilled', billedUpTo(contract.number, line, charged.to))
    if (reprices && line.changes > 0) return refuse('contracts.lineHasChanges', { contract: contract.number, line: `${line.number}` })
    const { quantity, unitPrice, description, poNumber } = input
    const changed: Line = { ...line, quantity, unitPrice, description, taxCodes: input.taxCodes, poNumber }
    const fault = termsFault(changed, product, version, entity.country, taxes)
    if (fault) return fault
    return {
      result: changed,
      changes: [
        put(contractLines, changed),
        tell('contracts.lineChanged', { contract: contract.id, line: line.id, number: contract.number }),
      ],
    }
  },
})

const samePrice = (a: Line['unitPrice'], b: Line['unitPrice']): boolean => (a === null || b === null ? a === b : a.eq(b))

const billedUpTo = (number: string, line: Line, to: Day) => ({
  contract: number,
  line: `${line.number}`,
  billedTo: addDays(to, -1),
  next: to,
})
