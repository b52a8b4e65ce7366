import type { FieldPlan, FileRef } from '../../../core/kernel/shape.ts'
import { editableDecimal, editableMinor, parseDecimal, parseMinor } from '../../app/culture.ts'
import { currentZoneInstant } from './instant.ts'

/**
 * What stands in a form while it is being filled: typed text, not yet values. It becomes input by `readDraft`, exactly: a decimal stays text from the
 * key to the wire.
 */
export type Draft = string | boolean | FileRef | null | MoneyDraft | readonly Draft[] | DraftShape
export interface DraftShape {
  readonly [name: string]: Draft
}
export interface MoneyDraft {
  readonly currency: string
  readonly amount: string
}
export type TroubleKind = 'required' | 'notNumber' | 'notCount' | 'notDay' | 'notAmount' | 'notInstant' | 'notData'
export interface Trouble {
  /** `bank[0].label`, as the core's `about.at` names it without `input.`. */
  readonly at: string
  readonly kind: TroubleKind
  readonly currency?: string
}
/** Currency of a `minor` field: its sibling's, or what the form was told. */
type Siblings = Readonly<Record<string, unknown>>
const currencyOf = (plan: FieldPlan, siblings: Siblings): string => String(siblings[plan.currencyIn ?? ''] ?? '')

/** The draft of a value, or of nothing. */
export function draftOf(plan: FieldPlan, value: unknown, culture: string, siblings: Siblings = {}): Draft {
  const given = value !== undefined && value !== null
  switch (plan.kind) {
    case 'flag':
      // Whoever leaves an optional one alone says nothing, which is not the same as no.
      return given || !plan.optional ? value === true : null
    case 'file':
      return given ? (value as FileRef) : null
    case 'money': {
      const money = given ? (value as { currency: string; minor: string }) : null
      return { currency: money?.currency ?? '', amount: money ? editableMinor(culture, money.currency, money.minor) : '' }
    }
    case 'many':
      return given ? (value as readonly unknown[]).map((v) => draftOf(plan.inner!, v, culture)) : []
    case 'shape': {
      const from = (given ? value : {}) as Siblings
      return Object.fromEntries(Object.entries(plan.fields ?? {}).map(([name, field]) => [name, draftOf(field, from[name], culture, from)]))
    }
    case 'minor':
      return given ? editableMinor(culture, currencyOf(plan, siblings), value as string) : ''
    case 'decimal':
      return given ? editableDecimal(culture, value as string) : ''
    case 'data':
      return given ? JSON.stringify(value, null, 2) : ''
    default:
      return given ? String(value) : ''
  }
}

export interface Reading {
  readonly value: unknown
  readonly troubles: readonly Trouble[]
}
const fine = (value: unknown): Reading => ({ value, troubles: [] })
const wrong = (at: string, kind: TroubleKind, currency?: string): Reading => ({
  value: null,
  troubles: [{ at, kind, ...(currency === undefined ? {} : { currency }) }],
})

/** Input for the wire, or what is wrong with it and where. */
export function readDraft(plan: FieldPlan, draft: Draft, at: string, culture: string, siblings: Siblings = {}): Reading {
  if (plan.kind === 'flag') return fine(draft === null && plan.optional ? null : draft === true)
  if (plan.kind === 'shape') return readShape(plan, draft as DraftShape, at, culture)
  if (plan.kind === 'many') return readMany(plan, draft as readonly Draft[], at, culture)
  if (isBlank(plan, draft)) return plan.optional ? fine(null) : wrong(at, 'required')
  if (plan.kind === 'file') return fine(draft)
  if (plan.kind === 'money') {
    const { currency, amount } = draft as MoneyDraft
    if (!currency) return wrong(at, 'required')
    const minor = parseMinor(culture, currency, amount)
    return minor === undefined ? wrong(at, 'notAmount', currency) : fine({ currency, minor })
  }
  const typed = (draft as string).trim()
  switch (plan.kind) {
    case 'count': {
      const number = parseDecimal(culture, typed)
      return number !== undefined && /^-?\d{1,15}$/.test(number) ? fine(Number(number)) : wrong(at, 'notCount')
    }
    case 'decimal': {
      const number = parseDecimal(culture, typed)
      return number === undefined ? wrong(at, 'notNumber') : fine(number)
    }
    case 'minor': {
      const currency = currencyOf(plan, siblings)
      const minor = parseMinor(culture, currency, typed)
      return minor === undefined ? wrong(at, 'notAmount', currency) : fine(minor)
    }
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? fine(typed) : wrong(at, 'notDay')
    case 'instant': {
      const moment = currentZoneInstant(typed)
      return moment === undefined ? wrong(at, 'notInstant') : fine(moment)
    }
    case 'data':
      try {
        return fine(JSON.parse(typed))
      } catch {
        return wrong(at, 'notData')
      }
    // Passwords and notes keep their spaces; only what is nothing but spaces counts as nothing.
    default:
      return fine(plan.kind === 'text' || plan.kind === 'longText' ? draft : typed)
  }
}
const isBlank = (plan: FieldPlan, draft: Draft): boolean =>
  draft === null || (plan.kind === 'money' ? (draft as MoneyDraft).amount.trim() === '' : typeof draft === 'string' && draft.trim() === '')

function readShape(plan: FieldPlan, draft: DraftShape, at: string, culture: string): Reading {
  // A part that may be left out is left out when nothing of it is filled in.
  if (plan.optional && Object.entries(plan.fields ?? {}).every(([name, field]) => untouched(field, draft[name] ?? null))) return fine(null)
  const prefix = at === '' ? '' : `${at}.`
  const read = Object.entries(plan.fields ?? {}).map(
    ([name, field]) => [name, readDraft(field, draft[name] ?? null, `${prefix}${name}`, culture, draft)] as const,
  )
  return { value: Object.fromEntries(read.map(([name, r]) => [name, r.value])), troubles: read.flatMap(([, r]) => r.troubles) }
}
function readMany(plan: FieldPlan, drafts: readonly Draft[], at: string, culture: string): Reading {
  const inner = plan.inner!
  // Empty lines of a list are nobody's intention.
  const kept = drafts.map((draft, i) => ({ draft, i })).filter(({ draft }) => !untouched(inner, draft))
  const read = kept.map(({ draft, i }) => readDraft(inner, draft, `${at}[${i}]`, culture))
  if (read.length === 0 && plan.optional) return fine(null)
  return { value: read.map((r) => r.value), troubles: read.flatMap((r) => r.troubles) }
}
function untouched(plan: FieldPlan, draft: Draft): boolean {
  if (plan.kind === 'flag') return draft !== true
  if (plan.kind === 'shape')
    return Object.entries(plan.fields ?? {}).every(([name, field]) => untouched(field, (draft as DraftShape)[name] ?? null))
  if (plan.kind === 'many') return (draft as readonly Draft[]).every((d) => untouched(plan.inner!, d))
  return isBlank(plan, draft)
}
