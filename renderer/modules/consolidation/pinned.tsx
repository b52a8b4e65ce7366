import { useAsk } from '../../app/ask.ts'
import { useMay, useToday } from '../../app/harmony.tsx'
import type { Pin } from '../../app/pins.tsx'
import { useSay } from '../../app/words.ts'
import { Figures } from '../../kit/page.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { monthOf, monthsOn } from '../recognition/months.ts'
import { GroupFigure, isFigure } from './figures.tsx'
import { QueryCards } from './query-table.tsx'
import type { Statement } from './types.ts'

/** Figures of the group that a person has pinned, as they stand this month, and answers to questions of their own. */
export default function PinnedOfGroup({ pins }: { pins: readonly Pin[] }) {
  const may = useMay()
  return may('consolidation.read') ? (
    <>
      <PinnedFigures names={pins.map(({ figure }) => figure.split('.')[1] ?? '').filter(isFigure)} />
      <QueryCards pins={pins} />
    </>
  ) : null
}

function PinnedFigures({ names }: { names: readonly Parameters<typeof GroupFigure>[0]['name'][] }) {
  const say = useSay()
  const period = monthOf(useToday())
  const asked = { period, view: 'transacted' }
  const enabled = names.length > 0
  const { data, error } = useAsk<Statement>('consolidation.statement', asked, { keep: true, enabled })
  const before = useAsk<Statement>('consolidation.statement', { ...asked, period: monthsOn(period, -12) }, { keep: true, enabled })
  if (!enabled) return null
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!data) return <Bones label={say('consolidation.ui.title')} lines={2} />
  return (
    <Figures>
      {names.map((name) => (
        <GroupFigure key={name} name={name} statement={data} before={before.data} entity={null} />
      ))}
    </Figures>
  )
}
