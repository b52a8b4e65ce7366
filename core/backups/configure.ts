import { command, put, query, tell, type Read } from '../kernel/operation.ts'
import { question, type Row } from '../kernel/record.ts'
import { assert, refuse } from '../kernel/refusal.ts'
import { choice, count, flag, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { backupPlans, thePlan } from './plan.ts'

/** The machine looks: is this a folder that backups can be written to, are these public keys. */
export const planChecked = question(
  'backups.planChecked',
  shape({ folder: text, recipients: many(text, 20) }),
  shape({
    fault: maybe(choice('noRecipient', 'notARecipient', 'mixedRecipients', 'noFolder', 'unwritable')),
    about: someData,
    recipients: many(text),
  }),
)

/** What the organisation has laid down for this machine: the folder, and who can always open backups. */
export const managedBackups = question('backups.managed', shape({}), shape({ folder: maybe(text), recipients: many(text) }))

const codes = {
  noRecipient: 'backups.noRecipient',
  notARecipient: 'backups.notARecipient',
  mixedRecipients: 'backups.mixedRecipients',
  noFolder: 'backups.noFolder',
  unwritable: 'backups.unwritable',
} as const
/** A year. */
const longest = 8_784
const mostKept = 1_000

/** Says when backups are written, where to and for whom. */
export const configureBackups = command({
  name: 'backups.configure',
  zone: 'setup',
  permit: 'backups.manage',
  offline: 'never',
  input: shape({
    active: flag,
    folder: text,
    recipients: many(text, 20),
    everyHours: count,
    keptDays: count,
    keptWeeks: count,
    keptMonths: count,
  }),
  output: backupPlans.shape,
  refusals: [
    'backups.noRecipient', 'backups.notARecipient', 'backups.mixedRecipients', 'backups.noFolder', 'backups.unwritable', 'backups.everyHours', 'backups.keepsNothing', 'backups.managedFolder',
  ], // prettier-ignore
  load: async ({ folder, recipients }, read: Read) => {
    const [managed] = await read.ask(managedBackups, {})
    const [checked] = await read.ask(planChecked, { folder, recipients })
    return { managed, checked }
  },
  decide: (input, { managed, checked }, now) => {
    if (managed?.folder && input.folder !== managed.folder) return refuse('backups.managedFolder', { folder: managed.folder })
    assert(checked, 'what the machine says of the plan')
    if (checked.fault) return refuse(codes[checked.fault], checked.about as Readonly<Record<string, string>>)
    if (input.everyHours < 1 || input.everyHours > longest) return refuse('backups.everyHours', { most: String(longest) })
    const { keptDays, keptWeeks, keptMonths } = input
    if ([keptDays, keptWeeks, keptMonths].some((many) => many < 0 || many > mostKept) || keptDays + keptWeeks + keptMonths === 0) return refuse('backups.keepsNothing', { most: String(mostKept) }) // prettier-ignore
    const plan: Row<typeof backupPlans> = {
      ...input,
      plan: thePlan,
      recipients: checked.recipients,
      changedAt: now.at,
      changedBy: now.caller.name,
    }
    const told = tell('backups.configured', { folder: input.folder, active: String(input.active), everyHours: String(input.everyHours) })
    return { result: plan, changes: [put(backupPlans, plan), told] }
  },
})

/** The plan as it stands; a house that has said nothing has none. */
export const planOf = (read: Read): Promise<Row<typeof backupPlans> | undefined> => read.get(backupPlans, thePlan)

export const readPlan = query({
  name: 'backups.plan',
  zone: 'setup',
  permit: 'backups.manage',
  input: shape({}),
  output: shape({
    plan: maybe(backupPlans.shape),
    /** Laid down by the organisation: nobody changes it here. */
    managedFolder: maybe(text),
    managedRecipients: many(text),
  }),
  ask: async (_input, read) => {
    const [managed] = await read.ask(managedBackups, {})
    return { plan: (await planOf(read)) ?? null, managedFolder: managed?.folder ?? null, managedRecipients: managed?.recipients ?? [] }
  },
})
