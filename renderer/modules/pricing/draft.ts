import { editableDecimal, parseDecimal } from '../../app/culture.ts'
import type { Price, Version } from '../catalog/product-text.ts'

export const models = ['flat', 'fillUp', 'lookUp', 'package'] as const
export type Model = (typeof models)[number]
export const measures = ['snapshot', 'peak', 'average', 'anyTime', 'sum', 'p95'] as const
export type Measure = (typeof measures)[number]
export interface BandDraft {
  readonly upTo: string
  readonly unitPrice: string
  readonly flatFee: string
}
export interface ReadingDraft {
  readonly day: string
  readonly quantity: string
}
/** Terms beside the prices, as they are typed. */
export const terms = ['included', 'minimum', 'cap', 'commit', 'overage'] as const
export type Term = (typeof terms)[number]
/** What is typed, as it is typed. */
export interface Draft extends Readonly<Record<Term, string>> {
  readonly model: Model
  readonly currency: string
  /** The quantity is typed, or worked out from readings. */
  readonly from: 'quantity' | 'readings'
  readonly quantity: string
  readonly measure: Measure
  readonly readings: readonly ReadingDraft[]
  readonly unitPrice: string
  readonly packageSize: string
  readonly bands: readonly BandDraft[]
  readonly chargeAtZero: boolean
  /** Of look-up bands. */
  readonly guard: boolean
  /** The product version whose prices filled it. */
  readonly filledBy: string | null
}
export const emptyBand: BandDraft = { upTo: '', unitPrice: '', flatFee: '' }
export const emptyReading: ReadingDraft = { day: '', quantity: '' }
const noTerms = { included: '', minimum: '', cap: '', commit: '', overage: '' } as const
type Quantity = Pick<Draft, 'from' | 'quantity' | 'measure' | 'readings'>

/** The example of the design: 25 at 9.00, the next 75 at 7.50, the next 150 at 6.25, the rest at 5.00. */
export const example = (culture: string): Draft => ({
  ...noTerms,
  model: 'fillUp',
  currency: 'GBP',
  from: 'quantity',
  quantity: '214',
  measure: 'peak',
  readings: ['198', '206', '214'].map((quantity) => ({ day: '', quantity })),
  unitPrice: '',
  packageSize: '',
  bands: [['25', '9.00'], ['100', '7.50'], ['250', '6.25'], ['', '5.00']].map(([upTo = '', unitPrice = '']) => ({
    upTo, unitPrice: editableDecimal(culture, unitPrice), flatFee: '',
  })),
  chargeAtZero: false,
  guard: false,
  filledBy: null,
}) // prettier-ignore

/** The prices and terms of a product; the quantity, or the readings, stay what was typed. */
export const draftFrom = (culture: string, version: Version, of: Price, { from, quantity, measure, readings }: Quantity): Draft => {
  const typed = (text: string | null | undefined): string => (text ? editableDecimal(culture, text) : '')
  return {
    model: version.model,
    currency: of.currency,
    from,
    quantity,
    measure,
    readings,
    unitPrice: typed(of.unitPrice),
    packageSize: typed(of.packageSize),
    bands: of.bands.map((b) => ({ upTo: typed(b.upTo), unitPrice: typed(b.unitPrice), flatFee: typed(b.flatFee) })),
    included: typed(of.free),
    minimum: typed(of.minimum),
    cap: typed(of.cap),
    commit: typed(of.commit?.quantity),
    overage: typed(of.commit?.overage),
    chargeAtZero: false,
    guard: of.guard === true,
    filledBy: version.id,
  }
}
export const banded = (draft: Draft): boolean => draft.model === 'fillUp' || draft.model === 'lookUp'
/** The guard has nothing to do in other models. */
export const guarded = (draft: Draft): boolean => draft.guard && draft.model === 'lookUp'
export const committed = (draft: Draft): boolean => draft.commit.trim() !== '' || draft.overage.trim() !== ''

type Input = Readonly<Record<string, unknown>>
/** A question as the wire has it, and the fields whose text is no number or day. */
export interface Asked {
  readonly input: Input | null
  readonly wrong: ReadonlySet<string>
}
/** Reads typed text and notes where it is nothing that can be asked. */
export function reader(culture: string) {
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
  const day = (at: string, text: string, needed: boolean): string | null => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
    if (needed || text.trim() !== '') wrong.add(at)
    return null
  }
  const asked = (input: Input): Asked => ({ input: wrong.size === 0 ? input : null, wrong })
  return { number, day, asked }
}

export function readDraft(culture: string, draft: Draft): Asked {
  const { number, day, asked } = reader(culture)
  const of = { model: draft.model, currency: draft.currency }
  const quantity =
    draft.from === 'quantity'
      ? { quantity: number('quantity', draft.quantity, true) }
      : {
          measure: draft.measure,
          readings: draft.readings.map((r, i) => ({
            day: day(`day${i}`, r.day, false),
            quantity: number(`reading${i}`, r.quantity, true),
          })),
        }
  const prices = banded(draft)
    ? {
        bands: draft.bands.map((b, i) => ({
          upTo: number(`upTo${i}`, b.upTo, i < draft.bands.length - 1),
          unitPrice: number(`unitPrice${i}`, b.unitPrice, true),
          flatFee: number(`flatFee${i}`, b.flatFee, false),
        })),
      }
    : { unitPrice: number('unitPrice', draft.unitPrice, true) }
  return asked({
    ...of,
    ...quantity,
    ...prices,
    ...(draft.model === 'package' ? { packageSize: number('packageSize', draft.packageSize, true) } : {}),
    included: number('included', draft.included, false),
    minimum: number('minimum', draft.minimum, false),
    cap: number('cap', draft.cap, false),
    commit: committed(draft) ? { quantity: number('commit', draft.commit, true), overage: number('overage', draft.overage, true) } : null,
    ...(guarded(draft) ? { guard: true } : {}),
    chargeAtZero: draft.chargeAtZero,
  })
}
