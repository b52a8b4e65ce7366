import { groupsOf, type By } from '../../renderer/modules/approvals/grouping.ts'
import type { Approval } from '../../renderer/modules/approvals/types.ts'

const row = (id: string, days: number, kind: string, state: Approval['state'] = 'open') => ({ id, days, kind, state }) as Approval

describe('groups of approvals', () => {
  const shown = (by: By, ...rows: Approval[]) => groupsOf(rows, by).map((group) => [group.word, ...group.rows.map((one) => one.id)])
  it('by age, the longest waiting first', () =>
    expect(shown('age', row('a', 0, 'x'), row('b', 1, 'x'), row('c', 2, 'x'), row('d', 6, 'x'), row('e', 7, 'x'))).toEqual([
      ['approvals.ui.age.week', 'e'],
      ['approvals.ui.age.days', 'c', 'd'],
      ['approvals.ui.age.fresh', 'a', 'b'],
    ]))
  it('what is decided stands by its answer, after what is open', () =>
    expect(
      shown('age', row('a', 9, 'x', 'approved'), row('b', 9, 'x', 'declined'), row('c', 0, 'x'), row('d', 0, 'x', 'withdrawn')),
    ).toEqual([
      ['approvals.ui.age.fresh', 'c'],
      ['choice.state.withdrawn', 'd'],
      ['choice.state.declined', 'b'],
      ['choice.state.approved', 'a'],
    ]))
  it('by kind, each in the order it came', () =>
    expect(shown('kind', row('a', 0, 'orders.margin'), row('b', 9, 'orders.discount'), row('c', 0, 'orders.margin'))).toEqual([
      ['approvals.kind.orders.discount', 'b'],
      ['approvals.kind.orders.margin', 'a', 'c'],
    ]))
  it('of nothing there are none', () => expect(shown('age')).toEqual([]))
})
