import { allPermits, modules, operations } from '../../../core/harmony.ts'
import { loginOf, passwordFault } from '../../../core/people/access.ts'
import { covers, expandPermits, isKnownEntry } from '../../../core/people/permits.ts'
import { administratorRole, firstRoles } from '../../../core/people/roles.ts'

describe('permits', () => {
  it.each([
    ['*', 'billing.post', true],
    ['billing.*', 'billing.post', true],
    ['billing.*', 'billings.post', false],
    ['*.read', 'ledger.read', true],
    ['*.read', 'ledger.readAll', false],
    ['billing.post', 'billing.post', true],
    ['billing.post', 'billing.postAll', false],
    ['billing', 'billing.post', false],
    ['', 'billing.post', false],
  ])('%s covers %s: %s', (entry, permit, answer) => {
    expect(covers(entry, permit)).toBe(answer)
  })

  it('opens nothing that no operation knows', () => {
    expect([...expandPermits(['*.read', 'gone.write', 'a.*'], ['a.read', 'a.write', 'b.read'])].sort()).toEqual([
      'a.read',
      'a.write',
      'b.read',
    ])
    expect(isKnownEntry('gone.*', ['a.read'])).toBe(false)
  })
})

describe('the first roles', () => {
  it('have codes of their own and open something each', () => {
    expect(new Set(firstRoles.map((role) => role.code)).size).toBe(firstRoles.length)
    for (const role of firstRoles) expect(expandPermits(role.permits, allPermits).size).toBeGreaterThan(0)
  })
  it('only the administrator may do everything, and only administrators change people', () => {
    for (const role of firstRoles) {
      const permits = expandPermits(role.permits, allPermits)
      expect(permits.size === allPermits.length).toBe(role.code === administratorRole)
      expect(permits.has('people.write')).toBe(role.code === administratorRole)
    }
  })
  it('an auditor changes nothing', () => {
    const permits = expandPermits(firstRoles.find((role) => role.code === 'auditor')!.permits, allPermits)
    for (const permit of permits) expect(permit).toMatch(/\.(read|see[A-Z]\w+)$/)
  })
  it('only finance posts', () => {
    const posting = firstRoles.filter((role) => expandPermits(role.permits, allPermits).has('billing.post')).map((role) => role.code)
    expect(posting).toEqual(['administrator', 'finance-controller'])
  })
})

describe('role by operation: who may do what', () => {
  it('every permit that an operation asks for is declared by its module', () => {
    for (const operation of operations.values()) {
      if (operation.permit === null || operation.permit === 'public') continue
      const home = modules.find((module) => module.name === operation.permit!.split('.')[0])
      expect([operation.name, home?.permits.includes(operation.permit)]).toEqual([operation.name, true])
    }
  })
  it('public operations are the few that come before signing in', () => {
    const open = [...operations.values()].filter((operation) => operation.permit === 'public').map((operation) => operation.name)
    expect(open.sort()).toEqual([
      'people.demoPeople',
      'people.setUp',
      'people.signIn',
      'people.signInAs',
      'people.signInWays',
      'people.signInWith',
      // A customer who was given a link, a laptop that was given a code.
      'signing.linkFile',
      'signing.openLink',
      'signing.printByLink',
      'signing.signByLink',
      'sync.enrol',
    ])
  })
})

describe('passwords', () => {
  it.each([
    ['short', 'anna', 'people.passwordTooShort'],
    ['elevenchars', 'anna', 'people.passwordTooShort'],
    ['correct horse', 'anna', undefined],
    ['größere Pässe', 'anna', undefined],
    ['aaaaaaaaaaaaaaaa', 'anna', 'people.passwordTooEasy'],
    ['abababababababab', 'anna', 'people.passwordTooEasy'],
    ['my name is Anna', 'anna', 'people.passwordTooEasy'],
    ['this has an i in it', 'i', undefined],
    ['🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎🐎', 'anna', 'people.passwordTooEasy'],
  ])('%s of %s: %s', (password, login, fault) => {
    expect(passwordFault(password, login)).toBe(fault)
  })
  it('every operation that takes one says that it is secret', () => {
    for (const operation of operations.values()) {
      const names = Object.keys(operation.input.fields).filter((name) => /password|secret|present/i.test(name))
      expect([operation.name, names.filter((name) => !operation.secrets?.includes(name))]).toEqual([operation.name, []])
    }
  })
})

describe('logins', () => {
  it.each([
    [' Anna.Berg ', 'anna.berg'],
    ['ÅSA', 'åsa'],
    ['A\u030asa', 'åsa'],
  ])('%j is %s', (typed, login) => {
    expect(loginOf(typed)).toBe(login)
  })
})
