import { isZone } from '../kernel/day.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { entities, groups, numberSeries } from './entity.ts'
import { longestNumber, numberingFault, isSalePaper } from './rules.ts'

type Entity = Row<typeof entities>

/** What documents and books already rest on. */
const settled = ['group', 'currency', 'fiscalYearStart', 'invoicePrefix', 'invoiceDigits'] as const

/** Founds a legal entity, or changes one. Whatever posted documents rest on stays as it was. */
export const saveEntity = command({
  name: 'entities.save',
  zone: 'setup',
  permit: 'entities.write',
  offline: 'never',
  input: entities.shape,
  output: entities.shape,
  refusals: [
    'entities.unknownGroup',
    'entities.badFiscalYear',
    'entities.badNumbering',
    'entities.badCountry',
    'entities.badLanguage',
    'entities.badZone',
    'entities.badPaymentDays',
    'entities.booksOpen',
  ],
  load: async (input, read) => ({
    present: await read.get(entities, input.code),
    group: await read.get(groups, input.group),
    series: await read.list(numberSeries, { where: { field: 'entity', is: 'equal', value: input.code }, limit: 100 }),
  }),
  decide: (input, { present, group, series }) => {
    if (!group) return refuse('entities.unknownGroup', { group: input.group })
    const fault = entityFault(input)
    if (fault) return fault
    if (present && series.some((s) => s.next > 1 && !isSalePaper(s.document))) {
      const changed = settled.find((field) => present[field] !== input[field])
      if (changed) return refuse('entities.booksOpen', { entity: input.code, field: changed })
    }
    return { result: input, changes: [put(entities, input), tell('entities.saved', { entity: input.code })] }
  },
})

type EntityFault =
  | 'entities.badFiscalYear'
  | 'entities.badNumbering'
  | 'entities.badCountry'
  | 'entities.badLanguage'
  | 'entities.badZone'
  | 'entities.badPaymentDays'

function entityFault(input: Entity): Refusal<EntityFault> | undefined {
  const { fiscalYearStart, country, language, culture, zone, paymentDays, invoicePrefix } = input
  if (fiscalYearStart < 1 || fiscalYearStart > 12) return refuse('entities.badFiscalYear', { month: `${fiscalYearStart}` })
  if (numberingFault(input)) return refuse('entities.badNumbering', { prefix: invoicePrefix, limit: `${longestNumber}` })
  if (!/^[A-Z]{2}$/.test(country)) return refuse('entities.badCountry', { country })
  if (!/^[a-z]{2,3}$/.test(language) || !/^[a-z]{2,3}(-[A-Z]{2})?$/.test(culture))
    return refuse('entities.badLanguage', { language, culture })
  if (!isZone(zone)) return refuse('entities.badZone', { zone })
  return paymentDays < 0 || paymentDays > 365 ? refuse('entities.badPaymentDays', { days: `${paymentDays}` }) : undefined
}
