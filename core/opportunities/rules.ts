import { isTextByLanguage } from '../kernel/by-language.ts'
import { isZone, momentIn, type Day, type Instant } from '../kernel/day.ts'
import type { Now } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import { isEmail, isLanguage, matchName } from '../customers/rules.ts'
import type { Lead } from './lead.ts'
import { firstStages, type Stage } from './opportunity.ts'

/** Whoever calls, as the owner of what nobody else was named for. */
export const callerAsOwner = (now: Now): Id<'users'> => now.caller.user as Id<'users'>

/** What names are compared by: the company's, or where there is none the person's. */
export const leadMatchName = ({ company, name }: Pick<Lead, 'company' | 'name'>): string => matchName(company ?? name)

export const leadFaults = [
  'opportunities.badName',
  'opportunities.badEmail',
  'opportunities.badCountry',
  'opportunities.badLanguage',
] as const
export function leadFault({
  name,
  company,
  email,
  country,
  language,
}: Pick<Lead, 'name' | 'company' | 'email' | 'country' | 'language'>): Refusal<(typeof leadFaults)[number]> | undefined {
  if (leadMatchName({ company, name }) === '') return refuse('opportunities.badName', { name: company ?? name })
  if (email !== null && !isEmail(email)) return refuse('opportunities.badEmail', { email })
  if (country !== null && !/^[A-Z]{2}$/.test(country)) return refuse('opportunities.badCountry', { country })
  return language !== null && !isLanguage(language) ? refuse('opportunities.badLanguage', { language }) : undefined
}

/** The stages of the house, by their places: those it has set, or the ones that Harmony begins with. */
export const stagesOf = (rows: readonly Stage[]): readonly Stage[] =>
  (rows.length === 0 ? firstStages : rows).toSorted((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1))

export const stageFaults = ['opportunities.badStage', 'opportunities.stageTwice', 'opportunities.noWay'] as const
/** May a house sell in these stages? There is a first step that is open, one that is won and one that is lost. */
export function stagesFault(stages: readonly Stage[]): Refusal<(typeof stageFaults)[number]> | undefined {
  for (const [i, { code, names, probability, outcome }] of stages.entries()) {
    if (stages.findIndex((other) => other.code === code) !== i) return refuse('opportunities.stageTwice', { stage: code })
    const named = isTextByLanguage(names) && Object.keys(names).length > 0
    const likely = outcome === 'won' ? probability === 100 : outcome === 'lost' ? probability === 0 : isPercent(probability)
    if (!named || !likely) return refuse('opportunities.badStage', { stage: code })
  }
  const missing = (['open', 'won', 'lost'] as const).find((outcome) => !stages.some((s) => s.active && s.outcome === outcome))
  return missing && refuse('opportunities.noWay', { outcome: missing })
}
export const isPercent = (value: number): boolean => value >= 0 && value <= 100

/** When something is due on clocks that people there read. */
export interface Due {
  readonly dueOn: Day | null
  readonly dueTime: string | null
  readonly zone: string
}
export const dueFaults = ['opportunities.badTime', 'opportunities.badZone'] as const
export function dueAt({ dueOn, dueTime, zone }: Due): Instant | null | Refusal<(typeof dueFaults)[number]> {
  if (!isZone(zone)) return refuse('opportunities.badZone', { zone })
  if (dueTime !== null && !isTime(dueTime)) return refuse('opportunities.badTime', { time: dueTime })
  if (dueOn === null) return null
  return momentIn(zone, dueOn, dueTime ?? undefined) ?? refuse('opportunities.badTime', { time: dueTime ?? dueOn })
}
/** An hour as people write it, on a clock of 24 hours. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
