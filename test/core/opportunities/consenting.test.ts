import fc from 'fast-check'
import { comparedAddress, consentState, standingWithdrawals, type Said } from '../../../core/opportunities/consenting.ts'

const given = (id: string, own = true): Said => ({ id, act: 'given', answers: null, own }) as unknown as Said
const withdrawn = (id: string, own = true): Said => ({ id, act: 'withdrawn', answers: null, own }) as unknown as Said
const back = (id: string, answers: string, own = true): Said => ({ id, act: 'given', answers, own }) as unknown as Said

describe('what was said of being contacted', () => {
  it.each([
    ['nothing', [], 'none'],
    ['yes', [given('a')], 'given'],
    ['no', [withdrawn('a')], 'withdrawn'],
    ['yes, then no', [given('a'), withdrawn('b')], 'withdrawn'],
    ['no, then a further yes', [withdrawn('a'), given('b')], 'withdrawn'],
    ['no, taken back', [withdrawn('a'), back('b', 'a')], 'given'],
    ['no twice, one taken back', [withdrawn('a'), withdrawn('b'), back('c', 'a')], 'withdrawn'],
    ['no twice, both taken back', [withdrawn('a'), withdrawn('b'), back('c', 'a'), back('d', 'b')], 'given'],
    ['no, taken back, and no again', [withdrawn('a'), back('b', 'a'), withdrawn('c')], 'withdrawn'],
    ['taken back before the no arrives', [back('b', 'a'), withdrawn('a')], 'given'],
    ['a yes of somebody with the same address', [given('a', false)], 'none'],
    ['a no of somebody with the same address', [given('a'), withdrawn('b', false)], 'withdrawn'],
    ['a no of somebody with the same address, which they took back', [withdrawn('b', false), back('c', 'b', false)], 'none'],
  ] as const)('%s', (_, said, state) => {
    expect(consentState(said)).toBe(state)
  })

  it.each([
    ['mail', ' Hannah.Moss@Kestrel.example ', null, 'hannah.moss@kestrel.example'],
    ['phone', null, '+44 (117) 496-0210', '+441174960210'],
    ['post', 'a@b.example', '+44', null],
    ['mail', null, '+44', null],
  ] as const)('addresses of %s are compared without capitals and signs', (channel, email, phone, compared) => {
    expect(comparedAddress(channel, { email, phone })).toBe(compared)
  })
})

/** Anything that may ever have been said: consents, withdrawals, and words that take back one of the withdrawals. */
const history = fc
  .array(fc.record({ act: fc.constantFrom('given', 'withdrawn', 'back'), own: fc.boolean(), of: fc.nat(100) }), { maxLength: 12 })
  .map((words) => {
    const no = words.flatMap(({ act }, i) => (act === 'withdrawn' ? [`e${i}`] : []))
    return words.map(({ act, own, of }, i): Said => {
      if (act === 'given' || (act === 'back' && no.length === 0)) return given(`e${i}`, own)
      return act === 'withdrawn' ? withdrawn(`e${i}`, own) : back(`e${i}`, no[of % no.length]!, own)
    })
  })
const shuffled = history.chain((said) =>
  fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length, maxLength: said.length })),
)

describe('whatever was said', () => {
  it('comes to the same in any order of arrival, and arriving twice', () => {
    fc.assert(
      fc.property(shuffled, ([said, arrived]) => {
        expect(consentState(arrived)).toBe(consentState(said))
        expect(consentState([...arrived, ...arrived])).toBe(consentState(said))
      }),
    )
  })
  it('is an opt-out while one withdrawal stands, whatever else there is', () => {
    fc.assert(
      fc.property(history, (said) => {
        const stands = said.some(({ id, act }) => act === 'withdrawn' && !said.some(({ answers }) => answers === id))
        expect(consentState(said) === 'withdrawn').toBe(stands)
        expect(standingWithdrawals(said).length > 0).toBe(stands)
      }),
    )
  })
  it('is an opt-out after a further withdrawal, which nothing said before can take back', () => {
    fc.assert(fc.property(history, fc.boolean(), (said, own) => expect(consentState([...said, withdrawn('late', own)])).toBe('withdrawn')))
  })
  it('stays an opt-out with any number of consents that take nothing back', () => {
    fc.assert(
      fc.property(history, fc.array(fc.boolean(), { maxLength: 5 }), (said, consents) => {
        const more = consents.map((own, i) => given(`more${i}`, own))
        if (consentState(said) === 'withdrawn') expect(consentState([...more, ...said, ...more])).toBe('withdrawn')
      }),
    )
  })
})
