import fc from 'fast-check'
import { askApprovals, stateOfApprovals, type Approval, type Wanted } from '../../../core/approvals/asking.ts'
import { approvalKinds } from '../../../core/approvals/kinds.ts'
import { amount, discount, events, nowOf, offList, stored, subject } from './asked.ts'

const amelia = nowOf('amelia')
const grace = (state: 'approved' | 'declined' | 'withdrawn', rows: readonly Approval[]): Approval[] =>
  rows.map((row) => (row.state === 'open' ? { ...row, state, decidedAt: amelia.at, decidedBy: 'grace', note: 'seen' } : row))
const ask = (wanted: readonly Wanted[], before: readonly Approval[] = [], more: object = {}, now = amelia) => {
  const changes = askApprovals(subject(more), wanted, before, now)
  return { changes, rows: stored(before, changes) }
}
const standing = (rows: readonly Approval[]) => rows.filter((row) => row.current).map((row) => [row.kind, row.state])

describe('asking', () => {
  it('asks each kind once, with the figures that limits are compared with', () => {
    const { rows, changes } = ask([discount(), offList])
    expect(standing(rows)).toEqual([['orders.discount', 'open'], ['orders.offList', 'open']]) // prettier-ignore
    expect(rows[0]).toMatchObject({ currency: 'GBP', amount: 640_000n, groupAmount: 640_000n, askedBy: 'amelia', askers: ['amelia'], subject: 'K7-000123, Zenith Legal' }) // prettier-ignore
    expect(events(changes)).toEqual(['approvals.asked', 'approvals.asked'])
  })
  it('a figure of its own stands before the worth of the subject, and takes no group amount from it', () => {
    const [row] = ask([discount('15', { amount: amount('96000 EUR') })]).rows
    expect(row).toMatchObject({ currency: 'EUR', amount: 96_000n, groupCurrency: null, groupAmount: null })
  })
  it('asks nothing twice', () => {
    const first = ask([discount(), offList]).rows
    expect(ask([discount(), offList], first).changes).toEqual([])
    expect(ask([discount(), offList], grace('approved', first)).changes).toEqual([])
    expect(ask([discount(), offList], grace('declined', first)).changes).toEqual([])
  })
  it('figures that move by themselves ask nothing again', () => {
    const first = grace('approved', ask([discount('15')]).rows)
    expect(ask([discount('16')], first, { worth: amount('650000 GBP') }).changes).toEqual([])
  })
  it.each(['open', 'approved', 'declined'] as const)('what was %s is asked again when the subject changes, under another id', (state) => {
    const first = ask([discount()]).rows
    const before = state === 'open' ? first : grace(state, first)
    const { rows, changes } = ask([discount('40')], before, { version: 'v2' })
    expect(rows.map((row) => [row.state, row.current])).toEqual([[state === 'open' ? 'withdrawn' : state, false], ['open', true]]) // prettier-ignore
    expect(rows[1]!.id).not.toBe(rows[0]!.id)
    expect(events(changes)).toEqual(['approvals.asked'])
  })
  it('another reason of the same kind is another question', () => {
    const first = grace('approved', ask([discount()]).rows)
    expect(standing(ask([discount('15', { reasons: [...discount().reasons, ...offList.reasons] })], first).rows)).toEqual([['orders.discount', 'open']]) // prettier-ignore
  })
  it('a reason that is gone is withdrawn; what was decided stays decided and counts no longer', () => {
    const first = ask([discount(), offList]).rows
    const gone = ask([offList], first)
    expect(standing(gone.rows)).toEqual([['orders.offList', 'open']])
    expect(gone.rows[0]).toMatchObject({ state: 'withdrawn', current: false, decidedBy: null })
    expect(events(gone.changes)).toEqual(['approvals.withdrawn'])
    const decided = ask([], grace('approved', first))
    expect(decided.rows.map((row) => [row.state, row.current, row.note])).toEqual([['approved', false, 'seen'], ['approved', false, 'seen']]) // prettier-ignore
    expect(events(decided.changes)).toEqual([])
  })
  it('what was taken back is asked again with the next call', () => {
    const taken = grace('withdrawn', ask([discount()]).rows)
    expect(standing(taken)).toEqual([['orders.discount', 'withdrawn']])
    expect(standing(ask([discount()], taken).rows)).toEqual([['orders.discount', 'open']])
  })
  it('everyone who worked on it stays an asker', () => {
    const first = ask([discount()]).rows
    const again = ask([discount('40')], first, { version: 'v2' }, nowOf('grace')).rows
    expect(again[1]).toMatchObject({ askedBy: 'grace', askers: ['amelia', 'grace'] })
  })
  it('looks at nothing of another subject', () => {
    const other = ask([discount()], [], { row: 'order-2' }).rows
    expect(standing(ask([discount()], other).rows)).toEqual([['orders.discount', 'open'], ['orders.discount', 'open']]) // prettier-ignore
    expect(ask([], other).changes).toEqual([])
    expect(ask([], ask([discount()], [], { record: 'quotes' }).rows).changes).toEqual([])
  })
})

describe('where a subject stands', () => {
  const row = (state: Approval['state'], current = true) => ({ state, current }) as Approval
  it.each([
    [[], 'none'],
    [[row('open')], 'open'],
    [[row('approved')], 'approved'],
    [[row('approved'), row('open')], 'open'],
    [[row('open'), row('declined'), row('approved')], 'declined'],
    [[row('approved'), row('withdrawn')], 'declined'],
    [[row('declined', false), row('approved')], 'approved'],
    [[row('approved', false)], 'none'],
  ] as const)('%j is %s', (list, expected) => expect(stateOfApprovals(list)).toBe(expected))
})

describe('any row of questions and answers', () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant('ask' as const), kinds: fc.uniqueArray(fc.constantFrom(...approvalKinds.slice(0, 4)), { maxLength: 4 }), version: fc.constantFrom('v1', 'v2') }), // prettier-ignore
      fc.record({ act: fc.constantFrom('approved' as const, 'declined' as const, 'withdrawn' as const) }),
    ),
    { maxLength: 12 },
  )
  it('each wanted kind stands exactly once, and an approval holds for what was seen', () => {
    fc.assert(
      fc.property(acts, (list) => {
        let rows: Approval[] = []
        for (const one of list) {
          if (one.act !== 'ask') {
            rows = grace(one.act, rows)
            continue
          }
          const wanted = one.kinds.map((kind): Wanted => ({ ...offList, kind }))
          const before = new Map(rows.map((row) => [row.id as string, row]))
          rows = ask(wanted, rows, { version: one.version }).rows
          const now = rows.filter((row) => row.current)
          expect(now.map((row) => row.kind).toSorted()).toEqual(one.kinds.toSorted())
          // Nothing that anybody decided is rewritten, and nothing becomes approved by asking.
          for (const [id, was] of before) if (was.state !== 'open') expect({ ...rows.find((row) => row.id === id), current: was.current }).toEqual(was) // prettier-ignore
          expect(now.filter((row) => row.state === 'approved').every((row) => before.get(row.id)?.state === 'approved')).toBe(true)
          expect(ask(wanted, rows, { version: one.version }).changes).toEqual([])
        }
      }),
    )
  })
})
