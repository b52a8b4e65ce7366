import { currencies, type Currency } from '../../../core/kernel/money.ts'
import { day, type Day, type Instant } from '../../../core/kernel/day.ts'
import { exactly } from '../../../core/kernel/decimal.ts'
import { contractLines, contracts, running, type ContractLine } from '../../../core/contracts/contract.ts'
import type { LineChange } from '../../../core/contracts/line-change.ts'
import { costActuals, costLines, type CostActual, type CostLine } from '../../../core/purchases/cost-line.ts'
import type { Deal } from '../../../core/purchases/deal.ts'
import { exchangeOn, type Exchange } from '../../../core/rates/exchange.ts'
import { soldOf, type Versions } from '../../../core/purchases/sales.ts'
import { suppliers, type Supplier } from '../../../core/purchases/supplier.ts'
import { wantedOrder, type WantedOrder } from '../../../core/purchases/ordering.ts'
import { shape } from '../../../core/kernel/shape.ts'
import type { PublishedRate } from '../../../core/rates/rules.ts'

export const on = (text: string): Day => day(text)!
/** Ids that a person can read in a failing test. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${`${n}`.padStart(12, '0')}`
let made = 900
export const newId = (): string => idOf((made += 1))
export const stamp = { newId, at: '2026-11-30T18:00:00.000Z' as Instant, by: 'Sian Rees' }

/** Demo group 4.2, spot of 16 November: the last before the 18th. */
const spot: readonly (readonly [Currency, string])[] = [['EUR', '0.8700'], ['INR', '0.008900'], ['USD', '0.7600'], ['JPY', '0.005'], ['KWD', '2.5']] // prettier-ignore
export const spotOf16 = (changed: Partial<Record<Currency, string>> = {}): PublishedRate[] =>
  spot.map(([base, value]) => ({
    source: 'DEMO', type: 'spot', base, quote: 'GBP', day: on('2026-11-16'), value: exactly(changed[base] ?? value), version: 1,
  })) // prettier-ignore
export const exchange = (of = '2026-11-18', changed?: Partial<Record<Currency, string>>): Exchange => exchangeOn(spotOf16(changed), on(of))

export const contract = contracts.shape.parse(
  { id: idOf(1), number: 'C-1010', entity: 'NLUK', customer: idOf(2), state: 'active', name: 'Firewall', signedOn: '2026-11-18' },
  'contract',
)
export const aLine = (more: object = {}): ContractLine =>
  contractLines.shape.parse(
    {
      id: idOf(10), contract: idOf(1), number: 1, entity: 'NLUK', customer: idOf(2), product: 'FW-HA', version: 1, description: null, quantity: '1', unitPrice: '6400.00', currency: 'GBP',
      months: 1, timing: 'advance', anchor: 'anniversary', start: '2026-11-18', end: null, billedTo: null, taxCodes: ['UK-S20'], poNumber: null, ...running, kind: 'oneOff', ...more,
    },
    'line',
  ) // prettier-ignore
export const aCost = (number: number, more: object = {}): CostLine =>
  costLines.shape.parse(
    {
      id: idOf(100 + number), contract: idOf(1), line: idOf(10), entity: 'NLUK', number, supplier: idOf(50), item: `Item ${number}`, quantityRule: 'fixed', quantity: '1', currency: 'GBP',
      unitCost: '100', end: null, termEnd: null, noticeDays: null, months: null, timing: 'advance', start: '2026-11-18', extensionMonths: null, agreedOn: '2026-11-18', state: 'planned',
      orderedOn: null, reference: null, changes: 0, signed: null, addedBy: null, ...more,
    },
    'cost',
  ) // prettier-ignore
export const anActual = (cost: CostLine, number: number, more: object = {}): CostActual =>
  costActuals.shape.parse(
    {
      id: newId(), costLine: cost.id, contract: cost.contract, entity: cost.entity, number, day: '2026-11-20', currency: 'GBP', amount: '10000', entityCurrency: 'GBP', entityAmount: '10000',
      groupCurrency: 'GBP', groupAmount: '10000', from: null, to: null, reference: `ER-${number}`, recordedAt: stamp.at, recordedBy: stamp.by, ...more,
    },
    'actual',
  ) // prettier-ignore
export const aSupplier = (n: number, more: object = {}): Supplier =>
  suppliers.shape.parse({ id: idOf(n), code: `S-${n}`, name: `Supplier ${n}`, country: 'US', currency: 'USD', taxId: null, paymentDays: 30, note: null, active: true, ...more }, 'supplier') // prettier-ignore
export const knownSuppliers = new Map([aSupplier(50), aSupplier(51, { country: 'DE', currency: 'EUR' }), aSupplier(52, { active: false })].map((s) => [s.id as string, s])) // prettier-ignore

/** Products as they are sold: none has a list price but FW-SUP. */
export const versions: Versions = new Map(
  ([['FW-HA', 'year', []], ['FW-SUP', 'year', [['GBP', '980.00']]], ['MS-USER', 'month', [['GBP', '38.00'], ['JPY', '5000']]]] as const).map(([product, basis, prices]) => [
    `${product}@1`,
    {
      kind: 'recurring', unit: { en: 'units' }, model: 'flat', basis, measure: 'agreed', fund: null,
      prices: prices.map(([currency, unitPrice]) => ({ currency, unitPrice: exactly(unitPrice), packageSize: null, bands: [], minimum: null, cap: null, free: null, commit: null, guard: null })),
    },
  ]),
) // prettier-ignore

/** ★ C-1010: a firewall pair for 6,400.00, bought for USD 5,150.00, EUR 620.00 and six hours of our own engineer. */
export const goldenCosts = (): CostLine[] => [
  aCost(1, { item: 'Firewall pair', currency: 'USD', unitCost: '5150.00' }),
  aCost(2, { item: 'Support, first year', supplier: idOf(51), currency: 'EUR', unitCost: '620.00' }),
  aCost(3, { item: 'Installation', supplier: null, quantity: '6', unitCost: '32.00' }),
]
export const aDeal = (
  more: Partial<Deal> & { readonly lines?: readonly ContractLine[]; readonly changes?: readonly LineChange[] } = {},
): Deal => {
  const { lines = [aLine()], changes = [], ...rest } = more
  return {
    contract,
    entityCurrency: 'GBP',
    groupCurrency: 'GBP',
    sold: lines.map((line) => soldOf(line, changes.filter((change) => change.line === line.id))), // prettier-ignore
    costs: goldenCosts(),
    orders: [],
    actuals: [],
    versions,
    ...rest,
  }
}
export const wanted = (changes: readonly object[], more: object = {}): WantedOrder =>
  shape(wantedOrder).parse(
    { contract: idOf(1), line: idOf(10), reason: 'Better price', effective: '2026-11-18', changes, ...more },
    'order',
  )
export const anyCurrency = currencies
