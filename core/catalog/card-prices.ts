import { decimalText } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import type { Tariff } from '../pricing/rating.ts'
import type { ProductDocument } from './document.ts'
import type { Price } from './price.ts'

/** Contracts bill it, period by period. What is bought once or paid ahead is charged once. */
export const byContract = ({ sell }: ProductDocument): boolean => sell.kind === 'recurring' || sell.kind === 'consumption'
export type Term = 'month' | 'year' | 'once'
export const termOf = (document: ProductDocument): Term => (byContract(document) ? document.sell.basis : 'once')

/** A list price as it is rated. */
export const tariffOf = (
  { model }: Pick<Tariff, 'model'>,
  { unitPrice, packageSize, bands, free, minimum, cap, commit, guard }: Omit<Price, 'currency'>,
): Tariff => ({
  model,
  unitPrice,
  packageSize,
  bands,
  free,
  chargeAtZero: false,
  minimum,
  cap,
  commit,
  guard,
})

/** The list prices, each currency with its bands, and what may stand in their place. */
export function readPrices(document: ProductDocument): readonly Step[] {
  const { prices, model } = document.sell
  const where = byContract(document) ? 'contract' : 'once'
  if (prices.length === 0) return [step(`catalog.card.price.none.${where}`)]
  return [
    ...prices.flatMap((listed) => [...priceIn(listed, model, termOf(document)), ...guardIn(listed, model), ...boundsIn(listed)]),
    step(`catalog.card.currencies.${where}`, { currencies: ['text', prices.map((p) => p.currency).join(', ')] }),
    ...(byContract(document) ? [step(model === 'flat' ? 'catalog.card.agreed.price' : 'catalog.card.agreed.model')] : []),
  ]
}
function priceIn({ currency, unitPrice, packageSize, bands }: Price, model: Tariff['model'], term: Term): readonly Step[] {
  const size = model === 'package' && packageSize ? packageSize : undefined
  const of = size ? 'package' : 'unit'
  const sized = size ? { size: ['decimal', decimalText(size)] as const } : {}
  if (model === 'flat' || bands.length === 0)
    return unitPrice === null
      ? []
      : [step(`catalog.card.price.${of}.${term}`, { price: ['decimal', decimalText(unitPrice), currency], ...sized })]
  return [
    step(`catalog.card.price.bands.${of}.${term}`, { currency: ['text', currency], ...sized }),
    ...bands.flatMap((band, i) => {
      const from = bands[i - 1]?.upTo ?? null
      const place = from === null && band.upTo === null ? 'all' : from === null ? 'first' : band.upTo === null ? 'open' : 'between'
      return [
        step(`catalog.card.price.band.${place}`, {
          ...(from === null ? {} : { from: ['decimal', decimalText(from)] as const }),
          ...(band.upTo === null ? {} : { upTo: ['decimal', decimalText(band.upTo)] as const }),
          price: ['decimal', decimalText(band.unitPrice), currency],
        }),
        ...(band.flatFee?.gt(0)
          ? [
              step(`catalog.card.price.fee.${model === 'lookUp' ? 'within' : 'entered'}`, {
                fee: ['decimal', decimalText(band.flatFee), currency],
              }),
            ]
          : []),
      ]
    }),
  ]
}
const guardIn = ({ guard }: Price, model: Tariff['model']): readonly Step[] =>
  guard && model === 'lookUp' ? [step('catalog.card.price.guard')] : []
const boundsIn = ({ currency, free, commit, minimum, cap }: Price): readonly Step[] => [
  ...(free?.gt(0) ? [step('catalog.card.price.free', { quantity: ['decimal', decimalText(free)] })] : []),
  ...(commit
    ? [
        step('catalog.card.price.commit', {
          quantity: ['decimal', decimalText(commit.quantity)],
          overage: ['decimal', decimalText(commit.overage), currency],
        }),
      ]
    : []),
  ...(minimum ? [step('catalog.card.price.minimum', { amount: ['decimal', decimalText(minimum), currency] })] : []),
  ...(cap ? [step('catalog.card.price.cap', { amount: ['decimal', decimalText(cap), currency] })] : []),
]
