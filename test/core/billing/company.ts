import { comparedCharges, noHistory, type History } from '../../../core/billing/comparing.ts'
import { isBlock, type ChargingFacts, type DueCharge, type ProductVersion } from '../../../core/billing/charging.ts'
import type { DueLine, PastCharge } from '../../../core/billing/facts.ts'
import { exchangesOf } from '../../../core/billing/rates.ts'
import { plainLife, type LineLife } from '../../../core/contracts/contract.ts'
import type { LineChange } from '../../../core/contracts/line-change.ts'
import type { Day, Instant } from '../../../core/kernel/day.ts'
import { decimal, exactly, type Decimal } from '../../../core/kernel/decimal.ts'

/** One line of one company, billed run after run without any store: what rules are tested on. */
const version = (of: Partial<ProductVersion>): ProductVersion =>
  ({
    id: 'v', product: 'P', version: 1, validFrom: '2020-01-01', model: 'flat', basis: 'month', measure: 'agreed', revenue: 'recurring', serviceCode: null, behaviours: null,
    prices: [{ currency: 'GBP', unitPrice: exactly('10'), packageSize: null, bands: [], free: null, minimum: null, cap: null, commit: null }],
    ...of,
  }) as unknown as ProductVersion // prettier-ignore

export const factsOn = (asOf: string, ...versions: Partial<ProductVersion>[]): ChargingFacts => ({
  entity: { code: 'UK', currency: 'GBP' },
  groupCurrency: 'GBP',
  asOf: asOf as Day,
  source: 'none',
  versions: new Map([{}, ...versions].map((v) => version(v)).map((v) => [`P@${v.version}`, v])),
  taxCodes: new Map([['S', { code: 'S', short: 'S', rate: exactly('20') }]]) as unknown as ChargingFacts['taxCodes'],
  exchanges: exchangesOf({ day: asOf as Day, source: 'none', rates: [] }, 'NLUK'),
})

export const lineOf = (
  of: Partial<Omit<DueLine, 'life' | 'quantity' | 'unitPrice'>> & {
    quantity?: string
    unitPrice?: string | null
    life?: Partial<LineLife>
  } = {},
): DueLine => {
  const { quantity = '10', unitPrice = null, life, ...rest } = of
  return {
    id: 'line', contract: 'contract', contractNumber: 'C-1', number: 1, customer: 'customer', poRequired: false, product: 'P', version: 1, currency: 'GBP', months: 1, timing: 'advance',
    anchor: 'calendar', start: '2026-01-01', end: null, billedTo: null, chargedTo: null, taxCodes: ['S'], poNumber: null, kind: 'recurring', changes: 0, recheckFrom: '2026-01-01',
    ...rest,
    quantity: exactly(quantity),
    unitPrice: unitPrice === null ? null : exactly(unitPrice),
    life: { ...plainLife, ...life },
  } as unknown as DueLine // prettier-ignore
}

type Said = { quantity?: string; unitPrice?: string | null; version?: number; end?: string | null; billing?: boolean; retracts?: number }
/** A change as it is recorded: what it sets is what it says. `at` is the day on which it was recorded. */
export const changed = (number: number, effective: string, says: Said, at = '2026-01-01'): LineChange =>
  ({
    id: `change ${number}`, number, effective, act: 'quantity',
    sets: (['quantity', 'unitPrice', 'version', 'end', 'billing'] as const).filter((field) => field in says),
    quantity: says.quantity === undefined ? null : exactly(says.quantity),
    unitPrice: says.unitPrice === undefined || says.unitPrice === null ? null : exactly(says.unitPrice),
    version: says.version ?? null, end: says.end ?? null, billing: says.billing ?? null,
    retracts: says.retracts === undefined ? null : `change ${says.retracts}`,
    recordedAt: `${at}T12:00:00.000Z`, recordedBy: 'test',
  }) as unknown as LineChange // prettier-ignore

/** The books of one line: each run adds what it proposes. */
export class Books {
  readonly charges: PastCharge[] = []
  readonly line: DueLine
  constructor(line: DueLine) {
    this.line = line
  }
  propose(facts: ChargingFacts, history: Partial<History> = {}): readonly DueCharge[] {
    const found = comparedCharges(this.line, facts, { ...noHistory, charges: this.charges, ...history })
    if (isBlock(found)) throw new Error(`blocked: ${found.reason} ${JSON.stringify(found.about)}`)
    return found
  }
  run(facts: ChargingFacts, history: Partial<History> = {}): string[] {
    const due = this.propose(facts, history)
    for (const charge of due)
      this.charges.push({
        ...charge,
        id: `charge ${this.charges.length + 1}`,
        run: 'run',
        line: 'line',
        trace: JSON.parse(JSON.stringify(charge.trace)),
        proposedAt: `${facts.asOf}T18:00:00.000Z` as Instant,
      } as unknown as PastCharge)
    return due.map(shown)
  }
  total(): bigint {
    return this.charges.reduce((sum, c) => sum + c.net, 0n)
  }
}
export const shown = ({ from, to, net, kind }: Pick<DueCharge, 'from' | 'to' | 'net' | 'kind'>): string =>
  `${from}/${to} ${net}${kind === 'charge' ? '' : ` ${kind}`}`
export const quantityOf = (text: string): Decimal => decimal(text)!
