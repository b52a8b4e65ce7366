import { editableDecimal, parseDecimal } from '../../app/culture.ts'
import type { Price, Version } from '../catalog/product-text.ts'

export const models = ['flat', 'fillUp', 'lookUp', 'package'] as const
export type Model = (typeof models)[number]
export interface BandDraft {
  readonly upTo: string
  readonly unitPrice: string
  readonly flatFee: string
}
/** What is typed, as it is typed. */
export interface Draft {
  readonly model: Model
  readonly currency: string
  readonly quantity: string
  readonly unitPrice: string
  readonly packageSize: string
  readonly bands: readonly BandDraft[]
  readonly free: string
  readonly chargeAtZero: boolean
}
export const emptyBand: BandDraft = { upTo: '', unitPrice: '', flatFee: '' }

/** The example of the design: 25 at 9.00, the next 75 at 7.50, the next 150 at 6.25, the rest at 5.00. */
export const example = (culture: string): Draft => ({
  model: 'fillUp',
  currency: 'GBP',
  quantity: '214',
  unitPrice: '',
  packageSize: '',
  bands: [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], ['', '5.00']].map(([upTo = '', unitPrice = '']) => ({
    upTo, unitPrice: editableDecimal(culture, unitPrice), flatFee: '',
  })),
  free: '',
  chargeAtZero: false,
}) // prettier-ignore

export const draftFrom = (culture: string, version: Version, of: Price, quantity: string): Draft => {
  const typed = (text: string | null): string => (text === null ? '' : editableDecimal(culture, text))
  return {
    model: version.model,
    currency: of.currency,
    quantity,
    unitPrice: typed(of.unitPrice),
    packageSize: typed(of.packageSize),
    bands: of.bands.map((b) => ({ upTo: typed(b.upTo), unitPrice: typed(b.unitPrice), flatFee: typed(b.flatFee) })),
    free: '',
    chargeAtZero: false,
  }
}
export const banded = (draft: Draft): boolean => draft.model === 'fillUp' || draft.model === 'lookUp'

/** The question as the wire has it, and the fields whose text is no number. */
export function readDraft(
  culture: string,
  draft: Draft,
): { readonly input: Readonly<Record<string, unknown>> | null; readonly wrong: ReadonlySet<string> } {
  const wrong = new Set<string>()
  const number = (at: string, text: string, needed: boolean): string | null => {
    if (text.trim() === '') {
      if (needed) wrong.add(at)
      return null
    }
    const value = parseDecimal(culture, text)
    if (value === undefined) wrong.add(at)
    return value ?? null
  }
  const input = {
    model: draft.model,
    currency: draft.currency,
    quantity: number('quantity', draft.quantity, true),
    ...(banded(draft)
      ? {
          bands: draft.bands.map((b, i) => ({
            upTo: number(`upTo${i}`, b.upTo, i < draft.bands.length - 1),
            unitPrice: number(`unitPrice${i}`, b.unitPrice, true),
            flatFee: number(`flatFee${i}`, b.flatFee, false),
          })),
        }
      : { unitPrice: number('unitPrice', draft.unitPrice, true) }),
    ...(draft.model === 'package' ? { packageSize: number('packageSize', draft.packageSize, true) } : {}),
    free: number('free', draft.free, false),
    chargeAtZero: draft.chargeAtZero,
  }
  return { input: wrong.size === 0 ? input : null, wrong }
}
