import { decimal, decimalText, ratioOf, zero, type Decimal } from '../kernel/decimal.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { question, record, type Answer, type Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import {
  aCurrency,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
  type Id,
  type Wire,
} from '../kernel/shape.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { entities } from '../entities/entity.ts'

/** What a sales tax service was asked and what it answered, word for word: the evidence of a tax that nobody here can work out. */
export const salesTaxAnswers = record(
  'salesTaxAnswers',
  shape({
    id: idOf('salesTaxAnswers'),
    entity: codeOf('entities'),
    /** The sale that it was asked for, in the words of whoever asked: an order, an invoice. */
    askedFor: text,
    request: someData,
    response: someData,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'recordedAt', fields: { request: 'customer.data', response: 'customer.data' } },
  },
)

const serviceFaults = ['notSetUp', 'offline', 'refused', 'unreadable'] as const
/** Asks the service that the host is set up with: POST /v2/taxes. */
export const askService = question(
  'tax.service',
  shape({ request: someData }),
  shape({ fault: maybe(choice(...serviceFaults)), detail: text, response: maybe(someData) }),
)

const anAddress = shape({ country: text, region: text, zip: text, city: maybe(text), street: maybe(text) })
const input = shape({
  entity: codeOf('entities'),
  askedFor: text,
  seller: anAddress,
  /** Sales tax is that of the very address where the buyer uses it. */
  buyer: anAddress,
  currency: aCurrency,
  lines: many(
    shape({
      id: text,
      quantity: aDecimal,
      unitPrice: aDecimal,
      discount: maybe(aDecimal),
      /** The service's own code for what is sold; left out, fully taxable goods. */
      productTaxCode: maybe(text),
    }),
    500,
  ),
})
type Asked = { readonly [K in keyof typeof input.fields]: ReturnType<(typeof input.fields)[K]['parse']> }

const addressOf = (side: 'from' | 'to', { country, region, zip, city, street }: Asked['seller']): Record<string, Wire> => ({
  [`${side}_country`]: country,
  [`${side}_state`]: region,
  [`${side}_zip`]: zip,
  ...(city === null ? {} : { [`${side}_city`]: city }),
  ...(street === null ? {} : { [`${side}_street`]: street }),
})
/** Amounts are decimals as text: what a service wants as numbers is its door's business. */
export function requestOf({ seller, buyer, lines }: Pick<Asked, 'seller' | 'buyer' | 'lines'>): Wire {
  const amount = lines.reduce((sum, line) => sum.plus(line.quantity.times(line.unitPrice)).minus(line.discount ?? zero), zero)
  return {
    ...addressOf('from', seller),
    ...addressOf('to', buyer),
    amount: decimalText(amount),
    shipping: '0',
    line_items: lines.map(({ id, quantity, unitPrice, discount, productTaxCode }) => ({
      id,
      quantity: decimalText(quantity),
      unit_price: decimalText(unitPrice),
      ...(discount === null ? {} : { discount: decimalText(discount) }),
      ...(productTaxCode === null ? {} : { product_tax_code: productTaxCode }),
    })),
  }
}

const part = (data: Wire | undefined, name: string): Wire | undefined =>
  typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as { readonly [key: string]: Wire })[name] : undefined
const amountIn = (data: Wire | undefined, name: string): Decimal | undefined => {
  const found = part(data, name)
  return typeof found === 'string' ? decimal(found) : undefined
}
export interface SalesTax {
  readonly tax: bigint
  readonly rate: Decimal
  readonly hasNexus: boolean
  readonly lines: readonly { readonly id: string; readonly taxable: bigint; readonly tax: bigint; readonly rate: Decimal }[]
  readonly jurisdictions: readonly string[]
}
/** What the service's answer says, or nothing where it is not formed as agreed. */
export function salesTaxIn(response: Wire, currency: Currency): SalesTax | undefined {
  const tax = part(response, 'tax')
  const [collect, rate] = [amountIn(tax, 'amount_to_collect'), amountIn(tax, 'rate')]
  if (!collect || !rate) return undefined
  const minor = (value: Decimal): bigint => toMinor(currency, ratioOf(value))
  const items = part(part(tax, 'breakdown'), 'line_items')
  const places = part(tax, 'jurisdictions')
  return {
    tax: minor(collect),
    rate: rate.times('100'),
    hasNexus: part(tax, 'has_nexus') === true,
    lines: (Array.isArray(items) ? (items as readonly Wire[]) : []).flatMap((item) => {
      const [id, taxable, own, combined] = [part(item, 'id'), amountIn(item, 'taxable_amount'), amountIn(item, 'tax_collectable'), amountIn(item, 'combined_tax_rate')]
      return typeof id === 'string' && taxable && own && combined ? [{ id, taxable: minor(taxable), tax: minor(own), rate: combined.times('100') }] : []
    }),
    jurisdictions: ['state', 'county', 'city'].flatMap((name) => {
      const found = part(places, name)
      return typeof found === 'string' ? [found] : []
    }),
  }
} // prettier-ignore

/** What of a service's answer keeps a sale from being taxed; its answer otherwise. */
export type ServiceFault = 'tax.serviceNotSetUp' | 'tax.serviceOffline' | 'tax.serviceRefused' | 'tax.serviceUnreadable'
export const serviceFaultsTold = [
  'tax.serviceNotSetUp',
  'tax.serviceOffline',
  'tax.serviceRefused',
  'tax.serviceUnreadable',
] as const satisfies readonly ServiceFault[]
export function answered(
  answer: Answer<typeof askService>,
  currency: Currency,
): (SalesTax & { readonly response: Wire }) | Refusal<ServiceFault> {
  if (answer.fault === 'notSetUp') return refuse('tax.serviceNotSetUp')
  if (answer.fault === 'offline') return refuse('tax.serviceOffline', { detail: answer.detail })
  if (answer.fault === 'refused') return refuse('tax.serviceRefused', { detail: answer.detail })
  const found = answer.response === null ? undefined : salesTaxIn(answer.response, currency)
  return found ? { ...found, response: answer.response } : refuse('tax.serviceUnreadable', { detail: answer.detail })
}

/** Asks the sales tax service for one sale in the USA and keeps what it answered. There is no table of rates to fall back on. */
export const askSalesTax = command({
  name: 'tax.askService',
  zone: 'finance',
  permit: 'tax.write',
  offline: 'never',
  input,
  output: shape({
    answer: idOf('salesTaxAnswers'),
    currency: aCurrency,
    tax: minorIn('currency'),
    /** Per cent of all taxes together. */
    rate: aDecimal,
    /** The seller owes tax in that state at all. */
    hasNexus: flag,
    jurisdictions: many(text),
    lines: many(shape({ id: text, base: minorIn('currency'), tax: minorIn('currency'), rate: aDecimal })),
  }),
  refusals: ['tax.unknownEntity', 'tax.noLines', ...serviceFaultsTold],
  load: async (asked, read) => {
    const entity = await read.get(entities, asked.entity)
    const request = requestOf(asked)
    const answers = entity && asked.lines.length > 0 ? await read.ask(askService, { request }) : []
    return { entity, request, answer: answers[0] }
  },
  decide: (asked, { entity, request, answer }, now) => {
    if (!entity) return refuse('tax.unknownEntity', { entity: asked.entity })
    if (!answer) return refuse('tax.noLines', { askedFor: asked.askedFor })
    const found = answered(answer, asked.currency)
    if (refused(found)) return found
    const kept: Row<typeof salesTaxAnswers> = {
      id: now.newId() as Id<'salesTaxAnswers'>,
      entity: entity.code,
      askedFor: asked.askedFor,
      request,
      response: found.response,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    const { tax, rate, hasNexus, jurisdictions, lines } = found
    return {
      result: { answer: kept.id, currency: asked.currency, tax, rate, hasNexus, jurisdictions, lines: lines.map(({ taxable, ...line }) => ({ ...line, base: taxable })) },
      changes: [add(salesTaxAnswers, kept), tell('tax.serviceAsked', { answer: kept.id, askedFor: asked.askedFor })],
    } // prettier-ignore
  },
})
