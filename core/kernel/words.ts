import type { Module, Operation } from './operation.ts'
import type { RecordKind } from './record.ts'
import type { ChoiceField, MaybeField } from './shape.ts'
import type { kernelRefusals } from './run.ts'
import type { WantedWord } from './wanted-words.ts'

type RecordWords<K> =
  K extends RecordKind<infer Name, infer F>
    ? Name | `field.${Extract<keyof F, string>}` | { [P in Extract<keyof F, string>]: OptionWords<P, F[P]> }[Extract<keyof F, string>]
    : never
type OptionWords<P extends string, F> =
  F extends ChoiceField<infer T> ? `choice.${P}.${T}` : F extends MaybeField<ChoiceField<infer T>> ? `choice.${P}.${T}` : never
type OperationWords<O> = O extends { readonly name: infer Name extends string } ? Name : never
type RefusalWords<O> = O extends { readonly refusals: readonly (infer Code extends string)[] } ? Code : never
type Listed<M, Key extends string> = M extends { readonly [K in Key]: readonly (infer W extends string)[] } ? W : never

type WallWords<M> = M extends { readonly walls: readonly (infer W)[] } ? RefusalWords<W> : never
type TaskWords<M> = M extends { readonly tasks: readonly { readonly name: infer Name extends string }[] } ? Name : never

/**
 * Every word that a module shows: its records (plural titles), their fields and choices, its operations, refusals, permits and further sentences.
 * A missing or stray key does not compile. `field.<name>` means one thing everywhere (test/architecture/words checks that modules agree).
 */
export type WordsOf<M extends Module> = {
  readonly [
    K in
      | RecordWords<M['records'][number]>
      | OperationWords<M['operations'][number]>
      | RefusalWords<M['operations'][number]>
      | WallWords<M>
      | Listed<M, 'permits'>
      | Listed<M, 'says'>
      | TaskWords<M>
      | `module.${M['name']}`
  ]: string
}
/** Words for view columns and inputs that no record of the module has. */
export type MoreWords = Readonly<Record<`field.${string}` | `choice.${string}`, string>>
export type KernelWords = Readonly<Record<(typeof kernelRefusals)[number] | WantedWord, string>>

export type Words = Readonly<Record<string, string>>

/** What a sentence is about that is a choice of a field, and is said as that field says it: no reader knows `missingPrice`. */
const choices: ReadonlySet<string> = new Set(['state', 'fault', 'reason', 'taxClass', 'method'])
/**
 * Puts what a sentence is about into its holes: `{customer}`. The same rule as i18next's interpolation, for doors that carry no i18next. Where a refusal rests
 * on another, the hole `{refusal}` is the other's sentence, about the same.
 */
export const say = (words: Words, key: string, about: Readonly<Record<string, string>> = {}): string =>
  (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (hole, name: string) => {
    const value = about[name]
    if (value === undefined) return hole
    if (name === 'refusal' && words[value] !== undefined) return say(words, value, { ...about, refusal: '' })
    return (choices.has(name) ? words[`choice.${name}.${value}`] : undefined) ?? value
  })

/** All operations by name; whoever changes something stands before the walls of all modules. */
export function operationsOf(modules: readonly Module[]): ReadonlyMap<string, Operation> {
  const walls = modules.flatMap((m) => m.walls ?? [])
  const guarded = (o: Operation): Operation => (walls.length > 0 && (o.does === 'command' || o.does === 'job') ? { ...o, walls } : o)
  return new Map(modules.flatMap((m) => m.operations.map((o) => [o.name, guarded(o)] as const)))
}
