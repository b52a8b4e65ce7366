import type { Cost } from './types.ts'

/** One row of a change order while it is being written: texts as they are typed. */
export interface ChangeDraft {
  readonly key: string
  /** `null`: something new. */
  readonly cost: Cost | null
  readonly does: 'keep' | 'change' | 'remove' | 'add'
  readonly item: string
  readonly supplier: string
  readonly quantity: string
  readonly unitCost: string
  readonly currency: string
  readonly end: string
  readonly start: string
  /** Months between two purchases; empty: once. */
  readonly months: string
}

const blank = { item: '', supplier: '', quantity: '', unitCost: '', currency: '', end: '', start: '', months: '' }
/** What is left empty of a change stays as it is. */
export const draftOf = (cost: Cost): ChangeDraft => ({
  ...blank,
  key: cost.id,
  cost,
  does: 'keep',
  supplier: cost.supplier ?? '',
  currency: cost.currency,
})
export const newDraft = (start: string): ChangeDraft => ({
  ...blank,
  key: crypto.randomUUID(),
  cost: null,
  does: 'add',
  quantity: '1',
  start,
})

export interface Wanted {
  readonly changes: readonly object[]
  /** Something is begun and not complete yet. */
  readonly unclear: boolean
}
/** What the drafts ask for, as the wire has it; a change that changes nothing is left out. */
export function wantedOf(drafts: readonly ChangeDraft[], parse: (typed: string) => string | undefined): Wanted {
  let unclear = false
  const number = (typed: string): string | undefined => {
    if (typed.trim() === '') return undefined
    const read = parse(typed)
    if (read === undefined) unclear = true
    return read
  }
  const changes = drafts.flatMap((draft): object[] => {
    const { cost, does } = draft
    if (does === 'keep') return []
    if (does === 'remove') return [{ does, costLine: cost!.id }]
    const [quantity, unitCost] = [number(draft.quantity), number(draft.unitCost)]
    const said = (value: string, before: string | null | undefined) => value !== '' && value !== before
    const terms = {
      ...(said(draft.supplier, cost?.supplier) ? { supplier: draft.supplier } : {}),
      ...(said(draft.currency, cost?.currency) ? { currency: draft.currency } : {}),
      ...(said(draft.end, cost?.end) ? { end: draft.end } : {}),
      ...(quantity === undefined ? {} : { quantity }),
      ...(unitCost === undefined ? {} : { unitCost }),
    }
    if (cost) {
      if (Object.keys(terms).length === 0) return []
      return [{ does, costLine: cost.id, ...terms }]
    }
    if (draft.item.trim() === '' || quantity === undefined || unitCost === undefined) {
      unclear = true
      return []
    }
    const months = number(draft.months)
    if (months !== undefined && !/^[1-9]\d{0,2}$/.test(months)) unclear = true
    return [{ does, item: draft.item.trim(), start: draft.start, ...(months === undefined ? {} : { months: Number(months) }), ...terms }]
  })
  return { changes, unclear }
}
