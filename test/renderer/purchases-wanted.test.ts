import { parseDecimal } from '../../renderer/app/culture.ts'
import type { Cost } from '../../renderer/modules/purchases/types.ts'
import { draftOf, newDraft, wantedOf } from '../../renderer/modules/purchases/wanted.ts'

const cost: Cost = {
  id: 'c1', line: 'l1', lineNumber: 1, number: 1, item: 'Firewall pair', supplier: 's1', supplierName: 'Bastion', quantityRule: 'fixed', quantity: '1', currency: 'USD', unitCost: '5150',
  months: null, start: '2026-11-18', end: null, termEnd: null, noticeDays: null, state: 'planned', orderedOn: null, reference: null, changes: 0, addedBy: null,
} // prettier-ignore
const read = (...drafts: Parameters<typeof wantedOf>[0]) => wantedOf(drafts, (typed) => parseDecimal('de-DE', typed))

describe('a change order that is being written', () => {
  it('asks for nothing while everything is kept, or changed into what it is', () => {
    expect(read(draftOf(cost))).toEqual({ changes: [], unclear: false })
    expect(read({ ...draftOf(cost), does: 'change' })).toEqual({ changes: [], unclear: false })
  })
  it('names what is different only, in the culture in which it is typed', () =>
    expect(read({ ...draftOf(cost), does: 'change', supplier: 's2', currency: 'EUR', unitCost: '4.480,00' })).toEqual({
      changes: [{ does: 'change', costLine: 'c1', supplier: 's2', currency: 'EUR', unitCost: '4480.00' }],
      unclear: false,
    }))
  it('takes off', () => expect(read({ ...draftOf(cost), does: 'remove' }).changes).toEqual([{ does: 'remove', costLine: 'c1' }]))
  it('adds what is complete, and waits for what is not', () => {
    const fresh = { ...newDraft('2026-12-01'), item: ' Rack ', unitCost: '64', currency: 'GBP', months: '12' }
    expect(read(fresh).changes).toEqual([{ does: 'add', item: 'Rack', start: '2026-12-01', months: 12, currency: 'GBP', quantity: '1', unitCost: '64' }]) // prettier-ignore
    for (const more of [{ item: '' }, { unitCost: '' }, { unitCost: 'viel' }, { quantity: '' }, { months: '1,5' }])
      expect(read({ ...fresh, ...more }).unclear).toBe(true)
  })
})
