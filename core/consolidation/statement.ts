import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { codeOf, many, maybe, minorIn, shape, type Value } from '../kernel/shape.ts'
import { balanceFaults, balanceInput, balanceShape, trialBalanceOf, type BalanceLine, type TrialBalance } from './trial-balance.ts'

const { lines, ...common } = balanceShape.fields
const aSum = shape({ entities: many(shape({ entity: codeOf('entities'), groupAmount: minorIn('currency') })), eliminated: minorIn('currency'), group: minorIn('currency') }) // prettier-ignore
type Sum = Value<typeof aSum>

/** Profit and loss of the year so far and the balance sheet at the end of a month, of the group or of one legal entity. Amounts + debit, as posted. */
export const statement = query({
  name: 'consolidation.statement',
  zone: 'finance',
  permit: 'consolidation.read',
  input: shape({ ...balanceInput, /** Left out: the group. */ entity: maybe(codeOf('entities')) }),
  output: shape({
    ...common,
    entity: maybe(codeOf('entities')),
    income: lines,
    expenses: lines,
    /** Income and expenses together: negative is a profit. */
    result: aSum,
    assets: lines,
    liabilities: lines,
    equity: lines,
    /** Of assets, and of what they are owed to; together with the result nothing. */
    totalAssets: minorIn('currency'),
    totalOwed: minorIn('currency'),
  }),
  refusals: balanceFaults,
  ask: async ({ entity, ...asked }, read, now) => {
    const balance = await trialBalanceOf(asked, read, now)
    if (refused(balance)) return balance
    const own = entity === null ? balance : ofEntity(balance, entity)
    const of = (...sides: readonly BalanceLine['side'][]): BalanceLine[] => own.lines.filter((line) => sides.includes(line.side))
    const result = sumOf([...of('income'), ...of('expense')], balance)
    const { lines: _lines, ...rest } = own
    return {
      ...rest,
      entity,
      income: of('income'),
      expenses: of('expense'),
      result,
      assets: of('asset'),
      liabilities: of('liability'),
      equity: of('equity'),
      totalAssets: sumOf(of('asset'), balance).group,
      totalOwed: sumOf(of('liability', 'equity'), balance).group,
    }
  },
})

/** One entity alone: its dealings with the others are dealings like any. */
function ofEntity(balance: TrialBalance, entity: string): TrialBalance {
  const kept = balance.lines.flatMap((line) => {
    const own = line.entities.filter((column) => column.entity === entity)
    return own.length === 0
      ? []
      : [{ ...line, entities: own, eliminated: 0n, group: own.reduce((sum, column) => sum + column.groupAmount, 0n) }]
  })
  return {
    ...balance,
    lines: kept,
    entities: balance.entities.filter((member) => member.entity === entity),
    unmatched: 0n,
    sum: kept.reduce((sum, line) => sum + line.group, 0n),
  }
}

function sumOf(some: readonly BalanceLine[], { entities }: TrialBalance): Sum {
  const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)
  return {
    entities: entities.map(({ entity }) => ({
      entity,
      groupAmount: total(
        some.flatMap((line) => line.entities.filter((column) => column.entity === entity).map((column) => column.groupAmount)),
      ),
    })),
    eliminated: total(some.map((line) => line.eliminated)),
    group: total(some.map((line) => line.group)),
  }
}
