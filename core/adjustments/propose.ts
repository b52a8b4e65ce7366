import { entities } from '../entities/entity.ts'
import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aCurrency, aDay, aFile, codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { adjustments, adjustmentTemplates, aLine, mostFiles, mostLines, type Adjustment } from './adjustment.ts'
import { faultOf, lineFaults, nextFirst } from './rules.ts'

const content = { entity: codeOf('entities'), currency: aCurrency, reason: text, lines: many(aLine, mostLines) }

/** Writes a journal by hand down for somebody else to agree to. Nothing is posted yet. */
export const propose = command({
  name: 'adjustments.propose',
  zone: 'finance',
  permit: 'adjustments.write',
  offline: 'never',
  input: shape({
    ...content,
    postedOn: aDay,
    /** Taken back on the first of the next month by itself. */
    autoReverse: flag,
    repeatsUntil: maybe(text),
    template: maybe(codeOf('adjustmentTemplates')),
    files: maybe(many(aFile, mostFiles)),
  }),
  output: adjustments.shape,
  refusals: ['adjustments.unknownEntity', 'adjustments.unknownTemplate', ...lineFaults],
  load: async (input, read) => ({
    entity: await read.get(entities, input.entity),
    template: input.template === null ? null : await read.get(adjustmentTemplates, input.template),
    known: await read.some(accounts, [...new Set(input.lines.map(({ account }) => account as string))].sort()),
  }),
  decide: ({ autoReverse, files, ...input }, { entity, template, known }, now) => {
    if (!entity) return refuse('adjustments.unknownEntity', { entity: input.entity })
    if (template === undefined) return refuse('adjustments.unknownTemplate', { template: input.template ?? '' })
    const row: Adjustment = {
      ...input, id: now.newId() as Adjustment['id'], reversesOn: autoReverse ? nextFirst(input.postedOn) : null, repeats: null, files: files ?? [], state: 'proposed', proposedBy: now.caller.user,
      proposedAt: now.at, decidedBy: null, decidedAt: null, said: null, journal: null, reversal: null,
    } // prettier-ignore
    const fault = faultOf(row, known)
    if (fault) return fault
    return { result: row, changes: [add(adjustments, row), tell('adjustments.proposed', { adjustment: row.id, entity: row.entity })] }
  },
})

/** Takes back what was proposed and nobody has decided. */
export const withdraw = command({
  name: 'adjustments.withdraw',
  zone: 'finance',
  permit: 'adjustments.write',
  offline: 'never',
  input: shape({ adjustment: idOf('adjustments') }),
  output: adjustments.shape,
  refusals: ['adjustments.unknown', 'adjustments.decided', 'adjustments.notYours'],
  load: (input, read) => read.get(adjustments, input.adjustment),
  decide: ({ adjustment }, row, now) => {
    if (!row) return refuse('adjustments.unknown', { adjustment })
    if (row.state !== 'proposed') return refuse('adjustments.decided', { state: row.state })
    if (row.proposedBy !== now.caller.user) return refuse('adjustments.notYours', {})
    const after: Adjustment = { ...row, state: 'withdrawn' }
    return { result: after, changes: [put(adjustments, after), tell('adjustments.withdrawn', { adjustment, entity: row.entity })] }
  },
})

/** Keeps lines that are written again and again under a name. */
export const saveTemplate = command({
  name: 'adjustments.saveTemplate',
  zone: 'finance',
  permit: 'adjustments.write',
  offline: 'never',
  input: shape({ ...content, code: codeOf('adjustmentTemplates'), name: text, autoReverse: flag }),
  output: adjustmentTemplates.shape,
  refusals: ['adjustments.unknownEntity', ...lineFaults],
  load: async (input, read) => ({
    entity: await read.get(entities, input.entity),
    known: await read.some(accounts, [...new Set(input.lines.map(({ account }) => account as string))].sort()),
  }),
  decide: (input, { entity, known }) => {
    if (!entity) return refuse('adjustments.unknownEntity', { entity: input.entity })
    const fault = faultOf({ ...input, repeatsUntil: null, postedOn: '2000-01-01' as Adjustment['postedOn'] }, known)
    if (fault) return fault
    return { result: input, changes: [put(adjustmentTemplates, input), tell('adjustments.templateSaved', { template: input.code })] }
  },
})
