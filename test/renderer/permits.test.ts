import { covered, switched, widened } from '../../renderer/modules/people/permits.ts'

const known = ['billing.read', 'billing.post', 'billing.propose', 'rates.read', 'rates.write']

describe('the checklist of a role', () => {
  it.each([
    ['everything', ['*'], 'billing.post', true],
    ['a module', ['billing.*'], 'billing.post', true],
    ['another module', ['billing.*'], 'rates.write', false],
    ['the reading of everything', ['*.read'], 'rates.read', true],
    ['only the reading of everything', ['*.read'], 'rates.write', false],
    ['itself', ['rates.write'], 'rates.write', true],
    ['nothing', [], 'rates.write', false],
  ])('%s', (_what, entries, permit, held) => expect(covered(entries, permit)).toBe(held))

  it.each([
    ['adds one', ['rates.read'], 'billing.post', true, ['rates.read', 'billing.post']],
    ['adds none that a wider entry holds', ['billing.*'], 'billing.post', true, ['billing.*']],
    ['takes one away', ['rates.read', 'billing.post'], 'billing.post', false, ['rates.read']],
    ['takes one out of a module', ['billing.*'], 'billing.post', false, ['billing.read', 'billing.propose']],
    ['takes one out of everything', ['*'], 'rates.write', false, ['billing.read', 'billing.post', 'billing.propose', 'rates.read']],
    ['leaves what another wide entry holds', ['*.read', 'billing.*'], 'billing.post', false, ['*.read', 'billing.propose']],
  ])('%s', (_what, entries, permit, on, expected) => expect(switched(entries, permit, on, known)).toEqual(expected))

  it('holds single rights within a wide one', () => {
    expect(widened(['billing.post', 'rates.read'], 'billing.*', true)).toEqual(['rates.read', 'billing.*'])
    expect(widened(['rates.read', 'billing.*'], 'billing.*', false)).toEqual(['rates.read'])
  })
})
