import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Line } from '../../kit/tall.tsx'
import type { Part } from './types.ts'

const tones: Readonly<Record<Part['rung'], Tone>> = { project: 'info', fund: 'accent', included: 'ok', billable: 'violet' }

/** The rungs that an entry landed on, with how much of it. */
export function PartsOf({ parts }: { parts: readonly Part[] }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Line>
      {parts.map((part, i) => (
        <Chip key={i} tone={tones[part.rung]}>
          {[say(`choice.rung.${part.rung}`), part.fundName, parts.length > 1 ? culture.decimal(part.quantity) : null]
            .filter(Boolean)
            .join(' · ')}
        </Chip>
      ))}
    </Line>
  )
}
