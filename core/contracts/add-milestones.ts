import { inLanguage } from '../kernel/by-language.ts'
import { decimal, decimalText, exactly, zero, type Decimal } from '../kernel/decimal.ts'
import { allocate, majorText, toMinor } from '../kernel/money.ts'
import { ratioOf } from '../kernel/decimal.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, codeOf, idOf, many, maybe, shape, someMoney, text, type Id } from '../kernel/shape.ts'
import { documentOf } from '../catalog/document.ts'
import { products } from '../catalog/product.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { contractLines, contracts, plainLife, running, type ContractLine } from './contract.ts'
import { termsFault, termsFaults } from './rules.ts'
import { soldWith } from './sold.ts'

const hundred = exactly('100')

/**
 * Sells something at a fixed price that is paid by milestones: one line for each, its part of the price to the penny, each waiting until its milestone is reached
 * and the line is activated. The shares come from the product unless they are agreed.
 */
export const addMilestones = command({
  name: 'contracts.addMilestones',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    contract: idOf('contracts'),
    product: codeOf('products'),
    /** The whole price; left out: the price of the product. */
    price: maybe(someMoney),
    project: text,
    /** The day on which the last of them is expected. */
    start: aDay,
    taxCodes: many(codeOf('taxCodes'), 5),
    poNumber: maybe(text),
    milestones: maybe(many(shape({ name: text, percent: aDecimal }), 50)),
  }),
  output: shape({ lines: many(contractLines.shape) }),
  refusals: [
    'contracts.unknown',
    'contracts.ended',
    'contracts.unknownProduct',
    'contracts.noMilestones',
    'contracts.badMilestones',
    ...termsFaults,
  ],
  load: async (input, read) => {
    const contract = await read.get(contracts, input.contract)
    const product = await read.get(products, input.product)
    const [lastLine] = await read.list(contractLines, { where: { field: 'contract', is: 'equal', value: input.contract }, order: ['-number'], limit: 1 }) // prettier-ignore
    return {
      contract,
      customer: contract && (await read.get(customers, contract.customer)),
      entity: contract && (await read.get(entities, contract.entity)),
      sold: product && (await soldWith({ product: product.code, version: product.version }, read)),
      lastLine,
      taxes: await read.some(taxCodes, input.taxCodes),
    }
  },
  decide: (input, { contract, customer, entity, sold, lastLine, taxes }, now) => {
    if (!contract || !customer || !entity) return refuse('contracts.unknown', { contract: input.contract })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (!sold?.product.active || sold.product.kind !== 'oneOff') return refuse('contracts.unknownProduct', { product: input.product })
    const { recognise } = documentOf(sold.product, sold.version)
    const shares =
      input.milestones ??
      (recognise.milestones ?? []).map(({ names, percent }) => ({ name: inLanguage(names, customer.language) ?? '', percent }))
    if (shares.length === 0) return refuse('contracts.noMilestones', { product: input.product })
    const total = shares.reduce((sum, { percent }) => sum.plus(percent), zero)
    if (!total.eq(hundred) || shares.some(({ percent }) => percent.lte(0)))
      return refuse('contracts.badMilestones', { total: decimalText(total) })
    const listed = sold.version.prices.find((p) => p.currency === customer.currency)?.unitPrice
    const price = input.price ?? (listed ? { currency: customer.currency, minor: toMinor(customer.currency, ratioOf(listed)) } : null)
    if (price === null)
      return refuse('contracts.noPrice', { product: input.product, currency: customer.currency, version: `${sold.version.version}` })
    if (price.minor < 0n) return refuse('contracts.negativePrice', { price: majorText(price.currency, price.minor) })
    const parts = allocate(price, weightsOf(shares.map((s) => s.percent)))
    const lines: ContractLine[] = parts.map((part, i) => ({
      ...running,
      id: now.newId() as Id<'contractLines'>,
      addedAt: now.at,
      contract: contract.id,
      number: (lastLine?.number ?? 0) + i + 1,
      entity: contract.entity,
      customer: contract.customer,
      product: sold.product.code,
      version: sold.version.version,
      description: shares[i]!.name,
      quantity: exactly('1'),
      unitPrice: amount(majorText(part.currency, part.minor)),
      currency: part.currency,
      months: 1,
      timing: 'advance',
      anchor: 'anniversary',
      start: input.start,
      end: null,
      billedTo: null,
      taxCodes: input.taxCodes,
      poNumber: input.poNumber,
      kind: 'oneOff',
      state: contract.state === 'draft' ? 'draft' : 'awaiting',
      life: { ...plainLife, project: input.project, awaits: shares[i]!.name },
    }))
    for (const line of lines) {
      const fault = termsFault(line, sold.product, sold.version, entity.country, taxes)
      if (fault) return fault
    }
    const told = lines.map((line) => tell('contracts.lineAdded', { contract: contract.id, line: line.id, number: contract.number }))
    return { result: { lines }, changes: [...lines.map((line) => add(contractLines, line)), ...told] }
  },
})

/** Percentages as whole weights, whatever their places. */
function weightsOf(percents: readonly Decimal[]): bigint[] {
  const places = Math.max(...percents.map((p) => decimalText(p).split('.')[1]?.length ?? 0))
  return percents.map((p) => BigInt(decimalText(p.times(exactly(`1${'0'.repeat(places)}`)))))
}
function amount(major: string): Decimal {
  const value = decimal(major)
  assert(value, 'an amount in major units')
  return value
}
