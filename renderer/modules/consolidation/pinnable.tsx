import type { ReactNode } from 'react'
import { PinButton } from '../../app/pins.tsx'
import { Figure } from '../../kit/page.tsx'
import type { Statement } from './types.ts'

export const earned = ['revenue', 'result', 'margin', 'recurring', 'overdue', 'unbilled', 'unmatched'] as const
export const standing = ['wip', 'owed', 'deferred', 'fx'] as const
export type FigureName = (typeof earned)[number] | (typeof standing)[number]

/** What a figure of the group is worked out from. */
export interface About {
  readonly statement: Statement
  /** The same months of the year before, where there are any. */
  readonly before: Statement | undefined
  readonly entity: string | null
}

interface Shown {
  readonly name: FigureName
  readonly word: string
  readonly value: ReactNode
  readonly lead?: ReactNode
  readonly tone?: 'ok' | 'warn' | 'danger' | undefined
}
/** A figure that a person may have on the overview. */
export const Pinnable = ({ name, word, value, lead, tone }: Shown) => (
  <Figure
    word={word}
    value={value}
    {...(lead ? { lead } : {})}
    {...(tone ? { tone } : {})}
    act={<PinButton figure={`consolidation.${name}`} word={word} />}
  />
)
