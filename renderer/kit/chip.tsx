import styles from './chip.module.css'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'danger' | 'info' | 'violet'

/** A state: always icon, word and colour together. */
export function Chip({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: string }) {
  return (
    <span className={styles['chip']} data-tone={tone}>
      <Icon name={icon ?? icons[tone]} size={12} />
      {children}
    </span>
  )
}
const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'dot', accent: 'play', ok: 'check', warn: 'warn', danger: 'danger', info: 'pause', violet: 'exchange',
} // prettier-ignore

// Words of states that many records share. A choice that says something else is neutral until it is told here.
const tones: Readonly<Record<Tone, readonly string[]>> = {
  ok: ['active', 'posted', 'paid', 'done', 'accepted', 'published', 'ok', 'passed', 'imported', 'complete', 'ready', 'green', 'valid'],
  warn: ['draft', 'proposed', 'unusual', 'warning', 'changed', 'conflict', 'open', 'pending', 'yellow', 'due'],
  danger: ['blocked', 'failed', 'rejected', 'overdue', 'breached', 'broken', 'ended', 'cancelled', 'red', 'invalid'],
  info: ['paused', 'suspended', 'waiting', 'scheduled', 'staged'],
  accent: ['running', 'inProgress', 'posting', 'proposing', 'reading', 'current', 'new'],
  violet: ['internal', 'transfer', 'intercompany'],
  neutral: [],
}
export const toneOf = (value: string): Tone => (Object.keys(tones) as Tone[]).find((tone) => tones[tone].includes(value)) ?? 'neutral'
