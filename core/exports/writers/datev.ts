import { powerOfTen, ratio, ratioText } from '../../kernel/decimal.ts'
import { addDays, addMonths, monthOf, yearOf, type Day } from '../../kernel/day.ts'
import { exponents, majorText, type Currency } from '../../kernel/money.ts'
import { assert } from '../../kernel/refusal.ts'
import { fileWord, fitting } from '../csv.ts'
import type { BatchToWrite, Party, Writer, WrittenJournal } from '../model.ts'
import { entityGrossOf, grossOf, itemsOf, plainItemsOf, type Item } from '../taxed.ts'
import { automaticRate, datevColumns, datevTextColumns } from './datev-columns.ts'
import { inWindows1252 } from './windows-1252.ts'

// DATEV EXTF Buchungsstapel, format version 13 (finance.md 6.1): pairs of debit and credit, taxed lines with their tax in them.

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)
const comma = (currency: Currency, minor: bigint): string => majorText(currency, minor).replace('.', ',')
const dense = (day: Day): string => day.replaceAll('-', '')
const turned = (day: Day): string => `${day.slice(8)}${day.slice(5, 7)}${day.slice(0, 4)}`
const quoted = (text: string): string => `"${inWindows1252(text).replaceAll('"', '""')}"`

/** The first day of the fiscal year that a day is in. */
export function fiscalYearBegin(fiscalYearStart: number, of: Day): Day {
  const year = monthOf(of) >= fiscalYearStart ? yearOf(of) : yearOf(of) - 1
  return `${year}-${`${fiscalYearStart}`.padStart(2, '0')}-01` as Day
}

function headerOf(batch: BatchToWrite): string {
  const { profile, from, to } = batch
  const created = batch.createdAt.replace(/\D/g, '').padEnd(17, '0').slice(0, 17)
  const fields = [
    '"EXTF"', '700', '21', '"Buchungsstapel"', '13', created, '', '"HA"', '"harmony"', '""',
    `${profile.consultant ?? ''}`, `${profile.client ?? ''}`, dense(fiscalYearBegin(batch.fiscalYearStart, from)), `${profile.accountLength}`, dense(from), dense(to),
    quoted(fitting(`Harmony ${batch.month} ${batch.number.slice(-6)}`, 30)), '"HA"', '1', '0', profile.fixes ? '1' : '0', `"${batch.currency}"`, '', '""', '', '',
    quoted(profile.chart ?? ''), '', '', '""', '"harmony 1.0"',
  ] // prettier-ignore
  return fields.join(';')
}

/** One pair: `item` against `counter`, positive, with its side. */
interface Pair {
  readonly item: Item
  readonly counter: Item
  /** As the item has them; what the counter account gets is the opposite. */
  readonly amount: bigint
  readonly entityAmount: bigint
}
const controls = (item: Item): boolean => item.party !== null

/** The pairs of a journal. Where one account of a customer or supplier stands against all others, each is a pair with it; else debits meet credits in their order. */
export function pairsOf(journal: WrittenJournal): readonly Pair[] {
  const items = itemsOf(journal)
  const persons = items.filter(controls)
  const [only] = persons
  if (only && persons.length === 1 && items.every((item) => item.currency === only.currency))
    return items.flatMap((item) =>
      item === only ? [] : [{ item, counter: only, amount: grossOf(item), entityAmount: entityGrossOf(item) }],
    )
  // A pair has one key: where both sides have tax within, it stays apart.
  const taxed = items.filter((item) => item.taxLocal !== null)
  const bothSides = taxed.some((item) => entityGrossOf(item) > 0n) && taxed.some((item) => entityGrossOf(item) < 0n)
  const told = bothSides ? plainItemsOf(journal) : items
  const left = told.filter((item) => entityGrossOf(item) !== 0n).map((item) => ({ item, left: entityGrossOf(item) }))
  const [debits, credits] = [left.filter((one) => one.left > 0n), left.filter((one) => one.left < 0n)]
  const pairs: Pair[] = []
  for (let [d, c] = [0, 0]; d < debits.length && c < credits.length;) {
    const [debit, credit] = [debits[d]!, credits[c]!]
    const part = debit.left < -credit.left ? debit.left : -credit.left
    // Parts of an item are told in the entity's currency alone: shares of a foreign amount would be made up.
    const whole = part === entityGrossOf(debit.item) && part === -entityGrossOf(credit.item) && grossOf(debit.item) === -grossOf(credit.item) && debit.item.currency === credit.item.currency // prettier-ignore
    // Tax goes with the side that has it; a person's account is the first of the two.
    const isDebit = debit.item.taxLocal !== null || (credit.item.taxLocal === null && controls(credit.item))
    const [item, counter, sign] = isDebit ? [debit.item, credit.item, 1n] : [credit.item, debit.item, -1n]
    pairs.push({ item, counter, amount: whole ? grossOf(item) : 0n, entityAmount: part * sign })
    debit.left -= part
    credit.left += part
    if (debit.left === 0n) d += 1
    if (credit.left === 0n) c += 1
  }
  return pairs
}

/** Foreign currency for one unit of the entity's, as `Kurs` takes it; `undefined` where it cannot: below 1, or of more than four digits before the comma. */
export function exchangeRate(foreign: Currency, amount: bigint, own: Currency, entityAmount: bigint): string | undefined {
  // Amounts have two places there.
  if (exponents[foreign] !== 2) return undefined
  const text = ratioText(
    ratio(absolute(amount) * powerOfTen(exponents[own]), absolute(entityAmount) * powerOfTen(exponents[foreign])),
    6,
  ).replace('.', ',')
  const full = text.includes(',') ? text : `${text},00`
  const wide = full.replace(/,(\d)$/, ',$10')
  return /^[1-9]\d{0,3},\d{2,6}$/.test(wide) ? wide : undefined
}

const accountOf = (item: Item): string => item.party?.number ?? item.local

/** The key of the tax within: none where the account reckons it by itself, 40 where it would and must not. */
export function taxKeyOf(chart: string | null, item: Item, counter: Item): string {
  const [own, other] = [automaticRate(chart, item.local), automaticRate(chart, counter.local)]
  if (item.tax === null) return (own ?? other) === undefined || (own ?? other) === '0' ? '' : '40'
  if (own === item.tax.rate) return ''
  if (item.taxLocal === null) return own === undefined || own === '0' ? '' : '40'
  return item.tax.key
}

function cellsOf(batch: BatchToWrite, journal: WrittenJournal, pair: Pair): string {
  const { item, counter } = pair
  const own = batch.currency
  const reversal = journal.document === 'reversal'
  const rate = item.currency === own || pair.amount === 0n ? undefined : exchangeRate(item.currency, pair.amount, own, pair.entityAmount)
  const isForeign = rate !== undefined
  const party: Party | null = counter.party ?? item.party ?? journal.party
  const cells = new Map<number, string>([
    [1, comma(isForeign ? item.currency : own, absolute(isForeign ? pair.amount : pair.entityAmount))],
    // Of `Konto`, which is the counter's: the opposite of what the item has.
    [2, pair.entityAmount < 0n ? 'S' : 'H'],
    [3, isForeign ? item.currency : own],
    [4, rate ?? ''],
    [5, isForeign ? comma(own, absolute(pair.entityAmount)) : ''],
    [6, isForeign ? own : ''],
    [7, accountOf(counter)],
    [8, accountOf(item)],
    [9, taxKeyOf(batch.profile.chart, item, counter)],
    [10, `${journal.postedOn.slice(8)}${journal.postedOn.slice(5, 7)}`],
    [11, (counter.item ?? item.item ?? journal.reverses ?? journal.number).replace(/[^a-zA-Z0-9$&%*+\-/]/g, '').slice(0, 36)],
    [14, fitting(inWindows1252([party?.name, journal.narrative].filter((part) => part !== null && part !== undefined).join(' · ') || journal.number), 60)],
    [114, batch.profile.fixes ? '1' : '0'],
    [117, journal.due !== null && controls(counter) ? turned(journal.due) : ''],
    [118, reversal ? '1' : ''],
  ]) // prettier-ignore
  if (!isForeign && item.currency !== own && pair.amount !== 0n) {
    cells.set(21, item.currency)
    cells.set(22, majorText(item.currency, absolute(pair.amount)))
  }
  if (item.tax?.category === 'AE' && party?.taxId) cells.set(40, party.taxId.replace(/\s/g, '').slice(0, 15))
  return datevColumns.map((_, i) => (datevTextColumns.has(i + 1) ? quoted(cells.get(i + 1) ?? '') : (cells.get(i + 1) ?? ''))).join(';')
}

function check(batch: BatchToWrite, journal: WrittenJournal, { item, counter, entityAmount }: Pair): void {
  const { accountLength } = batch.profile
  for (const one of [item, counter]) {
    const account = accountOf(one)
    const wanted = one.party ? accountLength + 1 : accountLength
    assert(/^\d+$/.test(account) && account.length <= wanted, `an account of at most ${wanted} digits, not ${account}`)
  }
  assert(/^\d{1,10},\d{2}$/.test(comma(batch.currency, absolute(entityAmount))), 'an amount of at most ten digits with two places')
  assert(journal.postedOn >= batch.from && journal.postedOn <= batch.to, 'a day in the period of the file')
}

/** A general reversal is told as what it takes back was, sides and all: the program turns the amounts. */
const mirrored = (journal: WrittenJournal): WrittenJournal => ({
  ...journal,
  lines: journal.lines.map((line) => ({ ...line, amount: -line.amount, entityAmount: -line.entityAmount })),
})

/** Nothing but what a person may mend is left to the coverage check; whatever else does not fit is a bug. */
export const datev: Writer = (batch) => {
  assert(batch.to === addDays(addMonths(`${batch.month}-01` as Day, 1), -1), 'a file of one month')
  const booked = new Map<string, bigint>()
  const lines: string[] = [headerOf(batch), datevColumns.map((name) => inWindows1252(name)).join(';')]
  for (const journal of batch.journals) {
    const isReversal = journal.document === 'reversal'
    const book = (local: string, amount: bigint): void =>
      void booked.set(local, (booked.get(local) ?? 0n) + (isReversal ? -amount : amount))
    const taken = new Map<Item, bigint>()
    for (const pair of pairsOf(isReversal ? mirrored(journal) : journal)) {
      const { item, counter, entityAmount } = pair
      if (entityAmount === 0n) continue
      check(batch, journal, pair)
      lines.push(cellsOf(batch, journal, pair))
      book(counter.local, -entityAmount)
      // The tax within goes where the program books it, once the whole item is told.
      taken.set(item, (taken.get(item) ?? 0n) + entityAmount)
      book(item.local, entityAmount)
    }
    for (const [item, gross] of taken)
      if (item.taxLocal !== null && item.entityTax !== 0n && gross === entityGrossOf(item)) {
        book(item.local, -item.entityTax)
        book(item.taxLocal, item.entityTax)
      }
  }
  return {
    name: `EXTF_Buchungsstapel_${fileWord(batch.number)}.csv`,
    mime: 'text/csv',
    encoding: 'windows-1252',
    content: `${lines.join('\r\n')}\r\n`,
    booked,
  }
}
