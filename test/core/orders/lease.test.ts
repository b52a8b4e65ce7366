import type { Instant } from '../../../core/kernel/day.ts'
import { lateSteps } from '../../../core/orders/lease.ts'

const at = (text: string): Instant => text as Instant

describe('what is captured on an old copy', () => {
  const met = at('2026-11-01T08:00:00.000Z')
  const until = at('2026-11-15T08:00:00.000Z')
  it.each([
    ['2026-11-01T08:00:00.000Z', null],
    ['2026-11-15T08:00:00.000Z', null],
    ['2026-11-15T08:00:01.000Z', '14'],
    ['2026-11-21T07:59:59.000Z', '19'],
    ['2026-11-21T08:00:00.000Z', '20'],
    // A clock that was set back says nothing.
    ['2026-10-01T08:00:00.000Z', null],
  ])('at %s: %s days', (moment, days) => {
    const steps = lateSteps({ met, until, at: at(moment) })
    if (days === null) return expect(steps).toEqual([])
    expect(steps).toMatchObject([
      {
        say: 'approvals.why.leaseExpired',
        values: [
          { name: 'days', value: days },
          { name: 'limit', value: '14' },
        ],
      },
    ])
  })
})
