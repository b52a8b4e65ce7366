import type { Caller, Operation } from './operation.ts'

/** The caller of an operation: bounded by the right that it takes. Where that right reaches some legal entities alone, so does the caller. */
export function acting<C extends Caller>(caller: C, operation: Pick<Operation, 'permit' | 'does'>): C {
  const { bounds } = caller
  if (!bounds) return caller
  const permit = operation.permit === 'public' ? null : operation.permit
  const own = permit === null ? undefined : bounds.rights.get(permit)
  const only = own?.every(({ reach }) => reach === 'entities') ? own.flatMap((bound) => bound.entities) : undefined
  const entities = only === undefined ? caller.entities : caller.entities === 'all' ? only : only.filter((e) => caller.entities.includes(e))
  return { ...caller, entities, bounds: { ...bounds, acting: { permit, asks: operation.does === 'query' } } }
}
