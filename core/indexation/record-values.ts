import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, codeOf, count, flag, longText, maybe, shape } from '../kernel/shape.ts'
import { readPasted } from './pasted.ts'
import { latestByMonth, valueFault, valueFaults, valueRow, valuesOf } from './recording.ts'
import { indexSeries, indexValues, type IndexValue } from './series.ts'

/** Records many values of an index at once, as they are copied from its publisher: all of them or none. */
export const recordValues = command({
  name: 'indexation.recordValues',
  zone: 'finance',
  permit: 'indexation.write',
  offline: 'never',
  input: shape({
    index: codeOf('indexSeries'),
    /** A line each: month, value and, where it is known, the day of publication. */
    pasted: longText,
    /** Of the lines that name none; left out, today: that is when we learned of them. */
    published: maybe(aDay),
    checked: maybe(flag),
  }),
  output: shape({ recorded: count, replaced: count, unchanged: count }),
  refusals: ['indexation.unknownIndex', 'indexation.badLine', 'indexation.monthTwice', 'indexation.nothingPasted', ...valueFaults],
  load: async ({ index }, read) => ({ series: await read.get(indexSeries, index), values: await valuesOf(read, index) }),
  decide: ({ index, pasted, published, checked }, { series, values }, now) => {
    if (!series) return refuse('indexation.unknownIndex', { index })
    const read = readPasted(pasted)
    if (read.bad) return refuse('indexation.badLine', { line: `${read.bad.line}`, text: read.bad.text })
    if (read.values.length === 0) return refuse('indexation.nothingPasted')
    const latest = latestByMonth(values)
    const known = new Map([...latest].map(([of, { value }]) => [of, value]))
    const seen = new Set<string>()
    const rows: IndexValue[] = []
    for (const one of [...read.values].sort((a, b) => (a.month < b.month ? -1 : 1))) {
      if (seen.has(one.month)) return refuse('indexation.monthTwice', { month: one.month })
      seen.add(one.month)
      const next = { month: one.month, value: one.value, published: one.published ?? published ?? now.today }
      const fault = valueFault(index, next, known, now.today, checked ?? false)
      if (fault) return fault
      known.set(one.month, one.value)
      const row = valueRow(index, next, latest.get(one.month), now)
      if (row) rows.push(row)
    }
    const replaced = rows.filter((row) => row.version > 1).length
    return {
      result: { recorded: rows.length - replaced, replaced, unchanged: read.values.length - rows.length },
      changes: [
        ...rows.map((row) => add(indexValues, row)),
        ...(rows.length > 0 ? [tell('indexation.valuesRecorded', { index, count: `${rows.length}` })] : []),
      ],
    }
  },
})
