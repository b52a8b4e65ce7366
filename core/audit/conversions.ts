import { exactly, multiply, powerOfTen, ratio, ratioText, type Ratio } from '../kernel/decimal.ts'
import { exponents, type Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import type { Wire } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { exchangeOn, type Exchange } from '../rates/exchange.ts'
import type { PublishedRate } from '../rates/rules.ts'
import { farLines, journalConversions, untranslated, wrongRounding } from './facts.ts'
import type { Kept, RatesChecked } from './rates.ts'

/** Conversions that one statement judges, and lines of theirs that one page reads. */
const portion = 300
const page = 2000
/** Digits of a rate for the database, which only looks for what may be wrong: whether it is, is decided here, in whole numbers. */
const places = 20

type Conversion = Answer<typeof journalConversions>
type Line = Answer<typeof farLines>
interface Known {
  readonly conversion: Conversion
  readonly exchange: Exchange
}

/** What a journal was converted with, by nothing but the rates that it keeps. */
function exchangeIn(rates: Wire): Exchange {
  const { day, rates: legs } = rates as unknown as Kept
  // Each kept rate has the age that it has; another check judges that.
  return exchangeOn(legs.map((leg): PublishedRate => ({ ...leg, type: 'spot', value: exactly(leg.value) }) as PublishedRate), day, { maxAgeDays: 1_000_000 })
} // prettier-ignore

const inMinor = (rate: Ratio, from: Currency, to: Currency): Ratio =>
  multiply(rate, ratio(powerOfTen(exponents[to]), powerOfTen(exponents[from])))
/** Minor units of one currency in those of another; nothing where the journal keeps no such rate, for then it needed none. */
function rateOf({ exchange }: Known, from: Currency, to: Currency): Ratio | undefined {
  const rate = exchange.rate(from, to)
  return refused(rate) ? undefined : inMinor(rate, from, to)
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
/** Within a unit of the exact amount. */
const isNear = (amount: bigint, of: bigint, { numerator, denominator }: Ratio): boolean =>
  size(amount * denominator - of * numerator) < denominator

/** Each conversion that journals were posted with, portion by portion, with its rates as the database compares them. */
async function* portionsOf(read: Read): AsyncGenerator<{ readonly known: ReadonlyMap<string, Known>; readonly asked: Wire }> {
  const all = await read.ask(journalConversions, {})
  for (let from = 0; from < all.length; from += portion) {
    const some = all.slice(from, from + portion).map((conversion): Known => ({ conversion, exchange: exchangeIn(conversion.rates) }))
    const asked = some.map((one) => {
      const { id, currency, entityCurrency, groupCurrency } = one.conversion
      const text = (to: Currency, of: Currency): string | null => {
        const rate = rateOf(one, of, to)
        return rate ? ratioText(rate, places) : null
      }
      return { id, currency, entity: text(entityCurrency, currency), group: text(groupCurrency, currency), translated: text(groupCurrency, entityCurrency) }
    })
    yield { known: new Map(some.map((one) => [one.conversion.id, one])), asked: asked as unknown as Wire }
  }
} // prettier-ignore

const fault = (id: string, expected: string, found: string): RatesChecked['fault'] => ({ record: 'journals', id, expected, found })

/** Control lines are the amount at the rate, to the unit; others, which share what is left, within one. Source: finance.md 2.3 (6). */
function faultOfLine({ journal, amount, entityAmount, groupAmount, control }: Line, known: Known): RatesChecked['fault'] {
  const { currency, entityCurrency, groupCurrency } = known.conversion
  for (const [found, to] of [[entityAmount, entityCurrency], [groupAmount, groupCurrency]] as const) {
    const rate = rateOf(known, currency, to)
    if (!rate || to === currency) continue
    const exact = convert(amount, known.exchange.rate(currency, to) as Ratio, currency, to)
    if (control ? found !== exact : !isNear(found, amount, rate)) return fault(journal, `${exact} ${to}`, `${found} ${to}`)
  }
  return null
} // prettier-ignore

/** Amounts follow from the rates that their journals keep, and rounding took a unit a line at most (finance.md 2.3, 6 and 7). */
export async function checkConversions(read: Read): Promise<RatesChecked> {
  const [rounding] = await read.ask(wrongRounding, {})
  if (rounding) return { records: 1, fault: fault(rounding.id, rounding.expected, rounding.found) }
  let records = 0
  for await (const { known, asked } of portionsOf(read)) {
    for (let after = ''; ;) {
      const found = await read.ask(farLines, { conversions: asked, after, limit: page })
      for (const line of found) {
        const wrong = faultOfLine(line, known.get(line.conversion)!)
        if (wrong) return { records: records + 1, fault: wrong }
      }
      if (found.length < page) break
      after = found[found.length - 1]!.line
    }
    records += [...known.values()].reduce((sum, { conversion }) => sum + conversion.journals, 0)
  }
  return { records, fault: null }
}

/** What differs because rates moved is worth to the group what it is to the entity, translated: no second gain is measured there (finance.md 0.3 and 2.3, 9). */
export async function checkTranslations(read: Read, records: number): Promise<RatesChecked> {
  for await (const { known, asked } of portionsOf(read)) {
    for (const { journal, conversion, entityAmount, groupAmount, parts } of await read.ask(untranslated, { conversions: asked })) {
      const { exchange, conversion: of } = known.get(conversion)!
      const rate = exchange.rate(of.entityCurrency, of.groupCurrency)
      if (refused(rate)) continue
      const exact = convert(entityAmount, rate, of.entityCurrency, of.groupCurrency)
      // Of several amounts in one line each was translated on its own.
      if (size(groupAmount - exact) > BigInt(parts - 1))
        return { records, fault: fault(journal, `${exact} ${of.groupCurrency}`, `${groupAmount} ${of.groupCurrency}`) }
    }
  }
  return { records, fault: null }
}
