import { randomUUID } from 'node:crypto'
import type { Call, Outcome } from '../core/kernel/operation.ts'
import { refuse } from '../core/kernel/refusal.ts'
import type { Wire } from '../core/kernel/shape.ts'
import { modules, operations } from '../core/harmony.ts'
import { beforeEnrolment } from '../core/people/sign-in-rules.ts'
import { isVisitor, type HostCaller } from './callers.ts'
import type { Seals } from './seals.ts'

/** A call as a door brings it. */
export interface HarmonyCall {
  readonly id: string
  readonly operation: string
  readonly input: unknown
  readonly caller: HostCaller
}

/** What comes before signing in says so; everything else needs somebody. */
export function beforeSignIn(call: HarmonyCall): Outcome | undefined {
  const operation = operations.get(call.operation)
  // Whoever still has to set up a second factor does that, and nothing else.
  if (call.caller.mustEnrol && operation?.permit !== 'public' && !beforeEnrolment.has(call.operation))
    return { ok: false, refusal: refuse('people.secondFactorRequired') }
  if (!isVisitor(call.caller)) return undefined
  return operation && operation.permit !== 'public' ? { ok: false, refusal: refuse('people.notSignedIn') } : undefined
}

/** Records of the call's module: the log tells what really changed, but a moment later than the next call may come. */
export const ownedBy = (call: HarmonyCall): readonly string[] =>
  modules.find((module) => call.operation.startsWith(`${module.name}.`))?.records.map((kind) => kind.record) ?? []

/**
 * Call ids are the caller's own: nobody is answered what another was, and nobody takes the id of a portion of somebody's long work
 * (`billing.post:…`) away from it. Visitors are many under one name, and what one of them was answered - a session - is never another's: each of
 * their calls is new.
 */
export const owned = (call: HarmonyCall): Call => ({
  ...call,
  id: `${call.caller.user}/${isVisitor(call.caller) ? randomUUID() : call.id}`,
})

/** Opens what this process sealed in a result. A call that is repeated elsewhere, or after a restart, cannot hand its secret out again. */
export function opening(seals: Seals, call: HarmonyCall, outcome: Outcome): Outcome {
  const fields = operations.get(call.operation)?.output.fields
  if (!outcome.ok && outcome.refusal.refused === 'call.reused') return { ok: false, refusal: refuse('call.reused', { id: call.id }) }
  if (!outcome.ok || !fields || typeof outcome.result !== 'object' || outcome.result === null || Array.isArray(outcome.result))
    return outcome
  const result = outcome.result as Readonly<Record<string, Wire>>
  const opened: Record<string, Wire> = { ...result }
  for (const [name, field] of Object.entries(fields)) {
    const value = result[name]
    const sealed = field.kind === 'session' ? (value as { token?: Wire } | null | undefined)?.token : value
    if (typeof sealed !== 'string' || !seals.isSealed(sealed)) continue
    const secret = seals.open(sealed)
    if (secret === undefined) return { ok: false, refusal: refuse('call.reused', { id: call.id }) }
    opened[name] = field.kind === 'session' ? { ...(value as { readonly [key: string]: Wire }), token: secret } : secret
  }
  return { ok: true, result: opened }
}
