import { decimalText } from '../kernel/decimal.ts'
import { command, put, query, tell, type Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { choice, codeOf, idOf, many, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { products } from '../catalog/product.ts'
import { contracts } from '../contracts/contract.ts'
import { entities } from '../entities/entity.ts'
import { funds } from '../funds/fund.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { coverageRule, coverageRules, highestMarkup, mostRules, type CoverageRule } from './coverage-rule.ts'
import { commonLadder, ladderOf } from './facts.ts'

export const ruleFaults = [
  'coverage.noRules', 'coverage.nameTwice', 'coverage.badRule', 'coverage.unknownFund', 'coverage.unknownProduct', 'coverage.unknownTax',
] as const // prettier-ignore
export interface RuleFacts {
  readonly contract: string | null
  readonly funds: ReadonlyMap<string, { readonly contract: string }>
  readonly products: ReadonlyMap<string, unknown>
  readonly taxes: ReadonlyMap<string, unknown>
}
export async function ruleFacts(rules: readonly CoverageRule[], contract: string | null, read: Read): Promise<RuleFacts> {
  const of = (some: readonly (string | null)[]): string[] => [...new Set(some.flatMap((one) => (one === null ? [] : [one])))]
  return {
    contract,
    funds: await read.some(funds, of(rules.map((rule) => rule.fund))),
    products: await read.some(products, of(rules.map((rule) => rule.product))),
    taxes: await read.some(taxCodes, of(rules.flatMap((rule) => rule.taxCodes ?? []))),
  }
}

/** May a ladder say this? */
export function rulesFault(rules: readonly CoverageRule[], facts: RuleFacts): Refusal<(typeof ruleFaults)[number]> | undefined {
  if (rules.length === 0) return refuse('coverage.noRules')
  for (const [i, rule] of rules.entries()) {
    const name = rule.name.trim()
    if (name === '' || rules.findIndex((other) => other.name.trim() === name) !== i) return refuse('coverage.nameTwice', { rule: name })
    const { hours, incidents, unitPrice, markup, weights } = rule
    const field =
      hours?.lt(0) ? 'hours'
      : incidents !== null && incidents < 0 ? 'incidents'
      : unitPrice?.lt(0) ? 'unitPrice'
      : markup && (markup.lt(0) || markup.gt(highestMarkup)) ? 'markup'
      : weights?.some(({ factor }) => factor.lte(0) || factor.gt(10)) ? 'weights'
      : undefined // prettier-ignore
    if (field) return refuse('coverage.badRule', { rule: name, field, value: decimalText(rule.markup ?? rule.unitPrice ?? rule.hours ?? weights![0]!.factor) }) // prettier-ignore
    if (rule.fund !== null && facts.funds.get(rule.fund)?.contract !== facts.contract) return refuse('coverage.unknownFund', { rule: name })
    if (rule.product !== null && !facts.products.has(rule.product)) return refuse('coverage.unknownProduct', { rule: name, product: rule.product }) // prettier-ignore
    const strange = rule.taxCodes?.find((code) => !facts.taxes.has(code))
    if (strange !== undefined) return refuse('coverage.unknownTax', { rule: name, code: strange })
  }
  return undefined
}

/** Says how entries of a contract land, or of all contracts of an entity that say nothing. What has landed stays where it is. */
export const setLadder = command({
  name: 'coverage.setLadder',
  zone: 'operations',
  permit: 'coverage.write',
  offline: 'never',
  input: shape({ contract: maybe(idOf('contracts')), entity: maybe(codeOf('entities')), rules: many(coverageRule, mostRules) }),
  output: coverageRules.shape,
  refusals: ['coverage.unknownContract', ...ruleFaults],
  load: async ({ contract: id, entity: code, rules }, read) => {
    const contract = id === null ? null : await read.get(contracts, id)
    const entity = id !== null || code === null ? null : await read.get(entities, code)
    const scope = contract?.id ?? entity?.code
    return { contract, entity, before: scope && (await read.get(coverageRules, scope)), facts: await ruleFacts(rules, id, read) }
  },
  decide: (input, { contract, entity, facts }, now) => {
    const of = contract ?? entity
    if (!of) return refuse('coverage.unknownContract', { contract: input.contract ?? input.entity ?? '' })
    const fault = rulesFault(input.rules, facts)
    if (fault) return fault
    const ladder = {
      holder: (contract?.id ?? entity!.code) as string as Code<'coverageRules'>,
      entity: contract?.entity ?? entity!.code,
      contract: contract?.id ?? null,
      rules: input.rules.map((rule) => ({ ...rule, name: rule.name.trim() })),
      setAt: now.at,
      setBy: now.caller.name,
    }
    return { result: ladder, changes: [put(coverageRules, ladder), tell('coverage.ladderSet', { holder: ladder.holder })] }
  },
})

/** The ladder that holds for a contract, or for all contracts of an entity that have none of their own, and whose it is. */
export const getLadder = query({
  name: 'coverage.ladder',
  zone: 'operations',
  permit: 'coverage.read',
  input: shape({ contract: maybe(idOf('contracts')), entity: maybe(codeOf('entities')) }),
  output: shape({
    /** Empty: of a legal entity. */
    contract: maybe(idOf('contracts')),
    entity: codeOf('entities'),
    /** Of the contract, or the code of the entity. */
    number: text,
    source: choice('contract', 'entity', 'usual'),
    rules: many(coverageRule, mostRules),
  }),
  refusals: ['coverage.unknownContract'],
  ask: async ({ contract: id, entity: code }, read) => {
    const contract = id === null ? null : await read.get(contracts, id)
    const entity = id !== null || code === null ? null : await read.get(entities, code)
    if (contract) return { contract: contract.id, entity: contract.entity, number: contract.number, ...(await ladderOf(read, contract)) }
    if (!entity) return refuse('coverage.unknownContract', { contract: id ?? code ?? '' })
    return { contract: null, entity: entity.code, number: entity.code as string, ...(await commonLadder(read, entity.code)) }
  },
})
