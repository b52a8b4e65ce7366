import { command, put, tell } from '../kernel/operation.ts'
import { decimalText } from '../kernel/decimal.ts'
import { refuse } from '../kernel/refusal.ts'
import { entities } from '../entities/entity.ts'
import { longestTerm } from '../contracts/rules.ts'
import { saleRules } from './sale-rules.ts'

/** Sets what a legal entity sells without asking anybody. */
export const saveSaleRules = command({
  name: 'quotes.saveRules',
  zone: 'setup',
  permit: 'quotes.setRules',
  offline: 'never',
  input: saleRules.shape,
  output: saleRules.shape,
  refusals: ['quotes.unknownEntity', 'quotes.badRules'],
  load: async ({ entity }, read) => ({ entity: await read.get(entities, entity), present: await read.get(saleRules, entity) }),
  decide: (input, { entity }) => {
    const { marginFloor, longestTermMonths, validDays } = input
    if (!entity) return refuse('quotes.unknownEntity', { entity: input.entity })
    const possible =
      marginFloor.gte(0) &&
      marginFloor.lt(100) &&
      longestTermMonths >= 1 &&
      longestTermMonths <= longestTerm &&
      validDays >= 1 &&
      validDays <= 365
    if (!possible)
      return refuse('quotes.badRules', { floor: decimalText(marginFloor), months: `${longestTermMonths}`, days: `${validDays}` })
    return { result: input, changes: [put(saleRules, input), tell('quotes.rulesSaved', { entity: input.entity })] }
  },
})
