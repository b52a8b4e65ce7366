import fc from 'fast-check'
import { cleared } from '../../../core/ledger/settlement.ts'
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

const demo = (day: '16' | '30') => [
  { from: 'EUR', to: 'GBP', value: day === '16' ? '0.8700' : '0.8740' },
  { from: 'INR', to: 'GBP', value: day === '16' ? '0.008900' : '0.008930' },
]
/** Rates of 10 November 2026 of finance.md 2.6, per euro. */
const november = [
  ['GBP', '0.86480'],
  ['INR', '105.1140'],
].map(([to, value]) => ({ from: 'EUR', to, value }))
type Line = Record<string, unknown>
const shown = async (currencies: string, rates: readonly object[], lines: readonly Line[]) => {
  const [transactionCurrency, entityCurrency, groupCurrency] = currencies.split(' ')
  const answer = await calculate('ledger.preview', { transactionCurrency, entityCurrency, groupCurrency, rates, lines })
  if (typeof answer === 'string') return answer
  return answer.lines.map((l: Record<string, string>) =>
    [l['account'], ...(l['currency'] ? [l['currency']] : []), l['transaction'], l['entity'], l['consolidation']].join(' '),
  )
}

describe('ledger.preview: fixed amounts, items that are cleared, several currencies', () => {
  it.each<[string, string, readonly object[], readonly Line[], readonly string[]]>([
    [
      'finance.md 2.6, 8: the tax as it is printed, the difference never in revenue', 'EUR GBP GBP', perEuro('2026-10-01'),
      [{ account: 'AR', minor: '120000', control: true }, { account: 'REV', minor: '-100000' }, { account: 'VATO', minor: '-20000', pinned: { entity: '-17392' } }],
      ['AR 120000 104340 104340', 'REV -100000 -86950 -86950', 'VATO -20000 -17392 -17392', 'FXTAX 0 2 2'],
    ],
    [
      '22: the payer gains', 'INR GBP GBP', november,
      [{ account: 'BANK', minor: '-50000000', control: true }, { account: 'ICP', settlement: { open: '-50000000', carryEntity: '-420925', carryGroup: '-420925', paid: '-50000000' } }],
      ['BANK -50000000 -411363 -411363', 'ICP 50000000 420925 420925', 'FXR 0 -9562 -9562'],
    ],
    [
      '22: the payee has a translation difference', 'INR INR GBP', november,
      [{ account: 'BANK', minor: '50000000', control: true }, { account: 'ICR', settlement: { open: '50000000', carryEntity: '50000000', carryGroup: '420925', paid: '50000000' } }],
      ['BANK 50000000 50000000 411363', 'ICR -50000000 -50000000 -420925', 'CTA 0 0 9562'],
    ],
    [
      'C-3003 of the demo: paid a fortnight later', 'EUR INR GBP', demo('30'),
      [{ account: 'BANK', minor: '100000', control: true }, { account: 'AR', settlement: { open: '100000', carryEntity: '9775281', carryGroup: '87000', paid: '100000' } }],
      ['BANK 100000 9787234 87400', 'AR -100000 -9775281 -87000', 'FXR 0 -11953 -107', 'CTA 0 0 -293'],
    ],
    [
      'a part of it, in proportion', 'EUR INR GBP', demo('16'),
      [{ account: 'BANK', minor: '33333', control: true }, { account: 'AR', settlement: { open: '100000', carryEntity: '9775281', carryGroup: '87000', paid: '33333' } }],
      ['BANK 33333 3258394 29000', 'AR -33333 -3258394 -29000'],
    ],
    [
      'euros that pay for dollars: a clearing leg in each, nothing together', 'EUR GBP GBP', perEuro('2026-10-15'),
      [{ account: 'BANK', minor: '85000', control: true }, { account: 'AR', currency: 'USD', settlement: { open: '100000', carryEntity: '74685', carryGroup: '74685', paid: '100000' } }],
      ['BANK 85000 74133 74133', 'AR USD -100000 -74685 -74685', 'CLR -85000 -74133 -74133', 'CLR USD 100000 74133 74133', 'FXR 0 552 552'],
    ],
  ])('%s', async (_what, currencies, rates, lines, wanted) => {
    expect(await shown(currencies, rates, lines)).toEqual(wanted)
  }) // prettier-ignore
  it.each<[string, readonly Line[], string]>([
    ['more than is open', [{ account: 'AR', settlement: { open: '100', carryEntity: '90', carryGroup: '80', paid: '101' } }], 'ledger.overpaid'],
    ['a payment the other way', [{ account: 'AR', settlement: { open: '100', carryEntity: '90', carryGroup: '80', paid: '-1' } }], 'ledger.overpaid'],
    ['a line without an amount', [{ account: 'AR' }], 'ledger.missingAmount'],
    ['an amount that is not what is settled', [{ account: 'AR', minor: '5', settlement: { open: '100', carryEntity: '90', carryGroup: '80', paid: '50' } }], 'ledger.missingAmount'],
    ['one currency that does not balance', [{ account: 'AR', minor: '5' }, { account: 'BANK', currency: 'USD', minor: '0' }], 'ledger.unbalanced'],
  ])('refuses %s', async (_what, lines, code) => {
    expect(await shown('EUR GBP GBP', perEuro('2026-10-01'), lines)).toBe(code)
  }) // prettier-ignore

  it('clears an item in any number of parts to nothing in all three currencies', () =>
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 12n),
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.bigInt(-(10n ** 12n), 10n ** 12n),
        fc.array(fc.bigInt(1n, 10n ** 11n), { maxLength: 12 }),
        (open, entityOpen, groupOpen, parts) => {
          let left = { open, entityOpen, groupOpen }
          const taken = { entityMinor: 0n, groupMinor: 0n }
          for (const part of [...parts, open]) {
            const paid = part < left.open ? part : left.open
            if (paid === 0n) continue
            const one = cleared(left, paid)
            taken.entityMinor += one.entityMinor
            taken.groupMinor += one.groupMinor
            left = { open: left.open - paid, entityOpen: left.entityOpen - one.entityMinor, groupOpen: left.groupOpen - one.groupMinor }
          }
          expect(left).toEqual({ open: 0n, entityOpen: 0n, groupOpen: 0n })
          expect(taken).toEqual({ entityMinor: entityOpen, groupMinor: groupOpen })
        },
      ),
    ))
})
