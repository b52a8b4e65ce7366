import { ShownOnce } from '../../app/shown-once.tsx'
import { useSay } from '../../app/words.ts'

/** The secret that messages are signed with. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const say = useSay()
  return (
    <ShownOnce
      secret={secret}
      label={say('field.secret')}
      title={say('webhooks.ui.once')}
      lead={say('webhooks.ui.onceLead')}
      kept={say('webhooks.ui.kept')}
      onClose={onClose}
    />
  )
}
