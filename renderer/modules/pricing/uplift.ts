import { editableDecimal } from '../../app/culture.ts'
import { reader, type Asked } from './draft.ts'

export type Figure = 'price' | 'base' | 'current' | 'margin' | 'floor' | 'cap'
/** An uplift as it is typed; percentages in points. */
export interface UpliftDraft extends Readonly<Record<Figure, string>> {
  readonly by: 'index' | 'fixed'
  readonly ratchet: boolean
  readonly decimals: string
}

/** The clause of the design: consumer prices and one per cent, at least two and at most five. */
export const exampleUplift = (culture: string): UpliftDraft => ({
  by: 'index',
  price: editableDecimal(culture, '38.00'),
  base: editableDecimal(culture, '100.0'),
  current: editableDecimal(culture, '103.4'),
  margin: '1',
  floor: '2',
  cap: '5',
  ratchet: true,
  decimals: '2',
})

export function readUplift(culture: string, draft: UpliftDraft): Asked {
  const { number, asked } = reader(culture)
  return asked({
    price: number('price', draft.price, true),
    index: draft.by === 'index' ? { base: number('base', draft.base, true), current: number('current', draft.current, true) } : null,
    margin: number('margin', draft.margin, draft.by === 'fixed'),
    floor: number('floor', draft.floor, false),
    cap: number('cap', draft.cap, false),
    ratchet: draft.ratchet,
    decimals: Number(draft.decimals),
  })
}
