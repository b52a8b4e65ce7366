import { clauseText } from '../../core/terms/clause.ts'
import { sha256 } from '../core/signing/sample.ts'
import { freshHouse, type House } from '../world/house.ts'
import { stores } from '../world/stores.ts'

jest.setTimeout(60_000)

/** The demo company stands on 30 November 2026. */
const today = '2026-11-30'
const words = (text: string) => ({ titles: { en: 'Backups' }, texts: { en: text } })
const first = {
  code: 'BACKUP',
  entity: 'NLUK',
  occasion: 'recurring',
  rank: 25,
  validFrom: today,
  ...words('Backups are kept for 30 days.'),
}

describe.each(stores)('clauses on %s', (dialect) => {
  let house: House
  beforeAll(async () => {
    house = await freshHouse(dialect, 'terms')
    await house.do('demo.seed')
  }, 60_000)
  afterAll(() => house?.close())
  const preview = async (entity: string, products: readonly string[], more: object = {}): Promise<any> =>
    house.do('terms.preview', { entity, products: products.map((product) => ({ product })), ...more })
  const codes = async (...asked: Parameters<typeof preview>): Promise<string[]> =>
    (await preview(...asked)).clauses.map(({ code, version }: any) => `${code} ${version}`)

  it('an order of the demo company carries what its products ask for, and why', async () => {
    const { clauses, missing, untranslated } = await preview('NLDE', ['MS-USER', 'KIT-15'])
    expect(clauses.map(({ code }: any) => code)).toEqual([
      'SCOPE', 'SERVICE', 'TERM', 'RENEWAL', 'PRICE-RISE', 'ADVANCE', 'PREPAID', 'BEYOND', 'PAYMENT', 'DATA', 'LIABILITY', 'LAW',
    ]) // prettier-ignore
    expect({ missing, untranslated }).toEqual({ missing: [], untranslated: [] })
    const renewal = clauses.find(({ code }: any) => code === 'RENEWAL')
    expect(renewal).toMatchObject({
      entity: 'NLDE',
      language: 'de',
      heading: 'Automatische Verlängerung',
      why: { say: 'terms.why.autoRenewal' },
    })
    expect(renewal.hash).toBe(sha256(clauseText(renewal.heading, renewal.text)))
  })

  it('a new clause stands in the next order of its legal entity, a later version from its day on', async () => {
    const one = await house.do('terms.publish', first)
    expect(one).toMatchObject({ version: 1, hashes: { en: sha256(clauseText('Backups', 'Backups are kept for 30 days.')) } })
    expect(await codes('NLUK', ['MS-USER'])).toContain('BACKUP 1')
    expect(await codes('NLUK', [])).not.toContain('BACKUP 1')
    expect(await codes('NLDE', ['MS-USER'])).not.toContain('BACKUP 1')
    await house.do('terms.publish', { ...first, validFrom: '2027-01-01', ...words('Backups are kept for 90 days.') })
    expect(await codes('NLUK', ['MS-USER'])).toContain('BACKUP 1')
    expect(await codes('NLUK', ['MS-USER'], { day: '2027-01-01' })).toContain('BACKUP 2')
  })

  it('two versions are compared word by word', async () => {
    const { rows } = await house.do('terms.list', { filter: { field: 'code', is: 'equal', value: 'BACKUP' }, order: ['version'] })
    expect(rows.map(({ version, newest }: any) => [version, newest])).toEqual([[1, false], [2, true]]) // prettier-ignore
    const { wording, heading } = await house.do('terms.compare', { older: rows[0].id, newer: rows[1].id })
    expect(wording).toEqual([
      { change: 'same', text: 'Backups are kept for ' },
      { change: 'removed', text: '30' },
      { change: 'added', text: '90' },
      { change: 'same', text: ' days.' },
    ])
    expect(heading).toEqual([{ change: 'same', text: 'Backups' }])
  })

  it('a withdrawn version stands in no order from its day on, and the one before it is back', async () => {
    const { rows } = await house.do('terms.list', { filter: { field: 'code', is: 'equal', value: 'BACKUP' }, order: ['version'] })
    await house.do('terms.withdraw', { clause: rows[1].id, from: '2027-02-01', reason: 'Too long' })
    const on = async (day: string): Promise<string | undefined> => (await codes('NLUK', ['MS-USER'], { day })).find((code) => code.startsWith('BACKUP')) // prettier-ignore
    expect([await on('2027-01-31'), await on('2027-02-01')]).toEqual(['BACKUP 2', 'BACKUP 1'])
    const { withdrawal, versions } = await house.do('terms.clause', { clause: rows[1].id })
    expect(withdrawal).toMatchObject({ from: '2027-02-01', reason: 'Too long' })
    expect(versions.map(({ withdrawnFrom }: any) => withdrawnFrom)).toEqual(['2027-02-01', null])
  })

  it('what the products do without a clause is named', async () => {
    const { rows } = await house.do('terms.list', { filter: { field: 'code', is: 'equal', value: 'EXPIRY' } })
    await house.do('terms.withdraw', { clause: rows[0].id, from: today, reason: 'Being rewritten' })
    const { missing } = await preview('NLUK', ['BLK-40', 'MS-USER'])
    expect(missing).toMatchObject([{ occasion: 'prepayExpiry', why: { say: 'terms.why.prepayExpiry', values: [{ name: 'products', value: 'BLK-40' }] } }]) // prettier-ignore
  })

  const refusals: readonly (readonly [string, object, string])[] = [
    ['words without a title', { titles: { de: 'Sicherung' } }, 'terms.badTexts'],
    ['no English', { titles: { de: 'Sicherung' }, texts: { de: 'Sicherungen.' } }, 'terms.badTexts'],
    ['no texts at all', { titles: 'Backups', texts: 'Backups.' }, 'terms.badTexts'],
    ['too long', { texts: { en: 'x'.repeat(20_001) } }, 'terms.tooLong'],
    ['another company', { entity: 'NLXX' }, 'terms.unknownEntity'],
    ['a day that is over', { validFrom: '2026-11-29' }, 'terms.inThePast'],
    ['a day before the version before', { validFrom: '2026-12-31' }, 'terms.beforeLast'],
    ['the very same', { validFrom: '2027-03-01', ...words('Backups are kept for 90 days.') }, 'terms.unchanged'],
  ]
  it.each(refusals)('is refused: %s', async (_says, more, code) => {
    expect(await house.refused('terms.publish', { ...first, ...words('Something new.'), ...more })).toBe(code)
  })
  it('is withdrawn once, and not for days that are over', async () => {
    const clause = await house.do('terms.publish', { ...first, code: 'ONCE' })
    expect(await house.refused('terms.withdraw', { clause: clause.id, from: '2026-11-29', reason: 'x' })).toBe('terms.inThePast')
    await house.do('terms.withdraw', { clause: clause.id, from: today, reason: 'x' })
    expect(await house.refused('terms.withdraw', { clause: clause.id, from: today, reason: 'x' })).toBe('terms.withdrawnBefore')
  })

  it('two who publish at once make two versions, and the database itself refuses to change one', async () => {
    const publish = (text: string) => house.do('terms.publish', { ...first, code: 'RACE', ...words(text) })
    const made = await Promise.all(['One.', 'Two.', 'Three.'].map(publish))
    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3])
    await expect(house.harmony.database.transact(async (session) => void (await session.run(`update clauses set texts = '{}'`)))).rejects.toThrow('never change') // prettier-ignore
  })

  it('people of one legal entity read the group’s clauses and their own', async () => {
    const field = await house.as('amelia.ford')
    const { rows } = await field.do('terms.list', { limit: 1000 })
    expect(new Set(rows.map(({ entity }: any) => entity))).toEqual(new Set([null, 'NLUK']))
    const [german] = (await house.do('terms.list', { filter: { field: 'entity', is: 'equal', value: 'NLDE' } })).rows
    expect(await field.refused('terms.clause', { clause: german.id })).toBe('terms.unknownClause')
    expect(await field.refused('terms.publish', first)).toBe('operation.forbidden')
  })
})
