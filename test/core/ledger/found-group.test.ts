import { foundGroup } from '../../../core/ledger/found-group.ts'
import { standardChart } from '../../../core/ledger/standard-chart.ts'

const decide = foundGroup.decide as (input: object, facts: object, now?: object) => any
const input = { code: 'TIDE', name: 'Tide Group', currency: 'GBP' }
const house = { ...input, parent: null }
const berlin = { code: 'TIDEDE', country: 'DE' }
const empty = { house: undefined, known: new Map(), companies: [], posted: false }
const everyAccount = new Map(standardChart.map(({ code }) => [code, {}]))
const accountsOf = ({ changes }: any): any[] =>
  changes.filter((change: any) => change.kind?.record === 'accounts').map((change: any) => change.row)

describe('founding a group', () => {
  it('brings every account that Harmony posts to', () => {
    const made = decide(input, empty)
    expect(made.result).toEqual(house)
    expect(accountsOf(made).map(({ code }) => code)).toEqual(standardChart.map(({ code }) => code))
  })
  it('again renames it and brings what is missing, with the codes of the countries', () => {
    const known = new Map([...everyAccount].filter(([code]) => code !== '1100' && code !== '7900'))
    const made = decide({ ...input, name: 'Tide' }, { ...empty, house, known, companies: [berlin] })
    expect(made.result.name).toBe('Tide')
    expect(accountsOf(made)).toMatchObject([
      { code: '1100', side: 'asset', local: { TIDEDE: '1400' } },
      { code: '7900', local: { TIDEDE: '7900' } },
    ])
  })
  it.each([
    [{ ...input, code: 'SECOND' }, { ...empty, house }, 'entities.groupFounded'],
    [{ ...input, currency: 'EUR' }, { ...empty, house, posted: true }, 'entities.groupBooksOpen'],
  ])('%j is refused', (said, facts, refusal) => expect(decide(said, facts)).toMatchObject({ refused: refusal }))
  it('of another currency goes on while nothing is posted', () => {
    expect(decide({ ...input, currency: 'EUR' }, { ...empty, house, known: everyAccount }).result.currency).toBe('EUR')
  })
})
