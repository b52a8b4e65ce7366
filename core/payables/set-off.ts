import { command, put, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { openItems } from '../ledger/journal.ts'
import { Act, loadAct } from '../receivables/acting.ts'
import { actFaults, applyFaults, applyOne } from '../receivables/applying.ts'
import { anApplication } from '../receivables/receive.ts'
import { isSuppliers } from './paying.ts'

/** Sets a supplier's credit note, or what was paid in advance, off against what we owe. */
export const setOff = command({
  name: 'payables.setOff',
  zone: 'finance',
  permit: 'payables.pay',
  offline: 'never',
  input: shape({ /** The credit note or the advance. */ source: idOf('openItems'), day: aDay, applications: many(shape(anApplication), 200) }),
  output: shape({ journals: many(idOf('journals')) }),
  refusals: [...actFaults, ...applyFaults, 'receivables.nothingToApply'],
  load: async ({ source, day, applications }, read) => {
    const found = await read.some(openItems, [source, ...applications.map(({ openItem }) => openItem)].sort())
    const from = found.get(source)
    return { items: [...found.values()], act: from && (await loadAct(read, from.entity, day, ['settlement'])) }
  },
  decide: ({ source, day, applications }, { items, act: facts }, now) => {
    if (!facts) return refuse('receivables.unknownItem', { item: source })
    if (refused(facts)) return facts
    if (applications.length === 0) return refuse('receivables.nothingToApply', {})
    const act = new Act(facts, now, items)
    for (const { openItem, amount, from } of applications) {
      const fault = applyOne(act, source, openItem, { amount, from }, day, isSuppliers)
      if (fault) return fault
    }
    const { entity, number } = act.item(source)!
    return {
      result: { journals: act.journals.map((journal) => journal.id) },
      changes: [...act.changes(), tell('payables.setOff', { item: source, number, entity })],
    }
  },
}) // prettier-ignore

/** Says why an item is not to be paid: a dispute, a delivery that is not complete. Without a reason it is paid again. */
export const hold = command({
  name: 'payables.hold',
  zone: 'finance',
  permit: 'payables.write',
  offline: 'never',
  input: shape({ openItem: idOf('openItems'), reason: maybe(text) }),
  output: shape({ openItem: idOf('openItems'), onHold: maybe(text) }),
  refusals: ['payables.notOwed'],
  load: ({ openItem }, read) => read.get(openItems, openItem),
  decide: ({ openItem, reason }, item) => {
    if (!isSuppliers(item) || item.open === 0n) return refuse('payables.notOwed', { item: item?.number ?? openItem })
    const onHold = reason?.trim() || null
    const told = tell('payables.held', { item: item.id, number: item.number, entity: item.entity })
    return { result: { openItem: item.id, onHold }, changes: [put(openItems, { ...item, onHold }), told] }
  },
})
