import { calculator } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { decimalText, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { aCurrency, aDecimal, codeOf, flag, many, maybe, minorIn, shape, text, type Value } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import { rateOn } from '../rates/rules.ts'
import { convert, threeCurrencies, type Rates } from './conversion.ts'
import { cleared, mixedJournal } from './settlement.ts'

/** The account of the rounding line. It stays at nothing unless several control lines leave a remainder that no other line can take. */
export const roundingAccount = 'RND'
/** Between legs of several currencies; realised differences; differences of a tax that is fixed in the books' currency; translation (finance.md 2.5). */
const clearingAccount = 'CLR'
const realisedAccount = 'FXR'
const taxDifferenceAccount = 'FXTAX'
const translationAccount = 'CTA'

const rateShape = shape({ from: aCurrency, to: aCurrency, value: aDecimal })
const lineShape = shape({
  account: codeOf('accounts'),
  /** Signed, + debit. May be left out where the line settles an item: then it is what was paid, turned round. */
  minor: maybe(minorIn('transactionCurrency')),
  /** Left out: the transaction currency of the journal. */
  currency: maybe(aCurrency),
  control: maybe(flag),
  /** Amounts in the entity's and the group's currency that are fixed already; the group's is the entity's where the currencies are one. */
  pinned: maybe(shape({ entity: minorIn('entityCurrency'), consolidation: maybe(minorIn('groupCurrency')) })),
  /** The open item that the line clears: what is open of it, what that is carried at, and what is paid of it now. All of one sign. */
  settlement: maybe(
    shape({
      open: minorIn('transactionCurrency'),
      carryEntity: minorIn('entityCurrency'),
      carryGroup: minorIn('groupCurrency'),
      paid: minorIn('transactionCurrency'),
    }),
  ),
})
type Line = Value<typeof lineShape>

/** Named only where it is not the transaction currency. */
const otherCurrency = { ...maybe(aCurrency), print: (v: Currency | null) => (v === null ? undefined : aCurrency.print(v)) as never }

/** A journal in three currencies as it would be posted. */
export const previewJournal = calculator({
  name: 'ledger.preview',
  zone: 'finance',
  permit: null,
  input: shape({
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    transactionCurrency: aCurrency,
    rates: many(rateShape, 1000),
    lines: many(lineShape, 10_000),
  }),
  output: shape({
    lines: many(
      shape({
        account: text,
        currency: otherCurrency,
        transaction: minorIn('transactionCurrency'),
        entity: minorIn('entityCurrency'),
        consolidation: minorIn('groupCurrency'),
      }),
    ),
  }),
  refusals: [
    'ledger.unbalanced', 'ledger.roundingTooLarge', 'ledger.missingRate', 'ledger.invalidRate', 'ledger.overpaid', 'ledger.missingAmount',
  ],
  work: (input) => {
    const bad = input.rates.find((rate) => rate.value.lte(0))
    if (bad) return refuse('ledger.invalidRate', { from: bad.from, to: bad.to, value: decimalText(bad.value) })
    const wrong = input.lines.map(lineFault).find((fault) => fault !== undefined)
    if (wrong) return wrong
    const currencies = { transaction: input.transactionCurrency, entity: input.entityCurrency, group: input.groupCurrency }
    const rateOf = ratesOf(input.rates)
    const ratesFor = (from: Currency): Rates | Refusal<'ledger.missingRate'> => {
      const [toEntity, toGroup] = [rateOf(from, currencies.entity), rateOf(from, currencies.group)]
      return refused(toEntity) ? toEntity : refused(toGroup) ? toGroup : { toEntity, toGroup }
    }
    const plain = input.lines.every((line) => !line.pinned && !line.settlement && (line.currency ?? currencies.transaction) === currencies.transaction)
    const rates = ratesFor(currencies.transaction)
    if (refused(rates)) return rates
    if (!plain) return mixed(input.lines, currencies, ratesFor, rateOf)
    const converted = threeCurrencies(
      input.lines.map((line) => ({ minor: line.minor!, control: line.control ?? false })),
      currencies,
      rates,
    )
    if (refused(converted)) return converted
    const lines = converted.lines.map((line, i) => shown(input.lines[i]!.account, line))
    return { lines: converted.rounding ? [...lines, shown(roundingAccount, converted.rounding)] : lines }
  },
}) // prettier-ignore

/** Rates of one moment: which day it was does not matter to a preview. */
function ratesOf(rates: readonly { readonly from: Currency; readonly to: Currency; readonly value: Decimal }[]) {
  const day = '2000-01-01' as Day
  const published = rates.map(({ from, to, value }) => ({
    source: '',
    type: 'spot' as const,
    base: from,
    quote: to,
    day,
    value,
    version: 1,
  }))
  return (from: Currency, to: Currency): Ratio | Refusal<'ledger.missingRate'> => {
    const rate = rateOn(published, { from, to, day })
    return refused(rate) ? refuse('ledger.missingRate', { from, to }) : rate.value
  }
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor)
function lineFault({ account, minor, settlement }: Line): Refusal<'ledger.overpaid' | 'ledger.missingAmount'> | undefined {
  if (!settlement) return minor === null ? refuse('ledger.missingAmount', { account }) : undefined
  const { open, paid } = settlement
  const turned = open < 0n !== paid < 0n && paid !== 0n
  if (turned || size(paid) > size(open)) return refuse('ledger.overpaid', { account, open: `${open}`, paid: `${paid}` })
  return minor !== null && minor !== -paid ? refuse('ledger.missingAmount', { account }) : undefined
}

interface Currencies {
  readonly transaction: Currency
  readonly entity: Currency
  readonly group: Currency
}
const shown = (
  account: string,
  { amount, entityAmount, groupAmount }: { readonly amount: bigint; readonly entityAmount: bigint; readonly groupAmount: bigint },
  currency: Currency | null = null,
) => ({ account, currency, transaction: amount, entity: entityAmount, consolidation: groupAmount })

/** A journal with fixed amounts, items that are cleared, or several currencies: what the rates make of it comes as lines of its own, last. */
function mixed(
  lines: readonly Line[],
  { transaction, entity, group }: Currencies,
  ratesFor: (from: Currency) => Rates | Refusal<'ledger.missingRate'>,
  rateOf: (from: Currency, to: Currency) => Ratio | Refusal<'ledger.missingRate'>,
) {
  const own = (currency: Currency): Currency | null => (currency === transaction ? null : currency)
  const legs = lines.map((line) => {
    const currency = line.currency ?? transaction
    const { settlement, pinned } = line
    const taken = settlement
      ? cleared({ open: settlement.open, entityOpen: settlement.carryEntity, groupOpen: settlement.carryGroup }, settlement.paid)
      : null
    const fixed = taken
      ? { entityMinor: -taken.entityMinor, groupMinor: -taken.groupMinor }
      : pinned && { entityMinor: pinned.entity, groupMinor: pinned.consolidation ?? pinnedInGroup(pinned.entity, entity, group, rateOf) }
    return { currency, minor: line.minor ?? -settlement!.paid, control: line.control ?? false, pinned: fixed ?? undefined }
  })
  for (const { currency } of legs) {
    const rates = ratesFor(currency)
    if (refused(rates)) return rates
  }
  const entityToGroup = rateOf(entity, group)
  if (refused(entityToGroup)) return entityToGroup
  const of = (currency: Currency): Rates => {
    const rates = ratesFor(currency)
    assert(!refused(rates), `rates of ${currency}`)
    return rates
  }
  const journal = mixedJournal(legs, { entity, group }, { of, entityToGroup })
  if (refused(journal)) return journal
  const { clearing, difference, translation } = journal
  const differs = lines.some((line) => line.settlement) || clearing.length > 0 ? realisedAccount : taxDifferenceAccount
  return {
    lines: [
      ...journal.lines.map((line, i) => shown(lines[i]!.account, line, own(line.currency))),
      ...clearing.map((line) => shown(clearingAccount, line, own(line.currency))),
      ...(difference ? [shown(differs, difference)] : []),
      ...(translation ? [shown(translationAccount, translation)] : []),
    ],
  }
}

/** A fixed amount that was given in the entity's currency alone. */
function pinnedInGroup(
  minor: bigint,
  entity: Currency,
  group: Currency,
  rateOf: (from: Currency, to: Currency) => Ratio | Refusal<'ledger.missingRate'>,
): bigint {
  const rate = rateOf(entity, group)
  return entity === group || refused(rate) ? minor : convert(minor, rate, entity, group)
}
