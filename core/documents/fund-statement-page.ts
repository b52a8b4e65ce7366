import { decimalText } from '../kernel/decimal.ts'
import { exponents, majorText } from '../kernel/money.ts'
import type { Row } from '../kernel/record.ts'
import type { Of, Wire } from '../kernel/shape.ts'
import type { entities } from '../entities/entity.ts'
import type { fundStatement } from '../funds/statement.ts'

type Statement = Of<typeof fundStatement.output>

/** Everything a printed statement of a fund says; amounts still exact, formatted by whoever prints. The same movements always give the same page. */
export function statementPage(statement: Statement, entity: Row<typeof entities>): { readonly data: Wire; readonly copy: Wire } {
  const { fund, customer, contract, from, to, currency } = statement
  const standing = {
    opening: decimalText(statement.opening),
    openingValue: statement.openingDeferred.toString(),
    purchased: decimalText(statement.purchased),
    purchasedValue: statement.purchasedValue.toString(),
    drawn: decimalText(statement.drawn),
    released: statement.released.toString(),
    lapsed: decimalText(statement.lapsed),
    breakage: statement.breakage.toString(),
    beyond: decimalText(statement.beyond),
    closing: decimalText(statement.closing),
    closingValue: statement.closingDeferred.toString(),
  }
  const movements = statement.movements.map((movement) => ({
    number: movement.number,
    day: movement.day,
    act: movement.act,
    isReversal: movement.reverses !== null,
    booked: movement.booked && decimalText(movement.booked),
    weight: movement.weight && decimalText(movement.weight),
    bookingType: movement.bookingType,
    reference: movement.reference,
    reason: movement.reason,
    quantity: decimalText(movement.quantity),
    beyond: decimalText(movement.beyond),
    value: movement.value.toString(),
    balance: decimalText(movement.balance),
    lots: movement.shares.map((share) => ({ number: share.number, quantity: decimalText(share.quantity), value: share.value.toString() })),
  }))
  const lots = statement.lots.map((lot) => ({
    number: lot.number,
    purchasedOn: lot.purchasedOn,
    expires: lot.expires,
    reference: lot.reference,
    quantity: decimalText(lot.quantity),
    value: lot.value.toString(),
    remaining: decimalText(lot.remaining),
    deferred: lot.deferred.toString(),
  }))
  const { language, culture } = customer
  const data = {
    kind: 'fundStatement',
    language,
    culture,
    number: contract.number,
    fund: fund.name,
    unit: fund.unit,
    from,
    to,
    issued: to,
    currency,
    exponent: exponents[currency],
    seller: {
      name: entity.name, lines: [...entity.address], country: entity.country, taxIdLabel: entity.taxIdLabel, taxId: entity.taxId, registration: entity.registration,
      bank: entity.bank.map((b) => ({ ...b })), culture: entity.culture, legal: [...entity.legal],
    },
    buyer: { name: customer.name, lines: [...customer.address], country: customer.country, taxId: customer.taxId },
    customerCode: customer.code ?? '',
    standing,
    movements,
    lots,
  } // prettier-ignore
  const copy = {
    format: 'harmony-fund-statement/1',
    contract: contract.number,
    fund: fund.name,
    unit: fund.unit,
    currency,
    from,
    to,
    seller: { entity: entity.code, name: entity.name },
    buyer: { name: customer.name },
    opening: standing.opening,
    closing: standing.closing,
    released: majorText(currency, statement.released),
    deferred: majorText(currency, statement.closingDeferred),
    movements,
    lots,
  }
  return { data, copy }
}
