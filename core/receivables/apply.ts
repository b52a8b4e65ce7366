import { command, tell, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, many, shape } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { Act, loadAct } from './acting.ts'
import { actFaults, applyFaults, applyOne } from './applying.ts'
import { anApplication } from './receive.ts'

/** Applies money that waits, or a credit note, to what a customer owes. */
export const apply = command({
  name: 'receivables.apply',
  zone: 'finance',
  permit: 'receivables.write',
  offline: 'never',
  input: shape({ /** The money that waits, or the credit note. */ source: idOf('openItems'), day: aDay, applications: many(shape(anApplication), 200) }),
  output: shape({ journals: many(idOf('journals')) }),
  refusals: [...actFaults, ...applyFaults, 'receivables.nothingToApply'],
  load: async ({ source, day, applications }, read: Read) => {
    const found = await read.some(openItems, [source, ...applications.map(({ openItem }) => openItem)])
    const from = found.get(source)
    return { items: [...found.values()], act: from && (await loadAct(read, from.entity, day, ['settlement'])) }
  },
  decide: ({ source, day, applications }, { items, act: facts }, now) => {
    if (!facts) return refuse('receivables.unknownItem', { item: source })
    if (refused(facts)) return facts
    if (applications.length === 0) return refuse('receivables.nothingToApply', {})
    const act = new Act(facts, now, items)
    for (const { openItem, amount, from } of applications) {
      const fault = applyOne(act, source, openItem, { amount, from }, day)
      if (fault) return fault
    }
    const { entity, number } = act.item(source)!
    return {
      result: { journals: act.journals.map((journal) => journal.id) },
      changes: [...act.changes(), tell('receivables.applied', { item: source, number, entity })],
    }
  },
}) // prettier-ignore
