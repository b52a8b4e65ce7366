import type { IconName } from '../../kit/icon.tsx'
import type { Tone } from '../../kit/chip.tsx'
import type { Activity, Outcome } from './types.ts'

export const leadTone = (state: string): Tone =>
  (({ new: 'accent', working: 'info', qualified: 'ok' }) as Readonly<Record<string, Tone>>)[state] ?? 'neutral'
export const outcomeTone = (outcome: Outcome): Tone => (({ open: 'accent', won: 'ok', lost: 'neutral' }) as const)[outcome]
export const consentTone = (consent: 'none' | 'given' | 'withdrawn'): Tone =>
  (({ none: 'neutral', given: 'ok', withdrawn: 'danger' }) as const)[consent]
export const iconOfActivity: Readonly<Record<Activity['kind'], IconName>> = {
  call: 'phone',
  mail: 'mail',
  meeting: 'people',
  task: 'check',
  memo: 'draft',
}
