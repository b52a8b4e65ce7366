import { bounded, extentOf, extents, type Bound } from '../../renderer/modules/people/reach.ts'

const bound = (permit: string, extent: Bound['extent'], entities: string[] | null = null): Bound => ({ permit, extent, entities })

describe('how far a module reaches, as the role editor says it', () => {
  it('begins with everything', () => {
    expect(extents[0]).toBe('all')
    expect(extentOf([], 'contracts')).toEqual({ extent: 'all', entities: null })
  })

  it('is the module’s own word, and else the word for everything', () => {
    const all = [bound('*', 'team'), bound('contracts.*', 'own'), bound('orders.write', 'own')]
    expect(extentOf(all, 'contracts').extent).toBe('own')
    expect(extentOf(all, 'orders').extent).toBe('team')
  })

  it('is said only where it says something', () => {
    expect(bounded([], 'contracts', 'own', null)).toEqual([bound('contracts.*', 'own')])
    expect(bounded([bound('contracts.*', 'own')], 'contracts', 'all', null)).toEqual([])
    // Beside a word for everything, everything has to be said.
    expect(bounded([bound('*', 'own')], 'contracts', 'all', null)).toEqual([bound('*', 'own'), bound('contracts.*', 'all')])
  })

  it('keeps legal entities for legal entities alone', () => {
    expect(bounded([], 'ledger', 'entities', ['NLDE'])).toEqual([bound('ledger.*', 'entities', ['NLDE'])])
    expect(bounded([], 'ledger', 'entities', null)).toEqual([bound('ledger.*', 'entities', [])])
    expect(bounded([bound('ledger.*', 'entities', ['NLDE'])], 'ledger', 'own', ['NLDE'])).toEqual([bound('ledger.*', 'own')])
  })
})
