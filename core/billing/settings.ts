import { exactly } from '../kernel/decimal.ts'
import { command, put, query, tell, type Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDecimal, choice, codeOf, count, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { creditNumbering, longestNumber, numberingFault } from '../entities/rules.ts'

/** How a legal entity reviews and posts what is billed. */
export const billingSettings = record(
  'billingSettings',
  shape({
    entity: codeOf('entities'),
    /** People who must approve before anything is posted; whoever proposed does not count. */
    approvals: count,
    /** Change against the last charge of a line, in per cent, beyond which somebody should look at what is proposed from now on. */
    changeThreshold: aDecimal,
    /** `omit`: an invoice on which every amount is zero is not issued. */
    zero: choice('show', 'omit'),
    /** Prefix of credit note numbers; `null`: made from that of the invoices. */
    creditPrefix: maybe(text),
  }),
  { key: 'entity', entityField: 'entity' },
)
export type BillingSettings = Row<typeof billingSettings>

export const mostApprovals = 3
export const usualSettings = (entity: Code<'entities'>): BillingSettings => ({
  entity,
  approvals: 0,
  changeThreshold: exactly('10'),
  zero: 'show',
  creditPrefix: null,
})
export const settingsOf = async (read: Read, entity: Code<'entities'>): Promise<BillingSettings> =>
  (await read.get(billingSettings, entity)) ?? usualSettings(entity)

/** How an entity reviews its billing: what was set, else what is usual. */
export const getSettings = query({
  name: 'billing.settings',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ entity: codeOf('entities') }),
  output: billingSettings.shape,
  refusals: ['billing.unknownEntity'],
  ask: async ({ entity }, read) =>
    (await read.get(entities, entity)) ? settingsOf(read, entity) : refuse('billing.unknownEntity', { entity }),
})

/** Sets how an entity reviews its billing. Open proposals need as many approvals at once; what they show as changed is by the threshold that they were proposed with. */
export const saveSettings = command({
  name: 'billing.saveSettings',
  zone: 'finance',
  permit: 'billing.post',
  offline: 'never',
  input: billingSettings.shape,
  output: billingSettings.shape,
  refusals: ['billing.unknownEntity', 'billing.badApprovals', 'billing.badThreshold', 'billing.badCreditPrefix'],
  load: async ({ entity }, read) => ({ entity: await read.get(entities, entity), before: await read.get(billingSettings, entity) }),
  decide: (input, { entity }) => {
    if (!entity) return refuse('billing.unknownEntity', { entity: input.entity })
    const { approvals, changeThreshold, creditPrefix } = input
    if (approvals < 0 || approvals > mostApprovals)
      return refuse('billing.badApprovals', { approvals: `${approvals}`, limit: `${mostApprovals}` })
    if (changeThreshold.lt(0) || changeThreshold.gt(1000)) return refuse('billing.badThreshold', { threshold: changeThreshold.toString() })
    const numbering = creditNumbering(entity, creditPrefix)
    if (numberingFault({ ...entity, ...numbering }) || numbering.invoicePrefix === entity.invoicePrefix)
      return refuse('billing.badCreditPrefix', { prefix: numbering.invoicePrefix, limit: `${longestNumber}` })
    return { result: input, changes: [put(billingSettings, input), tell('billing.settingsSaved', { entity: input.entity })] }
  },
})
