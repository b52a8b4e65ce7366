import { createContext, useContext, useMemo } from 'react'
import type { CallerPlan, Manifest, OperationPlan, ViewPlan } from '../../core/kernel/manifest.ts'
import * as culture from './culture.ts'
import type { Port } from './port.ts'

/** What every screen may lean on: the line to the host, the manifest, who calls, the culture. */
export interface Harmony {
  readonly port: Port
  readonly manifest: Manifest
  readonly culture: string
  readonly operations: ReadonlyMap<string, OperationPlan>
  readonly views: ReadonlyMap<string, ViewPlan>
  /** Fetches the manifest again: after signing in or out, after changing the language. */
  readonly renew: () => Promise<void>
}
const HarmonyContext = createContext<Harmony | null>(null)
export const HarmonyProvider = HarmonyContext.Provider

export function useHarmony(): Harmony {
  const harmony = useContext(HarmonyContext)
  if (!harmony) throw new Error('bug: expected to be inside Harmony')
  return harmony
}
export const useOperation = (name: string): OperationPlan | undefined => useHarmony().operations.get(name)
export const useView = (name: string): ViewPlan | undefined => useHarmony().views.get(name)
export const useCaller = (): CallerPlan | null => useHarmony().manifest.caller

/** May the caller do it? `null` needs only a sign-in. Screens hide what may not be done; the core refuses it whatever they show. */
export function useMay(): (permit: string | null) => boolean {
  const caller = useCaller()
  return (permit) => permit === 'public' || (caller !== null && (permit === null || holds(caller.permits, permit)))
}
/** `*` stands for every permit, `module.*` for a module's. */
export const holds = (permits: readonly string[], permit: string): boolean =>
  permits.includes(permit) || permits.includes('*') || permits.includes(`${permit.split('.')[0]}.*`)

/** Formats of the viewer's culture. The same object until the culture changes, so that what is drawn with it need not be drawn again. */
export function useCulture(): CultureFormats {
  const { culture: of } = useHarmony()
  return useMemo(() => formatsOf(of), [of])
}
const formatsOf = (of: string) => ({
  name: of,
  decimal: (text: string) => culture.decimalIn(of, text),
  count: (n: number) => culture.countIn(of, n),
  figures: (currency: string, minor: string) => culture.figuresIn(of, currency, minor),
  money: (currency: string, minor: string) => culture.moneyIn(of, currency, minor),
  day: (day: string) => culture.dayIn(of, day),
  longDay: (day: string) => culture.longDayIn(of, day),
  month: (day: string) => culture.monthIn(of, day),
  instant: (moment: string, zone?: string) => culture.instantIn(of, moment, zone),
  clock: (moment: string, zone?: string) => culture.clockIn(of, moment, zone),
})
export type CultureFormats = ReturnType<typeof formatsOf>

/** Today as the installation counts it: the demo's clock stands still. */
export function useToday(): string {
  const { clock } = useHarmony().manifest.installation
  return (clock ?? new Date().toISOString()).slice(0, 10)
}
