import fc from 'fast-check'
import { calculate } from '../calculate.ts'

/** Rates of finance.md 2.6, per euro. */
const rates = {
  '2026-10-01': { GBP: '0.86950', USD: '1.16420', AUD: '1.76310', INR: '103.2845', JPY: '172.43', KWD: '0.35610' },
  '2026-10-15': { GBP: '0.87215', USD: '1.17050', AUD: '1.75480', INR: '104.0120', JPY: '173.10', KWD: '0.35790' },
} as const
const perEuro = (day: keyof typeof rates) => Object.entries(rates[day]).map(([to, value]) => ({ from: 'EUR', to, value }))

type Row = readonly [account: string, transaction: string, entity: string, group: string]
const journal = async (currencies: string, day: keyof typeof rates, rows: readonly Row[]) => {
  const [transactionCurrency, entityCurrency, groupCurrency] = currencies.split(' ')
  const lines = rows.map(([account, minor]) => ({ account, minor, ...(account === 'AR' ? { control: true } : {}) }))
  const answer = await calculate('ledger.preview', { transactionCurrency, entityCurrency, groupCurrency, rates: perEuro(day), lines })
  return typeof answer === 'string'
    ? answer
    : answer.lines.map((l: Record<string, string>) => [l['account'], l['transaction'], l['entity'], l['consolidation']])
}

describe('ledger.preview: the worked examples of finance.md 2.6', () => {
  it.each<[string, string, keyof typeof rates, readonly Row[]]>([
    ['1 one currency', 'GBP GBP GBP', '2026-10-01', [['AR', '40000', '40000', '40000'], ['REV', '-11111', '-11111', '-11111'], ['REV', '-11111', '-11111', '-11111'], ['REV', '-11111', '-11111', '-11111'], ['VATO', '-6667', '-6667', '-6667']]],
    ['2 a German customer of the UK', 'EUR GBP GBP', '2026-10-01', [['AR', '1250000', '1086875', '1086875'], ['REV', '-999999', '-869499', '-869499'], ['REV', '-250001', '-217376', '-217376']]],
    ['3 only the group converts', 'EUR EUR GBP', '2026-10-15', [['AR', '119000', '119000', '103786'], ['REV', '-33333', '-33333', '-29071'], ['REV', '-33333', '-33333', '-29072'], ['REV', '-33334', '-33334', '-29072'], ['VATO', '-19000', '-19000', '-16571']]],
    ['4 three currencies', 'USD EUR GBP', '2026-10-15', [['AR', '875055', '747591', '652011'], ['REV', '-800000', '-683469', '-596087'], ['REV', '-75055', '-64122', '-55924']]],
    ['5 no decimals', 'JPY GBP GBP', '2026-10-01', [['AR', '1234567', '622546', '622546'], ['REV', '-411522', '-207515', '-207515'], ['REV', '-411522', '-207515', '-207515'], ['REV', '-411523', '-207516', '-207516']]],
    ['6 three decimals', 'KWD AUD GBP', '2026-10-01', [['AR', '1050125', '519931', '256412'], ['REV', '-1050125', '-519931', '-256412']]],
    ['7 seven small lines', 'USD EUR GBP', '2026-10-01', [['AR', '105', '90', '78'], ['REV', '-15', '-12', '-11'], ['REV', '-15', '-13', '-11'], ['REV', '-15', '-13', '-11'], ['REV', '-15', '-13', '-11'], ['REV', '-15', '-13', '-11'], ['REV', '-15', '-13', '-11'], ['REV', '-15', '-13', '-12']]],
  ])('%s', async (_what, currencies, day, rows) => {
    expect(await journal(currencies, day, rows)).toEqual(rows)
  }) // prettier-ignore

  it.each<[string, unknown, string]>([
    [
      'an unbalanced journal',
      {
        lines: [
          { account: 'AR', minor: '100', control: true },
          { account: 'REV', minor: '-99' },
        ],
      },
      'ledger.unbalanced',
    ],
    ['a currency without a rate', { transactionCurrency: 'SEK', lines: [{ account: 'AR', minor: '0' }] }, 'ledger.missingRate'],
    ['a rate of nothing', { rates: [{ from: 'EUR', to: 'USD', value: '0' }], lines: [] }, 'ledger.invalidRate'],
    ['an amount with a point', { lines: [{ account: 'AR', minor: '1.5' }] }, 'input.invalidNumber'],
  ])('refuses %s', async (_what, input, code) => {
    expect(
      await calculate('ledger.preview', {
        transactionCurrency: 'USD',
        entityCurrency: 'EUR',
        groupCurrency: 'GBP',
        rates: perEuro('2026-10-01'),
        ...(input as object),
      }),
    ).toBe(code)
  })
  it('puts what no line can take into a rounding line, last', async () => {
    const lines = [
      { account: 'AR', minor: '15', control: true },
      { account: 'BANK', minor: '15', control: true },
      { account: 'AP', minor: '-30', control: true },
    ]
    const answer = await calculate('ledger.preview', {
      transactionCurrency: 'USD',
      entityCurrency: 'EUR',
      groupCurrency: 'EUR',
      rates: perEuro('2026-10-01'),
      lines,
    })
    expect(answer.lines.map((l: { entity: string }) => l.entity)).toEqual(['13', '13', '-26'])
    const one = await calculate('ledger.preview', {
      transactionCurrency: 'USD',
      entityCurrency: 'EUR',
      groupCurrency: 'EUR',
      rates: [{ from: 'USD', to: 'EUR', value: '0.5' }],
      lines: lines.map((l, i) => ({ ...l, minor: ['1', '1', '-2'][i] })),
    })
    expect(one.lines.map((l: { account: string; entity: string }) => [l.account, l.entity])).toEqual([['AR', '1'], ['BANK', '1'], ['AP', '-1'], ['RND', '-1']]) // prettier-ignore
  })

  it('balances every column, converts control lines exactly and moves no line by a whole unit', async () => {
    const currency = fc.constantFrom('EUR', 'GBP', 'USD', 'AUD', 'INR', 'JPY', 'KWD')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -99_999_999, max: 99_999_999 }), { minLength: 1, maxLength: 40 }),
        currency,
        currency,
        currency,
        async (amounts, t, e, g) => {
          const total = amounts.reduce((a, b) => a + b, 0)
          const lines = [{ account: 'AR', minor: `${total}`, control: true }, ...amounts.map((a) => ({ account: 'REV', minor: `${-a}` }))]
          const { lines: out } = await calculate('ledger.preview', {
            transactionCurrency: t,
            entityCurrency: e,
            groupCurrency: g,
            rates: perEuro('2026-10-01'),
            lines,
          })
          expect(out).toHaveLength(lines.length)
          for (const column of ['transaction', 'entity', 'consolidation'])
            expect(out.reduce((sum: bigint, l: Record<string, string>) => sum + BigInt(l[column]!), 0n)).toBe(0n)
          if (t === e) expect(out.map((l: { entity: string }) => l.entity)).toEqual(out.map((l: { transaction: string }) => l.transaction))
          if (e === g)
            expect(out.map((l: { entity: string }) => l.entity)).toEqual(out.map((l: { consolidation: string }) => l.consolidation))
        },
      ),
    )
  })
})
