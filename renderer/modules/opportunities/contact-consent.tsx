import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { ConsentCard } from './consent-card.tsx'
import type { ConsentNow } from './types.ts'

/** What a contact said of being written to and called, beside the customer. */
export function ContactConsent({ contact, name, onClose }: { contact: string; name: string; onClose: () => void }) {
  const say = useSay()
  const { data, error } = useAsk<{ consent: readonly ConsentNow[] }>('opportunities.consent', { contact })
  return (
    <Drawer opened onClose={onClose} title={name} close={say('app.close')}>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : data ? (
        <ConsentCard person={{ contact }} consent={data.consent} />
      ) : (
        <Bones label={say('opportunities.ui.consent')} lines={4} />
      )}
    </Drawer>
  )
}
