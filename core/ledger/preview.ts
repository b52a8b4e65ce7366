import { calculator } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { decimalText } from '../kernel/decimal.ts'
import { aCurrency, aDecimal, codeOf, flag, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { rateOn } from '../rates/rules.ts'
import { threeCurrencies } from './conversion.ts'

/** The account of the rounding line. It stays at nothing unless several control lines leave a remainder that no other line can take. */
export const roundingAccount = 'RND'

/** A journal in three currencies as it would be posted. */
export const previewJournal = calculator({
  name: 'ledger.preview',
  zone: 'finance',
  permit: null,
  input: shape({
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    transactionCurrency: aCurrency,
    rates: many(shape({ from: aCurrency, to: aCurrency, value: aDecimal }), 1000),
    lines: many(shape({ account: codeOf('accounts'), minor: minorIn('transactionCurrency'), control: maybe(flag) }), 10_000),
  }),
  output: shape({
    lines: many(
      shape({
        account: text,
        transaction: minorIn('transactionCurrency'),
        entity: minorIn('entityCurrency'),
        consolidation: minorIn('groupCurrency'),
      }),
    ),
  }),
  refusals: ['ledger.unbalanced', 'ledger.roundingTooLarge', 'ledger.missingRate', 'ledger.invalidRate'],
  work: (input) => {
    const bad = input.rates.find((rate) => rate.value.lte(0))
    if (bad) return refuse('ledger.invalidRate', { from: bad.from, to: bad.to, value: decimalText(bad.value) })
    const currencies = { transaction: input.transactionCurrency, entity: input.entityCurrency, group: input.groupCurrency }
    // Rates of one moment: which day it was does not matter to a preview.
    const day = '2000-01-01' as Day
    const published = input.rates.map(({ from, to, value }) => ({
      source: '',
      type: 'spot' as const,
      base: from,
      quote: to,
      day,
      value,
      version: 1,
    }))
    const toEntity = rateOn(published, { from: currencies.transaction, to: currencies.entity, day })
    if (refused(toEntity)) return refuse('ledger.missingRate', { from: currencies.transaction, to: currencies.entity })
    const toGroup = rateOn(published, { from: currencies.transaction, to: currencies.group, day })
    if (refused(toGroup)) return refuse('ledger.missingRate', { from: currencies.transaction, to: currencies.group })
    const converted = threeCurrencies(
      input.lines.map((line) => ({ minor: line.minor, control: line.control ?? false })),
      currencies,
      { toEntity: toEntity.value, toGroup: toGroup.value },
    )
    if (refused(converted)) return converted
    const lines = converted.lines.map((line, i) => ({
      account: input.lines[i]!.account as string,
      transaction: line.amount,
      entity: line.entityAmount,
      consolidation: line.groupAmount,
    }))
    const { rounding } = converted
    return {
      lines: rounding
        ? [...lines, { account: roundingAccount, transaction: 0n, entity: rounding.entityAmount, consolidation: rounding.groupAmount }]
        : lines,
    }
  },
})
