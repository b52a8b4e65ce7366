import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** The group in dollars from December 2026 on: proposed, proved, agreed to by another, and no posted line changed. */
describe.each(stores)('another currency of the group, on %s', (dialect) => {
  let house: House
  let proposed: any
  const asked = {
    currency: 'USD',
    from: '2026-12-01',
    resultType: 'average',
    standingType: 'closing',
    reason: 'The owner reports in dollars',
  }
  const who = new Map<string, Pick<House, 'do' | 'refused'>>()
  beforeAll(async () => {
    house = await freshHouse(dialect, 'retranslation')
    await house.do('demo.seed')
    for (const name of ['grace.patel', 'it.admin']) who.set(name, await house.as(name))
    for (const [entity, currency, amount] of [
      ['NLUK', 'USD', '100000'],
      ['NLDE', 'EUR', '33333'],
      ['NLIN', 'INR', '9999999'],
      ['NLDE', 'GBP', '777'],
    ] as const) {
      const lines = [
        { account: '1200', amount },
        { account: '4300', amount: `-${amount}` },
      ]
      const { id } = await who.get('grace.patel')!.do('adjustments.propose', { entity, postedOn: '2026-11-16', currency, reason: 'Opening of the test', autoReverse: false, lines }) // prettier-ignore
      await who.get('it.admin')!.do('adjustments.decide', { adjustment: id, approve: true })
    }
  }, 120_000)
  afterAll(() => house?.close())
  const [grace, admin] = [() => who.get('grace.patel')!, () => who.get('it.admin')!]
  const balance = (currency: string | null, view = 'transacted', period = '2026-11') => house.do('consolidation.trialBalance', { period, view, currency }) // prettier-ignore
  const totalOf = (b: any, account: string): bigint => BigInt(b.lines.find((l: any) => l.account === account)?.group ?? '0')

  it('is proposed with the trial balances of each entity before and after, both nothing in sum', async () => {
    expect(await grace().refused('consolidation.proposeRetranslation', { ...asked, currency: 'GBP' })).toBe('consolidation.sameCurrency')
    expect(await grace().refused('consolidation.proposeRetranslation', { ...asked, from: '2026-12-02' })).toBe('consolidation.notAFirst')
    proposed = await grace().do('consolidation.proposeRetranslation', asked)
    expect(proposed.state).toBe('proposed')
    expect(proposed.proof.entities.length).toBe(3)
    for (const one of proposed.proof.entities) expect([one.entity, one.sumBefore, one.sumAfter]).toEqual([one.entity, '0', '0'])
    // 1 USD = 0.7602 GBP on average in November, 0.7625 at its end.
    const kinds = new Map(proposed.proof.rates.map((r: any) => [r.key, `${r.type} ${r.day}`]))
    expect(kinds.get('2026-11/average')).toBe('average 2026-11-30')
    expect(kinds.get('2026-11/closing')).toBe('closing 2026-11-30')
    // Nothing is in force yet.
    expect(await balance(null)).toMatchObject({ currency: 'GBP', retranslation: null })
  })

  it('needs two people, and the very balances that were proposed', async () => {
    expect(await grace().refused('consolidation.decideRetranslation', { retranslation: proposed.id, approve: true })).toBe('consolidation.samePerson') // prettier-ignore
    const lines = [{ account: '1200', amount: '100' }, { account: '4300', amount: '-100' }] // prettier-ignore
    const { id } = await grace().do('adjustments.propose', { entity: 'NLUK', postedOn: '2026-11-17', currency: 'GBP', reason: 'Late', autoReverse: false, lines }) // prettier-ignore
    await admin().do('adjustments.decide', { adjustment: id, approve: true })
    expect(await admin().refused('consolidation.decideRetranslation', { retranslation: proposed.id, approve: true })).toBe('consolidation.proofMoved') // prettier-ignore
    expect(await admin().do('consolidation.decideRetranslation', { retranslation: proposed.id, approve: false })).toMatchObject({ state: 'declined' }) // prettier-ignore
    proposed = await grace().do('consolidation.proposeRetranslation', asked)
    const before = await house.do('ledger.lines', { limit: 500 })
    expect(await admin().do('consolidation.decideRetranslation', { retranslation: proposed.id, approve: true })).toMatchObject({ state: 'approved' }) // prettier-ignore
    expect((await house.do('ledger.lines', { limit: 500 })).rows).toEqual(before.rows)
    expect(await admin().refused('consolidation.decideRetranslation', { retranslation: proposed.id, approve: true })).toBe('consolidation.decided') // prettier-ignore
  })

  it('shows the group in it from its first month on, each amount at the rate of its month', async () => {
    const [pounds, dollars] = [await balance('GBP'), await balance('USD')]
    expect(dollars).toMatchObject({ currency: 'USD', retranslation: proposed.id, sum: '0', unmatched: '0' })
    // Each running total by itself: at most half a cent from the whole, for each.
    const atAverage = (minor: bigint): bigint => (minor * 10000n) / 7602n
    expect(Number(totalOf(dollars, '4300') - atAverage(totalOf(pounds, '4300')))).toBeLessThan(20)
    expect(Number(totalOf(dollars, '4300') - atAverage(totalOf(pounds, '4300')))).toBeGreaterThan(-20)
    expect(await balance(null, 'transacted', '2026-12')).toMatchObject({ currency: 'USD', retranslation: proposed.id, sum: '0' })
    expect(await balance(null)).toMatchObject({ currency: 'GBP', retranslation: null })
    expect(await balance('USD', 'closing')).toMatchObject({ currency: 'USD', retranslation: proposed.id, sum: '0' })
    expect(await balance('EUR')).toMatchObject({ currency: 'EUR', retranslation: null, sum: '0' })
  })

  it('leads from an amount to its lines: old amount, rate, new amount, and what rounding left', async () => {
    const found = await house.do('consolidation.lines', { retranslation: proposed.id, entity: 'NLDE', account: '4300', period: '2026-11' })
    expect(found).toMatchObject({ currency: 'USD', groupCurrency: 'GBP', type: 'average' })
    expect(found.lines.length).toBeGreaterThan(0)
    const sum = found.lines.reduce((all: bigint, l: any) => all + BigInt(l.amount), 0n)
    expect(sum + BigInt(found.residue)).toBe(BigInt(found.total))
    for (const line of found.lines)
      expect(Number(BigInt(line.amount) * 7602n - BigInt(line.groupAmount) * 10000n)).toBeLessThanOrEqual(5000)
    expect(await house.refused('consolidation.lines', { retranslation: proposed.id, entity: 'NLDE', account: '4300', period: 'x' })).toBe('consolidation.badPeriod') // prettier-ignore
  })

  it('is proved by the audit: old at the agreed rate is new', async () => {
    const [check] = (await house.do('audit.check', { checks: ['audit.retranslated'] })).checks
    expect(check).toMatchObject({ ok: true })
    expect(check.records).toBeGreaterThan(5)
  })
})
