import type { Module } from '../kernel/operation.ts'

/** An event, and the right that whoever is told of it has to have. */
export interface Told {
  readonly event: string
  readonly module: string
  /** `null`: nobody is told by a webhook. */
  readonly permit: string | null
}

/** Every event of the product. Of a module that has no right to read, its first right stands for it. */
export const catalogueOf = (modules: readonly Pick<Module, 'name' | 'permits' | 'events'>[]): readonly Told[] =>
  modules.flatMap(({ name, permits, events }) => {
    const permit = permits.includes(`${name}.read`) ? `${name}.read` : (permits[0] ?? null)
    return events.map((event) => ({ event, module: name, permit }))
  })

/** Whether what a webhook asks for is an event: its name, `billing.*` for those of a module, `*` for all. */
export const wants = (events: readonly string[], event: string): boolean =>
  events.some((entry) => entry === event || entry === '*' || (entry.endsWith('.*') && event.startsWith(entry.slice(0, -1))))

/** The first entry that no event answers to. */
export const unknownEntry = (events: readonly string[], known: readonly Told[]): string | undefined =>
  events.find((entry) => !known.some(({ event }) => wants([entry], event)))

/** The rights of a caller that count for what is asked for. */
export const rightsFor = (events: readonly string[], known: readonly Told[], permits: ReadonlySet<string>): string[] =>
  [...new Set(known.filter(({ event, permit }) => permit !== null && permits.has(permit) && wants(events, event)).map((one) => one.permit!))].sort() // prettier-ignore

/** Whether somebody may be told of an event: by their rights now, and by those that they had when they asked for it. */
export const mayHear = (told: Told | undefined, permits: ReadonlySet<string>, rights: readonly string[]): boolean =>
  told !== undefined && told.permit !== null && permits.has(told.permit) && rights.includes(told.permit)
