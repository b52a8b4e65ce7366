import type { Now } from '../../../core/kernel/operation.ts'
import { firstStages, type Opportunity, type Stage } from '../../../core/opportunities/opportunity.ts'
import { won } from '../../../core/opportunities/win.ts'

const now = { at: '2026-11-30T09:00:00.000Z', today: '2026-11-30' } as unknown as Now
const opportunity = (more: Partial<Opportunity> = {}): Opportunity =>
  ({ id: 'o', stage: 'propose', outcome: 'open', probability: 50, lostReason: null, closedOn: null, contract: null, stageSince: '2026-11-01T00:00:00.000Z', ...more }) as Opportunity // prettier-ignore
const rowOf = (changes: ReturnType<typeof won>): Opportunity | undefined => {
  const [change] = changes
  return change?.does === 'put' ? (change.row as unknown as Opportunity) : undefined
}
const told = (changes: ReturnType<typeof won>) => changes.flatMap((change) => (change.does === 'tell' ? [change.event, change.about] : []))

describe('an opportunity whose order counts', () => {
  it.each(['qualify', 'negotiate'])('is won from %s, on the day of the acceptance', (stage) => {
    const changes = won({ opportunity: opportunity({ stage: stage as never }), stages: firstStages }, null, now)
    expect(rowOf(changes)).toMatchObject({
      stage: 'won', outcome: 'won', probability: 100, closedOn: '2026-11-30', stageSince: '2026-11-30T09:00:00.000Z', contract: null,
    }) // prettier-ignore
    expect(told(changes)).toEqual(['opportunities.moved', { opportunity: 'o', stage: 'won', outcome: 'won' }])
  })
  it('is won after all where it was given up, and the reason goes', () => {
    const given = opportunity({ stage: 'lost' as never, outcome: 'lost', probability: 0, lostReason: 'Price', closedOn: '2026-11-02' as never }) // prettier-ignore
    expect(rowOf(won({ opportunity: given, stages: firstStages }, null, now))).toMatchObject({ outcome: 'won', lostReason: null, closedOn: '2026-11-30' }) // prettier-ignore
  })
  it('names the contract once there is one, and keeps the stage, day and contract that people said', () => {
    const own = opportunity({ stage: 'signedOff' as never, outcome: 'won', probability: 100, closedOn: '2026-11-20' as never })
    const named = rowOf(won({ opportunity: own, stages: firstStages }, 'k' as never, now))
    expect(named).toEqual({ ...own, contract: 'k' })
    expect(won({ opportunity: { ...own, contract: 'theirs' as never }, stages: firstStages }, 'k' as never, now)).toEqual([])
    expect(won({ opportunity: own, stages: firstStages }, null, now)).toEqual([])
  })
  it('stands on the first stage in use that is won', () => {
    const stages: readonly Stage[] = [
      { ...firstStages[4]!, code: 'old' as never, rank: 1, active: false },
      { ...firstStages[4]!, code: 'ordered' as never, rank: 2 },
      { ...firstStages[4]!, code: 'paid' as never, rank: 3 },
    ]
    expect(rowOf(won({ opportunity: opportunity(), stages }, null, now))).toMatchObject({ stage: 'ordered' })
    expect(won({ opportunity: opportunity(), stages: stages.slice(0, 1) }, 'k' as never, now)).toEqual([])
  })
})
