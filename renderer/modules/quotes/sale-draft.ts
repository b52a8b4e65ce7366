import { editableDecimal, parseDecimal } from '../../app/culture.ts'
import type { Bundle, PriceWay, SaleCost, SaleLine } from './types.ts'

/** What is bought for a line while it is being written: texts as they are typed. */
export interface CostDraft {
  readonly key: string
  readonly supplier: string
  readonly supplierName: string
  readonly item: string
  readonly quantityRule: 'fixed' | 'perUnit'
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  /** Months between two purchases; empty: once. */
  readonly months: string
  readonly timing: 'advance' | 'arrears' | ''
  readonly start: string
  readonly termMonths: string
  readonly noticeDays: string
  readonly extensionMonths: string
}
/** A line of a sale while it is being written. What is empty is as the product says. */
export interface LineDraft {
  readonly key: string
  readonly product: string
  /** The version that it was priced by; none: the one that is sold. */
  readonly version: number | null
  readonly description: string
  readonly quantity: string
  readonly priceBy: Exclude<PriceWay, 'bundle'>
  readonly percent: string
  readonly unitPrice: string
  readonly bundle: string
  readonly optional: boolean
  readonly chosen: boolean
  readonly months: string
  readonly timing: 'advance' | 'arrears' | ''
  readonly anchor: 'calendar' | 'anniversary' | ''
  readonly start: string
  readonly end: string
  readonly termMonths: string
  /** None: as seller and buyer have it. */
  readonly taxCodes: readonly string[] | null
  readonly project: string
  readonly costCentre: string
  readonly fund: string | null
  /** None: what the product says is bought with it. */
  readonly costs: readonly CostDraft[] | null
}
export interface BundleDraft {
  readonly key: string
  readonly name: string
  readonly price: string
}

const freshKey = (): string => crypto.randomUUID()
export const newLine = (product: string): LineDraft => ({
  key: freshKey(), product, version: null, description: '', quantity: '1', priceBy: 'list', percent: '', unitPrice: '', bundle: '', optional: false, chosen: false,
  months: '', timing: '', anchor: '', start: '', end: '', termMonths: '', taxCodes: null, project: '', costCentre: '', fund: null, costs: null,
}) // prettier-ignore
export const newCost = (currency: string): CostDraft => ({
  key: freshKey(), supplier: '', supplierName: '', item: '', quantityRule: 'perUnit', quantity: '1', currency, unitCost: '', months: '', timing: '', start: '', termMonths: '',
  noticeDays: '', extensionMonths: '',
}) // prettier-ignore
export const newBundle = (name: string): BundleDraft => ({ key: freshKey(), name, price: '' })

const number = (of: number | null): string => (of === null ? '' : String(of))
export const costDraft = (culture: string, cost: SaleCost): CostDraft => ({
  key: freshKey(),
  supplier: cost.supplier ?? '',
  supplierName: cost.supplier === null ? (cost.supplierName ?? '') : '',
  item: cost.item,
  quantityRule: cost.quantityRule,
  quantity: editableDecimal(culture, cost.quantity),
  currency: cost.currency,
  unitCost: editableDecimal(culture, cost.unitCost),
  months: number(cost.months),
  timing: cost.timing,
  start: cost.start ?? '',
  termMonths: number(cost.termMonths),
  noticeDays: number(cost.noticeDays),
  extensionMonths: number(cost.extensionMonths),
})
/** A saved line as it is worked on again: by the version and the price that it was saved with. */
export const lineDraft = (culture: string, line: SaleLine, costs: readonly SaleCost[]): LineDraft => ({
  ...newLine(line.product),
  version: line.version,
  description: line.description ?? '',
  quantity: editableDecimal(culture, line.quantity),
  priceBy: line.priceBy === 'bundle' ? 'list' : line.priceBy,
  percent: line.percent === null ? '' : editableDecimal(culture, line.percent),
  unitPrice: line.priceBy === 'price' && line.unitPrice !== null ? editableDecimal(culture, line.unitPrice) : '',
  bundle: line.bundle ?? '',
  optional: line.optional,
  chosen: line.optional && line.chosen,
  months: number(line.months),
  timing: line.timing,
  anchor: line.anchor,
  start: line.start ?? '',
  end: line.end ?? '',
  termMonths: number(line.termMonths),
  taxCodes: line.taxCodes,
  project: line.project ?? '',
  costCentre: line.costCentre ?? '',
  fund: line.fund,
  costs: costs.map((cost) => costDraft(culture, cost)),
})
export const bundleDraft = (culture: string, bundle: Bundle): BundleDraft => ({
  key: freshKey(),
  name: bundle.name,
  price: editableDecimal(culture, bundle.price),
})

/** Something was typed that is no number: which line, which field. */
export interface Unclear {
  readonly line: number
  readonly field: string
}
export interface GivenLines {
  readonly lines: readonly object[]
  readonly bundles: readonly object[] | null
  readonly unclear: readonly Unclear[]
}
/** What the drafts say, as the wire has it. */
export function givenOf(culture: string, drafts: readonly LineDraft[], bundles: readonly BundleDraft[]): GivenLines {
  const unclear: Unclear[] = []
  const reading = (line: number) => ({
    exact: (field: string, typed: string): string | null => {
      if (typed.trim() === '') return null
      const read = parseDecimal(culture, typed)
      if (read === undefined) unclear.push({ line, field })
      return read ?? null
    },
    whole: (field: string, typed: string): number | null => {
      if (typed.trim() === '') return null
      const fine = /^\d{1,4}$/.test(typed.trim())
      if (!fine) unclear.push({ line, field })
      return fine ? Number(typed.trim()) : null
    },
    day: (field: string, typed: string): string | null => {
      if (typed === '') return null
      if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return typed
      unclear.push({ line, field })
      return null
    },
  })
  const lines = drafts.map((draft, index) => {
    const line = index + 1
    const read = reading(line)
    const quantity = read.exact('quantity', draft.quantity)
    if (quantity === null && draft.quantity.trim() === '') unclear.push({ line, field: 'quantity' })
    const bundled = draft.bundle !== ''
    const percent = draft.priceBy === 'discount' || draft.priceBy === 'markUp' || draft.priceBy === 'margin'
    return {
      product: draft.product,
      version: draft.version,
      description: blank(draft.description),
      quantity: quantity ?? '1',
      priceBy: bundled ? null : percent && draft.percent.trim() === '' ? 'list' : draft.priceBy === 'price' && draft.unitPrice.trim() === '' ? 'list' : draft.priceBy,
      percent: !bundled && percent ? read.exact('percent', draft.percent) : null,
      unitPrice: !bundled && draft.priceBy === 'price' ? read.exact('unitPrice', draft.unitPrice) : null,
      bundle: blank(draft.bundle),
      optional: draft.optional,
      chosen: draft.optional ? draft.chosen : null,
      months: read.whole('months', draft.months),
      timing: draft.timing || null,
      anchor: draft.anchor || null,
      start: read.day('start', draft.start),
      end: read.day('end', draft.end),
      termMonths: read.whole('termMonths', draft.termMonths),
      taxCodes: draft.taxCodes,
      project: blank(draft.project),
      costCentre: blank(draft.costCentre),
      fund: draft.fund,
      costs: draft.costs === null ? null : draft.costs.filter(({ item, unitCost }) => item.trim() !== '' && unitCost.trim() !== '').map((cost) => givenCost(cost, read)),
    }
  }) // prettier-ignore
  const named = bundles.filter(({ name, price }) => name.trim() !== '' && price.trim() !== '')
  const given = named.map((bundle) => ({ name: bundle.name.trim(), price: reading(0).exact('bundle', bundle.price) ?? '0' }))
  return { lines, bundles: given.length === 0 ? null : given, unclear }
}
const blank = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

interface Reads {
  exact(field: string, typed: string): string | null
  whole(field: string, typed: string): number | null
  day(field: string, typed: string): string | null
}
export const givenCost = (cost: CostDraft, read: Reads): object => ({
  supplier: blank(cost.supplier),
  supplierName: cost.supplier === '' ? blank(cost.supplierName) : null,
  item: cost.item.trim(),
  quantityRule: cost.quantityRule,
  quantity: read.exact('quantity', cost.quantity) ?? '1',
  currency: blank(cost.currency),
  unitCost: read.exact('unitCost', cost.unitCost) ?? '0',
  months: read.whole('months', cost.months),
  timing: cost.timing || null,
  start: read.day('start', cost.start),
  termMonths: read.whole('termMonths', cost.termMonths),
  noticeDays: read.whole('noticeDays', cost.noticeDays),
  extensionMonths: read.whole('extensionMonths', cost.extensionMonths),
})
/** What is bought for one line from now on, as the wire has it; nothing while something is no number. */
export function givenCosts(culture: string, drafts: readonly CostDraft[]): readonly object[] | undefined {
  const line = { ...newLine('-'), costs: drafts }
  const { lines, unclear } = givenOf(culture, [line], [])
  const whole = drafts.every(({ item, unitCost, quantity }) => item.trim() !== '' && unitCost.trim() !== '' && quantity.trim() !== '')
  return unclear.length === 0 && whole ? (lines[0] as { costs: readonly object[] }).costs : undefined
}
