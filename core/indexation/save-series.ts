import { isTextByLanguage } from '../kernel/by-language.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { indexSeries } from './series.ts'

/** Names an index that prices may follow, or changes how it is called. */
export const saveSeries = command({
  name: 'indexation.saveSeries',
  zone: 'finance',
  permit: 'indexation.write',
  offline: 'never',
  input: indexSeries.shape,
  output: indexSeries.shape,
  refusals: ['indexation.badNames'],
  load: ({ code }, read) => read.get(indexSeries, code),
  decide: (input) => {
    if (!isTextByLanguage(input.names) || input.names['en'] === undefined) return refuse('indexation.badNames', { index: input.code })
    return { result: input, changes: [put(indexSeries, input), tell('indexation.seriesSaved', { index: input.code })] }
  },
})
