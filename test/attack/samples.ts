import type { FieldPlan, Wire } from '../../core/kernel/shape.ts'

/** What an attacker knows already: rows of other people, by the record that they are of; their fields fill inputs of the same name. */
export type Known = ReadonlyMap<string, readonly Readonly<Record<string, Wire>>[]>
const someId = '01890000-0000-7000-8000-000000000000'

/** Which row of `known` each field takes, so that several inputs can be made of one plan. */
export function sampleOf(plan: FieldPlan, known: Known, nth = 0, name = ''): Wire {
  const rows = plan.of === undefined ? [] : (known.get(plan.of) ?? [])
  switch (plan.kind) {
    case 'id':
      return rows.length > 0 ? (rows[nth % rows.length]!['id'] ?? someId) : someId
    case 'code':
      return rows.length > 0 ? (rows[nth % rows.length]!['code'] ?? 'X') : 'X'
    case 'text':
    case 'longText':
      return textFor(name, nth)
    case 'count':
      return 1
    case 'decimal':
      return '7'
    case 'minor':
      return '100'
    case 'flag':
      return nth % 2 === 0
    case 'day':
      return '2026-12-01'
    case 'instant':
      return '2027-01-01T00:00:00Z'
    case 'currency':
      return 'EUR'
    case 'money':
      return { currency: 'EUR', minor: '100' }
    case 'choice':
      return plan.options![nth % plan.options!.length]!
    case 'data':
      return { en: 'Something', de: 'Etwas' }
    case 'file':
      return (rows[0] as Wire | undefined) ?? { hash: 'a'.repeat(64), name: 'x.csv', mime: 'text/csv', size: 1 }
    case 'session':
      return null
    case 'many':
      return [sampleOf(plan.inner!, known, nth, name)]
    case 'shape':
      return Object.fromEntries(
        Object.entries(plan.fields ?? {}).flatMap(([field, inner]) =>
          inner.optional && inner.kind === 'data' ? [] : [[field, sampleOf(inner, known, nth, field)]],
        ),
      )
  }
}

/** Words that a field of such a name takes, so that more of the inputs get past the first check. */
function textFor(name: string, nth: number): string {
  const fitting: Readonly<Record<string, string>> = {
    country: 'DE', language: 'de', culture: 'de-DE', zone: 'Europe/Berlin', login: `somebody.${nth}`, email: 'a@b.example',
    number: `C-99${nth}`, password: 'a long enough sentence', permits: 'billing.read', taxIdLabel: 'VAT', source: 'ECB',
  } // prettier-ignore
  return fitting[name] ?? 'something'
}

/** All fields of a plan that are not made of others, each with the way to it. */
export function leavesOf(
  plan: FieldPlan,
  path: readonly (string | number)[] = [],
): { path: readonly (string | number)[]; plan: FieldPlan }[] {
  const own = path.length === 0 ? [] : [{ path, plan }]
  if (plan.kind === 'shape')
    return [...own, ...Object.entries(plan.fields ?? {}).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))]
  if (plan.kind === 'many') return [...own, ...leavesOf(plan.inner!, [...path, 0])]
  return own
}

/** A copy with another value at the end of the path. */
export function withAt(value: Wire, [step, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (step === undefined) return other
  if (typeof step === 'number') return [withAt((value as readonly Wire[] | null)?.[step] ?? null, rest, other)]
  const from = (value ?? {}) as Readonly<Record<string, Wire>>
  return { ...from, [step]: withAt(from[step] ?? null, rest, other) }
}
