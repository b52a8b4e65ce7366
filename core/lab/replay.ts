import { aStep } from '../kernel/explanation.ts'
import type { Decimal } from '../kernel/decimal.ts'
import { query, type Read } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  text,
  type Of,
} from '../kernel/shape.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { aBand, priceModels } from '../catalog/price.ts'
import { products, productVersions } from '../catalog/product.ts'
import { replay as replayed, tariffOf as tariffIn } from '../billing/trace.ts'
import { checkTariff, tariffFaults } from '../pricing/rating.ts'
import { readExchange } from '../rates/exchange.ts'
import { costsOf } from './cost.ts'
import { replay, traceOf, type Invoiced, type Replacement } from './replaying.ts'
import { standingIn, type Standing } from './standing.ts'
import { grouped, type Tally } from './tally.ts'
import { readInvoiced, windowOf } from './window.ts'

/** A price model to try. */
const aModel = shape({
  name: text,
  model: choice(...priceModels),
  /** Left out: the month. */
  basis: maybe(choice('month', 'year')),
  unitPrice: maybe(aDecimal),
  packageSize: maybe(aDecimal),
  bands: maybe(many(aBand, 1000)),
  free: maybe(aDecimal),
  minimum: maybe(aDecimal),
  cap: maybe(aDecimal),
  commit: maybe(shape({ quantity: aDecimal, overage: aDecimal })),
  /** Of look-up bands: never more than a later band costs where it begins. */
  guard: maybe(flag),
})
const amounts = {
  revenue: minorIn('currency'),
  /** Against what was invoiced. */
  difference: minorIn('currency'),
  /** How much an invoice moves from month to month, in per cent of the mean month. */
  volatility: maybe(aDecimal),
  /** Charges whose quantity stands where more costs less. */
  cliffs: count,
}

/** Twelve months of real quantities through any price model, beside what was invoiced. Source: idea 6, the price-model lab. */
export const replayModels = query({
  name: 'lab.replay',
  zone: 'sales',
  permit: 'lab.read',
  input: shape({
    product: maybe(codeOf('products')),
    customer: maybe(idOf('customers')),
    currency: aCurrency,
    models: many(aModel, 6),
    /** Tries the models on lines too whose price is agreed; otherwise these stay as they were. */
    agreedToo: maybe(flag),
    from: maybe(aDay),
    /** Exclusive. */
    to: maybe(aDay),
  }),
  output: shape({
    currency: aCurrency,
    from: aDay,
    to: aDay,
    lineCount: count,
    charges: count,
    /** Every charge, worked out again by its own prices, is what was invoiced. */
    reproduced: flag,
    /** What was invoiced; the margin where the purchases of all that was sold are known. */
    actual: shape({
      ...amounts,
      cost: sensitive('purchasePrice', maybe(minorIn('currency'))),
      margin: sensitive('margin', maybe(minorIn('currency'))),
    }),
    models: many(shape({ name: text, ...amounts, margin: sensitive('margin', maybe(minorIn('currency'))), steps: many(aStep) })),
    customers: many(shape({ customer: idOf('customers'), customerName: text, actual: shape(amounts), models: many(shape(amounts)) })),
    months: many(shape({ month: text, actual: minorIn('currency'), models: many(minorIn('currency')) })),
  }),
  refusals: ['lab.nothingChosen', 'lab.unknownProduct', 'lab.endBeforeStart', 'lab.tooMuch', ...tariffFaults],
  ask: async ({ product, customer, currency, models, agreedToo, ...days }, read, { today }) => {
    if (product === null && customer === null) return refuse('lab.nothingChosen')
    if (product !== null && !(await read.get(products, product))) return refuse('lab.unknownProduct', { product })
    const window = windowOf(today, days)
    if (refused(window)) return window
    const replacements = models.map(replacementOf)
    for (const { tariff } of replacements) {
      const fault = checkTariff(tariff)
      if (fault) return fault
    }
    const charges = await readInvoiced(read, { ...window, product, customer, currency })
    if (refused(charges)) return charges
    const kept = (charge: Invoiced): boolean => agreedToo !== true && traceOf(charge).priceSource === 'line'
    const replays = replacements.map((by) => replay(charges, (charge) => (kept(charge) ? undefined : by)))
    const standings = replacements.map(({ tariff }) => standingIn(tariff, currency))
    const costs = costsOf(charges, await documentsOf(read, charges), await readExchange(read, today))
    const cost = costs && costs.reduce((sum, one) => sum + one, 0n)
    const inCliffs = (n: number, some: readonly Invoiced[]) => some.filter((c) => !kept(c) && standings[n]!.holds(c)).length
    const whole = grouped(charges, replays, () => '').get('')
    const told = (tally: Tally | undefined, actual: Tally | undefined, cliffs: number) => amountsOf(tally, actual, cliffs)
    return {
      currency,
      ...window,
      lineCount: whole?.lines.size ?? 0,
      charges: charges.length,
      reproduced: charges.every((c) => c.kind === 'credit' || c.kind === 'goodwill' || replayed(traceOf(c)) === c.net),
      actual: {
        ...told(whole?.actual, whole?.actual, standingNow(charges)),
        cost: cost ?? null,
        margin: cost === undefined ? null : (whole?.actual.total ?? 0n) - cost,
      },
      models: models.map(({ name }, n) => {
        const own = told(whole?.tried[n], whole?.actual, inCliffs(n, charges))
        return { name, ...own, margin: cost === undefined ? null : own.revenue - cost, steps: standings[n]!.steps }
      }),
      customers: [...grouped(charges, replays, (c) => c.customer).values()]
        .map((group) => {
          const own = charges.filter((c) => c.customer === group.first.customer)
          return {
            customer: group.first.customer,
            customerName: group.first.customerName,
            actual: told(group.actual, group.actual, standingNow(own)),
            models: models.map((_, n) => told(group.tried[n], group.actual, inCliffs(n, own))),
          }
        })
        .sort((a, b) => (a.customerName < b.customerName ? -1 : 1)),
      months: (whole?.actual.names() ?? []).map((month) => ({
        month,
        actual: whole!.actual.in(month),
        models: whole!.tried.map((tally) => tally.in(month)),
      })),
    }
  },
})

const replacementOf = ({
  model,
  basis,
  unitPrice,
  packageSize,
  bands,
  free,
  minimum,
  cap,
  commit,
  guard,
}: Of<typeof aModel>): Replacement => ({
  basis: basis ?? 'month',
  tariff: { model, unitPrice, packageSize, bands: bands ?? [], free, chargeAtZero: false, minimum, cap, commit, guard },
})
const amountsOf = (tally: Tally | undefined, actual: Tally | undefined, cliffs: number): Amounts => ({
  revenue: tally?.total ?? 0n,
  difference: (tally?.total ?? 0n) - (actual?.total ?? 0n),
  volatility: tally?.volatility() ?? null,
  cliffs,
})
interface Amounts {
  readonly revenue: bigint
  readonly difference: bigint
  readonly volatility: Decimal | null
  readonly cliffs: number
}

/** Charges that stand, by the price that they were charged by, where more costs less. */
function standingNow(charges: readonly Invoiced[]): number {
  const known = new Map<string, Standing>()
  return charges.filter((charge) => {
    const { tariff } = traceOf(charge)
    if (tariff.model !== 'lookUp') return false
    const key = JSON.stringify(tariff)
    let standing = known.get(key)
    if (!standing) known.set(key, (standing = standingIn(tariffIn(tariff), charge.currency)))
    return standing.holds(charge)
  }).length
}

/** The documents of the versions that were charged by, by `product@version`. */
async function documentsOf(read: Read, charges: readonly Invoiced[]): Promise<ReadonlyMap<string, ProductDocument>> {
  const codes = [...new Set(charges.map(({ product }) => product))]
  const found = await read.some(products, codes)
  const versions = await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: 100_000 })
  return new Map(
    versions.flatMap((version) => {
      const product = found.get(version.product)
      return product ? [[`${version.product}@${version.version}`, documentOf(product, version)] as const] : []
    }),
  )
}
