import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

/** What the board reads of October 2026: a draft until every entity has locked the month, then kept for ever. */
describe.each(stores)('the board pack, on %s', (dialect) => {
  let house: House
  const who = new Map<string, Pick<House, 'do' | 'refused'>>()
  const period = '2026-10'
  beforeAll(async () => {
    house = await freshHouse(dialect, 'board-pack')
    await house.do('demo.seed')
    for (const name of ['grace.patel', 'it.admin']) who.set(name, await house.as(name))
    await booked('1000000')
  }, 120_000)
  afterAll(() => house?.close())
  const [grace, admin] = [() => who.get('grace.patel')!, () => who.get('it.admin')!]
  async function booked(amount: string): Promise<void> {
    const lines = [{ account: '1200', amount }, { account: '4300', amount: `-${amount}` }] // prettier-ignore
    const { id } = await grace().do('adjustments.propose', { entity: 'NLDE', postedOn: '2026-10-20', currency: 'EUR', reason: 'Consulting', autoReverse: false, lines }) // prettier-ignore
    await admin().do('adjustments.decide', { adjustment: id, approve: true })
  }
  const pack = (more: object = {}) => grace().do('closing.boardPack', { period, language: 'en', ...more })

  it('is a draft that nobody keeps while a month is open', async () => {
    const [first, german] = [await pack(), await pack({ language: 'de' })]
    expect(first).toMatchObject({ version: 1, final: false, differs: false })
    expect(first.file.hash).not.toBe(german.file.hash)
    expect((await pack()).file.hash).toBe(first.file.hash)
    await booked('5000')
    expect((await pack()).file.hash).not.toBe(first.file.hash)
    expect(await house.refused('closing.boardPack', { period: '2026-13', language: 'en' })).toBe('closing.badMonth')
  })

  it('is kept once every entity has locked the month, in each language and currency', async () => {
    for (const entity of ['NLUK', 'NLDE', 'NLIN']) await grace().do('closing.lock', { entity, month: period })
    const [first, german, dollars] = [await pack(), await pack({ language: 'de' }), await pack({ currency: 'USD' })]
    for (const one of [first, german, dollars]) expect(one).toMatchObject({ version: 1, final: true, differs: false })
    expect(new Set([first, german, dollars].map(({ file }) => file.hash)).size).toBe(3)
    expect(await pack()).toEqual(first)
  })

  it('says that the books have moved since, and never changes by itself', async () => {
    const before = await pack()
    await grace().do('closing.reopen', { entity: 'NLDE', month: period, reason: 'a late invoice' })
    await admin().do('closing.decideReopening', { entity: 'NLDE', month: period, agree: true })
    await booked('7700')
    await grace().do('closing.lock', { entity: 'NLDE', month: period })
    expect(await pack()).toEqual({ ...before, differs: true })
    const second = await pack({ again: true })
    expect(second).toMatchObject({ version: 2, final: true, differs: false })
    expect(second.file.hash).not.toBe(before.file.hash)
    expect(await pack()).toEqual(second)
  })
})
