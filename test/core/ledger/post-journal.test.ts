import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { journalNumber, seriesKey, type JournalDocument } from '../../../core/entities/rules.ts'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { exactly, ratioOf } from '../../../core/kernel/decimal.ts'
import type { Currency } from '../../../core/kernel/money.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import { account, BalanceSheet } from '../../../core/ledger/posting.ts'
import {
  postJournal,
  reverseJournal,
  type JournalPosting,
  type Posted,
  type PostingLine,
  type Series,
} from '../../../core/ledger/post-journal.ts'

const entity = { code: 'NLUK', currency: 'GBP', fiscalYearStart: 1 } as unknown as JournalPosting['entity']
const series = (document: JournalDocument, next = 1, seal: string | null = null): Series =>
  ({ series: seriesKey('NLUK', document, '26'), entity: 'NLUK', document, year: '26', next, seal }) as Series
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const rates: Readonly<Record<string, string>> = { 'USD/GBP': '0.7451', 'USD/EUR': '0.8602', 'EUR/GBP': '0.8700', 'GBP/EUR': '1.1494' }
const exchanges = (from: Currency, to: Currency) =>
  rates[`${from}/${to}`] ? { rate: ratioOf(exactly(rates[`${from}/${to}`]!)) } : undefined

const line = (role: Parameters<typeof account>[0], minor: bigint, more: Partial<PostingLine> = {}): PostingLine => ({
  account: account(role),
  minor,
  ...more,
})
const pinned = (entityMinor: bigint, groupMinor: bigint) => ({ pinned: { entityMinor, groupMinor } })
const posting = (lines: readonly PostingLine[], more: Partial<JournalPosting> = {}): JournalPosting => ({
  id: '11111111-1111-4111-8111-111111111111', entity, groupCurrency: 'EUR', document: 'recognition', series: series('recognition'), postedOn: '2026-12-31' as Day,
  postedAt: '2027-01-02T08:00:00.000Z' as Instant, currency: 'USD', lines, exchanges, rates: {}, source: '22222222-2222-4222-8222-222222222222', narrative: null,
  balances: new BalanceSheet(), digest, ...more,
}) // prettier-ignore
const done = (outcome: ReturnType<typeof postJournal>): Posted => {
  if (refused(outcome)) throw new Error(outcome.refused)
  return outcome
}
const amounts = ({ lines }: Posted) => lines.map((l) => [l.account as string, l.amount, l.entityAmount, l.groupAmount])

describe('a general journal', () => {
  it('converts what is not pinned, balanced in three currencies, with the next number of its series', () => {
    const {
      journal,
      lines,
      series: after,
    } = done(
      postJournal(posting([line('payable', -10005n, { control: true }), line('purchases', 10005n)], { series: series('recognition', 7) })),
    )
    expect(amounts({ lines } as Posted)).toEqual([['2100', -10005n, -7455n, -8606n], ['5100', 10005n, 7455n, 8606n]]) // prettier-ignore
    expect([journal.number, journal.sequence, after.next, after.seal]).toEqual(['NLUK-REC-26-000007', 7, 8, journal.seal])
  })
  it('releases pinned amounts to the penny, without any rate', () => {
    const lines = [line('deferred', 120000n, pinned(89000n, 103000n)), line('recurring', -120000n, pinned(-89000n, -103000n))]
    expect(amounts(done(postJournal(posting(lines, { exchanges: null }))))).toEqual([['2200', 120000n, 89000n, 103000n], ['4100', -120000n, -89000n, -103000n]]) // prettier-ignore
  })
  it('leaves what a carrying amount gained or lost to a line that says so', () => {
    // Paid 100.00 USD at today's rate what was carried at another: the bank is converted, the receivable is not, the difference has a line of its own.
    const lines = [
      line('bank', 10000n, { control: true }),
      line('receivable', -10000n, pinned(-7400n, -8500n)),
      line('fxGainLoss', 0n, pinned(-51n, -102n)),
    ]
    expect(amounts(done(postJournal(posting(lines))))).toEqual([['1200', 10000n, 7451n, 8602n], ['1100', -10000n, -7400n, -8500n], ['7100', 0n, -51n, -102n]]) // prettier-ignore
  })
  it.each<[string, readonly PostingLine[], Partial<JournalPosting>, string]>([
    ['lines that do not balance', [line('bank', 100n), line('payable', -99n)], {}, 'ledger.unbalanced'],
    ['pinned amounts that do not balance', [line('deferred', 100n, pinned(75n, 86n)), line('recurring', -100n, pinned(-74n, -86n))], {}, 'ledger.unbalanced'],
    ['a currency without a rate', [line('bank', 100n), line('payable', -100n)], { currency: 'SEK' }, 'ledger.missingRate'],
    ['a difference that nothing explains', [line('bank', 10000n, { control: true }), line('receivable', -10000n, pinned(-7400n, -8500n))], {}, 'ledger.roundingTooLarge'],
  ])('refuses %s', (_what, lines, more, code) => {
    const outcome = postJournal(posting(lines, more))
    expect(refused(outcome) && outcome.refused).toBe(code)
  }) // prettier-ignore
  it('counts each account of its month once', () => {
    const balances = new BalanceSheet()
    done(postJournal(posting([line('bank', 300n), line('payable', -100n), line('payable', -200n)], { balances, currency: 'GBP' })))
    const rows = balances.changes().map((change) => ('row' in change ? change.row : {}))
    expect(rows).toMatchObject([{ balance: 'NLUK/1200/2026-12/GBP', amount: 300n }, { balance: 'NLUK/2100/2026-12/GBP', amount: -300n }]) // prettier-ignore
  })
  it('chains its seal to the journal before it, and any word changes it', () => {
    const lines = [line('bank', 100n), line('payable', -100n)]
    const seals = [
      {},
      { series: series('recognition', 1, 'before') },
      { narrative: 'x' },
      { source: '33333333-3333-4333-8333-333333333333' },
    ].map((more) => done(postJournal(posting(lines, more))).journal.seal)
    expect(new Set(seals).size).toBe(4)
  })
  it('is mirrored exactly, whatever was converted or pinned', () => {
    const minor = fc.bigInt({ min: -9_999_999n, max: 9_999_999n })
    fc.assert(
      fc.property(fc.array(minor, { minLength: 1, maxLength: 12 }), fc.constantFrom<Currency>('USD', 'GBP', 'EUR'), (parts, currency) => {
        const total = parts.reduce((sum, part) => sum + part, 0n)
        const original = done(
          postJournal(posting([line('bank', -total, { control: true }), ...parts.map((part) => line('purchases', part))], { currency })),
        )
        const mirror = reverseJournal({
          id: '44444444-4444-4444-8444-444444444444', original: original.journal, lines: original.lines, entity, groupCurrency: 'EUR', series: series('reversal'),
          postedOn: '2026-12-31' as Day, postedAt: '2027-01-02T08:00:00.000Z' as Instant, narrative: null, balances: new BalanceSheet(), digest,
        }) // prettier-ignore
        expect(mirror.lines.map((l) => [l.account, -l.amount, -l.entityAmount, -l.groupAmount])).toEqual(
          original.lines.map((l) => [l.account, l.amount, l.entityAmount, l.groupAmount]),
        )
        expect(mirror.journal).toMatchObject({ document: 'reversal', number: 'NLUK-REV-26-000001', source: original.journal.id })
        for (const column of ['amount', 'entityAmount', 'groupAmount'] as const)
          expect(original.lines.reduce((sum, l) => sum + l[column], 0n)).toBe(0n)
      }),
    )
  })
  it.each<[JournalDocument, string, string]>([
    ['fund', '26', 'NLUK-FND-26-000012'], ['recognition', '26-27', 'NLUK-REC-26-27-000012'], ['purchase', '26', 'NLUK-PUR-26-000012'],
    ['payment', '26', 'NLUK-PAY-26-000012'], ['manual', '26', 'NLUK-JNL-26-000012'], ['reversal', '26', 'NLUK-REV-26-000012'],
  ])('of %s is numbered by its kind', (document, year, number) => {
    expect(journalNumber('NLUK', document, year, 12)).toBe(number)
  }) // prettier-ignore
})
