import { useCulture, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'

/** Whether a version stands in new orders: now, later, no longer. */
export function Standing({ validFrom, newest, withdrawnFrom }: { validFrom: string; newest: boolean; withdrawnFrom: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const today = useToday()
  if (withdrawnFrom !== null) return <Chip tone="danger">{say('terms.ui.withdrawn', { day: culture.day(withdrawnFrom) })}</Chip>
  if (validFrom > today) return <Chip tone="info">{say('terms.ui.later', { day: culture.day(validFrom) })}</Chip>
  return newest ? <Chip tone="ok">{say('terms.ui.current')}</Chip> : <Chip tone="neutral">{say('terms.ui.replaced')}</Chip>
}
