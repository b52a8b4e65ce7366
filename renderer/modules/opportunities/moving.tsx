import { useState, type ReactNode } from 'react'
import { useHarmony } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { textIn } from '../catalog/product-text.ts'
import { useDo } from './acting.ts'
import type { Stage } from './types.ts'

interface Moved {
  readonly id: string
  readonly name: string
  readonly stage: string
}

/** Moves opportunities. On open stages at once, with a way back; what is won or lost is asked a word first. */
export function useMoving(): { readonly move: (sale: Moved, to: Stage) => void; readonly dialog: ReactNode; readonly busy: boolean } {
  const say = useSay()
  const { manifest } = useHarmony()
  const { run, busy } = useDo('opportunities.move')
  const [asked, setAsked] = useState<{ sale: Moved; to: Stage } | null>(null)
  const move = (sale: Moved, to: Stage): void => {
    if (to.outcome !== 'open') return setAsked({ sale, to })
    const name = textIn(manifest.language, to.names) ?? to.code
    void run({ opportunity: sale.id, stage: to.code }).then((moved) => {
      if (!moved) return
      toast({
        tone: 'ok',
        text: say('opportunities.ui.moved', { name: sale.name, stage: name }),
        action: { word: say('opportunities.ui.back'), does: () => void run({ opportunity: sale.id, stage: sale.stage }) },
      })
    })
  }
  const dialog = asked ? (
    <FormDrawer
      operation="opportunities.move"
      title={say(asked.to.outcome === 'won' ? 'opportunities.ui.won' : 'opportunities.ui.lost', { name: asked.sale.name })}
      submit={say(asked.to.outcome === 'won' ? 'opportunities.ui.markWon' : 'opportunities.ui.markLost')}
      fixed={{ opportunity: asked.sale.id, stage: asked.to.code }}
      fields={asked.to.outcome === 'won' ? ['closedOn', 'contract'] : ['lostReason', 'closedOn']}
      hints={{ contract: say('opportunities.ui.contractHint'), closedOn: say('opportunities.ui.closedHint') }}
      at={{ 'opportunities.noLostReason': 'lostReason', 'opportunities.contractOfAnother': 'contract' }}
      onClose={() => setAsked(null)}
    />
  ) : null
  return { move, dialog, busy }
}
