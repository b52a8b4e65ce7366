import { decimalText } from '../kernel/decimal.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, codeOf, flag, maybe, shape, text } from '../kernel/shape.ts'
import { latestByMonth, valueFault, valueFaults, valueRow, valuesOf } from './recording.ts'
import { indexSeries, indexValues } from './series.ts'

/** Records what an index stood at in a month. A value that is there already is not changed: the new one becomes its next version. */
export const recordValue = command({
  name: 'indexation.recordValue',
  zone: 'finance',
  permit: 'indexation.write',
  offline: 'never',
  input: shape({
    index: codeOf('indexSeries'),
    month: text,
    value: aDecimal,
    published: aDay,
    /** The person has seen that the value is unusual and means it. */
    checked: maybe(flag),
  }),
  output: indexValues.shape,
  refusals: ['indexation.unknownIndex', 'indexation.unchangedValue', ...valueFaults],
  load: async ({ index }, read) => ({ series: await read.get(indexSeries, index), values: await valuesOf(read, index) }),
  decide: ({ index, checked, ...next }, { series, values }, now) => {
    if (!series) return refuse('indexation.unknownIndex', { index })
    const latest = latestByMonth(values)
    const known = new Map([...latest].map(([of, { value }]) => [of, value]))
    const fault = valueFault(index, next, known, now.today, checked ?? false)
    if (fault) return fault
    const row = valueRow(index, next, latest.get(next.month), now)
    if (!row) return refuse('indexation.unchangedValue', { index, month: next.month, value: decimalText(next.value) })
    return { result: row, changes: [add(indexValues, row), tell('indexation.valuesRecorded', { index, count: '1' })] }
  },
})
