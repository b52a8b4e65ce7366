import type { FieldPlan } from '../../core/kernel/shape.ts'
import type { Wire } from '../../core/kernel/shape.ts'

type Raw = string | readonly string[]

/** Words of an address that are the door's own, where the operation has no field of that name. */
const ownWords = ['download']

/** Query words as the input of an operation: each turned into what its field is, and left as it stands where it cannot be. */
export function inputOfQuery(plan: FieldPlan, query: Readonly<Record<string, Raw>>): Wire {
  const fields = plan.fields ?? {}
  const entries = Object.entries(query).filter(([name]) => Object.hasOwn(fields, name) || !ownWords.includes(name))
  return Object.fromEntries(entries.map(([name, raw]) => [name, fieldOf(Object.hasOwn(fields, name) ? fields[name] : undefined, raw)]))
}

function fieldOf(plan: FieldPlan | undefined, raw: Raw): Wire {
  if (plan?.kind === 'many') return listOf(plan, raw)
  if (typeof raw !== 'string') return raw as Wire
  switch (plan?.kind) {
    case 'count':
      return /^-?\d{1,15}$/.test(raw) ? Number(raw) : raw
    case 'flag':
      return raw === 'true' || raw === '' ? true : raw === 'false' ? false : raw
    case 'shape':
    case 'data':
    case 'money':
    case 'file':
    case 'session':
      return json(raw)
    default:
      return raw
  }
}

/** `?order=a&order=b`, `?order=a` and `?order=["a","b"]` are the same. */
function listOf(plan: FieldPlan, raw: Raw): Wire {
  if (typeof raw === 'string' && raw.startsWith('[')) return json(raw)
  return (typeof raw === 'string' ? [raw] : raw).map((item) => fieldOf(plan.inner, item))
}

function json(text: string): Wire {
  try {
    return JSON.parse(text) as Wire
  } catch {
    return text
  }
}
